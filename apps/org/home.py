"""The duty inbox: the person's posts, each duty, what waits under it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from apps.core import queues
from apps.core.capabilities import capability
from apps.core.hooks import Question
from apps.org.pages import open_to

if TYPE_CHECKING:
    import datetime as dt

    from apps.org.access import Access
    from apps.org.models import Duty, Tenure
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
    """One duty in the words of the sheet, with its queues and pages.

    A duty of conduct carries no right: nothing is done on a screen for it.
    """

    code: str
    text: str
    conduct: bool = False
    queues: list[QueueLine] = field(default_factory=list)
    pages: list[tuple[str, str]] = field(default_factory=list)
    numbers: list[FigureLine] = field(default_factory=list)

    @property
    def open(self) -> int:
        """How much waits under this duty."""
        return sum(q.open for q in self.queues)

    @property
    def overdue(self) -> int:
        """How much is late under this duty."""
        return sum(q.overdue for q in self.queues)


@dataclass
class PostCard:
    """One post the person holds or stands in for; its duties fall into four kinds."""

    tenure: Tenure
    duties: list[DutyLine]

    @property
    def waiting(self) -> list[DutyLine]:
        """Duties under which something waits now."""
        return [d for d in self.duties if d.open]

    @property
    def quiet(self) -> list[DutyLine]:
        """Duties with a page but nothing waiting."""
        return [d for d in self.duties if not d.open and (d.pages or d.queues)]

    @property
    def others(self) -> list[DutyLine]:
        """Duties that have no page."""
        idle = (d for d in self.duties if not d.open and not d.pages and not d.queues)
        return [d for d in idle if not d.conduct]

    @property
    def conduct(self) -> list[DutyLine]:
        """Duties of conduct: read, lived by and appraised."""
        return [d for d in self.duties if d.conduct]


@dataclass(frozen=True)
class FigureLine:
    """One number of the person against its target, ready to be read.

    ``value`` and ``url`` are empty where the viewer may not see the number itself.
    """

    code: str
    label: str
    value: str
    target: str
    url: str
    tone: str = ""
    formula: str = ""


@dataclass(frozen=True)
class TodayLine:
    """One row of today: a car, an appointment, with the time it is due or how that stands."""

    plate: str
    text: str
    url: str
    due: dt.datetime | None = None
    done: dt.datetime | None = None
    tone: str = ""
    words: str = ""


@dataclass(frozen=True)
class TodayChip:
    """So many rows that stand like this, and the page that lists exactly them."""

    tone: str
    words: str
    count: str
    url: str


@dataclass(frozen=True)
class TodayPanel:
    """A short list of today beside the duties, and the page that shows it whole."""

    title: str
    lines: list[TodayLine]
    url: str = ""
    chips: list[TodayChip] = field(default_factory=list)


#: Joined by the rooms above; asked with ``access``.
figures: Question[FigureLine] = Question("home_figures")
#: Asked with ``access`` and the ``codes`` of the figures of one sheet.
numbers: Question[FigureLine] = Question("sheet_numbers")
today: Question[TodayPanel] = Question("home_today")


@dataclass(frozen=True)
class Home:
    """The home page of one person."""

    posts: list[PostCard]
    open: int
    overdue: int
    figures: list[FigureLine]
    today: list[TodayPanel]


def home_of(access: Access) -> Home:
    """The duties of all live tenures, each with what waits; overdue duties first."""
    reaches = [r for found in access.held().values() for r in found]
    mine = queues.queues_for(r.capability for r in reaches)
    waiting = queues.waiting(mine, access)
    measured = figures.ask(access=access)
    by_code = {f.code: f for f in measured}
    cards = [_card(t, reaches, access, waiting, by_code) for t in access.tenures]
    return Home(
        posts=cards,
        open=sum(w.open for w in waiting.values()),
        overdue=sum(w.overdue for w in waiting.values()),
        figures=measured,
        today=today.ask(access=access),
    )


def overdue_of(access: Access) -> int:
    """How much is late in all queues of the person."""
    return sum(w.overdue for w in queues.waiting(queues.queues_for(access.held()), access).values())


def _card(
    tenure: Tenure,
    reaches: list[Reach],
    access: Access,
    waiting: dict[str, queues.Waiting],
    measured: dict[str, FigureLine],
) -> PostCard:
    mine = [r for r in reaches if r.tenure_id == tenure.pk]
    own = tenure.post.position_id
    positions = [own, *sorted({r.position_id for r in mine} - {own})]
    lines = {d.pk: _line(d, measured) for p in positions for d in access.duties.get(p, ())}
    for reach in mine:
        _fill(lines[reach.duty_id], reach.capability, waiting, access)
    # Sorting keeps the order of the sheet, the person's own position before the base ones.
    return PostCard(tenure, sorted(lines.values(), key=lambda line: -line.overdue))


def _line(duty: Duty, measured: dict[str, FigureLine]) -> DutyLine:
    return DutyLine(
        duty.code,
        str(duty),
        conduct=not getattr(duty, "grants_something", True),
        numbers=[measured[code] for code in duty.kpis if code in measured],
    )


def _fill(line: DutyLine, code: str, waiting: dict[str, queues.Waiting], access: Access) -> None:
    perm = capability(code)
    for queue in queues.queues_for([code]):
        found = waiting[queue.code]
        address = open_to(access, queue.page)
        address += f"?{queue.query}" if address and queue.query else ""
        line.queues.append(
            QueueLine(str(queue.label), found.open, found.overdue, found.next_due, address)
        )
    address = open_to(access, perm.page)
    if address and not any(address == a for _, a in line.pages):
        line.pages.append((perm.label, address))
