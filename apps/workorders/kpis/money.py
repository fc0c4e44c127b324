"""Visits and revenue.

A visit is one car from gate to gate; customer visits leave out internal work and what was
cancelled.  Money is net of VAT after discount on the day it was settled; a reversal counts below
zero on its own day.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Count, Exists, F, OuterRef, Q, Sum, Value, When
from django.utils.translation import gettext_lazy as _

from apps.core.figures import Figure, FigureRow, register
from apps.workorders.choices import OrderState, Payer, SettlementState, WorkClass
from apps.workorders.kpis.common import INTERNAL, ORDER_PAGE, seen, within
from apps.workorders.models import CarAway, SettlementBucket, Visit, WorkOrder

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.core.figures import Period

NOT_REVENUE = (Payer.INT, Payer.PDI)
NOT_MECHANICAL = (WorkClass.ACCIDENT, WorkClass.BODY_PAINT, *INTERNAL)


def customer_visits(by: Actor, period: Period) -> Any:
    """Visits opened in the period, without internal work and without those only cancelled."""
    visits = seen(Visit.objects.all(), by).exclude(work_class__in=INTERNAL)
    orders = WorkOrder.objects.filter(visit=OuterRef("pk"))
    kept = Exists(orders.exclude(state=OrderState.CANCELLED))
    continued = Exists(CarAway.objects.filter(from_visit=OuterRef("pk")))
    return visits.filter(within(period, "opened_at"), kept | continued)


def count_visits(by: Actor, period: Period) -> tuple[int, None]:
    """How many cars came."""
    return customer_visits(by, period).count(), None


def settled_buckets(by: Actor, period: Period) -> Any:
    """Payers' parts posted or reversed in the period, ``signed`` as they count.

    A part left open at settlement counts on the day it is posted itself.
    """
    settled = within(period, "posted_at")
    back = within(period, "settlement__reversed_at") & Q(posted_at__isnull=False)
    rows = seen(SettlementBucket.objects.all(), by).exclude(payer__in=NOT_REVENUE)
    posted = (SettlementState.SETTLED, SettlementState.REVERSED)
    return (
        rows.filter(settled | back, settlement__state__in=posted)
        .annotate(
            signed=Case(When(settled, then=F("net")), default=Value(Decimal(0)))
            - Case(When(back, then=F("net")), default=Value(Decimal(0)))
        )
        .select_related("settlement__order")
        .order_by("-posted_at", "pk")
    )


def sum_revenue(by: Actor, period: Period) -> tuple[Decimal, None]:
    """Net revenue of the period in yuan."""
    return settled_buckets(by, period).aggregate(s=Sum("signed"))["s"] or Decimal(0), None


def mechanical_buckets(by: Actor, period: Period) -> Any:
    """What customers paid themselves for mechanical work."""
    rows = settled_buckets(by, period).filter(payer=Payer.CP, due__gt=0)
    return rows.exclude(settlement__order__work_class__in=NOT_MECHANICAL)


def average_ticket(by: Actor, period: Period) -> tuple[Decimal, int]:
    """Their net sum over the visits they belong to."""
    found = mechanical_buckets(by, period).aggregate(
        money=Sum("signed"), visits=Count("settlement__order__visit", distinct=True)
    )
    return found["money"] or Decimal(0), found["visits"]


def _visit_row(visit: Any) -> FigureRow:
    order = visit.orders.first()
    page, pk = (ORDER_PAGE, order.pk) if order else ("", 0)
    return FigureRow(f"{visit.number} {visit.plate_no}", page, pk)


def _bucket_row(bucket: Any) -> FigureRow:
    order = bucket.settlement.order
    words = f"{order} {bucket.get_payer_display()}"
    return FigureRow(words, ORDER_PAGE, order.pk, amount=bucket.signed)


_VISITS: dict[str, Any] = {
    "unit": "count",
    "value": count_visits,
    "rows": customer_visits,
    "show": _visit_row,
}
_REVENUE: dict[str, Any] = {
    "unit": "yuan",
    "value": sum_revenue,
    "rows": settled_buckets,
    "show": _bucket_row,
}
_TICKET: dict[str, Any] = {
    "unit": "yuan",
    "value": average_ticket,
    "rows": mechanical_buckets,
    "show": _bucket_row,
}
for _code, _zh, _en, _formula, _how in (
    ("visit_count", "台次", "Visits", _("进店客户车辆（不含内部与取消）"), _VISITS),
    ("sa_visits", "个人台次", "My visits", _("本人接待的客户车辆"), _VISITS),
    ("revenue", "营业额", "Revenue", _("当期结算的不含税净额，冲销计负数，不含内部"), _REVENUE),
    ("sa_revenue", "个人营业额", "My revenue", _("本人工单当期结算的不含税净额"), _REVENUE),
    ("avg_ticket", "客单价", "Average ticket", _("机电客户自费不含税净额 ÷ 对应台次"), _TICKET),
    ("sa_avg_ticket", "个人客单价", "My average ticket", _("本人机电自费净额 ÷ 对应台次"), _TICKET),
):
    register(Figure(code=_code, zh=_zh, en=_en, formula=_formula, **_how))
