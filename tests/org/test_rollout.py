"""A standard text goes out to the stores; what a store wrote itself stays unless replaced."""

from __future__ import annotations

import datetime as dt

import pytest
from django.http import Http404

from apps.core.models import StatusChange
from apps.core.refusals import Denied, Refused
from apps.org.models import Grant, PositionRevision, Post, Tenure
from apps.org.permissions import Perm
from apps.org.selectors.rollout import plan_roll_out
from apps.org.services import revising
from apps.org.services.publishing import expected_grants, held_grants
from apps.org.services.rollout import roll_out
from tests.factories.org import holding
from tests.org import revisions as r
from tests.personas import NOW, access_of, staff_of, store_of

pytestmark = pytest.mark.django_db
State = PositionRevision.State
HOUR = dt.timedelta(hours=1)


def sent(row: PositionRevision, **facts: object) -> dict[str, object]:
    """The edition of the first store goes to the second one."""
    facts = {"by": access_of(r.ABOVE), "stores": [store_of("cs2")], **facts}
    return roll_out(revisions=[row], **facts)


def there(code: str = "cashier", now: dt.datetime = NOW) -> PositionRevision:
    """The edition in force in the second store."""
    return r.in_force(r.position_of(code, "cs2"), now)


def written_there(code: str = "cashier") -> PositionRevision:
    """An edition the second store wrote itself, in force."""
    people = [access_of(name, "cs2") for name in (r.DRAFTER, r.REVIEWER, r.APPROVER)]
    position = r.position_of(code, "cs2")
    row = revising.draft_revision(by=people[0], position=position, change="本店特有")
    values = {"purpose": "本店的做法"}
    revising.edit_revision(by=people[0], revision=row, version=None, values=values)
    revising.submit_revision(by=people[0], revision=row)
    revising.review_revision(by=people[1], revision=row)
    return revising.approve_revision(by=people[2], revision=row)


def test_store_gets_the_text_the_number_and_the_signatures():
    source, before = r.approved(), there()
    result = sent(source)
    row = there()
    assert (result["editions"], result["kept"]) == (1, [])
    assert (row.text_of, row.rolled_out_from, row.based_on) == (source, source, before)
    assert (row.edition, row.document_no) == ("A/1", before.document_no)
    for name in ("drafted_by", "reviewed_by", "approved_by", "approved_at", "change", "purpose"):
        assert getattr(row, name) == getattr(source, name)
    assert not row.duties.exists()


def test_holder_in_the_other_store_gains_the_right_with_the_next_request():
    assert not access_of("cashier", "cs2").can(Perm.VIEW_STAFF)
    sent(r.approved())
    assert access_of("cashier", "cs2").can(Perm.VIEW_STAFF)
    posts = list(Post.objects.filter(position=r.position_of(store="cs2")).select_related("unit"))
    assert held_grants(posts) == expected_grants(posts, NOW)


def test_superior_is_the_stores_own_position_of_the_same_code():
    source = r.approved("technician")
    sent(source)
    assert there("technician").reports_to == r.position_of("team_leader", "cs2")


def test_history_and_state_say_who_sent_it_and_why():
    sent(r.approved(), reason="统一收银制度")
    row = there()
    first = row.history.get()
    assert (first.history_user, first.history_change_reason) == (
        staff_of(r.ABOVE),
        "统一收银制度",
    )
    assert first.history_tenure.staff == staff_of(r.ABOVE)
    assert first.text_of_id == row.text_of_id
    change = StatusChange.objects.get(object_id=row.pk, action="roll_out")
    assert (change.by, change.store, change.to_state) == (
        staff_of(r.ABOVE),
        store_of("cs2"),
        "approved",
    )


def test_text_of_its_own_is_kept_and_named():
    local, source = written_there(), r.approved()
    result = sent(source)
    assert (result["editions"], result["kept"]) == (0, [store_of("cs2").pk])
    assert there() == local


def test_text_of_its_own_is_replaced_when_asked():
    written_there()
    source = r.approved()
    assert sent(source, replace=True)["editions"] == 1
    assert there().text_of == source
    assert there().edition == "A/2"


def test_coming_text_of_its_own_is_superseded_when_replaced():
    written_there()
    coming = there()
    PositionRevision.objects.filter(pk=coming.pk).update(effective_from=NOW + HOUR)
    source = r.approved()
    assert sent(source)["editions"] == 0
    sent(source, replace=True)
    coming.refresh_from_db()
    assert coming.state == State.WITHDRAWN
    assert there(now=NOW + HOUR).text_of == source


def test_second_roll_out_of_the_same_text_writes_nothing():
    source = r.approved()
    sent(source)
    result = sent(source)
    assert result["editions"] == 0
    assert [p["kind"] for p in result["passed_over"]] == ["same"]


