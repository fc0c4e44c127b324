"""What somebody asks of the line above: a discount beyond the own limit, a refund."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.money import ZERO, MoneyField
from apps.org.models.asking import ANSWERED, BY_ANOTHER, Request, RequestQuerySet
from apps.workorders.billing import Wish
from apps.workorders.reach import of_order

if TYPE_CHECKING:
    from apps.org.models import Staff
    from apps.workorders.models.order import WorkOrder


class DiscountRequest(Request):
    """A discount for the customer beyond what the one who prepares the settlement may give.

    Until it is answered the settlement waits without the discount, and no money is taken on it.
    """

    settlement = models.ForeignKey(
        "workorders.Settlement", models.PROTECT, related_name="discount_requests"
    )
    labour_pct = models.DecimalField(_("工时折让%"), max_digits=5, decimal_places=2, default=ZERO)
    parts_pct = models.DecimalField(_("材料折让%"), max_digits=5, decimal_places=2, default=ZERO)
    round_off = MoneyField(_("抹零"), default=ZERO)
    amount = MoneyField(_("折让金额"))

    reach = of_order("settlement__order", store="store")
    objects = RequestQuerySet["DiscountRequest"].as_manager()
    history = tracked()

    class Meta(Request.Meta):
        verbose_name = _("折让申请")
        constraints = [
            BY_ANOTHER,
            ANSWERED,
            models.UniqueConstraint(
                fields=["settlement"], condition=Q(state="pending"), name="discountrequest_one_open"
            ),
            models.CheckConstraint(
                condition=Q(
                    labour_pct__gte=0,
                    labour_pct__lte=Decimal(100),
                    parts_pct__gte=0,
                    parts_pct__lte=Decimal(100),
                    round_off__gte=0,
                    amount__gt=0,
                ),
                name="discountrequest_sane",
            ),
        ]
        indexes = [
            models.Index(
                fields=["store", "requested_at"],
                condition=Q(state="pending"),
                name="discountrequest_open",
            ),
        ]

    @property
    def subject(self) -> WorkOrder:
        """The order the discount is for."""
        return self.settlement.order

    @property
    def wish(self) -> Wish:
        """The discount as it was asked for."""
        return Wish(self.labour_pct, self.parts_pct, self.round_off)

    @property
    def amounts(self) -> dict[str, Decimal]:
        """Percent of labour and parts, and the rounding."""
        return self.wish.amounts


class RefundRequest(Request):
    """Money to be given back: one payment, or, without ``payment``, the whole settlement."""

    settlement = models.ForeignKey(
        "workorders.Settlement", models.PROTECT, related_name="refund_requests"
    )
    payment = models.ForeignKey(
        "workorders.Payment",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="refund_requests",
        verbose_name=_("收款"),
    )
    amount = MoneyField(_("退款金额"))

    reach = of_order("settlement__order", store="store")
    objects = RequestQuerySet["RefundRequest"].as_manager()
    history = tracked()

    class Meta(Request.Meta):
        verbose_name = _("退款申请")
        constraints = [
            BY_ANOTHER,
            ANSWERED,
            models.UniqueConstraint(
                fields=["settlement"], condition=Q(state="pending"), name="refundrequest_one_open"
            ),
            models.CheckConstraint(condition=Q(amount__gte=0), name="refundrequest_not_negative"),
        ]
        indexes = [
            models.Index(
                fields=["store", "requested_at"],
                condition=Q(state="pending"),
                name="refundrequest_open",
            ),
        ]

    @property
    def subject(self) -> WorkOrder:
        """The order the money was taken for."""
        return self.settlement.order

    @property
    def amounts(self) -> dict[str, Decimal]:
        """The sum that goes back."""
        return {"refund_cny": self.amount}

    @property
    def line_of(self) -> Staff:
        """The cashier's line does not answer for the order: its advisor's does."""
        return self.subject.advisor
