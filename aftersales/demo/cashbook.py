"""The cashier's book: shifts of the last days, deposits in hand, fleets with their statements."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from aftersales.demo.floor import at, minutes
from aftersales.demo.stays import Stage
from apps.core.clock import business_day
from apps.core.money import ZERO
from apps.workorders import pricing
from apps.workorders.choices import Payer, PaymentMethod
from apps.workorders.models import (
    AccountStatement,
    AccountStatementLine,
    CashShift,
    ContractPrice,
    CreditAccount,
    Deposit,
    FieldCash,
    LabourLine,
    PayerSplit,
    Payment,
    Receipt,
    ReceiptAllocation,
    Receivable,
    ShiftCount,
    TillMove,
)
from apps.workorders.models.accounts import StatementState
from apps.workorders.models.till import ShiftState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aftersales.demo.people import Shop
    from aftersales.demo.records import Records
    from aftersales.demo.stays import Stay
    from apps.customers.models import Customer

BOOKED_DAYS = 3
FLOAT = Decimal(500)
SPLIT_STAYS = 4
DEPOSITS = 3
SHARES = ((Payer.EXT, Decimal(70)), (Payer.CP, Decimal(30)))


class Cashbook:
    """Writes what the till keeps beside the payments themselves."""

    def __init__(self, records: Records, now: dt.datetime) -> None:
        self.records, self.rows, self.now = records, records.rows, now
        self.today = business_day(now)
        self.split = 0
        self.allocated: set[int] = set()  # payments whose money is booked with a receipt
        self.shifts: dict[tuple[int, dt.date], CashShift] = {}

    def share(self, stay: Stay) -> None:
        """A few orders in the workshop have a line paid by two."""
        fitting = stay.stage == Stage.WORKING and stay.payer == Payer.CP and stay.tasks
        if not fitting or self.split >= SPLIT_STAYS:
            return
        job = stay.tasks[0].job
        line = next(x for x in reversed(self.rows.of(LabourLine)) if x.job_id == job.pk)
        place = next(
            (
                i
                for i, x in enumerate(stay.lines)
                if x.kind == pricing.LABOUR and x.amount == line.amount
            ),
            None,
        )
        if place is None or not line.amount:
            return
        self.split += 1
        amounts = pricing.split_line(line.amount, [share for _payer, share in SHARES])
        nets = pricing.nets_of(amounts, line.vat_rate)
        line.payer = SHARES[0][0]
        for position, ((payer, share), amount) in enumerate(
            zip(SHARES, amounts, strict=True), start=1
        ):
            self.rows.add(
                PayerSplit(
                    labour_line=line,
                    order=stay.order,
                    position=position,
                    payer=payer,
                    percent=share,
                    amount=amount,
                )
            )
        stay.lines[place : place + 1] = [
            pricing.Line(payer, pricing.LABOUR, amount, line.vat_rate, net)
            for (payer, _share), amount, net in zip(SHARES, amounts, nets, strict=True)
        ]

    def fill(self, shops: list[Shop], stays: list[Stay]) -> None:
        """Accounts first, because their money is in the shifts as well."""
        shop_of = {shop.unit.pk: shop for shop in shops}
        self._accounts(shop_of)
        for shop in shops:
            self._deposits(shop, stays)
            self._field_cash(shop, stays)
        self._book_payments(shop_of)
        self._close_shifts(shop_of)

    # -------------------------------------------------------------- accounts

    def _accounts(self, shop_of: dict[int, Shop]) -> None:
        owed: dict[tuple[int, int], list[Receivable]] = defaultdict(list)
        for row in self.rows.of(Receivable):
            if row.customer_id is not None:
                owed[row.store_id, row.customer_id].append(row)
        for (store_id, _customer), rows in owed.items():
            customer: Customer = rows[0].customer  # type: ignore[assignment]  # grouped by it
            self._account(shop_of[store_id], customer, sorted(rows, key=lambda r: r.posted_at))

    def _account(self, shop: Shop, customer: Customer, rows: list[Receivable]) -> None:
        account = self.rows.add(
            CreditAccount(
                store=shop.unit,
                customer=customer,
                limit=Decimal(50_000),
                term_days=30,
                po_required=False,
                authorise_over=Decimal(5_000),
                manager_name=customer.contact_name,
                manager_phone=customer.phone,
            )
        )
        self.rows.add(
            ContractPrice(
                account=account,
                labour_pct=Decimal(15),
                parts_pct=Decimal(8),
                effective_from=self.today.replace(month=1, day=1),
            )
        )
        first = self.today.replace(day=1)
        earlier = [r for r in rows if business_day(r.posted_at) < first]
        issued_at = at(first, dt.time(10)) if earlier else self.now - minutes(90)
        self._statement(shop, account, earlier or rows, issued_at)
        self._receive(shop, rows[0])

    def _statement(
        self, shop: Shop, account: CreditAccount, rows: list[Receivable], issued_at: dt.datetime
    ) -> None:
        first, last = business_day(rows[0].posted_at), business_day(rows[-1].posted_at)
        cashier = shop.one("cashier")
        statement = self.rows.add(
            AccountStatement(
                store=shop.unit,
                account=account,
                number=self.records.number("DZ", shop.unit, issued_at),
                period_from=first.replace(day=1),
                period_until=last,
                amount=sum((r.amount for r in rows), ZERO),
                due_on=business_day(issued_at) + dt.timedelta(days=account.term_days),
                issued_by=cashier,
                issued_at=issued_at,
            )
        )
        for row in rows:
            self.rows.add(
                AccountStatementLine(statement=statement, receivable=row, amount=row.amount)
            )
            row.due_on = statement.due_on
        self.records.change(statement, "issue", "", StatementState.ISSUED, at=issued_at, by=cashier)

    def _receive(self, shop: Shop, row: Receivable) -> None:
        """The oldest of a fleet's bills was paid by transfer yesterday, or just now."""
        yesterday = at(self.today - dt.timedelta(days=1), dt.time(15, 10))
        moment = yesterday if row.posted_at < yesterday else self.now - minutes(30)
        cashier, reference = shop.one("cashier"), f"ZZ{moment:%y%m%d}{row.pk:06d}"
        receipt = self.rows.add(
            Receipt(
                store=shop.unit,
                number=self.records.number("HK", shop.unit, moment),
                payer=row.payer,
                customer=row.customer,
                payer_name=str(row.customer),
                method=PaymentMethod.TRANSFER,
                reference=reference,
                amount=row.amount,
                received_by=cashier,
                at=moment,
            )
        )
        payment = self.rows.add(
            Payment(
                store=shop.unit,
                bucket=row.bucket,
                method=PaymentMethod.TRANSFER,
                amount=row.amount,
                reference=reference,
                taken_by=cashier,
                at=moment,
            )
        )
        self.rows.add(
            ReceiptAllocation(receipt=receipt, receivable=row, payment=payment, amount=row.amount)
        )
        row.bucket.paid += row.amount
        row.open_amount, row.closed_at = ZERO, moment
        self.allocated.add(payment.pk)
        self._move(
            shop,
            TillMove.Kind.RECEIPT,
            moment,
            method=PaymentMethod.TRANSFER,
            amount=row.amount,
            reference=reference,
            receipt=receipt,
        )

    # -------------------------------------------------- deposits and field cash

    def _deposits(self, shop: Shop, stays: list[Stay]) -> None:
        waiting = [
            s
            for s in stays
            if s.shop is shop and Stage.QUEUED <= s.stage <= Stage.SHORT and s.payer == Payer.CP
        ]
        for number, stay in enumerate(waiting[:DEPOSITS]):
            moment = max(stay.opened_at + minutes(20), self.now - minutes(240 - 30 * number))
            self._deposit(
                shop, stay, min(moment, self.now - minutes(5)), Decimal(500 + 300 * number)
            )

    def _deposit(self, shop: Shop, stay: Stay, moment: dt.datetime, amount: Decimal) -> None:
        reference = f"DJ{moment:%Y%m%d}{stay.order.pk:08d}"
        deposit = self.rows.add(
            Deposit(
                store=shop.unit,
                unit=shop.units["front_desk"],
                number=self.records.number("DJ", shop.unit, moment),
                order=stay.order,
                customer=stay.order.bill_to,
                payer_name=stay.visit.sender_name or "客户",
                advisor=stay.order.advisor,
                amount=amount,
                method=PaymentMethod.WECHAT,
                reference=reference,
                purpose="订件定金",
                taken_by=shop.one("cashier"),
                at=moment,
            )
        )
        self._move(
            shop,
            TillMove.Kind.DEPOSIT,
            moment,
            method=PaymentMethod.WECHAT,
            amount=amount,
            reference=reference,
            deposit=deposit,
        )

    def _field_cash(self, shop: Shop, stays: list[Stay]) -> None:
        """A technician came back from a rescue with cash that is still to be handed in."""
        stay = next((s for s in stays if s.shop is shop and s.stage == Stage.WORKING), None)
        if stay is None:
            return
        taker = shop.teams["mech1"][0]
        moment = self.now - minutes(95)
        self.rows.add(
            FieldCash(
                store=shop.unit,
                unit=taker.unit,
                number=self.records.number("XC", shop.unit, moment),
                order=stay.order,
                payer_name=stay.visit.sender_name or "客户",
                amount=Decimal(300),
                place="三环路搭电救援",
                taken_by=taker,
                at=moment,
                due_at=at(self.today, dt.time(18)),
            )
        )

    # ------------------------------------------------------------------ shifts

    def _book_payments(self, shop_of: dict[int, Shop]) -> None:
        since = self.today - dt.timedelta(days=BOOKED_DAYS)
        for payment in self.rows.of(Payment):
            recent = business_day(payment.at) > since and payment.pk not in self.allocated
            shop = shop_of[payment.store_id]
            if recent and payment.taken_by_id == shop.one("cashier").pk:
                self._move(
                    shop,
                    TillMove.Kind.PAYMENT,
                    payment.at,
                    method=payment.method,
                    amount=payment.amount,
                    reference=payment.reference,
                    payment=payment,
                )

    def _move(
        self,
        shop: Shop,
        kind: str,
        moment: dt.datetime,
        *,
        method: str,
        amount: Decimal,
        reference: str,
        **paper: object,
    ) -> None:
        shift = self._shift(shop, moment)
        shift.opened_at = min(shift.opened_at, moment - minutes(4))
        self.rows.add(
            TillMove(
                store=shop.unit,
                shift=shift,
                kind=kind,
                method=method,
                amount=amount,
                reference=reference,
                by=shop.one("cashier"),
                at=moment,
                **paper,
            )
        )

    def _shift(self, shop: Shop, moment: dt.datetime) -> CashShift:
        key = shop.unit.pk, business_day(moment)
        if key not in self.shifts:
            self.shifts[key] = self.rows.add(
                CashShift(
                    store=shop.unit,
                    number=self.records.number("BC", shop.unit, moment),
                    cashier=shop.one("cashier"),
                    day=key[1],
                    opened_at=moment - minutes(4),
                    due_at=at(key[1], dt.time(19)),
                    float_amount=FLOAT,
                )
            )
        return self.shifts[key]

    def _close_shifts(self, shop_of: dict[int, Shop]) -> None:
        moves: dict[int, list[TillMove]] = defaultdict(list)
        for move in self.rows.of(TillMove):
            moves[move.shift_id or 0].append(move)
        for (store_id, day), shift in self.shifts.items():
            cashier = shop_of[store_id].one("cashier")
            self.records.change(shift, "open", "", ShiftState.OPEN, at=shift.opened_at, by=cashier)
            if day < self.today:
                self._close(shop_of[store_id], shift, moves[shift.pk])

    def _close(self, shop: Shop, shift: CashShift, moves: Iterable[TillMove]) -> None:
        """Closed in the evening; yesterday's still waits for the second person."""
        sums: dict[str, Decimal] = defaultdict(lambda: ZERO)
        for move in moves:
            sums[move.method] += move.amount
        shift.closed_at = at(shift.day, dt.time(18, 40))
        shift.system_total = sum(sums.values(), ZERO)
        sums[PaymentMethod.CASH] += shift.float_amount
        for method, total in sums.items():
            self.rows.add(
                ShiftCount(shift=shift, method=method, system=total, counted=total, difference=ZERO)
            )
        shift.state = ShiftState.CLOSED
        cashier, last = shift.cashier, shift.day == self.today - dt.timedelta(days=1)
        self.records.change(shift, "close", "open", "closed", at=shift.closed_at, by=cashier)
        manager = shop.one("service_manager")
        if not last and manager.pk != cashier.pk:
            shift.state, shift.accepted_by = ShiftState.ACCEPTED, manager
            shift.accepted_at = shift.closed_at + minutes(15)
            self.records.change(
                shift, "accept", "closed", "accepted", at=shift.accepted_at, by=manager
            )
