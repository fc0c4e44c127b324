"""The parts of the demo: warehouses, opening stock, and a ledger that follows the work."""

from __future__ import annotations

import datetime as dt
import heapq
from dataclasses import dataclass
from decimal import Decimal
from itertools import count
from typing import TYPE_CHECKING

from apps.parts.models import (
    BinLocation,
    Demand,
    GoodsReceipt,
    GoodsReceiptLine,
    LostDemand,
    Part,
    StockLevel,
    StockMove,
    Supplier,
    Warehouse,
)
from apps.parts.opening import read_opening

if TYPE_CHECKING:
    from random import Random

    from aftersales.demo.people import Shop
    from aftersales.demo.records import Records
    from aftersales.demo.rows import Rows
    from apps.org.models import Staff

COST = Decimal("0.0001")
SHOWROOM = (Part.Category.ACCESSORY, Part.Category.GIFT)
LATE = dt.timedelta(hours=3)
RESTOCK_AFTER = dt.timedelta(hours=20)
BEFORE = dt.timedelta(minutes=10)
WHEEL_REPAIR = "WX001"  # the supplier who mends wheels


@dataclass
class Want:
    """A demand and when its part was handed out; ``issued_at`` None: it lies ready, or is short."""

    demand: Demand
    issued_at: dt.datetime | None
    shop: Shop
    late: bool = False
    short: bool = False


