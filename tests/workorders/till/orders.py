"""Finished orders of the small world, ready for the till."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from apps.parts.models import Part
from apps.workorders.choices import JobState, OrderState, PartKind, Payer, RepairClass, WorkClass
from apps.workorders.following import refresh_totals
from apps.workorders.models import Job, PartLine, Settlement, WorkOrder
from apps.workorders.services.payment import settle, take_payment
from apps.workorders.services.settlement import prepare_settlement
from tests.factories.customers import CustomerFactory, PlateFactory, make_known
from tests.factories.workorders import (
    CheckInFactory,
    JobFactory,
    LabourLineFactory,
    VisitFactory,
    WorkOrderFactory,
)
from tests.personas import NOW, access_of, department_of, staff_of

HOURS_LATER = NOW + dt.timedelta(hours=3)


def ready_order(
    *,
    store: str = "cs1",
    advisor: str = "service_advisor",
    work_class: str = WorkClass.GENERAL,
    repair_class: str = RepairClass.MINOR,
    lines: bool = True,
    state: str = OrderState.READY,
) -> WorkOrder:
    """An order whose work is done: labour 300.00 and parts 226.00 for the customer."""
    unit = department_of("front_desk", store)
    owner = CustomerFactory(name="王车主", phone="13800001111", invoice_title="王车主")
    visit = VisitFactory(
        unit=unit, advisor=staff_of(advisor, store), owner=owner, work_class=work_class
    )
    make_known(visit.store, owner)
    PlateFactory(vehicle=visit.vehicle)
    CheckInFactory(visit=visit, odometer_km=20_000)
    order = WorkOrderFactory(
        visit=visit,
        authorised=True,
        state=state,
        work_class=work_class,
        repair_class=repair_class,
        bill_to=owner,
        ready_at=NOW,
    )
    if lines:
        job = JobFactory(order=order, state=JobState.DONE)
        LabourLineFactory(job=job, hours=Decimal(2), unit_price=Decimal(150))
        add_part(job, "226.00")
        refresh_totals(order)
    return order


def add_part(job: Job, price: str, payer: str = Payer.CP, **facts: Any) -> PartLine:
    """One part of this price on a job."""
    part, _ = Part.objects.get_or_create(
        code="TILL-1", defaults={"name": "机油滤清器", "list_price": Decimal(price)}
    )
    return PartLine.objects.create(
        **{
            "job": job,
            "part": part,
            "name": part.name,
            "code": part.code,
            "brand": "原厂",
            "part_kind": PartKind.ORIGINAL,
            "quantity": Decimal(1),
            "unit_price": Decimal(price),
            "fitted_quantity": Decimal(1),
            "payer": payer,
            **facts,
        }
    )


def add_warranty(order: WorkOrder, labour: str = "200.00", part: str = "113.00") -> WorkOrder:
    """Work the maker pays for, on a ready order."""
    job = JobFactory(order=order, state=JobState.DONE, name="更换水泵", position=2)
    LabourLineFactory(job=job, hours=Decimal(1), unit_price=Decimal(labour), payer=Payer.WAR)
    add_part(job, part, Payer.WAR)
    return refresh_totals(order)


def prepared(order: WorkOrder | None = None, **wish: Any) -> Settlement:
    """A settlement the advisor prepared."""
    order = order or ready_order()
    return prepare_settlement(by=access_of("service_advisor"), order=order, version=None, **wish)


def pay(settlement: Settlement, amount: str, **facts: Any) -> Settlement:
    """The cashier of the store takes cash."""
    return take_payment(
        **{
            "by": access_of("cashier", now=HOURS_LATER),
            "settlement": settlement,
            "version": None,
            "amount": Decimal(amount),
            "method": "cash",
            **facts,
        }
    )


def settled(order: WorkOrder | None = None) -> Settlement:
    """A settlement the customer paid in cash and the cashier closed."""
    settlement = prepared(order)
    bucket = settlement.buckets.filter(payer=Payer.CP).first()
    if bucket is not None and bucket.due:
        pay(settlement, str(bucket.due))
    return settle(by=access_of("cashier", now=HOURS_LATER), settlement=settlement, version=None)
