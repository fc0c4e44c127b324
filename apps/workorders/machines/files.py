"""Records for the platform, drawn orders, and faults of the process."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from apps.core.transitions import Machine, Transition
from apps.workorders import guards_files as g
from apps.workorders.models import AuditedOrder, AuditFinding, EHealthUpload, ProcessAudit
from apps.workorders.permissions import Perm

U, A, D, F = EHealthUpload.State, ProcessAudit.State, AuditedOrder.State, AuditFinding.State

UPLOAD = Machine(
    model="workorders.EHealthUpload",
    transitions=(
        Transition(
            "send",
            _("登记平台已收"),
            (U.PENDING,),
            U.SENT,
            Perm.EXPORT_EHEALTH,
            guards=(g.made,),
        ),
        Transition(
            "fail",
            _("登记平台退回"),
            (U.PENDING,),
            U.FAILED,
            Perm.EXPORT_EHEALTH,
            guards=(g.made,),
        ),
        Transition("retry", _("重新生成"), (U.FAILED,), U.PENDING, Perm.EXPORT_EHEALTH),
        Transition("void", _("随冲销作废"), (U.PENDING, U.FAILED), U.VOID, kind="follows"),
    ),
)
AUDIT = Machine(
    model="workorders.ProcessAudit",
    transitions=(
        Transition("finish", _("检查完成"), (A.OPEN,), A.DONE, kind="follows"),
        Transition("resume", _("继续检查"), (A.DONE,), A.OPEN, kind="follows"),
    ),
)
AUDITED = Machine(
    model="workorders.AuditedOrder",
    transitions=(
        Transition(
            "pass",
            _("检查合格"),
            (D.PENDING,),
            D.PASSED,
            Perm.ADD_PROCESSAUDIT,
            distinct_from=("advisor_id",),
        ),
        Transition(
            "fault",
            _("检查不合格"),
            (D.PENDING,),
            D.FAILED,
            Perm.ADD_PROCESSAUDIT,
            distinct_from=("advisor_id",),
        ),
        Transition(
            "again",
            _("重新检查"),
            (D.PASSED, D.FAILED),
            D.PENDING,
            Perm.ADD_PROCESSAUDIT,
            guards=(g.without_faults,),
            distinct_from=("advisor_id",),
            needs_reason=True,
        ),
    ),
    persons={"advisor_id": (Perm.ADD_WORKORDER,)},
)
AUDIT_FINDING = Machine(
    model="workorders.AuditFinding",
    transitions=(
        Transition(
            "fix",
            _("登记整改"),
            (F.OPEN,),
            F.FIXED,
            Perm.ANSWER_PROCESSAUDIT,
        ),
        Transition(
            "close",
            _("验证关闭"),
            (F.FIXED,),
            F.CLOSED,
            Perm.ADD_PROCESSAUDIT,
            distinct_from=("owner_id", "fixed_by_id"),
        ),
        Transition(
            "return",
            _("退回重改"),
            (F.FIXED,),
            F.OPEN,
            Perm.ADD_PROCESSAUDIT,
            distinct_from=("owner_id", "fixed_by_id"),
            needs_reason=True,
        ),
    ),
    persons={"owner_id": (), "fixed_by_id": (Perm.ANSWER_PROCESSAUDIT,)},
)
