"""What may stand in a draft: duties, grants, limits, figures, the superior."""

from __future__ import annotations

from decimal import Decimal

import pytest

from apps.core.refusals import Refused, Stale
from apps.org.catalogue import GrantText
from apps.org.editions import next_edition
from apps.org.models import Duty, Grant
from apps.org.permissions import Perm
from apps.org.selectors.gaps import gaps_after
from apps.org.services import revising
from tests.org import revisions as r
from tests.personas import NOW, access_of

pytestmark = pytest.mark.django_db
DISCOUNT, REFUND = "workorders.give_discount", "workorders.approve_refund"
BY = r.DRAFTER


def add(draft, *grants, **values):
    """One more duty."""
    values = {"text": "新职责", "text_en": "New", "kind": "work" if grants else "conduct", **values}
    return revising.add_duty(
        by=access_of(BY), revision=draft, version=None, values=values, grants=grants
    )


def edit(draft, **values):
    """Some fields of the draft changed."""
    return revising.edit_revision(by=access_of(BY), revision=draft, version=None, values=values)


@pytest.mark.parametrize(
    ("taken", "following"),
    [
        ([], "A/0"),
        (["A/0"], "A/1"),
        (["A/8", "A/9"], "B/0"),
        (["A/9", "B/0"], "B/1"),
        (["Z/9"], "AA/0"),
        (["AZ/9"], "BA/0"),
        (["旧版", "A/3"], "A/4"),
    ],
)
def test_editions_follow_each_other(taken, following):
    assert next_edition(taken) == following


def test_new_duty_gets_the_next_number_and_the_last_place():
    draft = r.drafted()
    last = draft.duties.order_by("order").last()
    duty = add(draft)
    letters, number = last.code.split("-")
    assert (duty.code, duty.order) == (f"{letters}-{int(number) + 1}", last.order + 1)


def test_number_of_a_removed_duty_is_not_used_again_in_another_edition():
    first = r.approved()
    gone = first.duties.order_by("order").last().code
    draft = r.drafted()
    revising.remove_duty(by=access_of(BY), duty=draft.duties.get(code=gone), version=None)
    assert add(draft).code != gone


def test_removed_duty_and_grants_leave_their_words_in_the_history():
    draft = r.drafted()
    duty = r.with_right(draft)
    key, grant = duty.pk, duty.grants.get()
    revising.remove_duty(by=access_of(BY), duty=duty, version=duty.version)
    assert not Grant.objects.filter(pk=grant.pk).exists()
    kept = [Duty.history.filter(id=key, history_type="-").get()]
    kept.append(Grant.history.filter(id=grant.pk, history_type="-").get())
    assert {k.history_user.user.username for k in kept} == {BY}
    assert kept[0].text == duty.text


def test_duty_moves_and_the_others_close_up():
    draft = r.drafted()
    codes = list(draft.duties.values_list("code", flat=True))
    last = draft.duties.get(code=codes[-1])
    revising.move_duty(by=access_of(BY), duty=last, version=last.version, to=1)
    rows = list(draft.duties.order_by("order").values_list("code", "order"))
    assert rows == [(code, i) for i, code in enumerate([codes[-1], *codes[:-1]], start=1)]


def test_duty_cannot_move_out_of_the_list():
    draft = r.drafted()
    with pytest.raises(Refused, match="没有这个位置"):
        revising.move_duty(by=access_of(BY), duty=draft.duties.first(), version=None, to=99)


def test_editing_a_duty_replaces_exactly_its_grants():
    draft = r.drafted()
    duty = r.with_right(draft)
    wide = GrantText(Perm.VIEW_ORGUNIT.value, "store")
    duty = revising.edit_duty(
        by=access_of(BY), duty=duty, version=duty.version, values={"text": "改"}, grants=[wide]
    )
    assert [(g.capability, g.scope) for g in duty.grants.all()] == [(wide.capability, "store")]


def test_editing_only_the_words_keeps_the_grants():
    duty = r.with_right(r.drafted())
    before = list(duty.grants.values_list("pk", flat=True))
    duty = revising.edit_duty(by=access_of(BY), duty=duty, version=None, values={"text": "改"})
    assert list(duty.grants.values_list("pk", flat=True)) == before


def test_stale_duty_is_refused():
    duty = r.with_right(r.drafted())
    with pytest.raises(Stale):
        revising.edit_duty(
            by=access_of(BY), duty=duty, version=duty.version - 1, values={"text": "改"}
        )


def test_change_of_a_duty_makes_the_page_of_the_draft_stale():
    draft = r.drafted()
    r.with_right(draft)
    with pytest.raises(Stale):
        revising.submit_revision(by=access_of(BY), revision=draft, version=draft.version)


@pytest.mark.parametrize(
    ("grant", "field"),
    [
        (GrantText("org.fly", "store"), "grants.0.capability"),
        (GrantText(Perm.VIEW_STAFF.value, "galaxy"), "grants.0.scope"),
        (GrantText(Perm.VIEW_STAFF.value, "store", rows="blue"), "grants.0.rows"),
        (GrantText(Perm.VIEW_STAFF.value, "store", limits={"refund_cny": 5}), "grants.0.limits"),
        (GrantText(Perm.VIEW_STAFF.value, "store", limits={"unlimited": True}), "grants.0.limits"),
        (GrantText(REFUND, "store", limits={"refund_cny": -1}), "grants.0.limits"),
        (GrantText(REFUND, "store", limits={"refund_cny": "多"}), "grants.0.limits"),
        (GrantText(REFUND, "store", limits={"refund_cny": "NaN"}), "grants.0.limits"),
        (GrantText(REFUND, "store", limits={"refund_cny": True}), "grants.0.limits"),
        (GrantText(DISCOUNT, "store", limits={"labour_pct": 101}), "grants.0.limits"),
        (
            GrantText(REFUND, "store", limits={"unlimited": True, "refund_cny": 5}),
            "grants.0.limits",
        ),
    ],
)
def test_impossible_grant_is_refused_beside_its_field(grant, field):
    draft = r.drafted()
    with pytest.raises(Refused) as refused:
        add(draft, grant)
    assert refused.value.field == field
    assert not draft.duties.filter(text="新职责").exists()


