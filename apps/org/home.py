"""The duty inbox: the person's posts, each duty, what waits under it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.urls import NoReverseMatch, reverse

from apps.core import queues
from apps.core.capabilities import capability
from apps.org.models import Duty

if TYPE_CHECKING:
    import datetime as dt

    from apps.org.access import Access
    from apps.org.models import Tenure
    from apps.org.reaches import Reach


@dataclass(frozen=True)
class QueueLine:
    """What waits in one queue, and where."""

    label: str
    open: int
    overdue: int
    next_due: dt.datetime | None
    url: str


@dataclass
class DutyLine:
    """One duty in the words of the sheet, with its queues and pages."""

    code: str
    text: str
    queues: list[QueueLine] = field(default_factory=list)
    pages: list[tuple[str, str]] = field(default_factory=list)

    @property
    def overdue(self) -> int:
        """How much is late under this duty."""
        return sum(q.overdue for q in self.queues)


@dataclass
class PostCard:
    """One post the person holds or stands in for."""

    tenure: Tenure
    duties: list[DutyLine]


@dataclass(frozen=True)
class Home:
    """The home page of one person."""

    posts: list[PostCard]
    open: int
    overdue: int


def home_of(access: Access) -> Home:
    """The duties of all live tenures, each with what waits; overdue duties first."""
    reaches = [r for found in access.held().values() for r in found]
    duties = _duties(reaches)
    mine = queues.queues_for(r.capability for r in reaches)
    waiting = queues.waiting(mine, access)
    cards = [_card(t, reaches, duties, waiting) for t in access.tenures]
    return Home(
        posts=cards,
        open=sum(w.open for w in waiting.values()),
        overdue=sum(w.overdue for w in waiting.values()),
    )


def overdue_of(access: Access) -> int:
    """How much is late in all queues of the person."""
    return sum(w.overdue for w in queues.waiting(queues.queues_for(access.held()), access).values())


def _duties(reaches: list[Reach]) -> dict[int, Duty]:
    rows = Duty.objects.filter(pk__in={r.duty_id for r in reaches})
    return {d.pk: d for d in rows}


def _card(
    tenure: Tenure,
    reaches: list[Reach],
    duties: dict[int, Duty],
    waiting: dict[str, queues.Waiting],
) -> PostCard:
    lines: dict[int, DutyLine] = {}
    for reach in (r for r in reaches if r.tenure_id == tenure.pk):
        duty = duties[reach.duty_id]
        line = lines.setdefault(duty.pk, DutyLine(duty.code, str(duty)))
        _fill(line, reach.capability, waiting)
    ordered = sorted(lines.items(), key=lambda i: (-i[1].overdue, duties[i[0]].order, i[0]))
    return PostCard(tenure, [line for _, line in ordered])


def _fill(line: DutyLine, code: str, waiting: dict[str, queues.Waiting]) -> None:
    perm = capability(code)
    for queue in queues.queues_for([code]):
        found = waiting[queue.code]
        address = _address(queue.page) + (f"?{queue.query}" if queue.query else "")
        line.queues.append(
            QueueLine(str(queue.label), found.open, found.overdue, found.next_due, address)
        )
    address = _address(perm.page)
    if address and not any(address == a for _, a in line.pages):
        line.pages.append((perm.label, address))


def _address(name: str) -> str:
    try:
        return reverse(name) if name else ""
    except NoReverseMatch:
        return ""
