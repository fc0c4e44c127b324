"""Three persons, no holder, and in a small store a second look from above."""

from __future__ import annotations

import datetime as dt

import pytest

from apps.core.refusals import Denied, Refused
from apps.core.transitions import available
from apps.org.access import Access
from apps.org.catalogue import GrantText
from apps.org.machines import REVISION
from apps.org.models import PositionRevision, Post, Tenure
from apps.org.permissions import Perm
from apps.org.services import revising
from tests.factories.org import holding
from tests.org import revisions as r
from tests.personas import NOW, access_of, staff_of

pytestmark = pytest.mark.django_db
State = PositionRevision.State
REVIEWER_TOO = GrantText(Perm.REVIEW_POSITIONREVISION.value, "store")
SMALL = "tool_keeper"  # a position all signers of the tests stand outside of


def also_holds(login: str, code: str, **facts: object) -> Tenure:
    """A person of the first store holds one more position."""
    post = Post.objects.filter(position=r.position_of(code)).first()
    facts = {"kind": Tenure.Kind.CONCURRENT, "starts_at": NOW - dt.timedelta(days=9), **facts}
    return holding(post, staff=staff_of(login), **facts)


def drafted_by_the_reviewer() -> PositionRevision:
    """A submitted edition whose drafter also holds the right to review."""
    by = access_of(r.REVIEWER)
    draft = r.drafted(SMALL, by=by)
    revising.edit_revision(by=by, revision=draft, version=None, values={"purpose": "管好工具"})
    return revising.submit_revision(by=by, revision=draft)


def test_drafter_who_may_review_is_refused_with_who_can():
    row = drafted_by_the_reviewer()
    with pytest.raises(Refused) as refused:
        revising.review_revision(by=access_of(r.REVIEWER), revision=row)
    words = str(refused.value.message)
    assert "三个人" in words
    assert words.count(str(staff_of(r.ABOVE))) == 2, "as reviewer, and as who can look"


def test_button_of_the_second_signature_is_greyed_with_the_same_words():
    row = drafted_by_the_reviewer()
    options = available(REVISION, row, access_of(r.REVIEWER))
    review = next(o for o in options if o.action == "review")
    assert not review.allowed
    assert "可以复看的人" in review.why


def test_second_look_from_the_group_lets_the_drafter_review():
    row = drafted_by_the_reviewer()
    revising.second_look(by=access_of(r.ABOVE), revision=row, reason="小店只有两人")
    row = revising.review_revision(by=access_of(r.REVIEWER), revision=row)
    row = revising.approve_revision(by=access_of(r.APPROVER), revision=row)
    assert (row.drafted_by, row.second_look_by) == (row.reviewed_by, staff_of(r.ABOVE))
    assert (row.second_look_at, row.second_look_reason) == (NOW, "小店只有两人")


def test_second_look_from_up_the_line_lets_the_drafter_review():
    row = drafted_by_the_reviewer()
    revising.second_look(by=access_of(r.APPROVER), revision=row, reason="核对过")
    row = revising.review_revision(by=access_of(r.REVIEWER), revision=row)
    row = revising.approve_revision(by=access_of(r.ABOVE), revision=row)
    assert row.state == State.APPROVED


def test_who_looked_cannot_approve():
    row = drafted_by_the_reviewer()
    revising.second_look(by=access_of(r.APPROVER), revision=row, reason="核对过")
    revising.review_revision(by=access_of(r.REVIEWER), revision=row)
    with pytest.raises(Refused, match="三个人"):
        revising.approve_revision(by=access_of(r.APPROVER), revision=row)


def test_reviewer_approves_only_after_a_look():
    row = revising.review_revision(by=access_of(r.ABOVE), revision=r.submitted(SMALL))
    with pytest.raises(Refused, match="没有人可以复看"):
        revising.approve_revision(by=access_of(r.ABOVE), revision=row)


def test_nobody_signs_three_times_even_after_a_look():
    also_holds(r.REVIEWER, "general_manager")
    row = drafted_by_the_reviewer()
    revising.second_look(by=access_of(r.ABOVE), revision=row, reason="x")
    row = revising.review_revision(by=access_of(r.REVIEWER), revision=row)
    with pytest.raises(Refused, match="三个人"):
        revising.approve_revision(by=access_of(r.REVIEWER), revision=row)


