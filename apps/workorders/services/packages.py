"""Putting a menu job, or what the schedule says is due, on an order in one act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.core.refusals import Refused
from apps.core.services import lock_all, service
from apps.core.transitions import perform
from apps.workorders.choices import JobState, Payer
from apps.workorders.following import refresh_totals
from apps.workorders.machines import JOB
from apps.workorders.prices import spread_price
from apps.workorders.services.charging import lines_of
from apps.workorders.services.lines import open_draft, write_job, write_part
from apps.workorders.services.prepaid_uses import release_all

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from apps.org.access import Access
    from apps.workorders.models import PackageVariant, ScheduleItem, Statement, WorkOrder
    from apps.workorders.services.charging import Line


@service
def add_package(
    *,
    by: Access,
    order: WorkOrder,
    version: int | None,
    variant: PackageVariant,
    payer: str = "",
    statement: Statement | None = None,
) -> WorkOrder:
    """The jobs and parts of a menu job stand on a draft order.

    A fixed price is spread over the lines so that they sum to it; paid by another than the
    package's own payer, each line costs that payer's price.  A superseded part gives way to its
    substitute.  Raises Refused for a package that stands on the order already.
    """
    order = open_draft(by, order, version)
    payer = payer or variant.package.payer
    price = variant.price if payer == variant.package.payer else None
    return write_package(order, variant, by=by, payer=payer, price=price, statement=statement)


def write_package(
    order: WorkOrder,
    variant: PackageVariant,
    *,
    by: Access,
    payer: str,
    price: Decimal | None,
    statement: Statement | None = None,
) -> WorkOrder:
    """The lines of a menu job on a locked draft order, at a fixed price or each at its own."""
    if lines_of(order, variant):
        raise Refused(_("套餐“%(name)s”已经在工单上。") % {"name": variant.package.name})
    lines: list[Line] = []
    for item in variant.items.select_related("operation").prefetch_related("parts__part"):
        job = write_job(by, order, payer=payer, operation=item.operation, hours=item.hours)
        job.statement = statement
        job.save()
        lines.append(job.labour_lines.get())
        lines += [
            write_part(job, part=p.part, quantity=p.quantity, payer=payer) for p in item.parts.all()
        ]
    if not lines:
        raise Refused(_("套餐“%(name)s”还没有内容。") % {"name": variant.package.name})
    _mark(lines, variant, price)
    return refresh_totals(order)


def _mark(lines: Sequence[Line], variant: PackageVariant, price: Decimal | None) -> None:
    shares: list[Decimal | None] = [None] * len(lines)
    if price is not None:
        shares = list(spread_price(price, [line.amount for line in lines]))
    for line, share in zip(lines, shares, strict=True):
        line.package, line.package_amount = variant, share
        line.save()


@service
def add_suggested(
    *,
    by: Access,
    order: WorkOrder,
    version: int | None,
    items: Sequence[ScheduleItem],
    statement: Statement | None = None,
) -> WorkOrder:
    """What the maintenance schedule says is due stands on a draft order, paid by the customer."""
    order = open_draft(by, order, version)
    there = set(order.jobs.exclude(state=JobState.CANCELLED).values_list("operation", flat=True))
    for item in items:
        if item.operation_id in there:
            raise Refused(_("“%(name)s”已经在工单上。") % {"name": item.operation.name})
        job = write_job(by, order, payer=Payer.CP, operation=item.operation)
        job.statement = statement
        job.save()
        for p in item.parts.select_related("part"):
            write_part(job, part=p.part, quantity=p.quantity, payer=Payer.CP)
    return refresh_totals(order)


@service
def remove_package(
    *, by: Access, order: WorkOrder, version: int | None, variant: PackageVariant
) -> WorkOrder:
    """All jobs of a menu job are cancelled on a draft order; what was prepaid is free again."""
    order = open_draft(by, order, version)
    release_all(order, by=by, variant=variant)
    return drop_package(order, variant, by=by)


def drop_package(order: WorkOrder, variant: PackageVariant, *, by: Access) -> WorkOrder:
    """The jobs of a menu job leave a locked draft order."""
    jobs = order.jobs.filter(labour_lines__package=variant).exclude(state=JobState.CANCELLED)
    for job in lock_all(jobs):
        perform(JOB, job, "cancel", by=by, reason=_("开单时修改"))
    return refresh_totals(order)
