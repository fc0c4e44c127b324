"""What waits of appointments: to be confirmed, to be prepared, and cars that are late."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from apps.core.queues import Queue, register
from apps.workorders.permissions import Perm
from apps.workorders.selectors import appointments as read

if TYPE_CHECKING:
    from typing import Any

LIST = "workorders:appointment_list"


def _queue(code: str, label: Any, rows: Any, due: str) -> None:
    register(
        Queue(
            code=code,
            capability=Perm.CHANGE_APPOINTMENT,
            label=label,
            rows=rows,
            page=LIST,
            due=due,
            query=f"queue={code}",
        )
    )


_queue("appointments-unconfirmed", _("预约待确认"), read.unconfirmed, "prepare_by")
_queue("appointments-prepare", _("预约待准备"), read.to_prepare, "prepare_by")
_queue("appointments-late", _("预约未按时到店"), read.late, "held_until")
