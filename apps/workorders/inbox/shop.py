"""What waits for dispatcher, technician, team leader and inspector."""

from __future__ import annotations

from functools import partial

from django.utils.translation import gettext_lazy as _

from apps.core.queues import Queue, register
from apps.workorders.choices import InspectionLevel
from apps.workorders.permissions import Perm
from apps.workorders.selectors.board import to_dispatch, waiting_for_parts
from apps.workorders.selectors.jobs import my_jobs, to_check

DUE = "order__promised_at"

register(
    Queue(
        "workorders.to_dispatch",
        Perm.DISPATCH_JOB,
        _("待派工"),
        to_dispatch,
        page="workorders:board",
        due=DUE,
    )
)
register(
    Queue(
        "workorders.waiting_parts",
        Perm.DISPATCH_JOB,
        _("待料"),
        waiting_for_parts,
        page="workorders:board",
        due=DUE,
        query="show=parts",
    )
)
register(
    Queue(
        "workorders.my_jobs",
        Perm.CLOCK_JOB,
        _("我的待开工/在修"),
        my_jobs,
        page="workorders:my_jobs",
        due=DUE,
    )
)
register(
    Queue(
        "workorders.leader_check",
        Perm.LEADER_CHECK_JOB,
        _("待组检"),
        partial(to_check, level=InspectionLevel.LEADER),
        page="workorders:checks",
        due=DUE,
        query="level=leader",
    )
)
register(
    Queue(
        "workorders.final_check",
        Perm.INSPECT_JOB,
        _("待终检"),
        partial(to_check, level=InspectionLevel.FINAL),
        page="workorders:checks",
        due=DUE,
        query="level=final",
    )
)
