"""Who signed an edition and when, in the order of signing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.org.models import Staff

if TYPE_CHECKING:
    import datetime as dt

    from apps.org.models import PositionRevision


@dataclass(frozen=True)
class Signature:
    """One place on the document: who signed it when, empty while nobody did; ``note`` is why."""

    label: str
    who: str
    at: dt.datetime | None
    note: str = ""


def signatures_of(revision: PositionRevision) -> list[Signature]:
    """Drafted, reviewed, approved, and the second look where one was taken; one query."""
    keys = ("drafted_by_id", "reviewed_by_id", "approved_by_id", "second_look_by_id")
    people = Staff.objects.in_bulk([k for n in keys if (k := getattr(revision, n))])

    def who(name: str) -> str:
        return str(people.get(getattr(revision, f"{name}_id")) or "")

    found = [
        Signature(_("起草"), who("drafted_by"), revision.submitted_at),
        Signature(_("审核"), who("reviewed_by"), revision.reviewed_at),
        Signature(_("批准"), who("approved_by"), revision.approved_at),
    ]
    if revision.second_look_by_id:
        look = (who("second_look_by"), revision.second_look_at, revision.second_look_reason)
        found.insert(2, Signature(_("上级复看"), *look))
    return found
