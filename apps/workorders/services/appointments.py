"""Agreeing that a car comes: booking, changing, moving and calling off."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import connection
from django.utils.translation import gettext as _

from apps.core.clock import business_day, day_bounds
from apps.core.figures_text import when_text
from apps.core.numbering import next_number
from apps.core.refusals import Refused
from apps.core.services import lock, service
from apps.core.transitions import follow, perform, record
from apps.core.working_time import DAY
from apps.customers import plates
from apps.customers.models import Vehicle
from apps.customers.services import LONGEST_PLATE, PHONE_FORM, store_of
from apps.org.models import OrgUnit
from apps.workorders.choices import JobKind
from apps.workorders.machines import APPOINTMENT
from apps.workorders.models import Appointment, AppointmentWork, BookedDay
from apps.workorders.models.appointment import ONLINE, AppointmentState
from apps.workorders.permissions import Perm
from apps.workorders.services.reminding import take_back_reminders
from apps.workorders.services.reserving import carry_parts, let_parts_go
from apps.workorders.slots import LOOK_AHEAD, Book, Place, Wanted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from apps.core.actor import Actor
    from apps.org.access import Access
    from apps.org.models import Staff
    from apps.workorders.models import LabourOperation

MOST_HOURS = Decimal(99)


class NoPlace(Refused):
    """The wish does not fit the book; ``places`` are the next that would."""

    def __init__(self, message: str, field: str, places: Sequence[Place]) -> None:
        super().__init__(message, field=field)
        self.places = list(places)


@dataclass(frozen=True)
class Work:
    """One thing the customer wants done: of the price list, or in words with its hours."""

    name: str
    kind: str = JobKind.MECHANICAL
    hours: Decimal = Decimal(0)
    operation: LabourOperation | None = None

    @classmethod
    def of(cls, operation: LabourOperation) -> Work:
        """An operation with its standard hours."""
        return cls(operation.name, operation.kind, operation.std_hours, operation)


@service
def book(
    *,
    by: Access,
    slot_at: dt.datetime,
    advisor: Staff | None,
    caller_name: str,
    phone: str,
    concerns: Sequence[str],
    work_class: str,
    works: Sequence[Work] = (),
    vehicle: Vehicle | None = None,
    plate_no: str = "",
    car_words: str = "",
    source: str = "phone",
    note: str = "",
) -> Appointment:
    """The car is expected in a slot that had a place, with an advisor who has time.

    A plate the store knows leads to its car.  Places are counted one clerk at a time per store and
    day; NoPlace names the next free ones.  Raises ValidationError beside the field.
    """
    store = store_of(by)
    row = Appointment(store=store, slot_at=slot_at, source=source)
    row.unit = OrgUnit.objects.department(store, "front_desk")
    _describe(row, by, vehicle, plate_no, car_words)
    _said(row, caller_name, phone, concerns, work_class, note)
    _checked(works)
    lock_day(store, business_day(slot_at))
    _once_a_day(row)
    _place(row, advisor, works, now=by.now)
    row.number = next_number("YY", store, by.now)
    row.booked_by, row.booked_at = by.staff, by.now
    row.save()
    _write_works(row, works)
    by.require(Perm.ADD_APPOINTMENT, row)
    record(row, "book", "", AppointmentState.BOOKED, by=by)
    return row


@service
def change(
    *,
    by: Access,
    appointment: Appointment,
    version: int | None,
    advisor: Staff | None,
    caller_name: str,
    phone: str,
    concerns: Sequence[str],
    work_class: str,
    works: Sequence[Work] = (),
    note: str = "",
) -> Appointment:
    """Words, work and advisor of an awaited appointment are as given; its time stays."""
    row = _locked(by, appointment, version)
    _still_awaited(row)
    _said(row, caller_name, phone, concerns, work_class, note)
    _checked(works)
    _place(row, advisor, works, now=by.now)
    row.save()
    row.works.all().delete()
    _write_works(row, works)
    return row


@service
def move(
    *,
    by: Access,
    appointment: Appointment,
    version: int | None,
    slot_at: dt.datetime,
    advisor: Staff | None,
    reason: str,
) -> Appointment:
    """The appointment is moved: the old one says so, and a new one with all it held stands."""
    days = sorted({business_day(appointment.slot_at), business_day(slot_at)})
    for day in days:
        lock_day(appointment.store, day)
    old = lock(appointment, version)
    works = [Work(w.name, w.kind, w.hours, w.operation) for w in old.works.all()]
    new = Appointment.objects.get(pk=old.pk)
    _end(old, "move", by=by, reason=reason)
    new.pk, new.version, new._state.adding = None, 1, True  # a copy under a number of its own
    new.slot_at, new.moved_from, new.state = slot_at, old, AppointmentState.BOOKED
    new.confirmed_at = new.prepared_at = new.ended_at = None
    new.bay, new.reason = None, ""
    _place(new, advisor, works, now=by.now)
    new.number = next_number("YY", new.store, by.now)
    new.booked_by, new.booked_at = by.staff, by.now
    new.save()
    _write_works(new, works)
    carry_parts(old, new)
    record(new, "book", "", AppointmentState.BOOKED, by=by, cause=old.number)
    return new


@service
def act(
    *, by: Access, appointment: Appointment, version: int | None, action: str, reason: str = ""
) -> Appointment:
    """Confirm, call off, or note down that nobody came."""
    row = _locked(by, appointment, version)
    if action == "move":
        raise Refused(_("改期请选择新的时段。"))
    if action == "confirm":
        row.confirmed_at = by.now
        perform(APPOINTMENT, row, action, by=by, reason=reason)
        return row
    _end(row, action, by=by, reason=reason)
    let_parts_go(row, by=by, cause=action)
    return row


def note_lateness(row: Appointment, *, by: Actor) -> None:
    """Write down that the hold of a locked appointment is over, when it is."""
    if row.state in {"booked", "confirmed"} and row.held_until < by.now:
        follow(APPOINTMENT, row, "fall_late", by=by, cause="hold")


def lock_day(store: OrgUnit, day: dt.date) -> None:
    """One clerk at a time for a store and day, until the act ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO workorders_bookedday (store_id, day) VALUES (%s, %s)"
            " ON CONFLICT (store_id, day) DO NOTHING",
            [store.pk, day],
        )
    BookedDay.objects.select_for_update(no_key=True).get(store=store, day=day)


