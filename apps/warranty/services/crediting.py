"""Money from the manufacturer against what the order's warranty part left open."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.core.figures_text import money_text
from apps.core.money import ZERO, to_fen
from apps.core.refusals import Refused
from apps.core.services import constraint_words, lock, service
from apps.core.transitions import follow, perform
from apps.warranty.machines import CLAIM
from apps.warranty.permissions import Perm
from apps.warranty.services.locking import lock_claim
from apps.workorders.choices import PaymentMethod
from apps.workorders.models import Payment, Receivable

if TYPE_CHECKING:
    from apps.org.access import Access
    from apps.warranty.models import Claim


@service
def settle_claim(
    *,
    by: Access,
    claim: Claim,
    version: int | None,
    amount: Decimal,
    reference: str,
    loss_reason: str = "",
) -> Claim:
    """The credit is booked against the receivable, and the claim is closed.

    What the manufacturer does not pay is the store's loss and needs its cause: after delivery the
    customer is never billed for it.  Raises ValidationError for more than was approved.
    """
    claim = lock_claim(claim, version)
    by.require(Perm.SETTLE_CLAIM, claim)
    CLAIM.find(claim, "credit")
    _check(claim, amount, reference, loss_reason)
    owed = open_receivable(claim)
    if amount > owed.open_amount:
        left = money_text(owed.open_amount)
        raise Refused(_("应收账款只剩 %(left)s。") % {"left": left}, field="amount")
    _book(owed, amount, reference.strip(), by=by)
    claim.credited, claim.credited_at = amount, by.now
    claim.loss, claim.loss_reason = claim.claimed - amount, loss_reason.strip()
    claim.closed_at = by.now
    perform(CLAIM, claim, "credit", by=by, reason=loss_reason)
    follow(CLAIM, claim, "close", by=by, cause=f"credit {reference.strip()}")
    return claim


@service
def write_off(*, by: Access, claim: Claim, version: int | None, reason: str) -> Claim:
    """A rejected claim is closed as the store's loss with its cause; the receivable is closed."""
    claim = lock_claim(claim, version)
    by.require(Perm.SETTLE_CLAIM, claim)
    CLAIM.find(claim, "write_off")
    _close(open_receivable(claim), by=by)
    claim.loss, claim.loss_reason, claim.closed_at = claim.claimed, reason.strip(), by.now
    perform(CLAIM, claim, "write_off", by=by, reason=reason)
    return claim


def open_receivable(claim: Claim) -> Receivable:
    """What the manufacturer still owes for the order, locked; raises Refused when nothing."""
    rows = Receivable.objects.filter(order=claim.order, payer=claim.kind, open_amount__gt=0)
    found = rows.order_by("-pk").first()
    if found is None:
        raise Refused(_("这张工单没有未结的厂家应收账款。"))
    return lock(found)


def _check(claim: Claim, amount: Decimal, reference: str, loss_reason: str) -> None:
    wrong: dict[str, str] = {}
    if not amount.is_finite() or amount <= 0 or amount != to_fen(amount):
        wrong["amount"] = _("入账金额须大于零，最多两位小数。")
    elif amount > claim.approved:
        most = money_text(claim.approved)
        wrong["amount"] = _("入账金额不能超过核准金额 %(most)s。") % {"most": most}
    elif amount < claim.claimed and not loss_reason.strip():
        wrong["loss_reason"] = _("未收回的部分计入店端损失，请填写原因。")
    if not reference.strip():
        wrong["reference"] = _("请填写厂家入账凭证号。")
    if wrong:
        raise ValidationError(wrong)


def _book(owed: Receivable, amount: Decimal, reference: str, *, by: Access) -> None:
    """Write the money as a payment on the bucket, and close what was owed."""
    bucket = lock(owed.bucket)
    Payment.objects.create(
        store_id=owed.store_id,
        bucket=bucket,
        method=PaymentMethod.TRANSFER,
        amount=amount,
        reference=reference,
        taken_by=by.person,
        at=by.now,
    )
    bucket.paid += amount
    with constraint_words(bucket_not_overpaid=_("入账超过了应收金额。")):
        bucket.save()
    _close(owed, by=by)


def _close(owed: Receivable, *, by: Access) -> None:
    owed.open_amount, owed.closed_at = ZERO, by.now
    owed.save()
