"""Whatever people try in whatever order, the promises of the workflow hold after every step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from django.db import transaction
from django.http import Http404
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.core.refusals import Denied, Refused
from apps.org.access import Access
from apps.org.models import PositionRevision, Post, Tenure
from apps.org.services import revising
from apps.org.services.publishing import (
    expected_grants,
    held_grants,
    remove_left_over_grants,
    write_grants,
)
from tests.factories.org import holding
from tests.org import revisions as r
from tests.personas import NOW, access_of, staff_of

pytestmark = pytest.mark.django_db
State = PositionRevision.State
OPEN = (State.DRAFT, State.SUBMITTED, State.REVIEWED)
CODE = "tool_keeper"
PEOPLE = ("hr_officer", "administrator", "service_manager", "general_manager", "group_supervisor")
STEPS = ("draft", "edit", "submit", "review", "look", "approve", "return", "withdraw", "back")


@dataclass
class Play:
    """One position, and the clock of the people who work on its document."""

    minute: int = 0
    signed: list[tuple[int, dt.datetime]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.position = r.position_of(CODE)
        self.posts = list(Post.objects.filter(position=self.position).select_related("unit"))

    @property
    def now(self) -> dt.datetime:
        """The instant of the present step."""
        return NOW + dt.timedelta(minutes=self.minute)

    def latest(self, *states: str) -> PositionRevision:
        """The newest edition in one of these states, else the founding one."""
        rows = self.position.revisions.order_by("-pk")
        return rows.filter(state__in=states).first() or rows.last()

    def take(self, step: str, login: str, later: bool) -> None:
        """One person tries one step; a refusal changes nothing and is no failure."""
        self.minute += 1
        by = access_of(login, now=self.now)
        holder = Tenure.objects.live(self.now).filter(
            post__position=self.position, staff=by.staff_id
        )
        held = holder.exists()
        try:
            getattr(self, step)(by, later)
        except (Refused, Denied, Http404):
            return
        assert not held, f"{login} holds the position and could {step}"

    def draft(self, by: Access, _later: bool) -> None:
        revising.draft_revision(by=by, position=self.position, change="x")

    def back(self, by: Access, _later: bool) -> None:
        first = self.position.revisions.order_by("pk").first()
        revising.draft_revision(by=by, position=self.position, change="x", based_on=first)

    def edit(self, by: Access, _later: bool) -> None:
        revising.add_duty(
            by=by,
            revision=self.latest(*OPEN),
            version=None,
            values={"text": f"职责{self.minute}", "kind": "work"},
            grants=[r.SEES_PEOPLE],
        )

    def submit(self, by: Access, _later: bool) -> None:
        revising.submit_revision(by=by, revision=self.latest(*OPEN))

    def review(self, by: Access, _later: bool) -> None:
        revising.review_revision(by=by, revision=self.latest(*OPEN))

    def look(self, by: Access, _later: bool) -> None:
        revising.second_look(by=by, revision=self.latest(*OPEN), reason="x")

    def approve(self, by: Access, later: bool) -> None:
        at = self.now + dt.timedelta(minutes=5) if later else None
        row = self.latest(*OPEN)
        revising.approve_revision(by=by, revision=row, effective_from=at, supersede=later)

    def withdraw(self, by: Access, later: bool) -> None:
        row = self.latest(State.APPROVED if later else State.DRAFT, State.SUBMITTED)
        revising.withdraw_revision(by=by, revision=row, reason="x")

    def check(self) -> None:
        """What must be true after every step."""
        assert self.position.revisions.filter(state__in=OPEN).count() <= 1
        assert self.position.revisions.effective(self.now).count() == 1
        for row in self.position.revisions.filter(state=State.APPROVED, approved_by__isnull=False):
            signers = {row.drafted_by_id, row.reviewed_by_id, row.approved_by_id}
            assert len(signers | {row.second_look_by_id} - {None}) >= 3
            assert len(signers) >= 2
        write_grants(self.posts, self.now)
        remove_left_over_grants(self.posts, self.now)
        assert held_grants(self.posts) == expected_grants(self.posts, self.now)


def _return(play: Play) -> Callable[[Access, bool], None]:
    return lambda by, _later: revising.return_revision(
        by=by, revision=play.latest(*OPEN), reason="x"
    )


as_written = [
    ("draft", "hr_officer", False),
    ("edit", "hr_officer", False),
    ("submit", "hr_officer", False),
    ("review", "service_manager", False),
    ("approve", "general_manager", True),
]
anything = st.tuples(st.sampled_from(STEPS), st.sampled_from(PEOPLE), st.booleans())
begun = st.integers(0, len(as_written)).map(lambda n: as_written[:n])


@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(begun=begun, steps=st.lists(anything, max_size=8), holder=st.sampled_from([None, *PEOPLE]))
def test_promises_hold_after_every_step(begun, steps, holder):
    with transaction.atomic():
        play = Play()
        setattr(play, "return", _return(play))
        if holder is not None:
            concurrent = {"kind": Tenure.Kind.CONCURRENT, "starts_at": NOW}
            holding(play.posts[0], staff=staff_of(holder), **concurrent)
        for step, login, later in [*begun, *steps]:
            play.take(step, login, later)
            play.check()
        transaction.set_rollback(True)
