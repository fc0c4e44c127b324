"""Quality incidents: opened, analysed, closed by another person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apps.core.numbering import next_number
from apps.core.services import lock, service
from apps.core.transitions import perform, record
from apps.workorders.machines import INCIDENT
from apps.workorders.models import QualityIncident
from apps.workorders.permissions import Perm

if TYPE_CHECKING:
    import datetime as dt

    from apps.org.access import Access
    from apps.org.models import Staff
    from apps.workorders.models import Inspection, Job


@service
def open_incident(
    *, by: Access, job: Job, what: str, source: str, inspection: Inspection | None = None
) -> QualityIncident:
    """Somebody writes down what went wrong (质量事故)."""
    incident = draft_incident(by, job, what, source, inspection)
    by.require(Perm.ADD_QUALITYINCIDENT, incident)
    return incident


def draft_incident(
    by: Access, job: Job, what: str, source: str, inspection: Inspection | None = None
) -> QualityIncident:
    """A new incident; called inside an act, which asks its own right."""
    incident = QualityIncident(job=job, store_id=job.store_id, what=what, source=source)
    incident.inspection = inspection
    incident.number = next_number("ZL", job.order.store, by.now)
    incident.opened_by, incident.opened_at = by.person, by.now
    incident.save()
    record(incident, "open", "", incident.state, by=by, cause=source)
    return incident


@service
def analyse_incident(
    *,
    by: Access,
    incident: QualityIncident,
    cause_kind: str,
    cause: str,
    measure: str,
    responsible: Staff,
    due_on: dt.date,
    version: int | None = None,
) -> QualityIncident:
    """Why it happened, what is done, by whom and until when."""
    incident = lock(incident, version)
    incident.cause_kind, incident.cause, incident.measure = cause_kind, cause, measure
    incident.responsible, incident.due_on = responsible, due_on
    incident.analysed_by = by.person
    perform(INCIDENT, incident, "analyse", by=by)
    return incident


@service
def close_incident(
    *, by: Access, incident: QualityIncident, proof: str, version: int | None = None
) -> QualityIncident:
    """Another person saw that the measure works."""
    incident = lock(incident, version)
    incident.proof, incident.closed_by, incident.closed_at = proof, by.person, by.now
    perform(INCIDENT, incident, "close", by=by)
    return incident


@service
def reopen_incident(
    *, by: Access, incident: QualityIncident, reason: str, version: int | None = None
) -> QualityIncident:
    """The measure did not hold."""
    incident = lock(incident, version)
    perform(INCIDENT, incident, "reopen", by=by, reason=reason)
    return incident