def wanted(row: Appointment, advisor: Staff | None, works: Sequence[Work]) -> Wanted:
    """What an appointment asks of the book."""
    hours: dict[str, Decimal] = {}
    for work in works:
        hours[work.kind] = hours.get(work.kind, Decimal(0)) + work.hours
    return Wanted(row.slot_at, advisor.pk if advisor else None, hours, row.source in ONLINE)


def _place(
    row: Appointment, advisor: Staff | None, works: Sequence[Work], *, now: dt.datetime
) -> None:
    """Slot, windows and advisor of the appointment; NoPlace when the book has none for it."""
    ask, day = wanted(row, advisor, works), business_day(row.slot_at)
    book_ = Book(row.store, day, day, now=now, without=row.pk)
    kept = row.pk is not None and not row._state.adding
    why = None if kept and _only_words(row, ask) else book_.why_not(ask)
    if why is not None:
        further = Book(row.store, day, day + LOOK_AHEAD, now=now, without=row.pk)
        raise NoPlace(why[1], why[0], further.free_places(ask))
    slot, terms = book_.slot(row.slot_at), book_.terms(day)
    row.advisor = advisor or (book_.advisor_for(slot) if slot else None) or row.advisor
    row.minutes = terms.slot_minutes
    row.window_from, row.window_until = row.slot_at - terms.window, row.slot_at + terms.window
    row.held_until = row.slot_at + terms.hold
    row.prepare_by = terms.hours.end_of(day - DAY)


