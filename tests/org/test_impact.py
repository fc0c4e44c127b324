"""Who gains or loses what by an edition, before it is approved."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.core.capabilities import capability, every_capability
from apps.org.access import Access
from apps.org.apart import conflicts
from apps.org.models import Duty, Grant, PositionRevision, Post, Staff, Tenure
from apps.org.selectors.impact import Case, Impact, impact_of, predecessor_of
from apps.org.services.publishing import write_grants
from tests.access.samples import order
from tests.org.drafting import copied, give, in_force, position_of, take
from tests.personas import NOW, department_of, staff_of

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> PositionRevision:
    """The cashier's next edition, the same as the present one so far."""
    return copied(in_force(position_of("cashier")))


def first(draft: PositionRevision) -> Duty:
    """The first duty of a draft."""
    return draft.duties.order_by("order")[0]


def case_of(impact: Impact, login: str) -> Case:
    """What changes for one person."""
    found = impact.of(staff_of(login))
    assert found is not None
    return found.case


def rights(impact: Impact, login: str = "cashier") -> dict[str, str]:
    """The kind of change of each right of one person."""
    return {r.code: r.kind for r in case_of(impact, login).rights}


def appoint(login: str, position: str, kind: str = "concurrent", **facts: object) -> Tenure:
    """One more post for somebody."""
    post = Post.objects.filter(position=position_of(position)).order_by("pk")[0]
    return Tenure.objects.create(
        staff=staff_of(login), post=post, kind=kind, state="approved", starts_at=NOW, **facts
    )


def publish(draft: PositionRevision) -> None:
    """The edition is in force from now."""
    draft.state, draft.effective_from = "approved", NOW
    draft.save()
    write_grants(list(draft.position.posts.select_related("unit")), NOW)


def test_copy_changes_nothing_for_anybody(draft: PositionRevision) -> None:
    found = impact_of(draft, NOW)
    assert found.nothing
    assert found.people == 0
    assert found.before == in_force(position_of("cashier"))


def test_new_right_is_gained_with_its_unit_and_limits(draft: PositionRevision) -> None:
    give(first(draft), "workorders.give_discount", "store", {"labour_pct": 5})
    found = impact_of(draft, NOW)
    change = case_of(found, "cashier").changes[0]
    assert (change.kind, change.code) == ("gained", "workorders.give_discount")
    assert (change.unit, change.scope, change.after) == ("长沙一店", "本店", "工时折让 ≤ 5%")
    assert found.people == 1


def test_right_taken_away_is_lost(draft: PositionRevision) -> None:
    take(draft, "workorders.issue_invoice")
    assert rights(impact_of(draft, NOW)) == {"workorders.issue_invoice": "lost"}


def test_lost_right_held_through_another_post_is_kept_with_the_reason(
    draft: PositionRevision,
) -> None:
    take(draft, "workorders.settle_workorder")
    first_of = in_force(position_of("receptionist")).duties.order_by("order")[0]
    give(first_of, "workorders.settle_workorder", "store")
    write_grants(list(Post.objects.filter(position=position_of("receptionist"))), NOW)
    appoint("cashier", "receptionist")
    found = case_of(impact_of(draft, NOW), "cashier")
    assert [(r.code, r.kind) for r in found.kept] == [("workorders.settle_workorder", "kept")]
    assert first_of.code in found.kept[0].because
    assert found.nothing


def test_right_moved_to_another_duty_is_no_change(draft: PositionRevision) -> None:
    take(draft, "workorders.issue_invoice")
    give(draft.duties.get(code="CH-2"), "workorders.issue_invoice")
    assert rights(impact_of(draft, NOW)) == {}


def test_wider_scope_is_a_widening_and_narrower_one_a_narrowing(draft: PositionRevision) -> None:
    grant = first(draft).grants.get(capability="workorders.take_payment")
    grant.scope = "unit"
    grant.save()
    assert rights(impact_of(draft, NOW)) == {"workorders.take_payment": "narrowed"}
    publish(draft)
    assert rights(impact_of(copied(in_force(draft.position), "A/2"), NOW)) == {
        "workorders.take_payment": "widened"
    }


def test_right_over_a_store_level_row_does_not_narrow_with_its_scope() -> None:
    draft = copied(in_force(position_of("hr_officer")))
    for grant in first(draft).grants.model.objects.filter(
        duty__revision=draft, capability="org.draft_positionrevision"
    ):
        grant.scope = "unit"
        grant.save()
    assert rights(impact_of(draft, NOW), "hr_officer") == {}


def test_changed_limit_is_told_from_what_to_what() -> None:
    draft = copied(in_force(position_of("service_advisor")))
    grant = draft.duties.get(code="SA-3").grants.get(capability="workorders.give_discount")
    grant.limits = {"labour_pct": 8, "round_off_cny": 10}
    grant.save()
    case = case_of(impact_of(draft, NOW), "service_advisor")
    change = case.changes[0]
    assert change.kind == "limits"
    assert (change.before, change.after) == (
        "工时折让 ≤ 5%，抹零 ≤ ¥10",
        "工时折让 ≤ 8%，抹零 ≤ ¥10",
    )


