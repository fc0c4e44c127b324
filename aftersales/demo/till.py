"""Finished orders are settled, paid, and the car leaves."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from aftersales.demo.floor import minutes
from aftersales.demo.stays import Stage
from apps.core.clock import business_day
from apps.customers.models.customer import CustomerKind
from apps.warranty.choices import ClaimKind
from apps.workorders import pricing
from apps.workorders.billing import Bill, Wish, bills
from apps.workorders.choices import (
    Closing,
    OldParts,
    OrderState,
    Payer,
    PaymentMethod,
    SettlementState,
)
from apps.workorders.handover import guarantee_of, next_service_of
from apps.workorders.models import (
    Delivery,
    GatePass,
    Payment,
    Receivable,
    Settlement,
    SettlementBucket,
)

if TYPE_CHECKING:
    from random import Random

    from aftersales.demo.orders import Orders
    from aftersales.demo.records import Records
    from aftersales.demo.rows import Rows
    from aftersales.demo.stays import Stay
    from apps.org.models import Staff

DISCOUNT_SHARE = 0.22
ON_ACCOUNT, TERM = dt.timedelta(days=60), dt.timedelta(days=30)
METHODS = {
    PaymentMethod.WECHAT: 46,
    PaymentMethod.ALIPAY: 20,
    PaymentMethod.POS: 22,
    PaymentMethod.CASH: 7,
    PaymentMethod.TRANSFER: 5,
}


@dataclass
class Till:
    """What the desk and the cashier work with at the end of a stay."""

    rows: Rows
    records: Records
    chance: Random
    now: dt.datetime
    orders: Orders

    def settle(self, stay: Stay) -> None:
        """The settlement is prepared, and when the stay has got there, closed."""
        order = stay.order
        if stay.stage < Stage.PREPARED or order.ready_at is None:
            return
        prepared_at = order.ready_at + minutes(self.chance.randint(3, 10))
        found = bills(stay.lines, self._wish(stay))
        settlement = Settlement(
            order=order,
            store=order.store,
            number=self.records.number("JS", order.store, prepared_at),
            gross=sum((b.gross for b in found), Decimal(0)),
            discount=sum((b.discount.total for b in found), Decimal(0)),
            due=sum((b.due for b in found), Decimal(0)),
            net=sum((b.after.net for b in found), Decimal(0)),
            vat=sum((b.after.vat for b in found), Decimal(0)),
            prepared_by=stay.advisor,
            prepared_at=prepared_at,
        )
        self.rows.add(settlement)
        self.records.change(
            settlement, "prepare", "", SettlementState.PREPARED, at=prepared_at, by=stay.advisor
        )
        closed_at = prepared_at + minutes(self.chance.randint(3, 9))
        for bill in found:
            self._bucket(stay, settlement, bill, closed_at)
        if stay.stage >= Stage.SETTLED:
            self._close(stay, settlement, closed_at)

    def _wish(self, stay: Stay) -> Wish:
        if stay.payer != Payer.CP or self.chance.random() > DISCOUNT_SHARE:
            return Wish()
        whole = pricing.totals(stay.lines)
        cents = (whole.labour * Decimal("0.95") + whole.parts) % 1
        return Wish(labour_pct=Decimal(5), round_off=cents.quantize(Decimal("0.01")))

    def _bucket(
        self, stay: Stay, settlement: Settlement, bill: Bill, closed_at: dt.datetime
    ) -> None:
        owner = stay.order.bill_to
        bucket = SettlementBucket(settlement=settlement, payer=bill.payer, **bill.columns)
        if bill.payer == Payer.CP and owner is not None:
            bucket.invoice_title, bucket.tax_no = owner.invoice_title, owner.tax_no
        self.rows.add(bucket)
        if stay.stage < Stage.SETTLED:
            return
        bucket.closed_at = bucket.posted_at = closed_at
        if not bill.due:
            bucket.closing = Closing.ZERO
        elif bill.payer == Payer.CP and not self._on_account(stay, closed_at):
            bucket.closing, bucket.paid = Closing.PAID, bill.due
            self._pay(stay, bucket, closed_at)
        else:
            bucket.closing = Closing.RECEIVABLE
            self._owe(stay, bucket, closed_at)

    def _on_account(self, stay: Stay, moment: dt.datetime) -> bool:
        """Fleets pay later; what is older than two months they have paid."""
        owner = stay.order.bill_to
        fleet = owner is not None and owner.kind == CustomerKind.COMPANY
        return fleet and self.now - moment < ON_ACCOUNT

    def _pay(self, stay: Stay, bucket: SettlementBucket, moment: dt.datetime) -> None:
        (method,) = self.chance.choices(list(METHODS), list(METHODS.values()))
        cash = method == PaymentMethod.CASH
        self.rows.add(
            Payment(
                store=stay.order.store,
                bucket=bucket,
                method=method,
                amount=bucket.due,
                reference="" if cash else f"{moment:%Y%m%d}{self.chance.randrange(10**10):010d}",
                taken_by=stay.shop.one("cashier"),
                at=moment - minutes(1),
            )
        )

    def _owe(self, stay: Stay, bucket: SettlementBucket, moment: dt.datetime) -> None:
        """Insurer and own departments owe; what is older was mostly paid."""
        owed = self.rows.add(
            Receivable(
                store=stay.order.store,
                order=stay.order,
                bucket=bucket,
                payer=bucket.payer,
                amount=bucket.due,
                open_amount=bucket.due,
                posted_at=moment,
                due_on=business_day(moment) + TERM,
                customer=stay.order.bill_to if bucket.payer == Payer.CP else None,
            )
        )
        old = self.now - moment > dt.timedelta(days=60) and self.chance.random() < 0.85
        if old and bucket.payer not in ClaimKind.values:
            self.collect(owed, stay.shop.one("cashier"), moment + dt.timedelta(days=45))

    def collect(self, owed: Receivable, by: Staff, moment: dt.datetime) -> None:
        """What was owed comes in by transfer."""
        owed.bucket.paid, owed.open_amount, owed.closed_at = owed.amount, Decimal(0), moment
        self.rows.add(
            Payment(
                store_id=owed.store_id,
                bucket=owed.bucket,
                method=PaymentMethod.TRANSFER,
                amount=owed.amount,
                reference=f"HK{moment:%y%m%d}{owed.pk:06d}",
                taken_by=by,
                at=moment,
            )
        )

    def _close(self, stay: Stay, settlement: Settlement, moment: dt.datetime) -> None:
        order = stay.order
        cashier = stay.shop.one("cashier") if order.path.cashier else stay.advisor
        action = "settle" if order.path.cashier else "settle_free"
        settlement.state = SettlementState.SETTLED
        settlement.settled_by, settlement.settled_at = cashier, moment
        order.state, order.settled_at = OrderState.SETTLED, moment
        before = SettlementState.PREPARED
        self.records.change(
            settlement, action, before, SettlementState.SETTLED, at=moment, by=cashier
        )
        self.orders.move(
            stay, OrderState.READY, OrderState.SETTLED, moment, f"settlement {settlement.number}"
        )
        if stay.stage >= Stage.DELIVERED:
            self._deliver(stay, moment + minutes(self.chance.randint(2, 9)))

    def _deliver(self, stay: Stay, moment: dt.datetime) -> None:
        order, visit = stay.order, stay.visit
        order.state, order.delivered_at = OrderState.DELIVERED, moment
        replaced = any(task.parts for task in stay.tasks)
        choices = (OldParts.LEAVE, OldParts.TAKE) if replaced else (OldParts.NONE,)
        order.old_parts = self.chance.choice(choices)
        self.records.change(
            order, "deliver", OrderState.SETTLED, OrderState.DELIVERED, at=moment, by=stay.advisor
        )
        visit.delivered_at = moment
        until, km = guarantee_of(order, moment)
        coming = next_service_of(order, moment, stay.km)
        self.rows.add(
            Delivery(
                order=order,
                released_by=stay.advisor,
                at=moment,
                receiver_name=visit.sender_name,
                old_parts=order.old_parts,
                km_out=stay.km + self.chance.randint(0, 3),
                guarantee_until=until,
                guarantee_km=km,
                next_service_on=coming.on,
                next_service_km=coming.km,
            )
        )
        left = stay.stage >= Stage.LEFT
        self.rows.add(
            GatePass(
                order=order,
                store=order.store,
                number=self.records.number("CM", order.store, moment),
                code=f"{self.chance.randrange(10**8):08d}",
                issued_by=stay.advisor,
                issued_at=moment,
                used_at=moment + minutes(4) if left else None,
                checked_by=stay.shop.one("cashier") if left else None,
            )
        )
