"""Puts the person's own cars, or those of the workshop, beside their duties on the home page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from apps.org import home
from apps.workorders.models import WorkOrder
from apps.workorders.permissions import Perm
from apps.workorders.promise_health import running
from apps.workorders.selectors.promises import chips, mark_of

if TYPE_CHECKING:
    from apps.org.access import Access

SHOWN = 8


@home.today.join
def my_cars(access: Access) -> list[home.TodayPanel]:
    """The advisor's open orders, the earliest promise first, with how each promise stands."""
    if not access.can(Perm.ADD_WORKORDER):
        return []
    orders = WorkOrder.objects.visible_to(access, Perm.VIEW_WORKORDER)
    mine = orders.filter(advisor=access.staff_id)
    return [_panel(_("我的在厂车辆"), access, mine, mine.open(), "mine=1")]


@home.today.join
def promised_cars(access: Access) -> list[home.TodayPanel]:
    """For who dispatches: the running promises of the workshop, the earliest first."""
    if access.can(Perm.ADD_WORKORDER) or not access.can(Perm.DISPATCH_JOB):
        return []
    orders = WorkOrder.objects.visible_to(access, Perm.VIEW_WORKORDER)
    return [_panel(_("在修车辆的承诺"), access, orders, running(orders), "state=open")]


def _panel(title: str, access: Access, rows: Any, listed: Any, query: str) -> home.TodayPanel:
    address = reverse("workorders:list")
    soonest = F("promised_at").asc(nulls_last=True)
    shown = list(listed.select_related("visit").order_by(soonest, "pk")[:SHOWN])
    counted = chips(rows, access.now, query, shown=shown)
    return home.TodayPanel(
        title,
        [_line(order, access) for order in shown],
        f"{address}?{query}",
        [home.TodayChip(str(c.tone), c.words, c.count, f"{address}?{c.query}") for c in counted],
    )


def _line(order: Any, access: Access) -> home.TodayLine:
    mark = mark_of(order, access.now)
    return home.TodayLine(
        plate=order.visit.plate_no,
        text=str(order.get_state_display()),
        url=reverse("workorders:detail", args=[order.pk]),
        tone=str(mark.tone) if mark else "",
        words=mark.words if mark else "",
    )
