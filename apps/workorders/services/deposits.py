"""Deposits: taken before the work, applied to the bill, given back with a second person's word."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.core.figures_text import money_text
from apps.core.money import ZERO, to_fen
from apps.core.numbering import next_number
from apps.core.refusals import Refused
from apps.core.services import lock, service
from apps.org.models import OrgUnit
from apps.org.services.asking import ask, decide
from apps.workorders.approvals import DEPOSIT_REFUND
from apps.workorders.choices import OrderState, PaymentMethod
from apps.workorders.models import Deposit, DepositRefund, Payment, Settlement
from apps.workorders.permissions import Perm
from apps.workorders.services import moves
from apps.workorders.services.payment import customer_bucket, locked, require_collectable

if TYPE_CHECKING:
    from apps.org.access import Access
    from apps.org.models import Staff
    from apps.workorders.models import SettlementBucket, WorkOrder

NO_MORE = (OrderState.SETTLED, OrderState.DELIVERED, OrderState.CLOSED, OrderState.CANCELLED)


@service
def take_deposit(
    *,
    by: Access,
    order: WorkOrder,
    amount: Decimal,
    method: str,
    reference: str = "",
    purpose: str = "",
    payer_name: str = "",
    seen: int | None = None,
) -> Deposit:
    """The customer's money is held for an order until it is settled.

    ``seen`` is how many deposits of the order the cashier had before him.  Raises Refused when
    there are more by now, and for an order that is settled or cancelled, ValidationError for
    money that cannot be.
    """
    order = lock(order)
    by.require(Perm.SETTLE_WORKORDER, order)
    last = order.deposits.order_by("pk").last()
    if seen is not None and last is not None and order.deposits.count() != seen:
        words = _("这张工单刚收过定金 %(number)s：¥%(amount)s。还要再收请核对后重新提交。")
        raise Refused(words % {"number": last.number, "amount": last.amount})
    if order.state in NO_MORE:
        raise Refused(
            _("工单现在是“%(state)s”，不能再收定金。") % {"state": order.get_state_display()}
        )
    moves.require_money(amount, method, reference)
    return write_deposit(
        order,
        by=by,
        amount=amount,
        method=method,
        reference=reference.strip(),
        purpose=purpose.strip() or _("维修定金"),
        payer_name=payer_name.strip() or _name_of(order),
    )


def write_deposit(
    order: WorkOrder,
    *,
    by: Access,
    amount: Decimal,
    method: str,
    reference: str,
    purpose: str,
    payer_name: str,
) -> Deposit:
    """The row of a deposit and its movement in the cashier's shift."""
    deposit = Deposit.objects.create(
        store=order.store,
        unit=OrgUnit.objects.department(order.store, "front_desk"),
        number=next_number("DJ", order.store, by.now),
        order=order,
        customer=order.bill_to or order.visit.owner,
        payer_name=payer_name[:40],
        advisor=order.advisor,
        amount=amount,
        method=method,
        reference=reference,
        purpose=purpose[:80],
        taken_by=by.person,
        at=by.now,
    )
    moves.book(
        moves.Kind.DEPOSIT,
        by=by,
        cashier=by.person,
        store=order.store,
        method=method,
        amount=amount,
        reference=reference,
        deposit=deposit,
    )
    return deposit


def _name_of(order: WorkOrder) -> str:
    visit = order.visit
    return str(visit.sender_name or visit.owner or visit.plate_no)


