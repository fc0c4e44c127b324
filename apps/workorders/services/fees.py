"""Lines that charge something else than the shop's own hours: sublet work, fees."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from apps.core.transitions import follow
from apps.org.models import OrgUnit
from apps.workorders.following import refresh_totals
from apps.workorders.machines import JOB
from apps.workorders.models import Job, LabourLine
from apps.workorders.path_choices import LineKind
from apps.workorders.services.lines import sane_price
from apps.workorders.services.more_to_pay import agree_to_new

if TYPE_CHECKING:
    from apps.org.access import Access
    from apps.workorders.models import WorkOrder
    from apps.workorders.services.more_to_pay import Word

ONE = Decimal(1)
VAT = Decimal(13)


def charge(job: Job, words: str, amount: Decimal, *, payer: str, kind: str) -> LabourLine:
    """A line of one unit on a job of a locked order; totals are not computed here."""
    return LabourLine.objects.create(
        job=job,
        description=words[:80],
        kind=kind,
        hours=ONE,
        unit_price=sane_price(amount),
        payer=payer,
        vat_rate=VAT,
    )


def charge_fees(
    order: WorkOrder,
    name: str,
    fees: list[tuple[str, Decimal]],
    *,
    payer: str,
    by: Access,
    word: Word | None = None,
) -> Job | None:
    """A finished job that only holds fees, on a locked order; None when every fee is zero.

    ``word`` is the customer's on paying them; without it they are asked before the settlement.
    """
    due = [(words, amount) for words, amount in fees if amount > 0]
    if not due:
        return None
    job = Job.objects.create(
        order=order,
        store=order.store,
        unit=OrgUnit.objects.department(order.store, "workshop"),
        position=order.jobs.count() + 1,
        name=name[:80],
        finished_at=by.now,
    )
    job.order = order
    lines = [charge(job, words, fee, payer=payer, kind=LineKind.FEE) for words, fee in due]
    if word is not None:
        agree_to_new(by, order, lines, word, told=name)
    follow(JOB, job, "charge", by=by, cause="fees")
    refresh_totals(order)
    return job
