"""What waits for the information officer, and for whoever puts right what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from apps.core.queues import Queue, register
from apps.workorders.models import AuditedOrder, AuditFinding, EHealthUpload
from apps.workorders.permissions import Perm

if TYPE_CHECKING:
    from apps.core.actor import Actor


def to_report(access: Actor) -> Any:
    """Settled orders the platform has not taken."""
    return EHealthUpload.objects.visible_to(access, Perm.EXPORT_EHEALTH).to_report()


def to_correct(access: Actor) -> Any:
    """Reported bills that were reversed, with nothing newer."""
    return EHealthUpload.objects.visible_to(access, Perm.EXPORT_EHEALTH).to_correct()


def to_check(access: Actor) -> Any:
    """Drawn orders nobody has looked at."""
    return AuditedOrder.objects.visible_to(access, Perm.ADD_PROCESSAUDIT).to_check()


def to_verify(access: Actor) -> Any:
    """Faults said to be right, which another person has to see."""
    rows = AuditFinding.objects.visible_to(access, Perm.ADD_PROCESSAUDIT)
    return rows.filter(state=AuditFinding.State.FIXED)


def to_fix(access: Actor) -> Any:
    """Faults that are the person's to put right."""
    rows = AuditFinding.objects.visible_to(access, Perm.ANSWER_PROCESSAUDIT)
    return rows.filter(owner_id=access.staff_id or 0, state=AuditFinding.State.OPEN)


register(
    Queue(
        "workorders.ehealth",
        Perm.EXPORT_EHEALTH,
        _("待上报健康档案"),
        to_report,
        page="workorders:ehealth",
        due="due_at",
    )
)
register(
    Queue(
        "workorders.ehealth_correct",
        Perm.EXPORT_EHEALTH,
        _("已上报后冲销，待更正"),
        to_correct,
        page="workorders:ehealth",
        query="show=correct",
    )
)
register(
    Queue(
        "workorders.audits",
        Perm.ADD_PROCESSAUDIT,
        _("抽中待检查的工单"),
        to_check,
        page="workorders:audited_orders",
    )
)
register(
    Queue(
        "workorders.audit_verify",
        Perm.ADD_PROCESSAUDIT,
        _("整改待验证"),
        to_verify,
        page="workorders:audit_findings",
        query="show=fixed",
    )
)
register(
    Queue(
        "workorders.audit_fix",
        Perm.ANSWER_PROCESSAUDIT,
        _("流程检查待整改"),
        to_fix,
        page="workorders:audit_findings",
        query="show=mine",
    )
)
