"""Packages that owners of cars in the house paid for in advance, and one that an order uses."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from apps.core.clock import business_day
from apps.org.access import Access
from apps.workorders.choices import OrderState
from apps.workorders.models import PackageVariant, PrepaidPackage, WorkOrder
from apps.workorders.models.order import OPEN
from apps.workorders.selectors.prepaid import usable_on
from apps.workorders.services.prepaid import sell_prepaid
from apps.workorders.services.prepaid_work import use_prepaid

if TYPE_CHECKING:
    from aftersales.demo.people import Shop

SOLD, TIMES, LESS = 6, 3, Decimal("0.85")  # packages, times of each, against the menu's price


@dataclass
class Advance:
    """The first two stores on the day the demo is entered."""

    shops: list[Shop]
    now: dt.datetime

    def play(self) -> None:
        """Drafts come first, so that the first one uses what its owner bought."""
        for shop in self.shops[:2]:
            rows = WorkOrder.objects.filter(store=shop.unit, state__in=OPEN)
            rows = rows.select_related("visit__vehicle", "visit__owner", "advisor")
            orders = [o for o in rows.order_by("-pk") if o.visit.owner == o.visit.vehicle.owner]
            orders = [o for o in orders if o.visit.owner is not None]
            orders.sort(key=lambda o: o.state != OrderState.DRAFT)
            sold = [made for order in orders[:SOLD] if (made := self._sell(shop, order))]
            if sold and orders[0].state == OrderState.DRAFT:
                self._use(orders[0])

    def _sell(self, shop: Shop, order: WorkOrder) -> PrepaidPackage | None:
        today = business_day(self.now)
        rows = PackageVariant.objects.offered(shop.unit.pk, order.visit.vehicle, today)
        menu = [v for v in rows.select_related("package") if "保养" in v.package.name]
        variant = next((v for v in menu if v.price), None)
        if variant is None or variant.price is None:
            return None
        return sell_prepaid(
            by=Access(staff=shop.one("cashier"), now=self.now),
            vehicle=order.visit.vehicle,
            advisor=order.advisor,
            contents=[(variant.package, TIMES, variant.price)],
            price=(variant.price * TIMES * LESS).quantize(Decimal(1)),
            valid_until=today + dt.timedelta(days=730),
            method="wechat",
            reference=f"TC{order.pk:010d}",
        )

    def _use(self, order: WorkOrder) -> None:
        by = Access(staff=order.advisor, now=self.now)
        item = usable_on(order, by).first()
        if item is not None:
            use_prepaid(by=by, order=order, version=None, item=item)
