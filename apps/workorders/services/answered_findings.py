"""Findings get their answer from that to the estimate of their add-on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apps.core.services import lock
from apps.core.transitions import follow, perform
from apps.workorders import hooks
from apps.workorders.choices import FindingState
from apps.workorders.machines import FINDING
from apps.workorders.models import Consent, Finding, Job
from apps.workorders.models.consent import Word

if TYPE_CHECKING:
    from apps.org.access import Access
    from apps.workorders.models import Estimate, WorkOrder

ACTS = {
    FindingState.ACCEPTED: "accept",
    FindingState.DECLINED: "decline",
    FindingState.DEFERRED: "defer",
}


def close_findings(by: Access, order: WorkOrder, estimate: Estimate, *, follows: bool) -> None:
    """Every finding of an answered estimate is answered; accepted when any of its work was."""
    words = Consent.objects.filter(item__estimate=estimate, item__finding__isnull=False)
    by_finding: dict[int, list[Consent]] = {}
    for consent in words.select_related("item"):
        if consent.item.finding_id is not None:
            by_finding.setdefault(consent.item.finding_id, []).append(consent)
    for pk, given in by_finding.items():
        finding = lock(Finding.objects.get(pk=pk))
        if finding.state != FindingState.PENDING:
            continue
        finding.order = order
        _close(by, finding, estimate, given, follows=follows)
        jobs = list(Job.objects.filter(finding=finding).exclude(state="cancelled"))
        hooks.finding_decided.send(finding=finding, order=order, jobs=jobs, by=by)


def _close(
    by: Access, finding: Finding, estimate: Estimate, given: list[Consent], *, follows: bool
) -> None:
    said = {consent.word for consent in given}
    if Word.APPROVED in said:
        state = FindingState.ACCEPTED
    else:
        state = FindingState.DEFERRED if Word.DEFERRED in said else FindingState.DECLINED
    refusals = [c for c in given if c.word != Word.APPROVED]
    finding.medium, finding.decided_by_customer_name = estimate.medium, estimate.customer_name
    finding.taker, finding.decided_at = estimate.taker, by.now
    finding.shown_text = estimate.text
    if refusals:
        finding.reason = (refusals[0].note or str(refusals[0].get_reason_display()))[:160]
    action = ACTS[state]
    if follows:
        follow(FINDING, finding, f"{action}_by_link", by=by, cause=estimate.number)
    else:
        perform(FINDING, finding, action, by=by, reason=finding.reason)
