"""The quality incident: analysed, acted upon, closed by somebody else."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from apps.core.transitions import Machine, Transition
from apps.workorders import guards_quality as g
from apps.workorders.models import QualityIncident
from apps.workorders.permissions import Perm

S = QualityIncident.State

INCIDENT = Machine(
    model="workorders.QualityIncident",
    transitions=(
        Transition(
            "analyse",
            _("分析并定措施"),
            (S.OPEN, S.ACTING),
            S.ACTING,
            Perm.ADD_QUALITYINCIDENT,
            guards=(g.analysed,),
        ),
        Transition(
            "close",
            _("验证关闭"),
            (S.ACTING,),
            S.CLOSED,
            Perm.ADD_QUALITYINCIDENT,
            guards=(g.proven,),
            distinct_from=("analysed_by_id", "responsible_id"),
        ),
        Transition(
            "reopen",
            _("重新打开"),
            (S.CLOSED,),
            S.ACTING,
            Perm.ADD_QUALITYINCIDENT,
            needs_reason=True,
        ),
    ),
    persons={"analysed_by_id": (Perm.ADD_QUALITYINCIDENT,), "responsible_id": ()},
)
