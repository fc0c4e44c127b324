"""Puts the person's own cars in the shop beside their duties on the home page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from apps.org import home
from apps.workorders.models import WorkOrder
from apps.workorders.permissions import Perm

if TYPE_CHECKING:
    from apps.org.access import Access

SHOWN = 8


@home.today.join
def my_cars(access: Access) -> list[home.TodayPanel]:
    """The advisor's open orders, the earliest promise first."""
    if not access.can(Perm.ADD_WORKORDER):
        return []
    orders = (
        WorkOrder.objects.visible_to(access, Perm.VIEW_WORKORDER)
        .filter(advisor=access.staff_id)
        .open()
        .select_related("visit")
        .order_by(F("promised_at").asc(nulls_last=True), "pk")[:SHOWN]
    )
    lines = [
        home.TodayLine(
            plate=order.visit.plate_no,
            text=str(order.get_state_display()),
            url=reverse("workorders:detail", args=[order.pk]),
            due=order.promised_at,
            done=order.ready_at,
        )
        for order in orders
    ]
    return [home.TodayPanel(_("我的在厂车辆"), lines, f"{reverse('workorders:list')}?mine=1")]
