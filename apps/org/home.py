"""The duty inbox: the person's posts, each duty, what waits under it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from apps.core import queues
from apps.core.capabilities import capability
from apps.core.hooks import Question
from apps.org.models import Duty, Grant, PositionRevision
from apps.org.pages import address_of

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
    """One duty in the words of the sheet, with its queues and pages.

    A duty of conduct carries no right: nothing is done on a screen for it.
    """

    code: str
    text: str
    conduct: bool = False
    queues: list[QueueLine] = field(default_factory=list)
    pages: list[tuple[str, str]] = field(default_factory=list)

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
    """One number of the person against its target, ready to be read."""

    label: str
    value: str
    target: str
    url: str
    tone: str = ""
    formula: str = ""


@dataclass(frozen=True)
class TodayLine:
    """One row of today: a car, an appointment, with the time it is due."""

    plate: str
    text: str
    url: str
    due: dt.datetime | None = None
    done: dt.datetime | None = None


@dataclass(frozen=True)
class TodayPanel:
    """A short list of today beside the duties, and the page that shows it whole."""

    title: str
    lines: list[TodayLine]
    url: str = ""


#: Joined by the rooms above; asked with ``access``.
figures: Question[FigureLine] = Question("home_figures")
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
    duties = _duties(access, reaches)
    mine = queues.queues_for(r.capability for r in reaches)
    waiting = queues.waiting(mine, access)
    cards = [_card(t, reaches, duties, waiting) for t in access.tenures]
    return Home(
        posts=cards,
        open=sum(w.open for w in waiting.values()),
        overdue=sum(w.overdue for w in waiting.values()),
        figures=figures.ask(access=access),
        today=today.ask(access=access),
    )


def overdue_of(access: Access) -> int:
    """How much is late in all queues of the person."""
    return sum(w.overdue for w in queues.waiting(queues.queues_for(access.held()), access).values())


def _duties(access: Access, reaches: list[Reach]) -> dict[int, Duty]:
    """All duties in force of the posts held and of the base positions that come with them."""
    held = {t.post.position_id for t in access.tenures}
    editions = PositionRevision.objects.filter(position__in=held).effective(access.now)
    carrying = Duty.objects.filter(pk__in={r.duty_id for r in reaches})
    rows = Duty.objects.filter(
        Q(revision__in=editions.values("pk")) | Q(revision__in=carrying.values("revision"))
    )
    granting = Grant.objects.filter(duty=OuterRef("pk"))
    rows = rows.annotate(grants_something=Exists(granting)).select_related("revision__position")
    return {d.pk: d for d in rows}


def _card(
    tenure: Tenure,
    reaches: list[Reach],
    duties: dict[int, Duty],
    waiting: dict[str, queues.Waiting],
) -> PostCard:
    mine = [r for r in reaches if r.tenure_id == tenure.pk]
    positions = {duties[r.duty_id].revision.position_id for r in mine} | {tenure.post.position_id}
    lines = {
        d.pk: DutyLine(d.code, str(d), conduct=not getattr(d, "grants_something", True))
        for d in duties.values()
        if d.revision.position_id in positions
    }
    for reach in mine:
        _fill(lines[reach.duty_id], reach.capability, waiting)

    def rank(pk: int) -> tuple[int, bool, int, int]:
        duty = duties[pk]
        return -lines[pk].overdue, duty.revision.position.base, duty.order, pk

    return PostCard(tenure, [lines[pk] for pk in sorted(lines, key=rank)])


def _fill(line: DutyLine, code: str, waiting: dict[str, queues.Waiting]) -> None:
    perm = capability(code)
    for queue in queues.queues_for([code]):
        found = waiting[queue.code]
        address = address_of(queue.page) + (f"?{queue.query}" if queue.query else "")
        line.queues.append(
            QueueLine(str(queue.label), found.open, found.overdue, found.next_due, address)
        )
    address = address_of(perm.page)
    if address and not any(address == a for _, a in line.pages):
        line.pages.append((perm.label, address))
