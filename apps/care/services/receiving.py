"""Taking a complaint in, passing it on, and the first contact with the customer."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from apps.care.choices import CallResult, ComplaintState, Grade, Medium, Source, Topic
from apps.care.machines import COMPLAINT, LADDER
from apps.care.models import Complaint, ComplaintContact
from apps.care.permissions import Perm
from apps.care.services.locking import lock_complaint
from apps.care.services.opening import care_unit, days_of
from apps.core.clock import business_day
from apps.core.models import Setting
from apps.core.numbering import next_number
from apps.core.refusals import Refused
from apps.core.services import service
from apps.core.transitions import perform, record
from apps.workorders.models import WorkOrder

if TYPE_CHECKING:
    from apps.care.models import Callback
    from apps.customers.models import Customer, Vehicle
    from apps.org.access import Access
    from apps.org.models import OrgUnit, Staff

TRIES = "care.first_contact_tries"


@service
def receive_complaint(
    *,
    by: Access,
    store: OrgUnit,
    caller_name: str,
    statement: str,
    topic: str,
    grade: str,
    source: str,
    caller_phone: str = "",
    order: WorkOrder | None = None,
    vehicle: Vehicle | None = None,
) -> Complaint:
    """A complaint by telephone or at the counter is taken; its clocks run from now.

    About a car without naming its order it is about the car's last visit, so that whoever served
    it then knows of it.
    Raises ValidationError for an empty statement or an unknown class.
    """
    wrong = {
        field: _("请选择。")
        for field, value, known in (
            ("topic", topic, Topic.values),
            ("grade", grade, Grade.values),
            ("source", source, Source.values),
        )
        if value not in known
    }
    if not statement.strip():
        wrong["statement"] = _("请填写客户陈述。")
    if wrong:
        raise ValidationError(wrong)
    order = order or last_order(vehicle, store, topic, by.now)
    car = order.visit.vehicle if order else vehicle
    complaint = open_complaint(
        by=by,
        store=store,
        unit=care_unit(store, order.unit if order else by.person.unit),
        order=order,
        vehicle=car,
        customer=order.visit.owner if order else (car.owner if car else None),
        callback=None,
        caller_name=caller_name,
        caller_phone=caller_phone,
        statement=statement,
        topic=topic,
        grade=grade,
        source=source,
    )
    by.require(Perm.ADD_COMPLAINT, complaint)
    return complaint


def last_order(
    vehicle: Vehicle | None, store: OrgUnit, topic: str, now: dt.datetime
) -> WorkOrder | None:
    """The car's last order delivered by the store within the repeat period."""
    if vehicle is None or topic == Topic.OTHER:
        return None
    since = now - days_of("care.repeat_days", now)
    rows = WorkOrder.objects.filter(visit__vehicle=vehicle, store=store, delivered_at__gte=since)
    return rows.order_by("-delivered_at").first()


def open_complaint(
    *,
    by: Access,
    store: OrgUnit,
    unit: OrgUnit,
    order: WorkOrder | None,
    vehicle: Vehicle | None,
    customer: Customer | None,
    callback: Callback | None,
    caller_name: str,
    caller_phone: str,
    statement: str,
    topic: str,
    grade: str,
    source: str,
) -> Complaint:
    """Write a complaint; the same matter within the repeat period is one class higher."""
    before = earlier(vehicle, customer, topic, by.now)
    if before is not None:
        grade = next_grade(grade)
    complaint = Complaint.objects.create(
        number=next_number("TS", store, by.now),
        store=store,
        unit=unit,
        order=order,
        vehicle=vehicle,
        customer=customer,
        callback=callback,
        caller_name=caller_name.strip() or _("客户"),
        caller_phone=caller_phone.strip(),
        statement=statement.strip(),
        topic=topic,
        grade=grade,
        source=source,
        received_by=by.person,
        received_at=by.now,
        first_contact_due_at=by.now + contact_time(grade, by.now),
        resolve_due_at=by.now + days_of(f"care.resolve_days.{grade}", by.now),
        repeat_of=before,
    )
    record(complaint, "receive", "", complaint.state, by=by)
    return complaint


def earlier(
    vehicle: Vehicle | None, customer: Customer | None, topic: str, now: dt.datetime
) -> Complaint | None:
    """The complaint this one repeats: same car or customer, same topic, within the period."""
    who = Q(pk__in=())
    if vehicle is not None:
        who |= Q(vehicle=vehicle)
    if customer is not None:
        who |= Q(customer=customer)
    since = now - days_of("care.repeat_days", now)
    rows = Complaint.objects.filter(who, topic=topic, received_at__gte=since)
    return rows.order_by("-received_at").first()


def next_grade(grade: str) -> str:
    """One class higher; the highest stays."""
    place = LADDER.index(Grade(grade))
    return LADDER[min(place + 1, len(LADDER) - 1)]


def contact_time(grade: str, now: dt.datetime) -> dt.timedelta:
    """How long the first contact may take, in calendar hours."""
    hours = Setting.objects.value(f"care.first_contact_hours.{grade}", business_day(now))
    return dt.timedelta(hours=int(hours))


@service
def assign_complaint(
    *, by: Access, complaint: Complaint, version: int | None, handler: Staff
) -> Complaint:
    """Somebody answers for the complaint; a repeat goes to another person than the first time."""
    complaint = lock_complaint(complaint, version)
    by.require(Perm.ASSIGN_COMPLAINT, complaint)
    complaint.handler = handler
    perform(COMPLAINT, complaint, "assign", by=by)
    return complaint


@service
def log_contact(
    *,
    by: Access,
    complaint: Complaint,
    version: int | None,
    medium: str,
    result: str,
    note: str = "",
) -> Complaint:
    """A try to speak with the customer is written down.

    Being reached, or the third try, is the first contact and stops its clock.  Raises
    ValidationError for a talk without its content.
    """
    complaint = lock_complaint(complaint, version)
    by.require(Perm.CONTACT_COMPLAINT, complaint)
    if complaint.closed_at is not None:
        raise Refused(_("投诉已结案。"))
    _check(medium, result, note)
    ComplaintContact.objects.create(
        complaint=complaint,
        medium=medium,
        result=result,
        note=note.strip(),
        by=by.person,
        at=by.now,
    )
    enough = int(Setting.objects.value(TRIES, business_day(by.now)))
    reached = result == CallResult.REACHED or complaint.contacts.count() >= enough
    if complaint.first_contact_at is None and reached:
        complaint.first_contact_at = by.now
        complaint.handler = complaint.handler or by.person
    if reached and complaint.state in {ComplaintState.RECEIVED, ComplaintState.ASSIGNED}:
        perform(COMPLAINT, complaint, "contact", by=by)
    else:
        complaint.save()
    return complaint


def _check(medium: str, result: str, note: str) -> None:
    wrong: dict[str, str] = {}
    if medium not in Medium.values:
        wrong["medium"] = _("请选择联系方式。")
    if result not in CallResult.values:
        wrong["result"] = _("请选择联系结果。")
    if result == CallResult.REACHED and not note.strip():
        wrong["note"] = _("请填写沟通内容。")
    if wrong:
        raise ValidationError(wrong)
