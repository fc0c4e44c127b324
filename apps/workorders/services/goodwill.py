"""Goodwill on a job: the shares of maker, store and customer, with who answers for them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.core.money import ZERO, to_fen
from apps.core.refusals import Refused
from apps.core.services import lock, service
from apps.org.services.asking import ask, decide, own_limits
from apps.workorders import pricing
from apps.workorders.approvals import GOODWILL
from apps.workorders.choices import Payer
from apps.workorders.following import refresh_totals
from apps.workorders.models import Goodwill, GoodwillRequest
from apps.workorders.permissions import Perm
from apps.workorders.services.payers import open_order, write_split

if TYPE_CHECKING:
    from apps.org.access import Access
    from apps.org.models import Staff
    from apps.workorders.models import Job, WorkOrder
    from apps.workorders.shares import Charged


@service
def give_goodwill(
    *,
    by: Access,
    job: Job,
    version: int | None,
    maker_pct: Decimal,
    dealer_pct: Decimal,
    reason: str,
) -> Job:
    """Maker and store bear these percentages of a job: at once within one's limit, else asked.

    Raises ValidationError for percentages that make no sense, Refused without a reason and while
    another answer is open.
    """
    order = open_order(by, job.order, version)
    by.require(Perm.GIVE_GOODWILL, order)
    job = lock(job)
    job.order = order
    customer = _customer_pct(maker_pct, dealer_pct)
    if not reason.strip():
        raise Refused(_("请填写善意补偿的原因。"), field="reason")
    if job.goodwill_requests.pending().exists():
        raise Refused(_("这个项目的善意补偿申请还在等批复。"))
    amount = _borne(job, maker_pct + dealer_pct)
    wish = {"order_goodwill_cny": amount}
    if by.covers(Perm.GIVE_GOODWILL, order, wish):
        _carry_out(job, maker_pct, dealer_pct, customer, reason, given_by=by.person, by=by)
        return job
    request = GoodwillRequest(
        job=job,
        store_id=order.store_id,
        maker_pct=maker_pct,
        dealer_pct=dealer_pct,
        customer_pct=customer,
        amount=amount,
        reason=reason,
    )
    own = own_limits(by.covering(Perm.GIVE_GOODWILL, order), wish)
    ask(GOODWILL, request, by=by, own=own)
    order.save()
    return job


def _customer_pct(maker: Decimal, dealer: Decimal) -> Decimal:
    wrong: dict[str, str] = {}
    for name, share in (("maker_pct", maker), ("dealer_pct", dealer)):
        if not share.is_finite() or share < 0 or share != to_fen(share):
            wrong[name] = _("比例须在0到100之间，最多两位小数。")
    if not wrong and not ZERO < maker + dealer <= pricing.HUNDRED:
        wrong["dealer_pct"] = _("厂家与店端合计须大于0，不超过100%。")
    if wrong:
        raise ValidationError(wrong)
    return pricing.HUNDRED - maker - dealer


def _lines(job: Job) -> list[Charged]:
    return [*job.labour_lines.order_by("pk"), *job.part_lines.order_by("pk")]


def _borne(job: Job, percent: Decimal) -> Decimal:
    whole = sum((line.amount for line in _lines(job)), ZERO)
    amount = pricing.percent_of(whole, percent)
    if not amount:
        raise Refused(_("这个项目没有金额可以补偿。"))
    return amount


def _carry_out(
    job: Job,
    maker: Decimal,
    dealer: Decimal,
    customer: Decimal,
    reason: str,
    *,
    given_by: Staff,
    by: Access,
    approved_by: Staff | None = None,
) -> Goodwill:
    """The job's lines are split, and the record says who answers for it."""
    order: WorkOrder = job.order
    shares = ((Payer.GWO, maker), (Payer.GWD, dealer), (Payer.CP, customer))
    wanted = [(payer, share) for payer, share in shares if share]
    for line in _lines(job):
        for old in line.splits.order_by("pk"):
            old.delete()
        line.payer = wanted[0][0]
        line.save()
        amounts = pricing.split_line(line.amount, [share for _payer, share in wanted])
        if len(wanted) > 1:
            for position, ((payer, share), amount) in enumerate(
                zip(wanted, amounts, strict=True), start=1
            ):
                write_split(line, position, payer, amount, share)
    record = Goodwill.objects.filter(job=job).first() or Goodwill(job=job)
    record.order, record.store, record.at = order, order.store, by.now
    record.maker_pct, record.dealer_pct, record.customer_pct = maker, dealer, customer
    record.amount, record.reason = _borne(job, maker + dealer), reason.strip()[:160]
    record.given_by, record.approved_by = given_by, approved_by
    record.save()
    refresh_totals(order)
    return record


@service
def decide_goodwill(
    *, by: Access, request: GoodwillRequest, version: int | None, action: str, reason: str = ""
) -> GoodwillRequest:
    """The job's lines are split as asked, or stay as they are."""
    order = lock(request.job.order)
    job = lock(request.job)
    request = lock(request, version)
    job.order = order
    request.job = job
    decide(GOODWILL, request, action, by=by, reason=reason)
    if action == "approve":
        if order.settlements.standing().exists():
            raise Refused(_("已经有结算单，请先撤回结算单再改付款方。"))
        _carry_out(
            job,
            request.maker_pct,
            request.dealer_pct,
            request.customer_pct,
            request.reason,
            given_by=request.requested_by,
            by=by,
            approved_by=by.person,
        )
    return request