class Shelves:
    """The stock of all stores, kept in memory while the work is made up."""

    def __init__(self, rows: Rows, records: Records, chance: Random, since: dt.datetime) -> None:
        self.rows, self.records, self.chance, self.since = rows, records, chance, since
        self.opening = read_opening()
        self.parts = {o.part.code: o.part for o in self.opening}
        self.stock = {o.part.code: o.stock for o in self.opening}
        self.cost = {o.part.code: o.cost for o in self.opening}
        self.rooms: dict[tuple[str, bool], Warehouse] = {}
        self.levels: dict[tuple[int, int], StockLevel] = {}
        self.coming: set[tuple[int, int]] = set()
        self.receipts: dict[tuple[int, dt.date, bool], GoodsReceipt] = {}
        self.wants: list[Want] = []
        self.order = count()

    def open(self, shops: list[Shop]) -> None:
        """The catalogue, the suppliers, and each store's rooms with their opening stock."""
        self.rows.add_all(self.parts.values())
        for entry in self.opening:
            if entry.superseded_by:
                entry.part.superseded_by = self.parts[entry.superseded_by]
        self.maker = self.rows.add(Supplier(code="DYK", name="起亚配件中心库", manufacturer=True))
        self.outside = self.rows.add(Supplier(code="WC01", name="长沙高桥汽配市场", contact="老周"))
        self.rows.add(Supplier(code=WHEEL_REPAIR, name="湘江轮毂整形修复", contact="周师傅"))
        for shop in shops:
            for showroom in (False, True):
                self._open_room(shop, showroom)

    def fitting(self, code: str, series: str) -> Part:
        """The part with this number, or the one of this group that fits the car."""
        if code in self.parts:
            return self.parts[code]
        group = [p for c, p in self.parts.items() if c.startswith(f"{code}-") and self.stock[c]]
        return next((p for p in group if p.fits == series), group[0])

    def room_for(self, shop: Shop, part: Part) -> Warehouse:
        """The room that keeps such parts."""
        return self.rooms[shop.code, part.category in SHOWROOM]

    def run(self) -> None:
        """Let everything happen in the order of time, and bring the balances to their end."""
        events: list[tuple[dt.datetime, int, Want | tuple[Shop, StockLevel, Decimal]]] = [
            (w.issued_at, next(self.order), w) for w in self.wants if w.issued_at
        ]
        heapq.heapify(events)
        while events:
            moment, _n, what = heapq.heappop(events)
            if isinstance(what, Want):
                self._issue(what, moment, events)
            else:
                shop, level, quantity = what
                self.coming.discard((level.part_id, level.warehouse_id))
                self._receive(shop, level, quantity, moment, quick=False)
        for want in self.wants:
            if want.issued_at is None:
                self._hold(want)
        self.rows.add_all(self.levels.values())

    def _open_room(self, shop: Shop, showroom: bool) -> None:
        room = self.rows.add(
            Warehouse(
                store=shop.unit,
                unit=shop.units["front_desk" if showroom else "parts"],
                code="JP" if showroom else "PJ",
                name="精品仓" if showroom else "配件仓",
                showroom=showroom,
            )
        )
        self.rooms[shop.code, showroom] = room
        for index, entry in enumerate(self.opening):
            if (entry.part.category in SHOWROOM) != showroom:
                continue
            code = f"{entry.part.code[0]}{index // 12 + 1:02d}-{index % 12 + 1:02d}"
            place = self.rows.add(BinLocation(warehouse=room, code=code))
            level = StockLevel(part=entry.part, warehouse=room, bin=place)
            self.levels[entry.part.pk, room.pk] = level
            if entry.stock:
                self._receive(shop, level, entry.stock, self.since, quick=False)

    def _receive(
        self, shop: Shop, level: StockLevel, quantity: Decimal, moment: dt.datetime, quick: bool
    ) -> None:
        base = self.cost[level.part.code]
        drift = Decimal(self.chance.randint(-20, 30)) / 1000
        cost = (base * (1 + drift)).quantize(COST)
        after = level.on_hand + quantity
        level.avg_cost = ((level.on_hand * level.avg_cost + quantity * cost) / after).quantize(COST)
        level.on_hand = after
        receipt = self._receipt(shop, level, moment, quick)
        self.rows.add(
            GoodsReceiptLine(
                receipt=receipt,
                part=level.part,
                quantity=quantity,
                unit_cost=cost,
                bin=level.bin,
            )
        )
        keeper = receipt.received_by
        move = StockMove(
            kind=StockMove.Kind.RECEIPT, quantity=quantity, unit_cost=cost, document=receipt.number
        )
        self._move(move, level, keeper, moment)

    def _receipt(
        self, shop: Shop, level: StockLevel, moment: dt.datetime, quick: bool
    ) -> GoodsReceipt:
        key = (level.warehouse_id, moment.date(), quick)
        if key not in self.receipts:
            self.receipts[key] = self.rows.add(
                GoodsReceipt(
                    store=shop.unit,
                    unit=level.warehouse.unit,
                    warehouse=level.warehouse,
                    number=self.records.number("RK", shop.unit, moment),
                    supplier=self.outside if quick else self.maker,
                    supplier_document=f"KC{moment:%y%m%d}{level.warehouse_id:02d}",
                    category=Part.Category.ACCESSORY if level.warehouse.showroom else "",
                    direct=quick,
                    received_by=shop.one("parts_keeper"),
                    received_at=moment,
                )
            )
        return self.receipts[key]

    def _issue(
        self,
        want: Want,
        moment: dt.datetime,
        events: list[tuple[dt.datetime, int, Want | tuple[Shop, StockLevel, Decimal]]],
    ) -> None:
        demand, shop = want.demand, want.shop
        level = self.levels[demand.part_id, demand.warehouse_id]
        opening = max(self.stock[demand.part.code], Decimal(1))
        if level.on_hand < demand.quantity:
            self._receive(shop, level, demand.quantity - level.on_hand, moment - BEFORE, quick=True)
        level.on_hand -= demand.quantity
        demand.issued, demand.state = demand.quantity, Demand.State.ISSUED
        self._raised(want, Demand.State.RESERVED)
        keeper = shop.one("parts_keeper")
        self.records.change(
            demand, "issue", Demand.State.RESERVED, Demand.State.ISSUED, at=moment, by=keeper
        )
        move = StockMove(
            kind=StockMove.Kind.ISSUE,
            quantity=-demand.quantity,
            unit_cost=level.avg_cost,
            demand=demand,
            document=demand.document_no,
        )
        self._move(move, level, keeper, moment)
        key = (demand.part_id, demand.warehouse_id)
        if level.on_hand * 3 < opening and key not in self.coming:
            self.coming.add(key)
            wanted = max(opening - level.on_hand, Decimal(1)).to_integral_value()
            due = moment + RESTOCK_AFTER
            if due < self.rows.now:
                heapq.heappush(events, (due, next(self.order), (shop, level, wanted)))

    def _hold(self, want: Want) -> None:
        """What was not handed out lies reserved, unless there is nothing to reserve."""
        demand = want.demand
        level = self.levels[demand.part_id, demand.warehouse_id]
        free = level.on_hand - level.reserved
        if want.short or free < demand.quantity:
            want.late = True
            held = min(free, demand.quantity - 1) if demand.quantity > 1 else Decimal(0)
            demand.reserved, demand.state = max(held, Decimal(0)), Demand.State.SHORT
        else:
            demand.reserved, demand.state = demand.quantity, Demand.State.RESERVED
        level.reserved += demand.reserved
        self._raised(want, demand.state)

    def _raised(self, want: Want, state: str) -> None:
        """The first states of a demand: short first when the shelf was empty."""
        demand = want.demand
        demand.filled_first_ask = not want.late
        first = Demand.State.SHORT if want.late else state
        asker = demand.requester
        self.records.change(
            demand, "raise", "", first, at=demand.asked_at, by=asker, cause=demand.document_no
        )
        if not want.late:
            return
        self.rows.add(
            LostDemand(
                store=demand.store,
                unit=demand.unit,
                part=demand.part,
                quantity=demand.quantity - demand.reserved,
                demand=demand,
                document_no=demand.document_no,
                by=asker,
                at=demand.asked_at,
            )
        )
        if state == Demand.State.RESERVED and want.issued_at:
            came = max(demand.asked_at, want.issued_at - BEFORE)
            self.records.change(demand, "fill", first, state, at=came, by=None, cause="receipt")

    def _move(self, move: StockMove, level: StockLevel, by: Staff | None, at: dt.datetime) -> None:
        """Write a movement down with the balance it left."""
        move.part, move.warehouse = level.part, level.warehouse
        move.on_hand_after, move.by, move.at = level.on_hand, by, at
        self.rows.add(move)
