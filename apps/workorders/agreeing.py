"""What the customer's word does to an order: lines agreed to, offers taken, work declined."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Protocol

from apps.core.clock import business_day
from apps.core.models import Setting
from apps.core.transitions import follow, record
from apps.workorders.consent import charged, what_of
from apps.workorders.handover import km_in
from apps.workorders.machines import JOB
from apps.workorders.models import AgreedLine, Consent, DeclinedWork, LabourLine, Offer, PartLine
from apps.workorders.models.consent import DeclineReason, Word
from apps.workorders.models.offer import LineKind
from apps.workorders.services.lines import write_job

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.org.access import Access
    from apps.workorders.models import (
        Estimate,
        EstimateItem,
        EstimateLine,
        Job,
        WorkOrder,
    )

CALL_DAYS = "workorders.declined_call_days"
SAFETY_DAYS = "workorders.declined_safety_call_days"


class Answer(Protocol):
    """What was said to something the customer does not want now."""

    @property
    def word(self) -> str:
        """Declined or deferred."""

    @property
    def reason(self) -> str:
        """Why."""

    @property
    def note(self) -> str:
        """In words."""


def approve(by: Access, order: WorkOrder, estimate: Estimate, item: EstimateItem) -> Job:
    """The customer takes this way: its lines are the order's, and agreed to."""
    consent = _word(estimate, item, Word.APPROVED, by=by)
    offer, job = item.offer, item.job
    if offer is None and job is None:
        raise ValueError("an item is of a job or of an offer")
    if job is None:
        job = _job_from(by, order, item)
    elif offer is not None:
        _clear(job)
    if offer is not None:
        _write_lines(job, list(item.lines.all()))
        offer.became = job
        _leave(offer, Offer.State.TAKEN)
    _leave_others(estimate, item)
    agree(job, consent)
    return job


def agree(job: Job, consent: Consent) -> None:
    """Each line of the job is agreed to as it now is; an older word on it is replaced."""
    for line in job.labour_lines.all():
        agree_line(line, consent)
    for part in job.part_lines.all():
        agree_line(part, consent)


def agree_line(line: LabourLine | PartLine, consent: Consent) -> None:
    """The customer pays of this line what they pay now; an older word on it is replaced."""
    labour = line if isinstance(line, LabourLine) else None
    part = line if isinstance(line, PartLine) else None
    AgreedLine.objects.filter(labour_line=labour, part_line=part).delete()
    AgreedLine.objects.create(
        consent=consent,
        labour_line=labour,
        part_line=part,
        what=what_of(line),
        amount=charged(line),
    )


def refuse(
    by: Access, order: WorkOrder, estimate: Estimate, item: EstimateItem, answer: Answer
) -> DeclinedWork:
    """The customer does not want this now: it leaves the order and is kept for the next visit."""
    _word(estimate, item, answer.word, by=by, reason=answer.reason, note=answer.note)
    if item.job is not None and item.offer is None:
        job = item.job
        job.refresh_from_db()
        job.order = order
        follow(JOB, job, "drop", by=by, cause="declined")
    if item.offer is not None:
        _leave(item.offer, Offer.State.LEFT)
    _leave_others(estimate, item)
    work = DeclinedWork.objects.create(
        vehicle=order.visit.vehicle,
        store=order.store,
        order=order,
        item=item,
        name=item.name,
        amount=item.due,
        word=answer.word,
        reason=answer.reason or DeclineReason.OTHER,
        note=answer.note[:160],
        safety=item.safety,
        odometer_km=km_in(order),
        declined_at=by.now,
        call_at=by.now + _until_call(by, order, item),
    )
    record(work, "decline", "", work.state, by=by, reason=answer.note)
    return work


def _until_call(by: Actor, order: WorkOrder, item: EstimateItem) -> dt.timedelta:
    code = SAFETY_DAYS if item.safety else CALL_DAYS
    return dt.timedelta(days=int(Setting.objects.value(code, business_day(by.now), order.store_id)))


def _word(
    estimate: Estimate,
    item: EstimateItem,
    word: str,
    *,
    by: Actor,
    reason: str = "",
    note: str = "",
) -> Consent:
    return Consent.objects.create(
        item=item,
        word=word,
        reason=reason,
        note=note[:160],
        medium=estimate.medium,
        customer_name=estimate.customer_name,
        taker=estimate.taker,
        at=by.now,
    )


def _leave(offer: Offer, state: str) -> None:
    offer.state = state
    offer.save()


def _leave_others(estimate: Estimate, item: EstimateItem) -> None:
    """The other ways of the same group are kept as offered and not chosen."""
    others = estimate.items.filter(group=item.group).exclude(pk=item.pk)
    for other in others.exclude(offer=None).select_related("offer"):
        if other.offer is not None:
            _leave(other.offer, Offer.State.LEFT)


def _job_from(by: Access, order: WorkOrder, item: EstimateItem) -> Job:
    labour = [line for line in item.lines.all() if line.kind == LineKind.LABOUR]
    job = write_job(
        by,
        order,
        payer=labour[0].payer if labour else "CP",
        operation=item.operation,
        name=item.name,
        hours=sum((line.quantity for line in labour), labour[0].quantity * 0) if labour else None,
        finding=item.finding,
    )
    _clear(job)
    return job


def _clear(job: Job) -> None:
    """Take the lines off a job of which nothing was asked of the store yet."""
    for line in (*job.labour_lines.all(), *job.part_lines.filter(demand=None)):
        line.delete()


def _write_lines(job: Job, lines: list[EstimateLine]) -> None:
    for line in lines:
        if line.kind == LineKind.LABOUR:
            LabourLine.objects.create(
                job=job,
                description=line.name[:80],
                hours=line.quantity,
                unit_price=line.unit_price,
                payer=line.payer,
                vat_rate=line.vat_rate,
            )
        else:
            PartLine.objects.create(
                job=job,
                part=line.part,
                name=line.name,
                code=line.code,
                brand=line.brand,
                part_kind=line.part_kind,
                quantity=line.quantity,
                unit_price=line.unit_price,
                payer=line.payer,
                vat_rate=line.vat_rate,
            )