def test_acting_holder_is_named_with_whom_he_stands_in_for(draft: PositionRevision) -> None:
    of = staff_of("cashier").tenures.get()
    until = NOW + dt.timedelta(days=7)
    appoint("receptionist", "cashier", "acting", acting_for=of, ends_at=until)
    give(first(draft), "workorders.dispatch_job")
    found = impact_of(draft, NOW)
    assert rights(found, "receptionist") == {"workorders.dispatch_job": "gained"}
    assert str(of.staff) in case_of(found, "receptionist").posts[0]


def test_all_posts_over_all_units_are_told_and_holders_alike_stand_together() -> None:
    draft = copied(in_force(position_of("technician")))
    give(first(draft), "workorders.issue_invoice", "store")
    found = impact_of(draft, NOW)
    held = Tenure.objects.filter(post__position=draft.position)
    assert found.people == held.count()
    assert len(found.touched) == held.values("post__unit").distinct().count() > 1


def test_vacant_post_is_named(draft: PositionRevision) -> None:
    staff_of("cashier").tenures.all().delete()
    found = impact_of(draft, NOW)
    assert [str(p.unit) for p in found.vacant] == [str(department_of("finance"))]


def test_queue_appears_with_the_number_that_would_wait(draft: PositionRevision) -> None:
    order(state="draft")
    give(first(draft), "workorders.authorise_workorder", "store")
    queue = case_of(impact_of(draft, NOW), "cashier").queues[0]
    assert (queue.kind, queue.label, queue.open) == ("gained", "待客户授权", 1)


def test_queue_goes_with_the_number_that_waits_now(draft: PositionRevision) -> None:
    take(draft, "workorders.take_payment")
    found = case_of(impact_of(draft, NOW), "cashier").queues
    assert [(q.kind, q.label, q.open) for q in found] == [("lost", "待收银", 0)]


def test_figure_of_a_changed_duty_appears_net_of_other_posts(draft: PositionRevision) -> None:
    row = first(draft)
    row.kpis = ["visit_count", "nobody_computes_this"]
    row.save()
    found = case_of(impact_of(draft, NOW), "cashier").figures
    assert [f.kind for f in found] == ["gained"]


def test_right_that_nobody_would_hold_is_named(draft: PositionRevision) -> None:
    take(draft, "workorders.close_cashshift", "workorders.view_workorder")
    found = impact_of(draft, NOW).orphaned
    assert len(found) == 1
    assert capability("workorders.close_cashshift").label in found[0]
    assert "长沙一店" in found[0]


def test_rights_that_may_not_meet_on_one_document_are_told(draft: PositionRevision) -> None:
    pair = conflicts()[0]
    give(first(draft), pair.did.value)
    give(first(draft), pair.right.value)
    assert pair.words in case_of(impact_of(draft, NOW), "cashier").conflicts


def test_approved_edition_is_compared_with_the_one_before_it(draft: PositionRevision) -> None:
    publish(draft)
    assert predecessor_of(draft, NOW) == in_force(position_of("cashier"))
    assert predecessor_of(copied(draft, "A/2"), NOW) == draft


CAPABILITIES = st.sampled_from([c.value for c in every_capability()])
GRANTS = st.dictionaries(CAPABILITIES, st.sampled_from(["own", "unit", "store"]), max_size=6)


@given(new=GRANTS, gone=st.sets(st.integers(0, 40), max_size=10))
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_is_foretold_is_what_the_engine_then_says(new: dict[str, str], gone: set[int]) -> None:
    with transaction.atomic():
        draft = copied(in_force(position_of("cashier")))
        grants = Grant.objects.filter(duty__revision=draft).order_by("pk")
        take(draft, *(g.capability for n, g in enumerate(grants) if n in gone))
        for code, scope in new.items():
            if not first(draft).grants.filter(capability=code).exists():
                give(first(draft), code, scope)
        case = impact_of(draft, NOW).of(staff_of("cashier"))
        foretold = case.case.changes if case else []
        person = staff_of("cashier")
        before = footings(Access.of(person, NOW))
        publish(draft)
        after = footings(Access.of(person, NOW))
        transaction.set_rollback(True)
    gained = {r.code for r in foretold if r.kind == "gained"}
    lost = {r.code for r in foretold if r.kind == "lost"}
    views = {c.value for c in every_capability() if c.is_plain_view}
    assert after.keys() - before.keys() <= gained - views
    assert before.keys() - after.keys() <= lost - views
    # told of a right held on both sides: it must really stand on rows it did not stand on
    assert all(after[code] - before[code] for code in (gained - views) & before.keys())
    assert all(before[code] - after[code] for code in (lost - views) & after.keys())


def footings(access: Access) -> dict[str, set[object]]:
    """What a person may do and on which rows; sight comes with the acts, not told by itself."""
    acts = (c for c in every_capability() if not c.is_plain_view and access.can(c))
    return {c.value: {r.footing for r in access.reaches(c)} for c in acts}


@pytest.mark.parametrize("more", [0, 27])
def test_holders_cost_no_further_queries(
    draft: PositionRevision, more: int, django_assert_max_num_queries: Callable[..., object]
) -> None:
    give(first(draft), "workorders.dispatch_job", "unit")
    post = draft.position.posts.get()
    for number in range(more):
        staff = Staff.objects.create(staff_no=f"Z{number}", name=f"收{number}", unit=post.unit)
        Tenure.objects.create(
            staff=staff, post=post, kind="permanent", state="approved", starts_at=NOW
        )
    with django_assert_max_num_queries(28):
        found = impact_of(draft, NOW)
    assert found.people == more + 1
