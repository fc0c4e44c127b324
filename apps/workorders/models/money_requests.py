"""What the till asks of the line above beside discounts: credit, goodwill, deposits back."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.money import ZERO, MoneyField
from apps.org.models.asking import ANSWERED, BY_ANOTHER, Request, RequestQuerySet
from apps.org.reach import ReachSpec
from apps.workorders.choices import Medium
from apps.workorders.models.prices import UNNARROWED
from apps.workorders.models.split import HUNDRED
from apps.workorders.reach import of_order

if TYPE_CHECKING:
    from apps.org.models import Staff
    from apps.workorders.models.order import WorkOrder
    from apps.workorders.models.till import Deposit


def _open(name: str) -> list[models.Index]:
    return [
        models.Index(
            fields=["store", "requested_at"], condition=Q(state="pending"), name=f"{name}_open"
        )
    ]


class CreditRequest(Request):
    """A car shall leave unpaid (欠款放行): how much is owed, and until when."""

    settlement = models.ForeignKey(
        "workorders.Settlement", models.PROTECT, related_name="credit_requests"
    )
    amount = MoneyField(_("欠款金额"))
    pay_by = models.DateField(_("承诺付款日"))

    reach = of_order("settlement__order", store="store")
    objects = RequestQuerySet["CreditRequest"].as_manager()
    history = tracked()

    class Meta(Request.Meta):
        verbose_name = _("欠款放行申请")
        constraints = [
            BY_ANOTHER,
            ANSWERED,
            models.UniqueConstraint(
                fields=["settlement"], condition=Q(state="pending"), name="creditrequest_one_open"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="creditrequest_positive"),
        ]
        indexes = _open("creditrequest")

    @property
    def subject(self) -> WorkOrder:
        """The order whose car shall leave."""
        return self.settlement.order

    @property
    def amounts(self) -> dict[str, Decimal]:
        """What stays unpaid."""
        return {"credit_cny": self.amount}

    @property
    def line_of(self) -> Staff:
        """The order's advisor answers for it, whoever asks."""
        return self.subject.advisor


class GoodwillRequest(Request):
    """Goodwill on a job beyond one's own limit: the shares of maker, store and customer.

    With ``refusal`` it is about the part a payer refused.  Where the customer would pay more,
    ``consented_by`` said yes to it.
    """

    job = models.ForeignKey("workorders.Job", models.PROTECT, related_name="goodwill_requests")
    refusal = models.ForeignKey(
        "workorders.PayerRefusal",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="goodwill_requests",
        verbose_name=_("付款方拒付"),
    )
    medium = models.CharField(_("客户同意方式"), max_length=12, choices=Medium, blank=True)
    consented_by = models.CharField(_("同意人"), max_length=40, blank=True)
    maker_pct = models.DecimalField(_("厂家承担%"), max_digits=5, decimal_places=2, default=ZERO)
    dealer_pct = models.DecimalField(_("店端承担%"), max_digits=5, decimal_places=2, default=ZERO)
    customer_pct = models.DecimalField(_("客户承担%"), max_digits=5, decimal_places=2, default=ZERO)
    amount = MoneyField(_("善意金额"))

    reach = of_order("job__order", store="store")
    objects = RequestQuerySet["GoodwillRequest"].as_manager()
    history = tracked()

    class Meta(Request.Meta):
        verbose_name = _("善意补偿申请")
        constraints = [
            BY_ANOTHER,
            ANSWERED,
            models.UniqueConstraint(
                fields=["job"], condition=Q(state="pending"), name="goodwillrequest_one_open"
            ),
            models.CheckConstraint(
                condition=Q(maker_pct__gte=0, dealer_pct__gte=0, customer_pct__gte=0, amount__gt=0)
                & Q(customer_pct=HUNDRED - F("maker_pct") - F("dealer_pct")),
                name="goodwillrequest_adds_up",
            ),
        ]
        indexes = _open("goodwillrequest")

    @property
    def subject(self) -> WorkOrder:
        """The order the work is on."""
        return self.job.order

    @property
    def amounts(self) -> dict[str, Decimal]:
        """What maker and store bear together."""
        return {"order_goodwill_cny": self.amount}


class DepositRefund(Request):
    """A deposit, or what is left of it, shall go back to the customer."""

    deposit = models.ForeignKey("workorders.Deposit", models.PROTECT, related_name="refunds")
    amount = MoneyField(_("退款金额"))

    reach = ReachSpec(unit="deposit__unit", owners=("deposit__advisor",), rows=UNNARROWED)
    objects = RequestQuerySet["DepositRefund"].as_manager()
    history = tracked()

    class Meta(Request.Meta):
        verbose_name = _("退定金申请")
        constraints = [
            BY_ANOTHER,
            ANSWERED,
            models.UniqueConstraint(
                fields=["deposit"], condition=Q(state="pending"), name="depositrefund_one_open"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="depositrefund_positive"),
        ]
        indexes = _open("depositrefund")

    @property
    def subject(self) -> Deposit:
        """The deposit itself."""
        return self.deposit

    @property
    def amounts(self) -> dict[str, Decimal]:
        """The sum that goes back."""
        return {"refund_cny": self.amount}

    @property
    def line_of(self) -> Staff:
        """The cashier's line does not answer for the deposit: its advisor's does."""
        return self.deposit.advisor