def test_second_look_comes_from_above():
    row = revising.review_revision(by=access_of(r.ABOVE), revision=r.submitted(SMALL))
    row.drafted_by = staff_of("general_manager")
    row.written_by.set([staff_of("general_manager")])
    row.save()
    also_holds("administrator", "general_manager")
    with pytest.raises(Refused, match="上级"):
        revising.second_look(by=access_of("administrator"), revision=row, reason="x")


def test_second_look_needs_a_reason():
    with pytest.raises(Refused) as refused:
        revising.second_look(by=access_of(r.ABOVE), revision=drafted_by_the_reviewer(), reason="")
    assert refused.value.field == "reason"


def test_second_look_needs_the_right_to_approve():
    with pytest.raises(Denied):
        revising.second_look(
            by=access_of("administrator"), revision=drafted_by_the_reviewer(), reason="x"
        )


def test_signer_cannot_look():
    row = drafted_by_the_reviewer()
    also_holds(r.REVIEWER, "general_manager")
    with pytest.raises(Refused):
        revising.second_look(by=access_of(r.REVIEWER), revision=row, reason="x")


def test_base_position_needs_three_persons():
    by = access_of(r.REVIEWER)
    row = revising.draft_revision(by=by, position=r.position_of("all_staff"), change="x")
    revising.edit_revision(by=by, revision=row, version=None, values={"purpose": "x"})
    revising.submit_revision(by=by, revision=row)
    with pytest.raises(Refused, match="不能用复看代替"):
        revising.second_look(by=access_of(r.ABOVE), revision=row, reason="x")


def test_who_typed_a_word_cannot_review():
    draft = r.drafted(SMALL)
    by = access_of(r.REVIEWER)
    revising.edit_revision(by=by, revision=draft, version=None, values={"purpose": "x"})
    row = revising.submit_revision(by=access_of(r.DRAFTER), revision=draft)
    with pytest.raises(Refused, match="三个人"):
        revising.review_revision(by=by, revision=row)


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"kind": Tenure.Kind.ACTING, "ends_at": NOW + dt.timedelta(days=3)},
        {"starts_at": NOW + dt.timedelta(days=3)},
    ],
    ids=["concurrent", "acting", "appointed"],
)
@pytest.mark.parametrize(
    ("make", "act", "login"),
    [
        (r.submitted, revising.review_revision, r.REVIEWER),
        (r.reviewed, revising.approve_revision, r.APPROVER),
    ],
    ids=["review", "approve"],
)
def test_holder_cannot_sign(facts, make, act, login):
    row = make(SMALL)
    if facts.get("kind") == Tenure.Kind.ACTING:
        facts = facts | {"acting_for": staff_of(SMALL).tenures.get()}
    also_holds(login, SMALL, **facts)
    with pytest.raises(Refused, match="担任"):
        act(by=access_of(login), revision=row)


def test_holder_can_neither_draft_nor_edit_nor_return():
    also_holds(r.DRAFTER, SMALL)
    with pytest.raises(Refused, match="担任"):
        r.drafted(SMALL)
    row = r.drafted(SMALL, by=access_of("administrator"))
    with pytest.raises(Refused, match="担任"):
        revising.edit_revision(
            by=access_of(r.DRAFTER), revision=row, version=None, values={"purpose": "x"}
        )


def test_holder_cannot_sign_after_a_second_look_either():
    row = drafted_by_the_reviewer()
    revising.second_look(by=access_of(r.ABOVE), revision=row, reason="x")
    also_holds(r.REVIEWER, SMALL)
    with pytest.raises(Refused, match="担任"):
        revising.review_revision(by=access_of(r.REVIEWER), revision=row)


def test_past_holder_may_sign():
    also_holds(r.REVIEWER, SMALL, ends_at=NOW)
    row = revising.review_revision(by=access_of(r.REVIEWER), revision=r.submitted(SMALL))
    assert row.state == State.REVIEWED


@pytest.mark.parametrize("login", ["administrator", "hr_officer", "service_manager"])
def test_nobody_gains_a_right_from_what_they_signed_alone(login):
    code = staff_of(login).tenures.get().post.position.code
    by: Access = access_of(login)
    with pytest.raises(Refused, match="担任"):
        revising.draft_revision(by=by, position=r.position_of(code), change="给自己加权")
