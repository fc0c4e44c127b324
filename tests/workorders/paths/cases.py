"""Orders of every class, brought to the moment their path begins."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from apps.parts.models import Supplier
from apps.workorders.choices import JobState, OrderState
from apps.workorders.following import refresh_totals
from apps.workorders.models import Job, WorkOrder
from apps.workorders.services import accident, consults, endings, sublets, transfers
from tests.factories.workorders import CheckInFactory, LabourLineFactory
from tests.personas import NOW, access_of, store_of
from tests.workorders.shop.floor import HOUR, job_in, order_in

MEDIUM = "in_person"


def priced(job: Job, payer: str = "CP") -> Job:
    """The job with a labour line of 180 yuan."""
    LabourLineFactory(job=job, payer=payer)
    refresh_totals(WorkOrder.objects.get(pk=job.order_id))
    job.order.refresh_from_db()
    return job


def job(state: str = JobState.ASSIGNED, **facts: Any) -> Job:
    """A priced job whose car was checked in."""
    row = job_in(state, **facts)
    CheckInFactory(visit=row.order.visit)
    return priced(row)


def accident_order(state: str = OrderState.QUEUED, **facts: Any) -> WorkOrder:
    """An accident with its case open and teardown agreed."""
    order: WorkOrder = order_in(state, work_class="accident", **facts)
    CheckInFactory(visit=order.visit)
    by = access_of("service_advisor")
    accident.open_case(
        by=by, order=order, version=None, side="own", insurer="平安产险", report_no="PA0001"
    )
    accident.authorise_teardown(by=by, order=order, version=None, name="张伟", medium=MEDIUM)
    return WorkOrder.objects.get(pk=order.pk)


def round_of(order: WorkOrder | None = None) -> Any:
    """A round asked for the one job of an accident."""
    order = order or accident_order()
    row = priced(job_in(order=order), "INS")
    return accident.ask_assessment(
        by=access_of("service_advisor"), order=order, version=None, jobs=[row.pk]
    )


def vendor() -> Supplier:
    """A firm that does work for the shop."""
    found, __ = Supplier.objects.get_or_create(code="WX01", defaults={"name": "湘江轮毂修复"})
    return found


def sublet_of(row: Job | None = None, **facts: Any) -> Any:
    """A wheel to be straightened elsewhere for 200, charged at 300."""
    given = {
        "supplier": vendor(),
        "what": "轮毂整形",
        "cost": Decimal(200),
        "price": Decimal(300),
        "payer": "CP",
        "due_at": NOW + 5 * HOUR,
        "consent_name": "张伟",
        "consent_medium": "phone",
    }
    by = access_of("service_advisor")
    return sublets.plan_sublet(by=by, job=row or job(), version=None, **{**given, **facts})


def transfer_of(row: Job | None = None) -> Any:
    """A paint job for the second store."""
    return transfers.plan_transfer(
        by=access_of("service_advisor"),
        job=row or job(JobState.PENDING),
        version=None,
        to_store=store_of("cs2"),
        reason="本店烤漆房检修",
        price=Decimal(600),
        due_at=NOW + 30 * HOUR,
    )


def consult_of(row: Job | None = None, **facts: Any) -> Any:
    """A noise nobody understands."""
    row = row or job()
    return consults.ask_expert(
        by=access_of("service_advisor"),
        order=row.order,
        version=None,
        job=row,
        question="怠速异响",
        **facts,
    )


def refusal_of(row: Job | None = None) -> Any:
    """A warranty job the manufacturer does not pay."""
    if row is None:
        row = job_in(JobState.ASSIGNED)
        priced(row, "WAR")
    return endings.refuse_payer(
        by=access_of("warranty_appraiser"),
        job=row,
        version=None,
        payer="WAR",
        reason="人为损坏，不属保修",
        reference="PWA-1",
    )


def at(hours: float) -> dt.datetime:
    """So many hours after the tests' morning."""
    return NOW + hours * HOUR
