"""What waits for guardian, supervisor, inspector, technical expert and advisor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from apps.core.queues import Queue, register
from apps.workorders.models import Comeback, LockOut, QualityIncident
from apps.workorders.permissions import Perm
from apps.workorders.selectors.clocks import forgotten

if TYPE_CHECKING:
    from apps.core.actor import Actor

S = Comeback.State


def to_guard(access: Actor) -> Any:
    """Lock-outs that wait for the person's word."""
    rows = LockOut.objects.visible_to(access, Perm.GUARD_HIGHVOLTAGE).to_confirm()
    return rows.filter(guardian_id=access.staff_id or 0)


def open_incidents(access: Actor) -> Any:
    """Incidents not closed."""
    return QualityIncident.objects.visible_to(access, Perm.ADD_QUALITYINCIDENT).open()


def suspected(access: Actor) -> Any:
    """Comebacks the advisor has to ask about."""
    return Comeback.objects.visible_to(access, Perm.CHANGE_WORKORDER).filter(state=S.SUSPECTED)


def to_judge(access: Actor) -> Any:
    """Comebacks that wait for the inspector."""
    return Comeback.objects.visible_to(access, Perm.JUDGE_COMEBACK).filter(state=S.CONFIRMED)


def to_agree(access: Actor) -> Any:
    """Comebacks that wait for the technical expert."""
    return Comeback.objects.visible_to(access, Perm.AGREE_COMEBACK).filter(state=S.PROPOSED)


OPEN = {"page": "workorders:comebacks", "query": "show=open", "due": "proof_due_at"}
register(
    Queue(
        "workorders.to_guard",
        Perm.GUARD_HIGHVOLTAGE,
        _("待监护确认"),
        to_guard,
        page="workorders:guarding",
    )
)
register(
    Queue(
        "workorders.forgotten_clocks",
        Perm.CORRECT_CLOCK,
        _("忘记下班打卡"),
        forgotten,
        page="workorders:clocks",
    )
)
register(
    Queue(
        "workorders.open_incidents",
        Perm.ADD_QUALITYINCIDENT,
        _("未关闭的质量事故"),
        open_incidents,
        page="workorders:incidents",
        query="show=open",
    )
)
register(
    Queue("workorders.suspected", Perm.CHANGE_WORKORDER, _("疑似返修待确认"), suspected, **OPEN)
)
register(Queue("workorders.to_judge", Perm.JUDGE_COMEBACK, _("返修待判定"), to_judge, **OPEN))
register(Queue("workorders.to_agree", Perm.AGREE_COMEBACK, _("返修待会签"), to_agree, **OPEN))
