"""Taking money, closing a settlement, and giving money back with a second person's word."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.core.figures_text import money_text
from apps.core.money import to_fen
from apps.core.refusals import Refused
from apps.core.services import constraint_words, lock, service
from apps.core.transitions import perform
from apps.workorders.choices import Closing, Payer, PaymentMethod, SettlementState
from apps.workorders.machines import SETTLEMENT
from apps.workorders.models import Payment, Receivable, Settlement, SettlementBucket
from apps.workorders.permissions import Perm
from apps.workorders.services.settlement import post

if TYPE_CHECKING:
    from apps.org.access import Access

SANE_PAYMENT = Decimal(10_000_000)


@service
def take_payment(
    *,
    by: Access,
    settlement: Settlement,
    version: int | None,
    amount: Decimal,
    method: str,
    reference: str = "",
    finish: bool = False,
) -> Settlement:
    """The customer's part is paid by so much more; ``finish`` settles when nothing is left.

    Raises Refused beside the field for more than is due, and while a discount waits for approval;
    ValidationError for an amount that is none or a missing reference number.
    """
    settlement = _locked(settlement, version, by)
    by.require(Perm.TAKE_PAYMENT, settlement.order)
    _require_collectable(settlement)
    bucket = customer_bucket(settlement)
    _check(bucket, amount, method, reference.strip())
    Payment.objects.create(
        store_id=settlement.store_id,
        bucket=bucket,
        method=method,
        amount=amount,
        reference=reference.strip(),
        taken_by=by.person,
        at=by.now,
    )
    bucket.paid += amount
    with constraint_words(bucket_not_overpaid=_("收款超过了应收金额。")):
        bucket.save()
    if finish and not bucket.outstanding:
        return _settle(settlement, by=by)
    settlement.save()
    return settlement


@service
def settle(*, by: Access, settlement: Settlement, version: int | None) -> Settlement:
    """Every payer's part is closed: paid, posted to receivables, or zero; the order is settled.

    Raises Refused while the customer still owes money.
    """
    settlement = _locked(settlement, version, by)
    by.require(Perm.SETTLE_WORKORDER, settlement.order)
    return _settle(settlement, by=by)


def customer_bucket(settlement: Settlement) -> SettlementBucket:
    """The locked bucket of the customer; raises Refused when the customer pays nothing."""
    bucket = settlement.buckets.filter(payer=Payer.CP).first()
    if bucket is None:
        raise Refused(_("这张结算单没有客户自费部分，不用收款。"))
    return lock(bucket)


def _locked(settlement: Settlement, version: int | None, by: Access) -> Settlement:
    order = lock(settlement.order)
    fresh = lock(settlement, version)
    fresh.order = order
    return fresh


def _require_collectable(settlement: Settlement) -> None:
    if settlement.state != SettlementState.PREPARED:
        raise Refused(
            _("结算单现在是“%(state)s”，不能收款。") % {"state": settlement.get_state_display()}
        )
    if settlement.discount_requests.pending().exists():
        raise Refused(_("折让申请还没有批复，金额未定，请稍候收款。"))
    if settlement.refund_requests.pending().exists():
        raise Refused(_("有退款申请还没有批复，请稍候收款。"))


def _check(bucket: SettlementBucket, amount: Decimal, method: str, reference: str) -> None:
    wrong: dict[str, str] = {}
    if not amount.is_finite() or amount <= 0 or amount != to_fen(amount):
        wrong["amount"] = _("收款金额须大于零，最多两位小数。")
    elif amount > SANE_PAYMENT:
        wrong["amount"] = _("金额过大，请核对。")
    if method not in PaymentMethod.values:
        wrong["method"] = _("没有这种收款方式。")
    elif method != PaymentMethod.CASH and not reference:
        wrong["reference"] = _("除现金外须填写流水号。")
    if wrong:
        raise ValidationError(wrong)
    if amount > bucket.outstanding:
        words = _("客户只差 %(left)s，不能多收。") % {"left": money_text(bucket.outstanding)}
        raise Refused(words, field="amount")


def _settle(settlement: Settlement, *, by: Access) -> Settlement:
    _require_collectable(settlement)
    for bucket in settlement.buckets.select_for_update().order_by("pk"):
        _close(bucket, settlement, by=by)
    settlement.settled_by, settlement.settled_at = by.person, by.now
    perform(SETTLEMENT, settlement, "settle", by=by)
    post(settlement, by=by)
    return settlement


def _close(bucket: SettlementBucket, settlement: Settlement, *, by: Access) -> None:
    if not bucket.due:
        bucket.closing = Closing.ZERO
    elif bucket.payer != Payer.CP:
        bucket.closing = Closing.RECEIVABLE
        _owe(bucket, settlement, by=by)
    elif bucket.outstanding:
        left = money_text(bucket.outstanding)
        raise Refused(_("客户还有 %(left)s 没有付清。") % {"left": left})
    else:
        bucket.closing = Closing.PAID
    bucket.closed_at = by.now
    bucket.save()


def _owe(bucket: SettlementBucket, settlement: Settlement, *, by: Access) -> Receivable:
    return Receivable.objects.create(
        store_id=settlement.store_id,
        order=settlement.order,
        bucket=bucket,
        payer=bucket.payer,
        amount=bucket.due,
        open_amount=bucket.due,
        posted_at=by.now,
    )
