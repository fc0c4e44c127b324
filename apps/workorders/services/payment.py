"""Taking money, closing a settlement, and giving money back with a second person's word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.core.figures_text import money_text
from apps.core.refusals import Refused
from apps.core.services import constraint_words, lock, service
from apps.core.transitions import perform
from apps.workorders.choices import Closing, Payer, PaymentMethod, SettlementState
from apps.workorders.machines import SETTLEMENT
from apps.workorders.models import Payment, Receivable, Settlement, SettlementBucket
from apps.workorders.permissions import Perm
from apps.workorders.services import credit, moves
from apps.workorders.services.prepaid_uses import draw
from apps.workorders.services.settlement import post

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from decimal import Decimal

    from apps.org.access import Access


@service
def take_payment(
    *,
    by: Access,
    settlement: Settlement,
    version: int | None,
    amount: Decimal,
    method: str,
    reference: str = "",
    tendered: Decimal | None = None,
    finish: bool = False,
) -> Settlement:
    """The customer's part is paid by so much more; ``finish`` settles when nothing is left.

    ``tendered`` is the cash the customer put down; the change is what it is above the amount.
    Raises Refused beside the field for more than is due, for a reference booked before, and while
    a discount waits for approval; ValidationError for money that cannot be.
    """
    settlement = locked(settlement, version, by)
    by.require(Perm.TAKE_PAYMENT, settlement.order)
    require_collectable(settlement)
    bucket = customer_bucket(settlement)
    _check(bucket, amount, method, reference, tendered)
    payment = Payment.objects.create(
        store_id=settlement.store_id,
        bucket=bucket,
        method=method,
        amount=amount,
        reference=reference.strip(),
        tendered=tendered,
        taken_by=by.person,
        at=by.now,
    )
    moves.book(
        moves.Kind.PAYMENT,
        by=by,
        cashier=by.person,
        store=settlement.store,
        method=method,
        amount=amount,
        reference=payment.reference,
        payment=payment,
    )
    bucket.paid += amount
    with constraint_words(bucket_not_overpaid=_("收款超过了应收金额。")):
        bucket.save()
    if finish and not bucket.outstanding:
        return _settle(settlement, by=by)
    settlement.save()
    return settlement


@service
def settle(
    *,
    by: Access,
    settlement: Settlement,
    version: int | None,
    hold: Iterable[str] = (),
    hold_reason: str = "",
) -> Settlement:
    """Every payer's part is closed: paid, posted to receivables, or zero; the order is settled.

    The parts of payers in ``hold`` stay open with the reason; the car may leave all the same.
    Raises Refused while the customer still owes money and has no approved credit.
    """
    settlement = locked(settlement, version, by)
    by.require(Perm.SETTLE_WORKORDER, settlement.order)
    held = set(hold)
    if Payer.CP in held:
        raise Refused(_("客户自费部分不能留着不结。"), field="hold")
    if Payer.PKG in held:
        raise Refused(_("预收套餐的部分随结算核销，不能留着不结。"), field="hold")
    if held and not hold_reason.strip():
        raise Refused(_("请写明暂不关闭的原因。"), field="hold_reason")
    return _settle(settlement, by=by, held=held, hold_reason=hold_reason.strip())


@service
def close_part(*, by: Access, bucket: SettlementBucket, version: int | None) -> SettlementBucket:
    """A part that was left open at settlement is posted to receivables now."""
    settlement = bucket.settlement
    order = lock(settlement.order)
    settlement = lock(settlement)
    settlement.order = order
    bucket = lock(bucket, version)
    by.require(Perm.SETTLE_WORKORDER, order)
    if settlement.state != SettlementState.SETTLED or not bucket.held_reason:
        raise Refused(_("这个付款方的部分不在暂不关闭的状态。"))
    bucket.held_reason = ""
    _close(bucket, settlement, by=by)
    return bucket


def customer_bucket(settlement: Settlement) -> SettlementBucket:
    """The locked bucket of the customer; raises Refused when the customer pays nothing."""
    bucket = settlement.buckets.filter(payer=Payer.CP).first()
    if bucket is None:
        raise Refused(_("这张结算单没有客户自费部分，不用收款。"))
    return lock(bucket)


def locked(settlement: Settlement, version: int | None, by: Access) -> Settlement:
    order = lock(settlement.order)
    fresh = lock(settlement, version)
    fresh.order = order
    return fresh


def require_collectable(settlement: Settlement) -> None:
    if settlement.state != SettlementState.PREPARED:
        raise Refused(
            _("结算单现在是“%(state)s”，不能收款。") % {"state": settlement.get_state_display()}
        )
    if settlement.discount_requests.pending().exists():
        raise Refused(_("折让申请还没有批复，金额未定，请稍候收款。"))
    if settlement.refund_requests.pending().exists():
        raise Refused(_("有退款申请还没有批复，请稍候收款。"))


def _check(
    bucket: SettlementBucket,
    amount: Decimal,
    method: str,
    reference: str,
    tendered: Decimal | None,
) -> None:
    wrong = moves.check_money(amount, method, reference)
    if tendered is not None and "amount" not in wrong:
        if method != PaymentMethod.CASH:
            wrong["tendered"] = _("只有现金才有找零。")
        elif not tendered.is_finite() or tendered < amount:
            wrong["tendered"] = _("实收现金不能少于收款金额。")
    if wrong:
        raise ValidationError(wrong)
    if amount > bucket.outstanding:
        words = _("客户只差 %(left)s，不能多收。")
        if method == PaymentMethod.CASH:
            words = _("客户只差 %(left)s：请按此金额收款，多给的现金填在“实收现金”，当面找零。")
        raise Refused(words % {"left": money_text(bucket.outstanding)}, field="amount")


def _settle(
    settlement: Settlement, *, by: Access, held: Iterable[str] = (), hold_reason: str = ""
) -> Settlement:
    require_collectable(settlement)
    for bucket in settlement.buckets.select_for_update().order_by("pk"):
        if bucket.payer in held and bucket.due:
            bucket.held_reason = hold_reason
            bucket.save()
        elif not bucket.closing:
            _close(bucket, settlement, by=by)
    settlement.settled_by, settlement.settled_at = by.person, by.now
    perform(SETTLEMENT, settlement, "settle", by=by)
    post(settlement, by=by)
    return settlement


def _close(bucket: SettlementBucket, settlement: Settlement, *, by: Access) -> None:
    if bucket.payer == Payer.PKG:
        draw(bucket, settlement, by=by)
    if not bucket.outstanding:
        bucket.closing = Closing.PAID if bucket.due else Closing.ZERO
    elif bucket.payer != Payer.CP:
        _owe(bucket, settlement, due_on=credit.due_on(settlement, bucket.payer, by), by=by)
    else:
        terms = credit.granted(settlement, bucket.outstanding, by=by)
        if terms is None:
            left = money_text(bucket.outstanding)
            raise Refused(_("客户还有 %(left)s 没有付清。") % {"left": left})
        _owe(bucket, settlement, due_on=terms, by=by)
    bucket.closed_at = bucket.posted_at = by.now
    bucket.save()


def _owe(
    bucket: SettlementBucket, settlement: Settlement, *, due_on: dt.date, by: Access
) -> Receivable:
    bucket.closing = Closing.RECEIVABLE
    order = settlement.order
    customer = (order.bill_to or order.visit.owner) if bucket.payer == Payer.CP else None
    return Receivable.objects.create(
        store_id=settlement.store_id,
        order=order,
        bucket=bucket,
        payer=bucket.payer,
        customer=customer,
        amount=bucket.outstanding,
        open_amount=bucket.outstanding,
        posted_at=by.now,
        due_on=due_on,
    )
