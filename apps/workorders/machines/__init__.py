"""How the documents of a visit move: one table a file, and each moves the next."""

from apps.workorders.machines.appointment import APPOINTMENT, TICKET
from apps.workorders.machines.comeback import COMEBACK
from apps.workorders.machines.estimate import ESTIMATE
from apps.workorders.machines.files import AUDIT, AUDIT_FINDING, AUDITED, UPLOAD
from apps.workorders.machines.finding import FINDING
from apps.workorders.machines.incident import INCIDENT
from apps.workorders.machines.job import JOB
from apps.workorders.machines.order import ORDER
from apps.workorders.machines.paths import (
    ASSESSMENT,
    CONSULT,
    REFUSAL,
    ROUTE_STEP,
    SUBLET,
    TRANSFER,
)
from apps.workorders.machines.settlement import SETTLEMENT
from apps.workorders.machines.till import INVOICE, SHIFT, STATEMENT

__all__ = [
    "APPOINTMENT",
    "ASSESSMENT",
    "AUDIT",
    "AUDITED",
    "AUDIT_FINDING",
    "COMEBACK",
    "CONSULT",
    "ESTIMATE",
    "FINDING",
    "INCIDENT",
    "INVOICE",
    "JOB",
    "ORDER",
    "REFUSAL",
    "ROUTE_STEP",
    "SETTLEMENT",
    "SHIFT",
    "STATEMENT",
    "SUBLET",
    "TICKET",
    "TRANSFER",
    "UPLOAD",
]
