"""Purchase orders of the demo: one of each kind that somebody has to do something about."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from apps.core.clock import business_day
from apps.core.money import to_fen
from apps.parts.models import PurchaseLine, PurchaseOrder, PurchaseRequest, PurchaseState

if TYPE_CHECKING:
    from aftersales.demo.asking import Asking
    from aftersales.demo.people import Shop
    from aftersales.demo.records import Records
    from aftersales.demo.shelves import Shelves

S = PurchaseState
VAT = Decimal(13)


@dataclass(frozen=True)
class Written:
    """How far an order has got, how many days ago it was written, and what is on it.

    ``due`` is in how many days it is expected, None where no day was named.
    """

    state: str
    age: int
    due: int | None
    parts: int
    pieces: int


WRITTEN = (
    Written(S.DRAFT, 0, None, 2, 2),
    Written(S.SUBMITTED, 0, 3, 3, 4),
    Written(S.SUBMITTED, 2, 5, 6, 40),
    Written(S.APPROVED, 1, 4, 3, 6),
    Written(S.ORDERED, 4, 2, 4, 6),
    Written(S.ORDERED, 9, -2, 2, 3),
)


@dataclass
class Buying:
    """What the buyer of a store has on the desk."""

    records: Records
    shelves: Shelves
    asking: Asking
    now: dt.datetime

    def fill(self, shops: list[Shop]) -> None:
        """Every store has a few orders under way."""
        for shop in shops:
            for number, written in enumerate(WRITTEN):
                self._order(shop, number, written)

    def _order(self, shop: Shop, number: int, written: Written) -> None:
        moment = self.now - dt.timedelta(days=written.age, hours=2, minutes=10 * number)
        room, author = self.shelves.rooms[shop.code, False], shop.one("parts_supervisor")
        today = business_day(self.now)
        day = None if written.due is None else today + dt.timedelta(days=written.due)
        maker = number % 3 != 1
        order = PurchaseOrder(
            store=shop.unit,
            unit=room.unit,
            warehouse=room,
            supplier=self.shelves.maker if maker else self.shelves.outside,
            number=self.records.number("CG", shop.unit, moment),
            state=written.state,
            category="part",
            requested_by=author,
            created_at=moment,
            expected_on=day,
        )
        self.records.rows.add(order)
        for line in self._lines(order, number, written):
            self.records.rows.add(line)
            order.net, order.vat = order.net + line.net, order.vat + line.vat
        order.gross = order.net + order.vat
        self.records.change(order, "draft", "", S.DRAFT, at=moment, by=author)
        self._go_on(order, shop, written.state, moment)

    def _lines(self, order: PurchaseOrder, number: int, written: Written) -> list[PurchaseLine]:
        stocked = [p for c, p in self.shelves.parts.items() if self.shelves.stock[c]]
        chosen = [p for p in stocked if p.category == "part"][
            number * 7 : number * 7 + written.parts
        ]
        rows = []
        for part in chosen:
            price = self.shelves.cost[part.code]
            quantity = Decimal(written.pieces)
            net = to_fen(quantity * price)
            vat = to_fen(net * VAT / 100)
            row = PurchaseLine(order=order, part=part, quantity=quantity, unit_price=price)
            row.vat_rate, row.net, row.vat = VAT, net, vat
            rows.append(row)
        return rows

    def _go_on(self, order: PurchaseOrder, shop: Shop, state: str, moment: dt.datetime) -> None:
        if state == S.DRAFT:
            return
        author, manager = order.requested_by, shop.one("service_manager")
        asked_at = moment + dt.timedelta(minutes=5)
        request = PurchaseRequest(order=order, amount=order.gross, reason="补充常用件库存")
        request.own_limits = {"purchase_cny": "50000"}
        self.records.change(order, "submit", S.DRAFT, S.SUBMITTED, at=asked_at, by=author)
        self.asking.ask(
            "purchase", request, of="service_manager", shop=shop, by=author, at=asked_at
        )
        if state == S.SUBMITTED:
            return
        order.approved_by, order.approved_at = manager, asked_at + dt.timedelta(minutes=40)
        self.asking.approve(request, by=manager, at=order.approved_at)
        self.records.change(
            order, "approve", S.SUBMITTED, S.APPROVED, at=order.approved_at, by=manager
        )
        if state == S.APPROVED:
            return
        order.ordered_at = order.approved_at + dt.timedelta(minutes=20)
        order.supplier_order_no = f"DYK{order.pk:06d}" if order.supplier.manufacturer else ""
        self.records.change(order, "order", S.APPROVED, S.ORDERED, at=order.ordered_at, by=author)
