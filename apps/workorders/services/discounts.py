"""Discounts on a prepared settlement: within one's own limit at once, beyond it asked upwards."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.core.money import ZERO
from apps.core.refusals import Refused
from apps.core.services import lock, service
from apps.org.services.asking import ask, decide, drop, own_limits
from apps.workorders import pricing
from apps.workorders.approvals import DISCOUNT
from apps.workorders.billing import Bill, Wish, bill, discount_of
from apps.workorders.choices import Payer, SettlementState
from apps.workorders.following import charged_lines
from apps.workorders.models import DiscountRequest, Settlement, SettlementBucket
from apps.workorders.permissions import Perm

if TYPE_CHECKING:
    from apps.org.access import Access
    from apps.workorders.models import WorkOrder

HUNDRED = Decimal(100)


@service
def give_discount(
    *,
    by: Access,
    settlement: Settlement,
    version: int | None,
    labour_pct: Decimal = ZERO,
    parts_pct: Decimal = ZERO,
    round_off: Decimal = ZERO,
    reason: str = "",
) -> Settlement:
    """The customer's discount is as asked, or, beyond the giver's own limit, waits for approval.

    A new discount replaces the one before.  Raises Refused once money was taken on the settlement
    or while an earlier request is open, ValidationError for figures that make no sense.
    """
    order = lock(settlement.order)
    settlement = lock(settlement, version)
    by.require(Perm.PREPARE_SETTLEMENT, order)
    settlement.order = order
    let_off(settlement, Wish(labour_pct, parts_pct, round_off), by=by, reason=reason)
    settlement.save()
    return settlement


def let_off(settlement: Settlement, wish: Wish, *, by: Access, reason: str) -> None:
    """Apply a wish to a locked settlement within the giver's limit, or ask for it."""
    require_open(settlement)
    check(wish, settlement.order)
    if not wish or by.covers(Perm.GIVE_DISCOUNT, settlement.order, wish.amounts):
        apply(settlement, wish)
        return
    apply(settlement, Wish())
    _ask(settlement, wish, by=by, reason=reason)


def require_open(settlement: Settlement) -> None:
    """Refuse where a settlement is closed, partly paid or waits for an approval."""
    if settlement.state != SettlementState.PREPARED:
        raise Refused(
            _("结算单现在是“%(state)s”，不能再改折让。") % {"state": settlement.get_state_display()}
        )
    if settlement.buckets.filter(paid__gt=0).exists():
        raise Refused(_("已经收过款，不能再改折让；请先申请退款。"))
    if settlement.discount_requests.pending().exists():
        raise Refused(_("上一次折让申请还没有批复。"))


def check(wish: Wish, order: WorkOrder) -> None:
    """Refuse figures that make no sense, each beside its field."""
    wrong: dict[str, str] = {}
    for name in ("labour_pct", "parts_pct"):
        if not ZERO <= getattr(wish, name) <= HUNDRED:
            wrong[name] = _("折让须在0%到100%之间。")
    if wish.round_off < 0:
        wrong["round_off"] = _("抹零不能为负数。")
    if not wrong:
        before = pricing.totals(x for x in charged_lines(order) if x.payer == Payer.CP)
        if discount_of(before, wish).total > before.gross:
            wrong["round_off"] = _("折让合计超过了客户应付金额。")
        elif wish and not discount_of(before, wish).total:
            wrong["labour_pct"] = _("客户没有可以折让的金额。")
    if wrong:
        raise ValidationError(wrong)


def apply(settlement: Settlement, wish: Wish) -> None:
    """Compute the customer's bucket anew with this discount, and the header as the sum."""
    bucket = settlement.buckets.filter(payer=Payer.CP).first()
    if bucket is not None:
        fill(bucket, bill(charged_lines(settlement.order), Payer.CP, wish))
        bucket.save()
    sum_up(settlement)


def fill(bucket: SettlementBucket, computed: Bill) -> None:
    """Write a computed bill into its bucket."""
    for name, value in computed.columns.items():
        setattr(bucket, name, value)


def sum_up(settlement: Settlement) -> None:
    """Make the header the sum of its buckets."""
    buckets = list(settlement.buckets.all())
    for name in ("gross", "discount", "due", "net", "vat"):
        setattr(settlement, name, sum((getattr(b, name) for b in buckets), ZERO))


def _ask(settlement: Settlement, wish: Wish, *, by: Access, reason: str) -> DiscountRequest:
    order = settlement.order
    if not reason.strip():
        raise Refused(_("超出您的折让额度，请写明理由后上报。"), field="reason")
    before = pricing.totals(x for x in charged_lines(order) if x.payer == Payer.CP)
    request = DiscountRequest(
        settlement=settlement,
        store_id=settlement.store_id,
        labour_pct=wish.labour_pct,
        parts_pct=wish.parts_pct,
        round_off=wish.round_off,
        amount=discount_of(before, wish).total,
        reason=reason,
    )
    own = own_limits(by.covering(Perm.GIVE_DISCOUNT, order), wish.amounts)
    return ask(DISCOUNT, request, by=by, own=own)


@service
def decide_discount(
    *, by: Access, request: DiscountRequest, version: int | None, action: str, reason: str = ""
) -> DiscountRequest:
    """The request is approved, and the discount stands, or refused with a reason.

    Raises Refused for the person who asked, beyond the approver's limit, and once answered.
    """
    order = lock(request.settlement.order)
    settlement = lock(request.settlement)
    request = lock(request, version)
    settlement.order = order
    request.settlement = settlement
    decide(DISCOUNT, request, action, by=by, reason=reason)
    if action == "approve":
        apply(settlement, request.wish)
    settlement.save()
    return request


def drop_requests(settlement: Settlement, *, by: Access) -> None:
    """Withdraw the open requests of a locked settlement that is withdrawn itself."""
    for request in settlement.discount_requests.pending():
        drop(DISCOUNT, lock(request), by=by, cause="settlement withdrawn")
