"""Visits and everything on them, for tests.

A visit brings its own store unless ``unit`` (a front desk) is given; what hangs on it stays there.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import factory
from factory.django import DjangoModelFactory

from apps.core.capabilities import CapabilityEnum
from apps.core.clock import SHANGHAI
from apps.org.access import Access
from apps.org.models import OrgUnit, Staff
from apps.workorders.choices import InspectionLevel, JobState, OrderState, Payer
from apps.workorders.models import (
    Appointment,
    AppointmentWork,
    Assignment,
    Bay,
    BaySlot,
    CheckIn,
    ClockEntry,
    Finding,
    Inspection,
    Job,
    LabourLine,
    PartLine,
    QueueTicket,
    Settlement,
    SettlementBucket,
    Visit,
    WorkOrder,
)
from tests.factories.customers import VehicleFactory, make_known
from tests.factories.org import (
    DepartmentFactory,
    StaffFactory,
    holding,
    position_with,
    post_in,
)

NOW = dt.datetime(2026, 6, 1, 9, tzinfo=SHANGHAI)
HOUR = dt.timedelta(hours=1)


def workshop_of(store: OrgUnit) -> OrgUnit:
    """The workshop of a store, made when it has none."""
    found = OrgUnit.objects.filter(store=store, function="workshop", kind="department").first()
    return found or DepartmentFactory(parent=store, function="workshop")


def person_who(
    unit: OrgUnit, *perms: CapabilityEnum, scope: str = "store", rows: str = "", **facts: Any
) -> Access:
    """The access of somebody in a unit whose post grants these rights."""
    grants = [{"capability": p.value, "scope": scope, "rows": rows} for p in perms]
    code = f"p{unit.pk}-{StaffFactory._meta.model.objects.count()}"
    tenure = holding(post_in(position_with(unit.store, code, grants), unit), **facts)
    return Access.of(tenure.staff, NOW)


class VisitFactory(DjangoModelFactory[Visit]):
    """A car in the house."""

    class Meta:
        model = Visit
        skip_postgeneration_save = True

    number = factory.Sequence(lambda n: f"JC-{n:06d}")
    unit = factory.SubFactory(DepartmentFactory)
    store = factory.SelfAttribute("unit.store")
    vehicle = factory.SubFactory(VehicleFactory)
    plate_no = "湘A12345"
    sender_name = "李送修"
    advisor = factory.SubFactory(StaffFactory, unit=factory.SelfAttribute("..unit"))
    opened_at = NOW

    @factory.post_generation
    def known(self: Visit, create: bool, extracted: Any, **kwargs: Any) -> None:
        """The store knows the car that came."""
        make_known(self.store, self.vehicle)


class CheckInFactory(DjangoModelFactory[CheckIn]):
    """A signed walk-round."""

    class Meta:
        model = CheckIn

    visit = factory.SubFactory(VisitFactory)
    odometer_km = 20_000
    fuel_eighths = 4
    key_tag = "A01"
    taken_by = factory.SelfAttribute("visit.advisor")
    taken_at = NOW
    signed_at = NOW


class WorkOrderFactory(DjangoModelFactory[WorkOrder]):
    """A draft order; ``authorised=True`` signs and promises it, in the state that is given."""

    class Meta:
        model = WorkOrder

    class Params:
        authorised = factory.Trait(
            state=OrderState.QUEUED,
            signed_at=NOW,
            signer_name="李送修",
            authorised_at=NOW,
            first_promised_at=NOW + 8 * HOUR,
            promised_at=NOW + 8 * HOUR,
        )

    number = factory.Sequence(lambda n: f"GD-{n:06d}")
    visit = factory.SubFactory(VisitFactory)
    store = factory.SelfAttribute("visit.store")
    unit = factory.SelfAttribute("visit.unit")
    advisor = factory.SelfAttribute("visit.advisor")
    opened_at = NOW


class JobFactory(DjangoModelFactory[Job]):
    """A job in the workshop of the order's store."""

    class Meta:
        model = Job

    order = factory.SubFactory(WorkOrderFactory)
    store = factory.SelfAttribute("order.store")
    unit = factory.LazyAttribute(lambda o: workshop_of(o.store))
    name = "更换机油机滤"
    std_hours = Decimal("1.50")
    state = JobState.PENDING
    waiting_cause = factory.LazyAttribute(lambda o: "parts" if o.state == JobState.WAITING else "")


class AssignmentFactory(DjangoModelFactory[Assignment]):
    """The only technician of a job."""

    class Meta:
        model = Assignment

    job = factory.SubFactory(JobFactory)
    staff = factory.LazyAttribute(lambda o: StaffFactory(unit=o.job.unit))


class LabourLineFactory(DjangoModelFactory[LabourLine]):
    """1.5 hours at 120 yuan, paid by the customer."""

    class Meta:
        model = LabourLine

    job = factory.SubFactory(JobFactory)
    description = "更换机油机滤"
    hours = Decimal("1.50")
    unit_price = Decimal("120.00")
    payer = Payer.CP


class BroughtPartFactory(DjangoModelFactory[PartLine]):
    """A part the customer brought."""

    class Meta:
        model = PartLine

    job = factory.SubFactory(JobFactory)
    name = "客户自带机油"
    part_kind = "customer_supplied"
    quantity = Decimal(1)
    unit_price = Decimal(0)
    payer = Payer.CP


