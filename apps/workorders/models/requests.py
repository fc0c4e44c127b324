"""What somebody asks of the line above: a discount beyond the own limit, a refund."""

from __future__ import annotations

from decimal import Decimal
from typing import Self, TypeVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import TrackedRow
from apps.core.money import ZERO, MoneyField
from apps.org.reach import ReachQuerySet
from apps.workorders.choices import RequestState
from apps.workorders.reach import of_order

R = TypeVar("R", bound=models.Model)

DECIDED = Q(decided_at__isnull=False, decided_by__isnull=False)
BY_ANOTHER = models.CheckConstraint(
    condition=Q(decided_by=None) | ~Q(decided_by=F("requested_by")), name="%(class)s_by_another"
)
ANSWERED = models.CheckConstraint(
    condition=Q(state__in=("pending", "withdrawn"), decided_by=None)
    | Q(state__in=("approved", "refused")) & DECIDED,
    name="%(class)s_answered_by_somebody",
)


class RequestQuerySet(ReachQuerySet[R]):
    """Requests by whether they wait."""

    def pending(self) -> Self:
        """Those nobody has answered."""
        return self.filter(state=RequestState.PENDING)


class Request(TrackedRow):
    """Asked by one person of the position ``asked_of``, answered by another person."""

    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    state = models.CharField(
        _("状态"), max_length=10, choices=RequestState, default=RequestState.PENDING
    )
    reason = models.CharField(_("申请理由"), max_length=160)
    asked_of = models.ForeignKey(
        "org.Position", models.PROTECT, related_name="+", verbose_name=_("审批岗位")
    )
    requested_by = models.ForeignKey(
        "org.Staff", models.PROTECT, related_name="+", verbose_name=_("申请人")
    )
    requested_at = models.DateTimeField(_("申请时间"))
    decided_by = models.ForeignKey(
        "org.Staff",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("审批人"),
    )
    decided_at = models.DateTimeField(_("审批时间"), null=True, blank=True)
    answer = models.CharField(_("审批意见"), max_length=160, blank=True)

    class Meta(TrackedRow.Meta):
        abstract = True
        ordering = ("requested_at", "pk")

    def __str__(self) -> str:
        return f"{self.settlement_id} {self.amount}"  # type: ignore[attr-defined]  # of children


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
