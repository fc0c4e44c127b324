"""Editions on their way, made by the people of the small world."""

from __future__ import annotations

import datetime as dt
from typing import Any

from apps.core.clock import SHANGHAI
from apps.org.access import Access
from apps.org.catalogue import GrantText
from apps.org.models import Duty, Position, PositionRevision
from apps.org.permissions import Perm
from apps.org.services import revising
from tests.personas import NOW, access_of

DRAFTER, REVIEWER, APPROVER, ABOVE = (
    "hr_officer",
    "service_manager",
    "general_manager",
    "group_supervisor",
)
LATER = dt.datetime(2026, 7, 1, tzinfo=SHANGHAI)
SEES_PEOPLE = GrantText(Perm.VIEW_STAFF.value, "store")


def position_of(code: str = "cashier", store: str = "cs1") -> Position:
    """A position of a store of the world."""
    return Position.objects.get(owner__code=store, code=code)


def in_force(position: Position, now: dt.datetime = NOW) -> PositionRevision:
    """Its edition in force."""
    return position.revisions.effective(now).get()


def drafted(code: str = "cashier", **facts: Any) -> PositionRevision:
    """A draft by the officer of human resources, as it was copied."""
    facts = {"change": "按新制度修订", "by": access_of(DRAFTER), **facts}
    return revising.draft_revision(position=position_of(code), **facts)


def with_right(draft: PositionRevision, grant: GrantText = SEES_PEOPLE) -> Duty:
    """The draft ends with one more duty, which grants something."""
    return revising.add_duty(
        by=access_of(DRAFTER),
        revision=draft,
        version=None,
        values={"text": "查看本店人员", "text_en": "Sees the people", "kind": "work"},
        grants=[grant],
    )


def submitted(code: str = "cashier", **facts: Any) -> PositionRevision:
    """A draft with one more right, waiting for its review."""
    draft = drafted(code, **facts)
    with_right(draft)
    return revising.submit_revision(by=access_of(DRAFTER), revision=draft)


def reviewed(code: str = "cashier", **facts: Any) -> PositionRevision:
    """One that waits for approval."""
    row = submitted(code, **facts)
    return revising.review_revision(by=access_of(REVIEWER), revision=row)


def approved(
    code: str = "cashier", effective_from: dt.datetime | None = None, **facts: Any
) -> PositionRevision:
    """One signed by three persons."""
    row = reviewed(code, **facts)
    by = access_of(APPROVER)
    return revising.approve_revision(by=by, revision=row, effective_from=effective_from)


def at(login: str, moment: dt.datetime) -> Access:
    """The access of a person of the first store at another time."""
    return access_of(login, now=moment)