class BayFactory(DjangoModelFactory[Bay]):
    """A mechanical bay."""

    class Meta:
        model = Bay

    unit = factory.SubFactory(DepartmentFactory, function="workshop")
    store = factory.SelfAttribute("unit.store")
    code = factory.Sequence(lambda n: f"B{n}")
    name = factory.Sequence(lambda n: f"{n}号工位")


class BaySlotFactory(DjangoModelFactory[BaySlot]):
    """An hour in a bay."""

    class Meta:
        model = BaySlot

    job = factory.SubFactory(JobFactory)
    bay = factory.LazyAttribute(lambda o: BayFactory(unit=o.job.unit))
    during = (NOW, NOW + HOUR)


class ClockEntryFactory(DjangoModelFactory[ClockEntry]):
    """A running clock on a job."""

    class Meta:
        model = ClockEntry

    job = factory.SubFactory(JobFactory)
    store = factory.SelfAttribute("job.store")
    staff = factory.LazyAttribute(lambda o: StaffFactory(unit=o.job.unit))
    during = (NOW, None)


class FindingFactory(DjangoModelFactory[Finding]):
    """Something found and not yet answered."""

    class Meta:
        model = Finding

    job = factory.SubFactory(JobFactory)
    order = factory.SelfAttribute("job.order")
    store = factory.SelfAttribute("order.store")
    reported_by = factory.LazyAttribute(lambda o: StaffFactory(unit=o.job.unit))
    reported_at = NOW
    text = "前刹车片只剩3毫米"


class InspectionFactory(DjangoModelFactory[Inspection]):
    """A passed self-check."""

    class Meta:
        model = Inspection

    job = factory.SubFactory(JobFactory)
    store = factory.SelfAttribute("job.store")
    level = InspectionLevel.SELF
    result = Inspection.Result.PASS
    inspector = factory.LazyAttribute(lambda o: StaffFactory(unit=o.job.unit))
    at = NOW


class SettlementFactory(DjangoModelFactory[Settlement]):
    """A prepared settlement without buckets."""

    class Meta:
        model = Settlement

    order = factory.SubFactory(WorkOrderFactory, authorised=True, state=OrderState.READY)
    store = factory.SelfAttribute("order.store")
    number = factory.Sequence(lambda n: f"JS-{n:06d}")
    prepared_by = factory.SelfAttribute("order.advisor")
    prepared_at = NOW


class BucketFactory(DjangoModelFactory[SettlementBucket]):
    """113 yuan of labour owed by the customer."""

    class Meta:
        model = SettlementBucket

    settlement = factory.SubFactory(SettlementFactory)
    payer = Payer.CP
    labour = Decimal(113)
    gross = Decimal(113)
    due = Decimal(113)
    net = Decimal(100)
    vat = Decimal(13)


def reread(row: Any) -> Any:
    """The row as the database has it."""
    return type(row)._default_manager.get(pk=row.pk)


def technician_of(job: Job) -> Staff:
    """The first technician of a job."""
    return job.assignments.select_related("staff").first().staff


class AppointmentFactory(DjangoModelFactory[Appointment]):
    """A car expected this morning at eleven, with an hour of mechanical work."""

    class Meta:
        model = Appointment
        skip_postgeneration_save = True

    number = factory.Sequence(lambda n: f"YY-{n:06d}")
    unit = factory.SubFactory(DepartmentFactory)
    store = factory.SelfAttribute("unit.store")
    advisor = factory.SubFactory(StaffFactory, unit=factory.SelfAttribute("..unit"))
    plate_no = factory.Sequence(lambda n: f"湘A{n:05d}")
    caller_name = "王预约"
    phone = "13900001111"
    concerns = "做保养"
    slot_at = NOW + 2 * HOUR
    window_from = factory.LazyAttribute(lambda o: o.slot_at - HOUR / 2)
    window_until = factory.LazyAttribute(lambda o: o.slot_at + HOUR / 2)
    held_until = factory.LazyAttribute(lambda o: o.slot_at + HOUR / 4)
    prepare_by = factory.LazyAttribute(lambda o: o.slot_at - 15 * HOUR)
    booked_at = NOW - 24 * HOUR
    arrived_at = factory.LazyAttribute(lambda o: o.slot_at if o.state == "arrived" else None)
    state = "booked"

    @factory.post_generation
    def hours(self: Appointment, create: bool, extracted: Any, **kwargs: Any) -> None:
        """So many mechanical hours, one unless told."""
        hours = Decimal(1 if extracted is None else extracted)
        AppointmentWork.objects.create(appointment=self, name="保养", hours=hours)


class QueueTicketFactory(DjangoModelFactory[QueueTicket]):
    """A walk-in waiting since nine."""

    class Meta:
        model = QueueTicket

    number = factory.Sequence(lambda n: f"PD-{n:06d}")
    code = factory.Sequence(lambda n: f"W{n % 1000:03d}")
    unit = factory.SubFactory(DepartmentFactory)
    store = factory.SelfAttribute("unit.store")
    plate_no = "湘A88888"
    turn_at = NOW
    taken_at = NOW
