"""Punctuality, always by the first promise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Case, Count, F, Q, Value, When
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from apps.core.clock import SHANGHAI
from apps.core.figures import Figure, FigureRow, register
from apps.workorders.choices import WorkClass
from apps.workorders.kpis.common import INTERNAL, ORDER_PAGE, seen, within
from apps.workorders.models import WorkOrder

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.core.figures import Period


def delivered_orders(by: Actor, period: Period) -> Any:
    """Promised orders delivered in the period, ``good`` where ready by the first promise."""
    rows = seen(WorkOrder.objects.all(), by).filter(within(period, "delivered_at"))
    on_time = Q(ready_at__lte=F("first_promised_at"))
    return (
        rows.filter(first_promised_at__isnull=False)
        .exclude(work_class__in=INTERNAL)
        .annotate(good=Case(When(on_time, then=Value(True)), default=Value(False)))
        .order_by("-delivered_at", "pk")
    )


def same_day_orders(by: Actor, period: Period) -> Any:
    """Orders delivered in the period, ``good`` where ready on the day the car came."""
    came = TruncDate("visit__opened_at", tzinfo=SHANGHAI)
    same = Q(ready_day=F("came_day"))
    rows = seen(WorkOrder.objects.all(), by).filter(within(period, "delivered_at"))
    return (
        rows.exclude(work_class__in=(*INTERNAL, WorkClass.ACCIDENT, WorkClass.BODY_PAINT))
        .annotate(came_day=came, ready_day=TruncDate("ready_at", tzinfo=SHANGHAI))
        .annotate(good=Case(When(same, then=Value(True)), default=Value(False)))
        .order_by("-delivered_at", "pk")
    )


def _good_visits(rows: Any) -> tuple[int, int]:
    found = rows.aggregate(
        every=Count("visit", distinct=True),
        bad=Count("visit", distinct=True, filter=Q(good=False)),
    )
    return found["every"] - found["bad"], found["every"]


def on_time(by: Actor, period: Period) -> tuple[int, int]:
    """Visits ready by the first promise, and all delivered."""
    return _good_visits(delivered_orders(by, period))


def same_day(by: Actor, period: Period) -> tuple[int, int]:
    """Visits ready on the day of arrival, and all delivered."""
    return _good_visits(same_day_orders(by, period))


def _order_row(order: Any) -> FigureRow:
    return FigureRow(str(order), ORDER_PAGE, order.pk, counts=order.good)


_ON_TIME: dict[str, Any] = {
    "unit": "percent",
    "formula": _("完工不晚于首次承诺时间的台次 ÷ 交车台次"),
    "value": on_time,
    "rows": delivered_orders,
    "show": _order_row,
}
register(
    Figure(
        code="on_time_delivery_rate",
        zh="准时交车率",
        en="On-time delivery",
        target="95",
        **_ON_TIME,
    )
)
register(
    Figure(
        code="on_time_completion_rate",
        zh="按时完成率",
        en="On-time completion",
        target="90",
        **_ON_TIME,
    )
)
register(
    Figure(
        code="same_day_delivery_rate",
        zh="当日交车率",
        en="Same-day completion",
        formula=_("进店当日完工的台次 ÷ 交车台次（不含事故、钣喷与内部）"),
        unit="percent",
        value=same_day,
        rows=same_day_orders,
        show=_order_row,
        target="80",
    )
)
