"""How many orders the process audit looked at, and how many stood it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.utils.translation import gettext_lazy as _

from apps.core.figures import Figure, FigureRow, hits_and_all, register
from apps.workorders.kpis.common import ORDER_PAGE, seen, within
from apps.workorders.models import AuditedOrder, WorkOrder

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.core.figures import Period

PASSED, PENDING = AuditedOrder.State.PASSED, AuditedOrder.State.PENDING


def audited(by: Actor, period: Period) -> Any:
    """Drawn orders looked at in the period, ``good`` where nothing was at fault."""
    rows = seen(AuditedOrder.objects.all(), by).filter(within(period, "checked_at"))
    return (
        rows.exclude(state=PENDING)
        .annotate(good=Case(When(state=PASSED, then=Value(True)), default=Value(False)))
        .select_related("order")
        .order_by("-checked_at", "pk")
    )


def pass_rate(by: Actor, period: Period) -> tuple[int, int]:
    """Orders without a fault, and all that were looked at."""
    return hits_and_all(audited(by, period), Q(good=True))


def settled(by: Actor, period: Period) -> Any:
    """Orders settled in the period, ``good`` where an audit looked at them."""
    looked = AuditedOrder.objects.filter(order=OuterRef("pk")).exclude(state=PENDING)
    rows = seen(WorkOrder.objects.all(), by).filter(within(period, "settled_at"))
    return rows.annotate(good=Exists(looked)).order_by("-settled_at", "pk")


def coverage(by: Actor, period: Period) -> tuple[int, int]:
    """Settled orders an audit looked at, and all settled."""
    return hits_and_all(settled(by, period), Q(good=True))


def _audited_row(row: Any) -> FigureRow:
    words = f"{row.order} {row.get_state_display()}"
    return FigureRow(words, "workorders:audited_order", row.pk, counts=row.good)


def _settled_row(row: Any) -> FigureRow:
    return FigureRow(str(row), ORDER_PAGE, row.pk, counts=row.good)


register(
    Figure(
        code="wo_audit_pass_rate",
        zh="工单合格率",
        en="Work-order audit pass rate",
        formula=_("检查无问题的工单 ÷ 检查过的工单"),
        unit="percent",
        value=pass_rate,
        rows=audited,
        show=_audited_row,
        target="95",
    )
)
register(
    Figure(
        code="wo_audit_coverage",
        zh="工单检查率",
        en="Work-order audit coverage",
        formula=_("检查过的工单 ÷ 期内结算的工单"),
        unit="percent",
        value=coverage,
        rows=settled,
        show=_settled_row,
        target="10",
    )
)
