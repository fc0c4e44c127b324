"""A car leaves unpaid: on its customer's account, or because somebody above released it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db.models import Sum
from django.utils.translation import gettext as _

from apps.core.clock import business_day
from apps.core.figures_text import money_text
from apps.core.models import Setting
from apps.core.money import ZERO
from apps.core.refusals import Refused
from apps.core.services import lock, service
from apps.org.models import RequestState
from apps.org.services.asking import ask, decide
from apps.workorders.approvals import CREDIT
from apps.workorders.choices import Payer, SettlementState
from apps.workorders.models import CreditAccount, CreditRequest, PayerTerms, Receivable
from apps.workorders.permissions import Perm

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.org.access import Access
    from apps.workorders.models import Settlement, WorkOrder

TERMS = "workorders.receivable_terms"
USUAL_DAYS = 30
LONGEST = dt.timedelta(days=180)


def account_of(order: WorkOrder) -> CreditAccount | None:
    """The active account of the one who pays the order."""
    payer = order.bill_to or order.visit.owner
    return CreditAccount.objects.of(order.store_id, payer.pk if payer else None)


def owed_by(account: CreditAccount) -> Decimal:
    """What the account owes now."""
    rows = Receivable.objects.filter(customer_id=account.customer_id, store_id=account.store_id)
    found: Decimal | None = rows.aggregate(sum=Sum("open_amount"))["sum"]
    return found or ZERO


def overdue_of(account: CreditAccount, on: dt.date) -> Decimal:
    """What of it is past its day."""
    rows = Receivable.objects.filter(customer_id=account.customer_id, store_id=account.store_id)
    late = rows.filter(open_amount__gt=0, due_on__lt=on)
    found: Decimal | None = late.aggregate(sum=Sum("open_amount"))["sum"]
    return found or ZERO


def why_not_on_account(order: WorkOrder, amount: Decimal, on: dt.date) -> str:
    """Why the customer's account does not carry this sum; empty when it does."""
    account = account_of(order)
    if account is None:
        return _("付款客户没有挂账账户。")
    why = papers_missing(order, account)
    if why:
        return why
    late = overdue_of(account, on)
    if late:
        return _("该客户有 %(late)s 逾期未付，暂停挂账。") % {"late": money_text(late)}
    left = account.limit - owed_by(account)
    if amount > left:
        return _("超出挂账额度：还可挂 %(left)s。") % {"left": money_text(max(left, ZERO))}
    return ""


def papers_missing(order: WorkOrder, account: CreditAccount) -> str:
    """What the fleet asks of an order before it pays: its number, its manager's word."""
    terms = PayerTerms.objects.filter(order=order, payer=Payer.CP).first()
    if account.po_required and not (terms and terms.document_no):
        return _("该客户要求填写客户订单号（PO）。")
    over = account.authorise_over
    if over is not None and order.total > over and not (terms and terms.agreed_by):
        return _("超过 %(over)s，须有车队负责人%(name)s授权。") % {
            "over": money_text(over),
            "name": account.manager_name,
        }
    return ""


def granted(settlement: Settlement, amount: Decimal, *, by: Actor) -> dt.date | None:
    """Until when this sum may stay unpaid: by an approved release, or by the account; else None."""
    released = settlement.credit_requests.filter(state=RequestState.APPROVED, amount__gte=amount)
    found = released.order_by("-pk").first()
    if found is not None:
        return found.pay_by
    today = business_day(by.now)
    order = settlement.order
    account = account_of(order)
    if account is None:
        return None
    account = lock(account)
    if why_not_on_account(order, amount, today):
        return None
    return today + dt.timedelta(days=account.term_days)


def due_on(settlement: Settlement, payer: str, by: Actor) -> dt.date:
    """When a payer who does not pay at the counter has to have paid."""
    today = business_day(by.now)
    terms = Setting.objects.value(TERMS, today, settlement.store_id)
    return today + dt.timedelta(days=int(terms.get(payer, USUAL_DAYS)))


@service
def request_credit(
    *, by: Access, settlement: Settlement, version: int | None, pay_by: dt.date, reason: str
) -> CreditRequest:
    """Somebody above is asked to let the car go though the customer still owes.

    Raises Refused without a reason, while another answer is open, and when nothing is owed.
    """
    order = lock(settlement.order)
    settlement = lock(settlement, version)
    by.require(Perm.PREPARE_SETTLEMENT, order)
    settlement.order = order
    bucket = settlement.buckets.filter(payer=Payer.CP).first()
    owed = bucket.outstanding if bucket else ZERO
    _require_askable(settlement, owed)
    _check_day(pay_by, by)
    if not reason.strip():
        raise Refused(_("请写明为什么可以欠款放行。"), field="reason")
    request = CreditRequest(
        settlement=settlement,
        store_id=settlement.store_id,
        amount=owed,
        pay_by=pay_by,
        reason=reason,
    )
    ask(CREDIT, request, by=by)
    settlement.save()
    return request


def _require_askable(settlement: Settlement, owed: Decimal) -> None:
    if settlement.state != SettlementState.PREPARED or not owed:
        raise Refused(_("这张结算单没有客户未付的金额。"))
    if settlement.discount_requests.pending().exists():
        raise Refused(_("折让申请还没有批复，金额未定。"))
    if settlement.credit_requests.pending().exists():
        raise Refused(_("已经有一份欠款放行申请在等批复。"))


def _check_day(pay_by: dt.date, by: Access) -> None:
    today = business_day(by.now)
    if not today <= pay_by <= today + LONGEST:
        raise ValidationError({"pay_by": _("承诺付款日须在今天起半年之内。")})


@service
def decide_credit(
    *, by: Access, request: CreditRequest, version: int | None, action: str, reason: str = ""
) -> CreditRequest:
    """The car may leave with this sum unpaid until the day, or it may not."""
    order = lock(request.settlement.order)
    settlement = lock(request.settlement)
    request = lock(request, version)
    settlement.order = order
    request.settlement = settlement
    decide(CREDIT, request, action, by=by, reason=reason)
    settlement.save()
    return request