def test_next_standard_follows_the_last_one_without_asking():
    sent(r.approved())
    later = NOW + HOUR
    draft = r.drafted(by=r.at(r.DRAFTER, later))
    values = {"purpose": "新标准"}
    by = r.at(r.DRAFTER, later)
    revising.edit_revision(by=by, revision=draft, version=None, values=values)
    revising.submit_revision(by=by, revision=draft)
    revising.review_revision(by=r.at(r.REVIEWER, later), revision=draft)
    source = revising.approve_revision(by=r.at(r.APPROVER, later), revision=draft)
    assert sent(source, by=access_of(r.ABOVE, now=later))["editions"] == 1
    assert there(now=later).purpose == "新标准"


def test_store_without_the_position_is_named():
    source = r.approved()
    position = r.position_of(store="cs2")
    position.code = "cashier_of_old"
    position.save()
    result = sent(source)
    assert result["passed_over"] == [{"store": "cs2", "position": "cashier", "kind": "missing"}]


def test_store_where_a_signer_holds_the_position_is_passed_over():
    source = r.approved()
    post = Post.objects.get(position=r.position_of(store="cs2"))
    holding(post, staff=staff_of(r.REVIEWER), kind=Tenure.Kind.CONCURRENT)
    assert [p["kind"] for p in sent(source)["passed_over"]] == ["held"]


def test_source_is_not_sent_to_itself():
    source = r.approved()
    result = sent(source, stores=[store_of("cs1")])
    assert [p["kind"] for p in result["passed_over"]] == ["source"]


def test_store_whose_line_would_become_a_circle_is_passed_over():
    by = access_of(r.DRAFTER)
    draft = r.drafted("tool_keeper")
    values = {"reports_to": r.position_of("technician")}
    revising.edit_revision(by=by, revision=draft, version=None, values=values)
    revising.submit_revision(by=by, revision=draft)
    revising.review_revision(by=access_of(r.REVIEWER), revision=draft)
    source = revising.approve_revision(by=access_of(r.APPROVER), revision=draft)
    above = r.position_of("tool_keeper", "cs2")
    PositionRevision.objects.filter(pk=there("technician").pk).update(reports_to=above)
    assert [p["kind"] for p in sent(source)["passed_over"]] == ["circle"]


def test_text_counts_from_the_day_given():
    source = r.approved()
    sent(source, effective_from=r.LATER)
    assert there().text_of is None
    assert there(now=r.LATER).text_of == source
    assert access_of("cashier", "cs2", now=r.LATER).can(Perm.VIEW_STAFF)


@pytest.mark.parametrize("field", ["effective_from", "revisions", "stores"])
def test_impossible_order_is_refused_beside_its_field(field):
    source = r.approved()
    facts = {"effective_from": NOW - HOUR} if field == "effective_from" else {}
    facts = {"stores": []} if field == "stores" else facts
    row = r.in_force(r.position_of("technician")) if field == "revisions" else source
    with pytest.raises(Refused) as refused:
        sent(row, **facts)
    assert refused.value.field == field


@pytest.mark.parametrize("login", [r.APPROVER, r.DRAFTER, "administrator"])
def test_only_the_group_rolls_out(login):
    with pytest.raises((Denied, Http404)):
        sent(r.approved(), by=access_of(login))


def test_local_draft_on_a_rolled_out_text_has_duties_of_its_own():
    source = r.approved()
    sent(source)
    by = access_of(r.DRAFTER, "cs2", now=NOW + HOUR)
    draft = revising.draft_revision(by=by, position=r.position_of(store="cs2"), change="x")
    assert (draft.text_of, draft.rolled_out_from) == (None, None)
    assert draft.duties.count() == source.duties.count()
    copied = Grant.objects.filter(duty__revision=draft).count()
    assert copied == Grant.objects.filter(duty__revision=source).count()


def test_plan_shows_the_same_before_anything_is_written():
    source = r.approved()
    plan = plan_roll_out(access_of(r.ABOVE), [source], [store_of("cs1"), store_of("cs2")], NOW)
    assert [t.store.code for t in plan.publish] == ["cs2"]
    assert [(p.store.code, p.kind) for p in plan.passed_over] == [("cs1", "source")]


def test_plan_asks_as_often_for_many_stores_as_for_one(django_assert_max_num_queries):
    source, by = r.approved(), access_of(r.ABOVE)
    stores = [store_of("cs1"), store_of("cs2")]
    assert by.stores(Perm.ROLLOUT_POSITION)
    with django_assert_max_num_queries(9):
        plan_roll_out(by, [source], stores, NOW)