def _only_words(row: Appointment, ask: Wanted) -> bool:
    """Whether advisor and hours stay what they were, so that nothing is asked of the book."""
    held: dict[str, Decimal] = {}
    for work in row.works.all():
        held[work.kind] = held.get(work.kind, Decimal(0)) + work.hours
    return ask.advisor_id == row.advisor_id and dict(ask.hours) == held


def _describe(
    row: Appointment, by: Access, vehicle: Vehicle | None, plate_no: str, car_words: str
) -> None:
    number = plates.normalised(plate_no)
    if len(number) > LONGEST_PLATE:
        raise ValidationError({"plate_no": _("车牌太长，请核对。")})
    if vehicle is None and number:
        known = Vehicle.objects.filter(plates__number=number, plates__until=None)
        vehicle = known.filter(known_at__store=row.store).first()
    row.vehicle, row.plate_no, row.car_words = vehicle, number, car_words.strip()
    if vehicle is not None:
        row.plate_no, row.customer = vehicle.plate_no or number, vehicle.owner
    if vehicle is None and not number and not row.car_words:
        raise ValidationError({"plate_no": _("请填写车牌；还没上牌的车请填写车型。")})


def _said(  # noqa: PLR0917  # the words of one sheet of paper
    row: Appointment,
    caller_name: str,
    phone: str,
    concerns: Sequence[str],
    work_class: str,
    note: str,
) -> None:
    name, number = caller_name.strip(), phone.strip()
    owner = row.customer
    if not name and owner is None:
        raise ValidationError({"caller_name": _("请填写预约人。")})
    if number and not PHONE_FORM.fullmatch(number):
        raise ValidationError({"phone": _("电话号码格式不对。")})
    if not number and not row.phone and not (owner and owner.phone):
        raise ValidationError({"phone": _("请填写电话，提醒会发到这个号码。")})
    if not concerns:
        raise ValidationError({"concerns": _("请记录客户的原话。")})
    row.caller_name = name or (owner.contact_name or owner.name if owner else "")
    row.phone = number or row.phone or (owner.phone if owner else "")
    row.concerns, row.work_class, row.note = "\n".join(concerns), work_class, note.strip()


def _checked(works: Sequence[Work]) -> None:
    for work in works:
        if not Decimal(0) <= work.hours <= MOST_HOURS:
            raise ValidationError({"works": _("工时不合理，请核对。")})


def _once_a_day(row: Appointment) -> None:
    """A car comes once a day; a second booking of it is most likely the first."""
    day = day_bounds(business_day(row.slot_at))
    rows = Appointment.objects.filter(store=row.store).between(*day).awaited()
    same = rows.filter(vehicle=row.vehicle) if row.vehicle else rows.filter(plate_no=row.plate_no)
    other = same.first() if row.vehicle or row.plate_no else None
    if other is not None:
        words = _("这辆车当天已有预约 %(number)s（%(when)s），要换时间请改期。")
        facts = {"number": other.number, "when": when_text(other.slot_at)}
        raise Refused(words % facts, field="plate_no")


def _write_works(row: Appointment, works: Sequence[Work]) -> None:
    for position, work in enumerate(works, start=1):
        AppointmentWork.objects.create(
            appointment=row,
            position=position,
            name=work.name[:80],
            kind=work.kind,
            hours=work.hours,
            operation=work.operation,
        )


def _locked(by: Access, appointment: Appointment, version: int | None) -> Appointment:
    lock_day(appointment.store, business_day(appointment.slot_at))
    row = lock(appointment, version)
    by.require(Perm.CHANGE_APPOINTMENT, row)
    return row


def _still_awaited(row: Appointment) -> None:
    if row.state not in {"booked", "confirmed", "late"}:
        words = _("预约现在是“%(state)s”，不能再修改。")
        raise Refused(words % {"state": row.get_state_display()})


def _end(row: Appointment, action: str, *, by: Access, reason: str) -> None:
    note_lateness(row, by=by)
    row.ended_at, row.reason = by.now, reason.strip()[:200]
    perform(APPOINTMENT, row, action, by=by, reason=reason)
    take_back_reminders(row)
