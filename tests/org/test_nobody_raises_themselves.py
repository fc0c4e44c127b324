"""Every position of a store tries to give itself more: no act on its own document succeeds."""

from __future__ import annotations

from functools import cache

import pytest
from django.http import Http404

from apps.core.refusals import Denied, Refused
from apps.org.catalogue import read_catalogue
from apps.org.models import Duty, PositionRevision, Tenure
from apps.org.services import revising
from apps.org.services.rollout import roll_out
from tests.org import revisions as r
from tests.personas import NOW, access_of, staff_of, store_of

pytestmark = pytest.mark.django_db
State = PositionRevision.State
REFUSALS = (Refused, Denied, Http404)


@cache
def positions() -> list[str]:
    """The positions with a holder in the first store, and the one of the group."""
    return [p.code for p in read_catalogue().positions if not p.base]


def waiting(code: str, state: str) -> PositionRevision:
    """An edition of a position as other people have brought it to a state."""
    tenure = staff_of(code).tenures.get()
    row = PositionRevision.objects.create(
        position=tenure.post.position,
        document_no="X",
        edition="A/9",
        change="更多权限",
        state=state,
        drafted_by=staff_of("administrator"),
        submitted_at=NOW,
        reviewed_by=staff_of("hr_officer") if state == State.REVIEWED else None,
    )
    Duty.objects.create(revision=row, code="X-1", order=1, text="x", kind="conduct")
    return row


def attempts(code: str) -> list[tuple[str, object]]:
    """Everything the holder can try with the document in the state it needs."""
    by = access_of(code)

    def on(state, act, **facts):
        row = waiting(code, state)
        try:
            return act(by=by, revision=row, **facts)
        finally:
            row.refresh_from_db()
            row.state = State.WITHDRAWN
            row.edition = f"X/{row.pk}"
            row.save()

    grant = {"values": {"text": "x", "kind": "work"}, "grants": [r.SEES_PEOPLE], "version": None}
    text = {"values": {"purpose": "x"}, "version": None}
    position = staff_of(code).tenures.get().post.position
    return [
        ("draft", lambda: revising.draft_revision(by=by, position=position, change="x")),
        ("edit", lambda: on(State.DRAFT, revising.edit_revision, **text)),
        ("add", lambda: on(State.DRAFT, revising.add_duty, **grant)),
        ("submit", lambda: on(State.DRAFT, revising.submit_revision)),
        ("review", lambda: on(State.SUBMITTED, revising.review_revision)),
        ("look", lambda: on(State.SUBMITTED, revising.second_look, reason="x")),
        ("approve", lambda: on(State.REVIEWED, revising.approve_revision)),
        ("return", lambda: on(State.REVIEWED, revising.return_revision, reason="x")),
        ("withdraw", lambda: on(State.SUBMITTED, revising.withdraw_revision, reason="x")),
    ]


def succeeds(attempt: object) -> bool:
    """Whether an attempt was not refused."""
    try:
        attempt()
    except REFUSALS:
        return False
    return True


@pytest.mark.parametrize("code", positions())
def test_holder_can_do_nothing_with_the_document_of_their_position(code):
    before = access_of(code).held()
    assert [name for name, attempt in attempts(code) if succeeds(attempt)] == []
    assert access_of(code).held() == before


def test_who_rolls_out_gains_nothing_where_they_also_hold_the_position():
    source = r.approved()
    post = r.position_of(store="cs2").posts.get()
    Tenure.objects.create(
        staff=staff_of(r.ABOVE),
        post=post,
        kind=Tenure.Kind.CONCURRENT,
        state=Tenure.State.APPROVED,
        starts_at=NOW,
    )
    before = access_of(r.ABOVE).held().keys()
    roll_out(by=access_of(r.ABOVE), revisions=[source], stores=[store_of("cs2")])
    assert access_of(r.ABOVE).held().keys() == before
