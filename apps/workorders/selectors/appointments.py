"""The appointment book as its pages show it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch, Q

from apps.core.clock import business_day, day_bounds
from apps.core.working_time import DAY
from apps.customers import plates
from apps.workorders.capacity import Capacity
from apps.workorders.models import Appointment, AppointmentPart
from apps.workorders.models.appointment import EXPECTED, AppointmentState
from apps.workorders.permissions import Perm
from apps.workorders.selectors.orders import MOST_HITS, parts, stock_of
from apps.workorders.slots import Book, Slot

if TYPE_CHECKING:
    from decimal import Decimal

    from apps.core.actor import Actor
    from apps.org.access import Access
    from apps.org.models import OrgUnit, Staff
    from apps.parts.models import Part
    from apps.workorders.models.appointment import AppointmentQuerySet

GONE = (
    AppointmentState.MOVED,
    AppointmentState.CANCELLED_BY_CUSTOMER,
    AppointmentState.CANCELLED_BY_DEALER,
)
WEEK = 7


@dataclass(frozen=True)
class Cell:
    """One advisor in one slot: who is booked, and whether one more fits or why not."""

    advisor: Staff
    booked: list[Appointment]
    why: str


@dataclass(frozen=True)
class Line:
    """One slot across the advisors."""

    slot: Slot
    past: bool
    now: bool
    cells: list[Cell]


@dataclass(frozen=True)
class DayPage:
    """One day of the book."""

    store: OrgUnit
    day: dt.date
    advisors: list[Staff]
    lines: list[Line]
    capacities: list[Capacity]
    rostered: bool
    others: list[Appointment]
    expected: int
    arrived: int
    late: int


@dataclass(frozen=True)
class WeekCell:
    """One slot of one day of a week."""

    slot: Slot | None
    past: bool


@dataclass(frozen=True)
class WeekPage:
    """Seven days of the book: for each time of day the slots, and each day's scarce skills."""

    days: list[tuple[dt.date, list[Capacity], int]]
    lines: list[tuple[dt.time, list[WeekCell]]]


def store_of(access: Access, chosen: str = "") -> OrgUnit | None:
    """The store whose book is shown: one chosen in reach, else where the person works."""
    stores = access.stores(Perm.VIEW_APPOINTMENT)
    if chosen.isdigit():
        return stores.filter(pk=int(chosen)).first()
    return access.store or stores.first()


def shown(access: Actor) -> AppointmentQuerySet:
    """The appointments a person may see."""
    rows: AppointmentQuerySet = Appointment.objects.visible_to(access, Perm.VIEW_APPOINTMENT)
    return rows


def day_page(access: Access, store: OrgUnit, day: dt.date) -> DayPage:
    """The book of a day: advisors across, slots down."""
    book = Book(store, day, day, now=access.now)
    rows = list(shown(access).filter(store=store).between(*day_bounds(day)).for_list())
    kept = [r for r in rows if r.state not in GONE]
    people = {a.pk: a for a in book.advisors} | {r.advisor_id: r.advisor for r in kept}
    step = book.terms(day).step
    lines, placed = [], set()
    for slot in book.days[day]:
        here = [r for r in kept if slot.at <= r.slot_at < slot.at + step]
        placed |= {r.pk for r in here}
        cells = [
            Cell(who, [r for r in here if r.advisor_id == pk], _why(book, who, slot))
            for pk, who in people.items()
        ]
        lines.append(Line(slot, slot.at < access.now, _runs(slot, step, access.now), cells))
    return DayPage(
        store=store,
        day=day,
        advisors=list(people.values()),
        lines=lines,
        capacities=_scarce(book, day),
        rostered=book.hours[day].rostered,
        others=[r for r in rows if r.pk not in placed],
        expected=sum(r.state in EXPECTED for r in kept),
        arrived=sum(r.state == AppointmentState.ARRIVED for r in kept),
        late=sum(r.is_late(access.now) for r in kept),
    )


def week_page(access: Access, store: OrgUnit, first: dt.date) -> WeekPage:
    """Seven days of the book with what is left."""
    book = Book(store, first, first + (WEEK - 1) * DAY, now=access.now)
    days = sorted(book.days)
    times = sorted({_time(s.at) for slots in book.days.values() for s in slots})
    by_time = {(business_day(s.at), _time(s.at)): s for d in days for s in book.days[d]}
    lines = []
    for time in times:
        found = [by_time.get((day, time)) for day in days]
        lines.append((time, [WeekCell(s, s is None or s.at < access.now) for s in found]))
    heads = [(d, _scarce(book, d), sum(len(s.booked) for s in book.days[d])) for d in days]
    return WeekPage(heads, lines)


def unconfirmed(access: Actor) -> Any:
    """Bookings nobody has confirmed, of cars still to come."""
    rows = Appointment.objects.visible_to(access, Perm.CHANGE_APPOINTMENT)
    return rows.filter(state=AppointmentState.BOOKED, slot_at__gte=access.now)


def to_prepare(access: Actor) -> Any:
    """Cars of today and tomorrow that not everything is ready for."""
    until = day_bounds(business_day(access.now) + DAY)[1]
    rows = Appointment.objects.visible_to(access, Perm.CHANGE_APPOINTMENT)
    coming = rows.filter(state__in=EXPECTED, prepared_at=None)
    return coming.filter(slot_at__gte=access.now, slot_at__lt=until)


def late(access: Actor) -> Any:
    """Cars that should have come and have not, today."""
    rows = Appointment.objects.visible_to(access, Perm.CHANGE_APPOINTMENT)
    return rows.late(access.now).between(*day_bounds(business_day(access.now)))


def matching(rows: AppointmentQuerySet, term: str) -> AppointmentQuerySet:
    """By number, plate, end of the phone, or name."""
    text = term.strip()
    if not text:
        return rows
    plate = plates.normalised(text)
    found = Q(number__startswith=text.upper()) | Q(plate_no__contains=plate)
    return rows.filter(found | Q(phone__endswith=text) | Q(caller_name__contains=text))


def whole() -> AppointmentQuerySet:
    """Appointments with all that their own page shows."""
    parts = AppointmentPart.objects.select_related("part", "demand")
    rows = Appointment.objects.for_list().select_related("bay", "booked_by", "moved_from", "store")
    return rows.prefetch_related("works", "ticks__by", Prefetch("parts", queryset=parts))


def part_hits(term: str, access: Access) -> list[tuple[Part, Decimal | None]]:
    """Parts a typed term points to, with what lies free in the person's store."""
    found = list(parts(access).search(term.strip())[:MOST_HITS])
    free = stock_of([p.pk for p in found], access)
    return [(p, None if free is None else free[p.pk]) for p in found]


def _why(book: Book, advisor: Staff, slot: Slot) -> str:
    if not slot.left:
        return "full" if slot.places else "closed"
    if all(advisor.pk != a.pk for a in book.advisors) or not book.on_duty(advisor, slot.at):
        return "off"
    return "" if book.why_busy(advisor, slot) is None else "taken"


def _scarce(book: Book, day: dt.date) -> list[Capacity]:
    """Kinds of work the store has people for, or has promised."""
    found = book.hours[day].capacities().values()
    return [c for c in found if c.limited and (c.offered or c.used or c.free > 0)]


def _runs(slot: Slot, step: dt.timedelta, now: dt.datetime) -> bool:
    return slot.at <= now < slot.at + step


def _time(at: dt.datetime) -> dt.time:
    start = day_bounds(business_day(at))[0]
    return (dt.datetime.min + (at - start)).time()
