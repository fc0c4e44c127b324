"""The customer's answer to work found during the repair."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.core.services import lock, service
from apps.core.transitions import perform
from apps.workorders import hooks
from apps.workorders.choices import FindingState
from apps.workorders.following import follow_jobs, refresh_totals
from apps.workorders.machines import FINDING
from apps.workorders.models import Job, Offer
from apps.workorders.said import How
from apps.workorders.services.at_once import agree_to_finding, refuse_finding, said_of
from apps.workorders.services.lines import write_job, write_part
from apps.workorders.services.orders import ask_for_parts, move_promise

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from decimal import Decimal

    from apps.org.access import Access
    from apps.parts.models import Part
    from apps.workorders.models import Finding, LabourOperation, WorkOrder

ACTIONS = {
    FindingState.ACCEPTED.value: "accept",
    FindingState.DECLINED.value: "decline",
    FindingState.DEFERRED.value: "defer",
}


@dataclass(frozen=True)
class Item:
    """One priced thing the customer agreed to: an operation, a free job, or a part."""

    quantity: Decimal
    payer: str
    operation: LabourOperation | None = None
    part: Part | None = None
    name: str = ""


@service
def decide_finding(
    *,
    by: Access,
    finding: Finding,
    version: int | None,
    answer: str,
    medium: str,
    customer_name: str,
    shown_text: str,
    reason: str = "",
    why: str = "",
    items: Sequence[Item] = (),
    promised_at: dt.datetime | None = None,
) -> Finding:
    """The answer is on record with the exact words told; agreed work is a job with its lines.

    Parts of agreed work are demanded at once; work not wanted is kept for the next visit.
    ``shown_text`` is what the customer was told, ``why`` a reason of the list.
    Raises ValidationError when agreed work has no labour, Refused by the guards of the machine.
    """
    order = lock(finding.order)
    finding = lock(finding, version)
    finding.medium, finding.decided_by_customer_name = medium, customer_name.strip()
    finding.shown_text, finding.reason = shown_text.strip(), reason.strip()
    finding.taker, finding.decided_at = by.person, by.now
    perform(FINDING, finding, ACTIONS[answer], by=by, reason=finding.reason)
    jobs = _write(by, order, finding, items) if answer == FindingState.ACCEPTED else []
    _remember(by, order, finding, jobs, why)
    if promised_at is not None and promised_at != order.promised_at:
        move_promise(
            by, order, promised_at, _("增项：%(text)s") % {"text": finding.text[:80]}, True
        )
    refresh_totals(order)
    if jobs:
        ask_for_parts(by, order)
        follow_jobs(order, by=by, cause="finding")
    hooks.finding_decided.send(finding=finding, order=order, jobs=jobs, by=by)
    return finding


def _remember(
    by: Access, order: WorkOrder, finding: Finding, jobs: Sequence[Job], why: str
) -> None:
    """The word is on record line by line, or the work is kept as declined."""
    how = How(finding.medium, finding.decided_by_customer_name)
    for offer in finding.offers.standing():
        offer.state = Offer.State.WITHDRAWN
        offer.save()
    if jobs:
        agree_to_finding(by, order, finding, jobs, how)
    else:
        refuse_finding(by, order, finding, said_of(finding, why), how)


def _write(by: Access, order: WorkOrder, finding: Finding, items: Sequence[Item]) -> list[Job]:
    labour = [i for i in items if i.part is None]
    if not labour:
        raise ValidationError({"items": _("同意的增项至少要有一个工时项目。")})
    jobs = [
        write_job(
            by,
            order,
            payer=item.payer,
            operation=item.operation,
            name=item.name,
            hours=item.quantity,
            finding=finding,
        )
        for item in labour
    ]
    for item in items:
        if item.part is not None:
            write_part(jobs[-1], part=item.part, quantity=item.quantity, payer=item.payer)
    return jobs
