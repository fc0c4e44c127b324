"""Cars that came back with a fault repaired before, as judged by inspector and expert."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Count, Exists, OuterRef, Q, Value, When
from django.utils.translation import gettext_lazy as _

from apps.core.clock import business_day
from apps.core.figures import Figure, FigureRow, register
from apps.core.models import Setting
from apps.workorders.kpis.common import INTERNAL, ORDER_PAGE, seen, within
from apps.workorders.models import Comeback, WorkOrder

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.core.figures import Period


def delivered(by: Actor, period: Period) -> Any:
    """Orders delivered in the period, ``good`` where the car came back for them within the days.

    A cohort by the month of the first delivery; defects of parts and new faults do not count.
    """
    days = int(Setting.objects.value("workorders.comeback_days", business_day(by.now)))
    back = Comeback.objects.ours().filter(
        earlier=OuterRef("pk"), opened_at__lte=OuterRef("delivered_at") + dt.timedelta(days=days)
    )
    rows = seen(WorkOrder.objects.all(), by).filter(within(period, "delivered_at"))
    return (
        rows.exclude(work_class__in=INTERNAL)
        .annotate(came_back=Exists(back))
        .annotate(good=Case(When(Q(came_back=True), then=Value(True)), default=Value(False)))
        .order_by("-delivered_at", "pk")
    )


def comeback_rate(by: Actor, period: Period) -> tuple[int, int]:
    """Visits that came back by our own workmanship, and all delivered."""
    found = delivered(by, period).aggregate(
        every=Count("visit", distinct=True),
        back=Count("visit", distinct=True, filter=Q(came_back=True)),
    )
    return found["back"], found["every"]


def _row(order: Any) -> FigureRow:
    return FigureRow(str(order), ORDER_PAGE, order.pk, counts=order.good)


register(
    Figure(
        code="comeback_rate",
        zh="外返率",
        en="Comeback rate",
        formula=_("交车后30天内因维修质量返修（质检与技术专家判定）的台次 ÷ 当期交车台次"),
        unit="percent",
        value=comeback_rate,
        rows=delivered,
        show=_row,
        better="down",
        target="2",
    )
)
