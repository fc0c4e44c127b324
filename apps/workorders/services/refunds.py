"""Refunds: asked by the cashier, decided by another person, carried out as reversals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Sum
from django.utils.translation import gettext as _

from apps.core.money import ZERO
from apps.core.refusals import Refused
from apps.core.services import lock, service
from apps.core.transitions import follow, perform
from apps.org.services.asking import ask, decide
from apps.workorders import guards
from apps.workorders.approvals import REFUND
from apps.workorders.choices import Closing, SettlementState
from apps.workorders.hooks import settlement_reversed
from apps.workorders.machines import ORDER, SETTLEMENT
from apps.workorders.models import Payment, Receivable, RefundRequest, Settlement, TillMove
from apps.workorders.models.accounts import StatementState
from apps.workorders.permissions import Perm
from apps.workorders.services import moves
from apps.workorders.services.deposits import give_back_applied
from apps.workorders.services.prepaid_uses import give_back_drawn

if TYPE_CHECKING:
    from decimal import Decimal

    from apps.org.access import Access


@service
def request_refund(
    *,
    by: Access,
    settlement: Settlement,
    version: int | None,
    reason: str,
    payment: Payment | None = None,
) -> RefundRequest:
    """A second person is asked to give back one payment, or to reverse the whole settlement.

    Goes to the first of the line that answers for the order whose refund limit covers the sum.
    Raises Refused without a reason, for money already given back and for a car that has left.
    """
    order = lock(settlement.order)
    settlement = lock(settlement, version)
    by.require(Perm.REQUEST_REFUND, order)
    settlement.order = order
    _require_refundable(settlement, payment, by)
    if not reason.strip():
        raise Refused(_("请填写退款原因。"), field="reason")
    request = RefundRequest(
        settlement=settlement,
        store_id=settlement.store_id,
        payment=payment,
        amount=_amount(settlement, payment),
        reason=reason,
    )
    ask(REFUND, request, by=by)
    settlement.save()
    return request


@service
def decide_refund(
    *, by: Access, request: RefundRequest, version: int | None, action: str, reason: str = ""
) -> RefundRequest:
    """The money goes back, or the request is refused with a reason.

    A whole settlement is reversed with all its payments and receivables, and the order is ready to
    be settled anew; every row stays.  Raises Refused for the person who asked or settled, beyond
    the limit, and for a car that has left.
    """
    order = lock(request.settlement.order)
    settlement = lock(request.settlement)
    request = lock(request, version)
    settlement.order = order
    request.settlement = settlement
    decide(REFUND, request, action, by=by, reason=reason)
    if action == "approve":
        _carry_out(request, by=by)
    else:
        settlement.save()
    return request


def _require_refundable(settlement: Settlement, payment: Payment | None, by: Access) -> None:
    if settlement.refund_requests.pending().exists():
        raise Refused(_("已经有一份退款申请在等批复。"))
    why = guards.not_delivered(settlement, by)
    if why:
        raise Refused(why)
    if payment is None and settlement.state != SettlementState.SETTLED:
        raise Refused(_("还没有结算，请选择要退的那一笔收款。"))
    if payment is not None:
        if settlement.state != SettlementState.PREPARED:
            raise Refused(_("已经结算，只能整单冲销后重新结算。"))
        if payment.bucket.settlement_id != settlement.pk or not left_of(payment):
            raise Refused(_("这笔收款已经退过，或不属于这张结算单。"))


def left_of(payment: Payment) -> Decimal:
    """What of a payment was not given back yet; 0 for a reversal."""
    if payment.reversal_of_id is not None:
        return ZERO
    back: Decimal = payment.reversals.aggregate(sum=Sum("amount"))["sum"] or ZERO
    left: Decimal = payment.amount + back
    return left


def _amount(settlement: Settlement, payment: Payment | None) -> Decimal:
    if payment is not None:
        return left_of(payment)
    return settlement.buckets.aggregate(sum=Sum("paid"))["sum"] or ZERO


def _carry_out(request: RefundRequest, *, by: Access) -> None:
    settlement = request.settlement
    payments = Payment.objects.filter(bucket__settlement=settlement, reversal_of=None)
    if request.payment_id is not None:
        payments = payments.filter(pk=request.payment_id)
    for payment in payments.order_by("pk"):
        _give_back(payment, request, by=by)
    if request.payment_id is not None:
        settlement.save()
        return
    _void_receivables(settlement, by=by)
    settlement.reversed_at = by.now
    perform(SETTLEMENT, settlement, "reverse", by=by, reason=request.reason)
    _reopen(settlement, by=by)


def _give_back(payment: Payment, request: RefundRequest, *, by: Access) -> None:
    """Write the reversal, from the till of whoever asked, and lower what the bucket was paid."""
    left = left_of(payment)
    if not left:
        return
    back = Payment.objects.create(
        store_id=payment.store_id,
        bucket=payment.bucket,
        method=payment.method,
        amount=-left,
        reference=payment.reference,
        deposit=payment.deposit,
        prepaid_use=payment.prepaid_use,
        taken_by=request.requested_by,
        at=by.now,
        reversal_of=payment,
        reason=request.reason,
    )
    _move_back(payment, back, request, by=by)
    bucket = lock(payment.bucket)
    bucket.paid -= left
    if bucket.closing == Closing.PAID:
        bucket.closing, bucket.closed_at = "", None
    bucket.save()


def _move_back(payment: Payment, back: Payment, request: RefundRequest, *, by: Access) -> None:
    """The money leaves the till of whoever asked; a deposit or a use is held again instead."""
    if payment.prepaid_use_id is not None:
        give_back_drawn(payment, by=by)
        return
    if payment.deposit_id is not None:
        give_back_applied(payment, -back.amount, by=by)
        return
    moves.book(
        moves.Kind.REFUND,
        by=by,
        cashier=request.requested_by,
        store=payment.store,
        method=back.method,
        amount=back.amount,
        reference=back.reference,
        payment=back,
    )
    moves.unbook(TillMove.objects.filter(payment=payment).first())


def _void_receivables(settlement: Settlement, *, by: Access) -> None:
    for bucket in settlement.buckets.filter(closing=Closing.RECEIVABLE).order_by("pk"):
        receivable = lock(bucket.receivable)
        if receivable.open_amount != receivable.amount:
            raise Refused(_("应收账款已经收到款项，不能冲销。"))
        _require_on_no_statement(receivable)
        receivable.open_amount, receivable.closed_at = ZERO, by.now
        receivable.save()


def _require_on_no_statement(receivable: Receivable) -> None:
    """What a customer was billed for by the month is not taken away behind the paper."""
    lines = receivable.statement_lines.filter(standing=True).select_related("statement")
    line = lines.first()
    if line is None:
        return
    words = _("这笔挂账在对账单 %(number)s 上：请先作废对账单，再冲销结算。")
    if line.statement.state == StatementState.CONFIRMED:
        words = _("这笔挂账在客户已确认的对账单 %(number)s 上，不能再冲销结算。")
    raise Refused(words % {"number": line.statement.number})


def _reopen(settlement: Settlement, *, by: Access) -> None:
    order = settlement.order
    order.settled_at = None
    follow(ORDER, order, "unsettle", by=by, cause=f"settlement {settlement.number} reversed")
    settlement_reversed.send(settlement=settlement, by=by)