@service
def apply_deposit(
    *,
    by: Access,
    settlement: Settlement,
    version: int | None,
    deposit: Deposit,
    amount: Decimal | None = None,
) -> Settlement:
    """So much of a held deposit pays the customer's part; without an amount, as much as fits."""
    settlement = locked(settlement, version, by)
    by.require(Perm.TAKE_PAYMENT, settlement.order)
    require_collectable(settlement)
    bucket = customer_bucket(settlement)
    deposit = lock(deposit)
    _require_of(deposit, settlement.order)
    fits = min(deposit.left, bucket.outstanding)
    amount = fits if amount is None else amount
    if not amount.is_finite() or amount <= 0 or amount != to_fen(amount):
        raise ValidationError({"amount": _("抵扣金额须大于零，最多两位小数。")})
    if amount > fits:
        words = _("最多可抵扣 %(most)s。") % {"most": money_text(fits)}
        raise Refused(words, field="amount")
    _pay(bucket, deposit, amount, by=by)
    settlement.save()
    return settlement


def _require_of(deposit: Deposit, order: WorkOrder) -> None:
    same_visit = deposit.order is not None and deposit.order.visit_id == order.visit_id
    if not same_visit:
        raise Refused(_("这笔定金不是为这次进店收的。"))
    if not deposit.left:
        raise Refused(_("这笔定金已经用完。"))
    if deposit.refunds.pending().exists():
        raise Refused(_("这笔定金正在申请退还，不能抵扣。"))


def _pay(bucket: SettlementBucket, deposit: Deposit, amount: Decimal, *, by: Access) -> None:
    Payment.objects.create(
        store_id=deposit.store_id,
        bucket=bucket,
        method=PaymentMethod.DEPOSIT,
        amount=amount,
        reference=deposit.number,
        deposit=deposit,
        taken_by=by.person,
        at=by.now,
    )
    bucket.paid += amount
    bucket.save()
    deposit.applied += amount
    _finish(deposit, by=by)


def give_back_applied(payment: Payment, amount: Decimal, *, by: Access) -> None:
    """A reversed application is held for the customer again."""
    assert payment.deposit is not None  # payments by deposit name it (payment_by_deposit)
    deposit = lock(payment.deposit)
    deposit.applied -= amount
    _finish(deposit, by=by)


def _finish(deposit: Deposit, *, by: Access) -> None:
    deposit.closed_at = None if deposit.left else by.now
    deposit.save()


@service
def request_deposit_refund(
    *, by: Access, deposit: Deposit, version: int | None, reason: str
) -> DepositRefund:
    """A second person is asked to give back what is left of a deposit."""
    deposit = lock(deposit, version)
    by.require(Perm.REQUEST_REFUND, deposit)
    if not deposit.left:
        raise Refused(_("这笔定金已经用完，没有可退的金额。"))
    if deposit.refunds.pending().exists():
        raise Refused(_("已经有一份退款申请在等批复。"))
    if not reason.strip():
        raise Refused(_("请填写退款原因。"), field="reason")
    request = DepositRefund(
        deposit=deposit, store_id=deposit.store_id, amount=deposit.left, reason=reason
    )
    ask(DEPOSIT_REFUND, request, by=by)
    deposit.save()
    return request


@service
def decide_deposit_refund(
    *, by: Access, request: DepositRefund, version: int | None, action: str, reason: str = ""
) -> DepositRefund:
    """What is left goes back from the till of the cashier who asked, or stays held."""
    deposit = lock(request.deposit)
    request = lock(request, version)
    request.deposit = deposit
    decide(DEPOSIT_REFUND, request, action, by=by, reason=reason)
    if action == "approve":
        _give_back(deposit, request, by=by)
    return request


def _give_back(deposit: Deposit, request: DepositRefund, *, by: Access) -> None:
    if request.amount > deposit.left:
        raise Refused(_("这笔定金在此期间已被抵扣，请重新申请。"))
    cashier: Staff = request.requested_by
    moves.book(
        moves.Kind.DEPOSIT_BACK,
        by=by,
        cashier=cashier,
        store=deposit.store,
        method=deposit.method,
        amount=-request.amount,
        reference=deposit.reference,
        deposit=deposit,
    )
    deposit.refunded += request.amount
    if deposit.refunded == deposit.amount:
        moves.unbook(deposit.moves.filter(amount__gt=ZERO).first())
    _finish(deposit, by=by)
