"""What the records of an order answer by themselves to the questions of a process audit.

True and False are what stands there; None means a person has to look, or it does not apply.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from apps.workorders.choices import FindingState, InspectionLevel, JobState
from apps.workorders.models import ProcessQuestion

if TYPE_CHECKING:
    from collections.abc import Callable

    from apps.workorders.models import WorkOrder

Check = ProcessQuestion.Check


def _signature(order: WorkOrder) -> bool | None:
    if order.path.approver:
        return order.internal_approver_id is not None
    return order.signed_at is not None and bool(order.consent_medium)


def _promise(order: WorkOrder) -> bool | None:
    return order.first_promised_at is not None


def _mileage(order: WorkOrder) -> bool | None:
    checkin = getattr(order.visit, "checkin", None)
    if checkin is None:
        return False
    return checkin.odometer_km is not None or checkin.odometer_unreadable


def _words(order: WorkOrder) -> bool | None:
    return bool(order.visit.statements.all())


def _walk_round(order: WorkOrder) -> bool | None:
    if order.path.approver:
        return None
    checkin = getattr(order.visit, "checkin", None)
    return checkin is not None and bool(checkin.signed_at)


def _add_on(order: WorkOrder) -> bool | None:
    findings = list(order.findings.all())
    if not findings:
        return None
    decided = (f for f in findings if f.state != FindingState.PENDING)
    answered = [bool(f.medium and f.shown_text and f.decided_at) for f in decided]
    return len(answered) == len(findings) and all(answered)


def _final_check(order: WorkOrder) -> bool | None:
    jobs = [j for j in order.jobs.all() if j.state != JobState.CANCELLED]
    if not jobs:
        return None
    return all(
        any(c.result == "pass" and c.level != InspectionLevel.SELF for c in job.inspections.all())
        for job in jobs
    )


def _payer(order: WorkOrder) -> bool | None:
    jobs = [j for j in order.jobs.all() if j.state != JobState.CANCELLED]
    payers = [x.payer for j in jobs for x in j.labour_lines.all()]
    payers += [x.payer for j in jobs for x in j.part_lines.all()]
    return all(payers) if payers else None


READ: dict[str, Callable[[WorkOrder], bool | None]] = {
    Check.SIGNATURE: _signature,
    Check.PROMISE: _promise,
    Check.MILEAGE: _mileage,
    Check.WORDS: _words,
    Check.WALK_ROUND: _walk_round,
    Check.ADD_ON: _add_on,
    Check.FINAL_CHECK: _final_check,
    Check.PAYER: _payer,
}


def recorded(looks_at: str, order: WorkOrder) -> bool | None:
    """What the records say; None where nothing of them answers."""
    read = READ.get(looks_at)
    return read(order) if read is not None else None
