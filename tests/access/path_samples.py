"""Rows of the paths for the addresses that name one, and one of each machine."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from apps.parts.models import Supplier
from apps.workorders.models import (
    AccidentFile,
    Assessment,
    CarAway,
    CarTransfer,
    Consult,
    Handover,
    PayerRefusal,
    RouteStep,
    Sublet,
)
from tests.personas import NOW, staff_of, store_of

if TYPE_CHECKING:
    from collections.abc import Callable

OF_ORDER = (
    "accident",
    "order_sublets",
    "order_away",
    "order_transfers",
    "order_consults",
    "order_refusals",
    "ending",
    "internal_order",
    "sale",
    "order_waits",
)


def step(job: Any) -> RouteStep:
    """The ready step of a job's route."""
    facts = {"kind": "paint", "state": "ready", "technician": staff_of("technician")}
    row: RouteStep = RouteStep.objects.create(job=job, position=1, **facts)
    return row


def assessment(order: Any) -> Assessment:
    """A round asked of the insurer."""
    AccidentFile.objects.create(order=order, insurer="平安", report_no="P1")
    facts = {"store": order.store, "number": 1, "asked_by": order.advisor, "asked_at": NOW}
    row: Assessment = Assessment.objects.create(order=order, **facts)
    return row


def sublet(job: Any) -> Sublet:
    """Work another firm is to do."""
    vendor, __ = Supplier.objects.get_or_create(code="WX01", defaults={"name": "轮毂修复"})
    facts = {"what": "轮毂", "planned_by": job.order.advisor, "planned_at": NOW, "due_at": NOW}
    row: Sublet = Sublet.objects.create(
        number=f"WX-{job.pk}",
        store=job.order.store,
        order=job.order,
        job=job,
        supplier=vendor,
        **facts,
    )
    return row


def transfer(job: Any) -> CarTransfer:
    """A job for the second store."""
    facts = {"planned_by": job.order.advisor, "planned_at": NOW, "due_at": NOW, "reason": "烤漆"}
    row: CarTransfer = CarTransfer.objects.create(
        number=f"DC-{job.pk}",
        order=job.order,
        job=job,
        store=job.order.store,
        to_store=store_of("cs2"),
        **facts,
    )
    Handover.objects.create(transfer=row, store=job.order.store, unit=job.order.unit, leg="back")
    return row


def consult(job: Any) -> Consult:
    """A question of the advisor."""
    order = job.order
    facts = {"store": order.store, "asked_by": order.advisor, "asked_at": NOW, "due_at": NOW}
    row: Consult = Consult.objects.create(order=order, job=job, question="异响", **facts)
    return row


def refusal(job: Any) -> PayerRefusal:
    """A job the manufacturer does not pay."""
    order = job.order
    facts = {"store": order.store, "refused_by": order.advisor, "refused_at": NOW}
    row: PayerRefusal = PayerRefusal.objects.create(
        order=order, job=job, payer="WAR", reason="不属保修", reassembly_fee=Decimal(0), **facts
    )
    return row


def away(order: Any) -> CarAway:
    """A car that drives while its part is ordered."""
    facts = {"reason": "待料", "left_at": NOW, "left_by": order.advisor}
    row: CarAway = CarAway.objects.create(
        order=order, store=order.store, from_visit=order.visit, **facts
    )
    return row


def path_rows(order: Callable[..., Any], job: Callable[..., Any]) -> dict[str, Callable[[], Any]]:
    """One row of the first store for each machine of the paths."""
    return {
        "workorders.RouteStep": lambda: step(job()),
        "workorders.Assessment": lambda: assessment(order()),
        "workorders.Sublet": lambda: sublet(job()),
        "workorders.CarTransfer": lambda: transfer(job()),
        "workorders.Consult": lambda: consult(job()),
        "workorders.PayerRefusal": lambda: refusal(job()),
    }


def path_samples(
    order: Callable[..., Any], job: Callable[..., Any]
) -> dict[str, Callable[[], dict[str, object]]]:
    """A row for each address of the paths."""

    def named(make: Callable[[], Any]) -> Callable[[], dict[str, object]]:
        return lambda: {"pk": make().pk}

    return {
        **{f"workorders:{page}": named(order) for page in OF_ORDER},
        "workorders:route": named(job),
        "workorders:step_place": named(lambda: step(job())),
        "workorders:sublet": named(lambda: sublet(job())),
        "workorders:sublet_print": named(lambda: sublet(job())),
        "workorders:away": named(lambda: away(order())),
        "workorders:transfer": named(lambda: transfer(job())),
        "workorders:transfer_print": named(lambda: transfer(job())),
        "workorders:consult": named(lambda: consult(job())),
        "workorders:refusal": named(lambda: refusal(job())),
    }
