"""Rows every room stands on: base classes, operations, states, numbers, files, settings."""

from apps.core.models.base import Row, TrackedRow
from apps.core.models.clock import ClockOffset
from apps.core.models.exports import ExportAudit
from apps.core.models.files import StoredFile
from apps.core.models.frame import KeptPost, Operation
from apps.core.models.numbering import Sequence
from apps.core.models.outbox import OutboxMessage
from apps.core.models.settings import Setting
from apps.core.models.states import StatusChange

__all__ = [
    "ClockOffset",
    "ExportAudit",
    "KeptPost",
    "Operation",
    "OutboxMessage",
    "Row",
    "Sequence",
    "Setting",
    "StatusChange",
    "StoredFile",
    "TrackedRow",
]
