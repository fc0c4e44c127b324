"""What it costs to publish every position of a store to five hundred stores, and who waits.

The editions are signed by four people of the group, as in life; then they are rolled out in one
act while somebody beside it signs in and is written to all the time.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.contrib.auth.models import Group
from django.db import connection, connections, transaction

from apps.core import clock
from apps.core.services import lock
from apps.org.access import Access
from apps.org.catalogue import GrantText
from apps.org.models import (
    Duty,
    Grant,
    OrgUnit,
    Position,
    PositionRevision,
    Post,
    Staff,
    Tenure,
    User,
)
from apps.org.permissions import Perm
from apps.org.services import revising
from apps.org.services.publishing import write_grants
from apps.org.services.rollout import roll_out
from bench import scratch

if TYPE_CHECKING:
    from collections.abc import Sequence

STORES = 500
RIGHTS = (
    Perm.DRAFT_POSITIONREVISION,
    Perm.REVIEW_POSITIONREVISION,
    Perm.APPROVE_POSITIONREVISION,
    Perm.ROLLOUT_POSITION,
)
NEW_RIGHT = GrantText(Perm.VIEW_TENURE.value, "store")
PATIENCE = "2s"
PAUSE = 0.05  # between two acts of somebody beside it


@dataclass(frozen=True)
class Result:
    """What was written in how many seconds, and what happened beside it meanwhile."""

    built: float
    seconds: float
    editions: int
    grants: int
    acts_beside: int
    longest_wait: float


def measure(stores: int = STORES) -> Result:
    """Build, sign, publish; everything is gone afterwards."""
    with scratch.database():
        began = time.perf_counter()
        scratch.build(stores)
        office = _office()
        revisions = _signed(office)
        built = time.perf_counter() - began
        with Beside(office) as beside:
            began = time.perf_counter()
            written = roll_out(
                by=_access(office[3]),
                revisions=revisions,
                stores=list(OrgUnit.objects.stores()),
            )
            seconds = time.perf_counter() - began
    return Result(
        built, seconds, written["editions"], written["grants"], beside.acts, beside.longest
    )


@dataclass
class Beside:
    """Somebody signs in and is written to again and again; a wait of two seconds is an error."""

    people: Sequence[Staff]
    acts: int = 0
    longest: float = 0.0
    _done: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def __enter__(self) -> Beside:
        self._thread = threading.Thread(target=self._run)
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._done.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        try:
            while not self._done.is_set():
                began = time.perf_counter()
                self._act(self.people[self.acts % len(self.people)])
                self.longest = max(self.longest, time.perf_counter() - began)
                self.acts += 1
                time.sleep(PAUSE)
        finally:
            connections.close_all()

    @staticmethod
    def _act(person: Staff) -> None:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('lock_timeout', %s, true)", [PATIENCE])
            User.objects.filter(staff=person).update(last_login=clock.now())
            lock(person).save()
            lock(OrgUnit.objects.stores()[0]).save()


def _office() -> list[Staff]:
    """Four people of the group who draft, review, approve and roll out, and hold nothing else."""
    root, long_ago = OrgUnit.objects.get(parent=None), clock.now()
    position = Position.objects.create(
        owner=root, code="office", name="Office", name_en="Office", unit_kind="group"
    )
    edition = PositionRevision.objects.create(
        position=position,
        document_no="G-OFFICE",
        edition="A/0",
        change="-",
        state=PositionRevision.State.APPROVED,
        effective_from=long_ago,
    )
    duty = Duty.objects.create(revision=edition, code="O-1", order=1, text="-", kind="work")
    for right in RIGHTS:
        Grant.objects.create(duty=duty, capability=right.value, scope="group")
    group = Group.objects.create(name="post:g:office")
    post = Post.objects.create(position=position, unit=root, group=group, headcount=4)
    write_grants([post], long_ago)
    return [_holder(post, number) for number in range(4)]


def _holder(post: Post, number: int) -> Staff:
    user = User.objects.create(username=f"office{number}")
    person = Staff.objects.create(staff_no=f"o{number}", name="Office", unit=post.unit, user=user)
    Tenure.objects.create(
        staff=person, post=post, kind="permanent", state="approved", starts_at=clock.now()
    )
    return person


def _access(person: Staff) -> Access:
    return Access.of(person, clock.now())


def _signed(office: Sequence[Staff]) -> list[PositionRevision]:
    """A new edition of every position of the first store, each with one more right."""
    drafter, reviewer, approver = office[:3]
    revisions = []
    for position in Position.objects.filter(owner__code=scratch.FIRST):
        by = _access(drafter)
        draft = revising.draft_revision(by=by, position=position, change="-")
        values = {"text": "-", "text_en": "-", "kind": "work"}
        revising.add_duty(by=by, revision=draft, version=None, values=values, grants=[NEW_RIGHT])
        revising.submit_revision(by=by, revision=draft)
        revising.review_revision(by=_access(reviewer), revision=draft)
        revisions.append(revising.approve_revision(by=_access(approver), revision=draft))
    return revisions