def test_same_right_twice_in_a_duty_is_refused_at_the_second():
    with pytest.raises(Refused) as refused:
        add(r.drafted(), r.SEES_PEOPLE, r.SEES_PEOPLE)
    assert refused.value.field == "grants.1.capability"


def test_amounts_are_kept_unrounded():
    limits = {"labour_pct": Decimal("2.50"), "parts_pct": Decimal(0)}
    duty = add(r.drafted(), GrantText(DISCOUNT, "store", limits=limits))
    assert duty.grants.get().limits == {"labour_pct": "2.5", "parts_pct": 0}


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"text": " "}, "text"),
        ({"code": "A" * 13}, "code"),
        ({"kind": "work"}, "kind"),
        ({"kind": "magic"}, "kind"),
        ({"kpis": ["no_such_figure"]}, "kpis"),
    ],
)
def test_impossible_duty_is_refused_beside_its_field(values, field):
    with pytest.raises(Refused) as refused:
        add(r.drafted(), **values)
    assert refused.value.field == field


def test_code_is_used_once_in_an_edition():
    draft = r.drafted()
    with pytest.raises(Refused) as refused:
        add(draft, code=draft.duties.first().code)
    assert refused.value.field == "code"


@pytest.mark.parametrize("change", ["edit", "add", "remove"])
def test_submitted_text_is_not_touched(change):
    row = r.submitted()
    duty = row.duties.first()
    acts = {
        "edit": lambda: edit(row, purpose="x"),
        "add": lambda: add(row),
        "remove": lambda: revising.remove_duty(by=access_of(BY), duty=duty, version=None),
    }
    with pytest.raises(Refused, match="待审核.*不能修改"):
        acts[change]()


def test_superior_below_the_position_is_refused():
    draft = r.drafted("general_manager")
    with pytest.raises(Refused, match="成环") as refused:
        edit(draft, reports_to=r.position_of("cashier"))
    assert refused.value.field == "reports_to"


@pytest.mark.parametrize(("code", "store"), [("general_manager", "cs2"), ("all_staff", "cs1")])
def test_superior_is_of_the_same_owner_and_no_base_position(code, store):
    with pytest.raises(Refused) as refused:
        edit(r.drafted(), reports_to=r.position_of(code, store))
    assert refused.value.field == "reports_to"


def test_circle_that_another_approval_has_closed_is_found_at_the_second_approval():
    admin = access_of("administrator")
    rows = []
    for code, superior in (("cashier", "hr_officer"), ("hr_officer", "cashier")):
        row = r.drafted(code, by=admin)
        values = {"reports_to": r.position_of(superior)}
        revising.edit_revision(by=admin, revision=row, version=None, values=values)
        revising.submit_revision(by=admin, revision=row)
        rows.append(revising.review_revision(by=access_of(r.REVIEWER), revision=row))
    revising.approve_revision(by=access_of(r.APPROVER), revision=rows[0])
    with pytest.raises(Refused, match="成环"):
        revising.approve_revision(by=access_of(r.APPROVER), revision=rows[1])


def test_superior_of_the_group_is_taken():
    assert edit(r.drafted("general_manager"), reports_to=r.position_of("group_supervisor", "hj"))


def test_draft_that_changes_nothing_is_not_submitted():
    with pytest.raises(Refused, match="没有任何改动"):
        revising.submit_revision(by=access_of(BY), revision=r.drafted())


def test_draft_without_words_of_change_is_not_submitted():
    draft = r.drafted(change=" ")
    r.with_right(draft)
    with pytest.raises(Refused) as refused:
        revising.submit_revision(by=access_of(BY), revision=draft)
    assert refused.value.field == "change"


def test_draft_without_duties_is_not_submitted():
    draft = r.drafted()
    for duty in draft.duties.all():
        revising.remove_duty(by=access_of(BY), duty=duty, version=None)
    with pytest.raises(Refused, match="至少要有一条职责"):
        revising.submit_revision(by=access_of(BY), revision=draft)


def test_right_that_no_app_knows_any_more_is_found_at_submission():
    draft = r.drafted()
    grant = r.with_right(draft).grants.get()
    grant.capability = "org.fly"
    grant.save()
    with pytest.raises(Refused, match="没有这项权限"):
        revising.submit_revision(by=access_of(BY), revision=draft)


def test_unknown_field_is_a_mistake_of_the_program():
    with pytest.raises(ValueError, match="state"):
        edit(r.drafted(), state="approved")


def test_gap_a_draft_would_tear_is_named_before_it_is_approved():
    draft = r.drafted("general_manager")
    assert gaps_after(draft, NOW) == []
    duty = draft.duties.get(grants__capability=REFUND)
    rest = [
        GrantText(g.capability, g.scope, g.rows, g.limits)
        for g in duty.grants.all()
        if g.capability != REFUND
    ]
    revising.edit_duty(by=access_of(BY), duty=duty, version=None, values={}, grants=rest)
    gaps = gaps_after(draft, NOW)
    assert ("answer", "workorders.request_refund") in {(g.kind, g.capability) for g in gaps}
    assert "cashier" in {g.position for g in gaps}


def test_gap_that_stands_already_is_not_blamed_on_the_draft():
    draft = r.drafted("technician")
    r.with_right(draft)
    assert gaps_after(draft, NOW) == []
