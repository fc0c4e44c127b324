"""Who pays which part of a line, and on which terms a payer pays."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import Row, TrackedRow
from apps.core.money import ZERO, MoneyField
from apps.org.reach import ReachQuerySet, ReachSpec
from apps.workorders.choices import Medium, Payer
from apps.workorders.reach import of_order, rows_by_class

HUNDRED = Decimal(100)
_LABOUR, _PART = "labour_line__job__order", "part_line__job__order"


class PayerSplit(TrackedRow):
    """One payer's share of a labour or part line; a line without any belongs to its own payer.

    ``amount`` is the share in yuan, VAT included; the shares of a line add up to it exactly, the
    remainder of percentages being on the last.  With ``percent`` the share follows the line when
    it changes, without it the amount is agreed.
    """

    labour_line = models.ForeignKey(
        "workorders.LabourLine", models.CASCADE, null=True, blank=True, related_name="splits"
    )
    part_line = models.ForeignKey(
        "workorders.PartLine", models.CASCADE, null=True, blank=True, related_name="splits"
    )
    order = models.ForeignKey("workorders.WorkOrder", models.PROTECT, related_name="splits")
    position = models.PositiveSmallIntegerField(_("顺序"), default=1)
    payer = models.CharField(_("付款方"), max_length=4, choices=Payer)
    percent = models.DecimalField(_("比例%"), max_digits=5, decimal_places=2, null=True, blank=True)
    amount = MoneyField(_("金额"))

    reach = of_order("order")
    objects = ReachQuerySet["PayerSplit"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("付款方拆分")
        ordering = ("position", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(labour_line__isnull=False, part_line=None)
                | Q(labour_line=None, part_line__isnull=False),
                name="payersplit_of_one_line",
            ),
            models.UniqueConstraint(
                fields=["labour_line", "payer"], name="payersplit_labour_payer_once"
            ),
            models.UniqueConstraint(
                fields=["part_line", "payer"], name="payersplit_part_payer_once"
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0)
                & (Q(percent=None) | Q(percent__gt=0, percent__lt=HUNDRED)),
                name="payersplit_sane",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.payer} {self.amount}"


class PayerTerms(TrackedRow):
    """What must be known before a payer is billed for an order: its document and its answers.

    ``document_no`` is the payer's own paper: a fleet's order number, the insurer's case, the
    contract of an extended warranty, the number of a package.  Insurance pays ``assessed`` less
    ``deductible``; what is left of its lines falls on the customer with consent.
    """

    order = models.ForeignKey("workorders.WorkOrder", models.PROTECT, related_name="payer_terms")
    payer = models.CharField(_("付款方"), max_length=4, choices=Payer)
    document_no = models.CharField(_("付款方单据号"), max_length=60, blank=True)
    cost_centre = models.CharField(_("成本中心"), max_length=40, blank=True)
    requester = models.ForeignKey(
        "org.Staff",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("需求人"),
    )
    insurer = models.CharField(_("保险公司"), max_length=60, blank=True)
    assessed = MoneyField(_("定损金额"), null=True, blank=True)
    deductible = MoneyField(_("免赔额"), default=ZERO)
    agreed_by = models.CharField(_("同意人"), max_length=40, blank=True)
    agreed_medium = models.CharField(_("同意方式"), max_length=12, choices=Medium, blank=True)
    agreed_at = models.DateTimeField(_("同意时间"), null=True, blank=True)

    reach = of_order("order")
    objects = ReachQuerySet["PayerTerms"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("付款条件")
        ordering = ("order", "payer")
        constraints = [
            models.UniqueConstraint(fields=["order", "payer"], name="payerterms_once"),
            models.CheckConstraint(
                condition=Q(deductible__gte=0) & (Q(assessed=None) | Q(assessed__gte=0)),
                name="payerterms_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order_id} {self.payer}"


class PayerChange(Row):
    """Another payer, or other shares, after the customer had agreed: what, why, and consented how.

    ``customer_before`` and ``customer_after`` are what the customer pays of the line; where it
    rises, the customer's consent stands beside it.
    """

    order = models.ForeignKey("workorders.WorkOrder", models.PROTECT, related_name="payer_changes")
    line_words = models.CharField(_("项目"), max_length=160)
    before = models.CharField(_("原付款方"), max_length=200)
    after = models.CharField(_("新付款方"), max_length=200)
    customer_before = MoneyField(_("客户原付"))
    customer_after = MoneyField(_("客户现付"))
    reason = models.CharField(_("原因"), max_length=160, blank=True)
    medium = models.CharField(_("沟通方式"), max_length=12, choices=Medium, blank=True)
    consented_by = models.CharField(_("同意人"), max_length=40, blank=True)
    by = models.ForeignKey("org.Staff", models.PROTECT, related_name="+")
    at = models.DateTimeField(_("时间"))

    reach = of_order("order")
    objects = ReachQuerySet["PayerChange"].as_manager()

    class Meta(Row.Meta):
        verbose_name = _("付款方变更")
        ordering = ("order", "pk")

    def __str__(self) -> str:
        return f"{self.line_words}: {self.after}"


class Goodwill(TrackedRow):
    """Work the maker or the store pays for out of goodwill, with the shares of all three.

    The approval record behind every GWO and GWD share of an order: given within one's own limit
    or approved by ``approved_by``.  ``amount`` is what maker and dealer bear together.
    """

    order = models.ForeignKey("workorders.WorkOrder", models.PROTECT, related_name="goodwill")
    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    job = models.ForeignKey("workorders.Job", models.PROTECT, related_name="goodwill")
    maker_pct = models.DecimalField(_("厂家承担%"), max_digits=5, decimal_places=2, default=ZERO)
    dealer_pct = models.DecimalField(_("店端承担%"), max_digits=5, decimal_places=2, default=ZERO)
    customer_pct = models.DecimalField(_("客户承担%"), max_digits=5, decimal_places=2, default=ZERO)
    amount = MoneyField(_("善意金额"))
    reason = models.CharField(_("原因"), max_length=160)
    given_by = models.ForeignKey("org.Staff", models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(
        "org.Staff", models.PROTECT, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(_("时间"))

    reach = ReachSpec(
        unit="order__unit",
        owners=("order__advisor",),
        rows=rows_by_class("order__work_class"),
        shared_through=("order",),
    )
    objects = ReachQuerySet["Goodwill"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("善意补偿")
        ordering = ("-at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    maker_pct__gte=0,
                    dealer_pct__gte=0,
                    customer_pct__gte=0,
                    customer_pct__lt=HUNDRED,
                )
                & Q(
                    customer_pct=HUNDRED - models.F("maker_pct") - models.F("dealer_pct"),
                ),
                name="goodwill_adds_up",
            ),
            models.UniqueConstraint(fields=["job"], name="goodwill_job_once"),
        ]

    def __str__(self) -> str:
        return f"{self.order_id} {self.amount}"
