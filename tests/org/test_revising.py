"""An edition from its draft to the day it counts: steps, states, dates, what the holder gets."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError, connection, transaction
from django.http import Http404

from apps.core.models import StatusChange
from apps.core.refusals import Denied, Refused, Stale
from apps.org.models import PositionRevision, Post, UnitGrant
from apps.org.permissions import Perm
from apps.org.services import revising
from apps.org.services.publishing import expected_grants, held_grants
from tests.org import revisions as r
from tests.personas import NOW, access_of

pytestmark = pytest.mark.django_db
State = PositionRevision.State
MINUTE = dt.timedelta(minutes=1)


def test_draft_copies_the_text_in_force_word_for_word():
    before = r.in_force(r.position_of())
    draft = r.drafted()
    assert (draft.edition, draft.document_no) == ("A/1", before.document_no)
    assert (draft.based_on, draft.purpose, draft.requires) == (
        before,
        before.purpose,
        before.requires,
    )
    copied = [(d.code, d.text, d.kpis, d.grants.count()) for d in draft.duties.all()]
    assert copied == [(d.code, d.text, d.kpis, d.grants.count()) for d in before.duties.all()]


def test_rights_of_a_duty_keep_their_order_when_one_of_them_is_changed():
    duty = next(d for d in r.drafted().duties.all() if d.grants.count() > 1)
    before = list(duty.grants.values_list("capability", flat=True))
    with connection.cursor() as cursor:  # moved to the end, read as they lie
        cursor.execute("SET LOCAL enable_indexscan = off; SET LOCAL enable_bitmapscan = off")
        cursor.execute("UPDATE org_grant SET rows = rows WHERE id = %s", [duty.grants.all()[0].pk])
    assert [g.capability for g in duty.grants.all()] == before


def test_copied_rows_have_a_first_version_with_actor_request_and_reason():
    draft = r.drafted(change="增加盘点职责")
    rows = [draft, *draft.duties.all(), draft.duties.first().grants.first()]
    for row in rows:
        first = row.history.get()
        assert first.history_user.user.username == r.DRAFTER
        assert (first.history_change_reason, first.history_tenure.staff) == (
            "增加盘点职责",
            first.history_user,
        )
        assert first.history_request
        assert first.history_service == "org.services.revising.drafting.draft_revision"


def test_three_persons_bring_an_edition_into_force():
    row = r.approved()
    assert (row.state, row.effective_from, row.approved_at) == (State.APPROVED, NOW, NOW)
    assert r.in_force(row.position) == row
    steps = StatusChange.objects.filter(object_id=row.pk, content_type__model="positionrevision")
    assert list(steps.order_by("id").values_list("action", "to_state")) == [
        ("draft", "draft"),
        ("submit", "submitted"),
        ("review", "reviewed"),
        ("approve", "approved"),
    ]
    assert {s.store.code for s in steps} == {"cs1"}


def test_holder_gains_the_right_with_the_next_request():
    assert not access_of("cashier").can(Perm.VIEW_STAFF)
    r.approved()
    assert access_of("cashier").can(Perm.VIEW_STAFF)


def test_right_taken_from_a_duty_is_gone_with_the_next_request():
    row = r.approved()
    later = NOW + MINUTE
    draft = r.drafted(by=r.at(r.DRAFTER, later), change="收回")
    by = r.at(r.DRAFTER, later)
    added = draft.duties.order_by("order").last()
    revising.remove_duty(by=by, duty=added, version=added.version)
    revising.submit_revision(by=by, revision=draft)
    revising.review_revision(by=r.at(r.REVIEWER, later), revision=draft)
    revising.approve_revision(by=r.at(r.APPROVER, later), revision=draft)
    assert not r.at("cashier", later).can(Perm.VIEW_STAFF)
    posts = list(Post.objects.filter(position=row.position).select_related("unit"))
    assert held_grants(posts) == expected_grants(posts, later)


def test_edition_of_a_later_day_counts_from_its_minute_by_itself():
    row = r.approved(effective_from=r.LATER)
    assert r.in_force(row.position, r.LATER - MINUTE) != row
    assert not r.at("cashier", r.LATER - MINUTE).can(Perm.VIEW_STAFF)
    assert r.at("cashier", r.LATER).can(Perm.VIEW_STAFF)


def test_day_that_is_past_is_refused_beside_its_field():
    row = r.reviewed()
    with pytest.raises(Refused, match="早于现在") as refused:
        revising.approve_revision(
            by=access_of(r.APPROVER), revision=row, effective_from=NOW - MINUTE
        )
    assert refused.value.field == "effective_from"
    row.refresh_from_db()
    assert (row.state, row.effective_from, row.approved_by) == (State.REVIEWED, None, None)


def test_minute_that_has_begun_counts_as_now():
    by = access_of(r.APPROVER)
    begun = NOW - dt.timedelta(seconds=59)
    row = revising.approve_revision(by=by, revision=r.reviewed(), effective_from=begun)
    assert row.effective_from == NOW


@pytest.mark.parametrize(
    ("act", "login"),
    [
        (revising.review_revision, r.REVIEWER),
        (revising.approve_revision, r.APPROVER),
    ],
)
def test_step_from_a_wrong_state_is_refused_with_the_state(act, login):
    draft = r.drafted()
    with pytest.raises(Refused, match="起草"):
        act(by=access_of(login), revision=draft)


def test_second_submit_is_refused():
    row = r.submitted()
    with pytest.raises(Refused, match="待审核"):
        revising.submit_revision(by=access_of(r.DRAFTER), revision=row)


def test_same_form_twice_is_one_submission():
    draft = r.drafted()
    r.with_right(draft)
    by = access_of(r.DRAFTER, key=uuid.uuid4())
    first = revising.submit_revision(by=by, revision=draft, version=draft.version + 1)
    again = revising.submit_revision(by=by, revision=draft, version=draft.version + 1)
    assert (first.pk, again.state) == (again.pk, State.SUBMITTED)
    assert StatusChange.objects.filter(object_id=draft.pk, action="submit").count() == 1


@pytest.mark.parametrize("login", ["cashier", "service_advisor", "technician"])
def test_person_without_the_right_cannot_draft(login):
    with pytest.raises((Denied, Http404)):
        r.drafted(by=access_of(login))


def test_other_stores_documents_are_out_of_reach():
    with pytest.raises((Denied, Http404)):
        revising.draft_revision(
            by=access_of(r.DRAFTER), position=r.position_of(store="cs2"), change="x"
        )


def test_drafter_cannot_review_without_the_right():
    with pytest.raises(Denied):
        revising.review_revision(by=access_of("administrator"), revision=r.submitted())


def test_stale_version_is_refused_and_changes_nothing():
    row = r.submitted()
    with pytest.raises(Stale):
        revising.review_revision(by=access_of(r.REVIEWER), revision=row, version=row.version - 1)
    row.refresh_from_db()
    assert (row.state, row.reviewed_by) == (State.SUBMITTED, None)


def test_second_open_draft_is_refused_with_who_has_the_first():
    first = r.drafted()
    with pytest.raises(Refused, match=f"{first.edition} 正在修订.*{first.drafted_by}"):
        r.drafted(by=access_of("administrator"))


def test_database_holds_one_open_edition_a_position():
    first = r.drafted()
    with pytest.raises(IntegrityError, match="revision_one_open"), transaction.atomic():
        PositionRevision.objects.create(position=first.position, edition="Z/1", change="x")


def test_database_refuses_an_approval_nobody_signed():
    row = r.reviewed()
    row.state, row.effective_from = State.APPROVED, NOW
    with pytest.raises(IntegrityError, match="revision_signed_by_three"), transaction.atomic():
        row.save()


def test_database_refuses_one_person_in_two_roles():
    row = r.reviewed()
    row.state, row.effective_from, row.approved_by = State.APPROVED, NOW, row.reviewed_by
    with pytest.raises(IntegrityError, match="revision_signed_by_three"), transaction.atomic():
        row.save()


def test_database_refuses_a_date_before_the_approval():
    row = r.approved()
    row.effective_from = NOW - MINUTE
    with pytest.raises(IntegrityError, match="revision_not_backdated"), transaction.atomic():
        row.save()


def test_returned_edition_is_a_draft_again_without_signatures():
    row = r.reviewed()
    row = revising.return_revision(by=access_of(r.APPROVER), revision=row, reason="额度过高")
    row.refresh_from_db()
    assert (row.state, row.returned_reason, row.returned_at) == (State.DRAFT, "额度过高", NOW)
    assert (row.submitted_at, row.reviewed_by, row.reviewed_at) == (None, None, None)
    change = StatusChange.objects.filter(object_id=row.pk, action="return").get()
    assert (change.reason, change.from_state) == ("额度过高", "reviewed")


def test_returning_needs_a_reason():
    with pytest.raises(Refused, match="原因") as refused:
        revising.return_revision(by=access_of(r.REVIEWER), revision=r.submitted(), reason=" ")
    assert refused.value.field == "reason"


def test_later_edition_stands_in_the_way_until_it_is_superseded():
    coming = r.approved(effective_from=r.LATER)
    row = r.reviewed()
    by = access_of(r.APPROVER)
    with pytest.raises(Refused, match=f"{coming.edition} 已经批准"):
        revising.approve_revision(by=by, revision=row)
    revising.approve_revision(by=by, revision=row, supersede=True)
    coming.refresh_from_db()
    assert coming.state == State.WITHDRAWN
    assert StatusChange.objects.get(object_id=coming.pk, action="supersede").cause == str(row)
    assert r.in_force(row.position, r.LATER) == row


def test_edition_after_the_coming_one_needs_no_superseding():
    coming = r.approved(effective_from=r.LATER)
    by = access_of(r.APPROVER)
    after = revising.approve_revision(by=by, revision=r.reviewed(), effective_from=r.LATER + MINUTE)
    assert r.in_force(after.position, r.LATER) == coming
    assert r.in_force(after.position, r.LATER + MINUTE) == after


def test_text_that_came_into_force_since_the_submission_is_compared_first():
    coming = r.approved(effective_from=r.LATER)
    row = r.reviewed()
    by = r.at(r.APPROVER, r.LATER + MINUTE)
    with pytest.raises(Refused, match=f"提交之后 {coming.edition} 已经生效"):
        revising.approve_revision(by=by, revision=row)


def test_coming_edition_is_withdrawn_with_a_reason_and_its_rights_go():
    row = r.approved(effective_from=r.LATER)
    group = Post.objects.get(position=row.position).group
    seeing = UnitGrant.objects.filter(group=group, permission__codename=Perm.VIEW_STAFF)
    assert seeing.exists()
    by = access_of(r.APPROVER)
    with pytest.raises(Refused, match="原因"):
        revising.withdraw_revision(by=by, revision=row)
    row = revising.withdraw_revision(by=by, revision=row, reason="厂家改了制度")
    assert row.state == State.WITHDRAWN
    assert not seeing.exists()
    assert not r.at("cashier", r.LATER).can(Perm.VIEW_STAFF)


def test_edition_in_force_cannot_be_withdrawn():
    with pytest.raises(Refused, match="已经生效"):
        revising.withdraw_revision(by=access_of(r.APPROVER), revision=r.approved(), reason="x")


def test_draft_is_withdrawn_and_its_number_is_not_used_again():
    draft = r.drafted()
    revising.withdraw_revision(by=access_of(r.DRAFTER), revision=draft)
    assert r.drafted().edition == "A/2"


def test_rolling_back_copies_an_earlier_edition():
    first = r.in_force(r.position_of())
    r.approved()
    later = NOW + MINUTE
    back = r.drafted(by=r.at(r.DRAFTER, later), based_on=first, change="回退到 A/0")
    assert (back.edition, back.based_on) == ("A/2", first)
    assert back.duties.count() == first.duties.count()


@pytest.mark.parametrize("other", ["withdrawn", "foreign"])
def test_draft_is_not_based_on_what_never_counted_here(other):
    base = r.in_force(r.position_of("hr_officer"))
    if other == "withdrawn":
        base = r.drafted()
        revising.withdraw_revision(by=access_of(r.DRAFTER), revision=base)
    with pytest.raises(Refused) as refused:
        r.drafted(based_on=base)
    assert refused.value.field == "based_on"
