"""Credit, goodwill and deposits to be given back on the page of all requests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from apps.core.figures_text import day_text, money_text
from apps.org import asking
from apps.org.services.asking import withdraw
from apps.workorders.approvals import CREDIT, DEPOSIT_REFUND, GOODWILL, PREPAID_REFUND
from apps.workorders.permissions import Perm
from apps.workorders.services.credit import account_of, decide_credit, owed_by
from apps.workorders.services.deposits import decide_deposit_refund
from apps.workorders.services.goodwill import decide_goodwill
from apps.workorders.services.prepaid import decide_prepaid_refund

if TYPE_CHECKING:
    from apps.workorders.models import CreditRequest, DepositRefund, GoodwillRequest, PrepaidRefund

OF_ORDER = ("visit__owner", "advisor", "bill_to")


def credit_facts(request: CreditRequest) -> list[tuple[str, object]]:
    """How much, until when, for whom, and what they owe already."""
    order = request.settlement.order
    account = account_of(order)
    facts: list[tuple[str, object]] = [
        (_("欠款金额"), money_text(request.amount)),
        (_("承诺付款日"), day_text(request.pay_by)),
        (_("付款客户"), order.bill_to or order.visit.owner or order.visit.sender_name),
    ]
    if account is not None:
        facts.append((_("挂账额度"), money_text(account.limit)))
        facts.append((_("已欠"), money_text(owed_by(account))))
    return [*facts, (_("服务顾问"), order.advisor)]


def goodwill_facts(request: GoodwillRequest) -> list[tuple[str, object]]:
    """Which work, and who shall bear how much of it."""
    order = request.job.order
    return [
        (_("项目"), request.job.name),
        (_("厂家承担"), f"{request.maker_pct.normalize():f}%"),
        (_("店端承担"), f"{request.dealer_pct.normalize():f}%"),
        (_("客户承担"), f"{request.customer_pct.normalize():f}%"),
        (_("客户"), order.visit.owner or order.visit.sender_name),
        (_("服务顾问"), order.advisor),
    ]


def deposit_facts(request: DepositRefund) -> list[tuple[str, object]]:
    """Whose deposit, for what, and how much of it is left."""
    deposit = request.deposit
    return [
        (_("交款人"), deposit.payer_name),
        (_("用途"), deposit.purpose),
        (_("定金金额"), money_text(deposit.amount)),
        (_("已抵扣"), money_text(deposit.applied)),
        (_("方式"), deposit.get_method_display()),
    ]


def prepaid_facts(request: PrepaidRefund) -> list[tuple[str, object]]:
    """Whose package, what it cost, and how much of it was used."""
    prepaid = request.prepaid
    return [
        (_("持有人"), prepaid.customer),
        (_("实付金额"), money_text(prepaid.price)),
        (_("已核销金额"), money_text(prepaid.drawn)),
        (_("有效期至"), day_text(prepaid.valid_until)),
        (_("方式"), prepaid.get_method_display()),
    ]


def _detail(order: Any) -> str:
    return reverse("workorders:detail", args=[order.pk])


asking.register(
    asking.Desk(
        kind=CREDIT,
        decide=decide_credit,
        withdraw=withdraw,
        related=tuple(f"settlement__order__{x}" for x in OF_ORDER),
        number=lambda r: str(r.settlement.order.number),
        facts=credit_facts,
        address=lambda r: _detail(r.settlement.order),
        sight=Perm.VIEW_WORKORDER,
        plate=lambda r: str(r.settlement.order.visit.plate_no),
    )
)
asking.register(
    asking.Desk(
        kind=GOODWILL,
        decide=decide_goodwill,
        withdraw=withdraw,
        related=tuple(f"job__order__{x}" for x in OF_ORDER),
        number=lambda r: str(r.job.order.number),
        facts=goodwill_facts,
        address=lambda r: _detail(r.job.order),
        sight=Perm.VIEW_WORKORDER,
        plate=lambda r: str(r.job.order.visit.plate_no),
    )
)
asking.register(
    asking.Desk(
        kind=DEPOSIT_REFUND,
        decide=decide_deposit_refund,
        withdraw=withdraw,
        related=("deposit__order__visit", "deposit__advisor"),
        number=lambda r: str(r.deposit.number),
        facts=deposit_facts,
        address=lambda r: reverse("workorders:deposit", args=[r.deposit_id]),
        sight=Perm.SETTLE_WORKORDER,
        plate=lambda r: str(r.deposit.order.visit.plate_no) if r.deposit.order else None,
    )
)
asking.register(
    asking.Desk(
        kind=PREPAID_REFUND,
        decide=decide_prepaid_refund,
        withdraw=withdraw,
        related=("prepaid__customer", "prepaid__advisor"),
        number=lambda r: str(r.prepaid.number),
        facts=prepaid_facts,
        address=lambda r: reverse("workorders:prepaid", args=[r.prepaid_id]),
        sight=Perm.VIEW_PREPAID,
    )
)
