"""The estimate (报价单): what was offered, word for word, as the customer saw it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import Row, TrackedRow
from apps.core.money import ZERO, MoneyField, QuantityField
from apps.core.tones import Tone
from apps.org.reach import ReachQuerySet
from apps.workorders.choices import Medium, PartKind, Payer
from apps.workorders.models.offer import LineKind
from apps.workorders.reach import of_order

if TYPE_CHECKING:
    import datetime as dt


class EstimateState(models.TextChoices):
    """What became of a published estimate."""

    SENT = "sent", _("待客户答复")
    ANSWERED = "answered", _("客户已答复")
    REPLACED = "replaced", _("已有新版")
    WITHDRAWN = "withdrawn", _("已撤回")


class EstimateQuerySet(ReachQuerySet["Estimate"]):
    """Estimates by what they wait for."""

    def waiting(self, now: dt.datetime) -> Self:
        """Sent, still valid, not answered."""
        return self.filter(state=EstimateState.SENT, valid_until__gt=now)

    def expired(self, now: dt.datetime) -> Self:
        """Sent and not answered before they ended."""
        return self.filter(state=EstimateState.SENT, valid_until__lte=now)

    def unseen(self) -> Self:
        """Answered by the customer alone, and not looked at by the advisor."""
        return self.filter(state=EstimateState.ANSWERED, medium=Medium.LINK, seen_at=None)


class Estimate(TrackedRow):
    """One published edition of what is offered on an order; its items and lines never change.

    ``text`` is what the customer was shown, word for word; ``total`` is what the customer would
    pay for the first option of everything.  ``content_key`` is the print of the offered content:
    an answer counts only while the order still says the same.
    """

    order = models.ForeignKey("workorders.WorkOrder", models.PROTECT, related_name="estimates")
    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    number = models.CharField(_("报价单号"), max_length=40, unique=True)
    edition = models.PositiveSmallIntegerField(_("版次"))
    state = models.CharField(
        _("状态"), max_length=10, choices=EstimateState, default=EstimateState.SENT
    )
    published_by = models.ForeignKey(
        "org.Staff", models.PROTECT, related_name="estimates", verbose_name=_("报价人")
    )
    published_at = models.DateTimeField(_("报价时间"))
    valid_until = models.DateTimeField(_("有效期至"))
    promised_at = models.DateTimeField(_("预交车时间"), null=True, blank=True)
    note = models.CharField(_("说明"), max_length=200, blank=True)
    text = models.TextField(_("客户所见原文"))
    content_key = models.CharField(_("内容指纹"), max_length=64, editable=False)
    total = MoneyField(_("客户应付合计"), default=ZERO)
    agreed = MoneyField(_("客户同意金额"), null=True, blank=True)
    medium = models.CharField(_("答复方式"), max_length=12, choices=Medium, blank=True)
    customer_name = models.CharField(_("答复人"), max_length=40, blank=True)
    taker = models.ForeignKey(
        "org.Staff",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("记录人"),
    )
    answered_at = models.DateTimeField(_("答复时间"), null=True, blank=True)
    seen_at = models.DateTimeField(_("顾问查看时间"), null=True, blank=True)

    reach = replace(of_order("order", store="store"), seen_by="workorders.view_workorder")
    state_tones = {"sent": Tone.BLOCKED, "replaced": Tone.WAITING, "answered": Tone.DONE}
    objects = EstimateQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("报价单")
        ordering = ("order", "-edition")
        constraints = [
            models.UniqueConstraint(fields=["order", "edition"], name="estimate_edition_once"),
            models.UniqueConstraint(
                fields=["order"], condition=Q(state="sent"), name="estimate_one_sent"
            ),
            models.CheckConstraint(
                condition=~Q(state="answered")
                | Q(answered_at__isnull=False, agreed__isnull=False)
                & ~Q(medium="")
                & ~Q(customer_name="")
                & (Q(taker__isnull=False) | Q(medium="link")),
                name="estimate_answer_complete",
            ),
        ]
        indexes = [
            models.Index(
                fields=["store", "valid_until"],
                condition=Q(state="sent"),
                name="estimate_store_sent",
            ),
            models.Index(
                fields=["store", "answered_at"],
                condition=Q(state="answered", medium="link", seen_at=None),
                name="estimate_store_unseen",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class EstimateItem(Row):
    """One thing the customer says yes or no to: a job with its lines, or an offer with its own.

    Items of one ``group`` exclude each other: the customer takes one of them at most.  ``due`` is
    what the customer pays of it, ``amount`` what all payers pay.
    """

    estimate = models.ForeignKey(Estimate, models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField(_("序号"))
    group = models.PositiveSmallIntegerField(_("组"))
    heading = models.TextField(_("客户陈述"), blank=True)
    job = models.ForeignKey("workorders.Job", models.PROTECT, null=True, related_name="+")
    offer = models.ForeignKey("workorders.Offer", models.PROTECT, null=True, related_name="items")
    finding = models.ForeignKey(
        "workorders.Finding", models.PROTECT, null=True, related_name="items"
    )
    operation = models.ForeignKey(
        "workorders.LabourOperation", models.PROTECT, null=True, related_name="+"
    )
    name = models.CharField(_("项目"), max_length=80)
    option = models.CharField(_("方案名称"), max_length=40, blank=True)
    safety = models.BooleanField(_("影响行车安全"), default=False)
    amount = MoneyField(_("金额"))
    due = MoneyField(_("客户应付"))

    reach = of_order("estimate__order")
    objects = ReachQuerySet["EstimateItem"].as_manager()

    class Meta(Row.Meta):
        verbose_name = _("报价项目")
        ordering = ("estimate", "position")
        constraints = [
            models.UniqueConstraint(fields=["estimate", "position"], name="estimateitem_once"),
            models.CheckConstraint(
                condition=Q(due__gte=0, amount__gte=models.F("due")), name="estimateitem_due_within"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.option}".strip()


class EstimateLine(Row):
    """A line of an item as it was offered, whatever becomes of the line it was read from.

    ``due`` is what the customer pays where several share the line, None where one payer has it.
    """

    item = models.ForeignKey(EstimateItem, models.PROTECT, related_name="lines")
    kind = models.CharField(_("类别"), max_length=8, choices=LineKind)
    part = models.ForeignKey("parts.Part", models.PROTECT, null=True, related_name="+")
    name = models.CharField(_("名称"), max_length=120)
    code = models.CharField(_("零件号"), max_length=40, blank=True)
    brand = models.CharField(_("品牌"), max_length=40, blank=True)
    part_kind = models.CharField(_("配件性质"), max_length=20, choices=PartKind, blank=True)
    quantity = QuantityField(_("数量"))
    unit_price = MoneyField(_("单价"))
    amount = MoneyField(_("金额"))
    payer = models.CharField(_("付款方"), max_length=4, choices=Payer, blank=True)
    vat_rate = models.DecimalField(_("税率%"), max_digits=4, decimal_places=2)
    due = MoneyField(_("客户应付"), null=True)

    reach = of_order("item__estimate__order")
    objects = ReachQuerySet["EstimateLine"].as_manager()

    class Meta(Row.Meta):
        verbose_name = _("报价明细")
        ordering = ("item", "pk")

    def __str__(self) -> str:
        return f"{self.name} {self.amount}"


class EstimateLink(TrackedRow):
    """A one-time way for the customer to answer an estimate without an account.

    The token itself is nowhere in the database: ``token_hash`` finds it, and the site makes it
    again from ``nonce`` with its own secret to show it to the advisor.
    """

    estimate = models.ForeignKey(Estimate, models.PROTECT, related_name="links")
    token_hash = models.CharField(_("令牌指纹"), max_length=64, unique=True, editable=False)
    nonce = models.UUIDField(_("随机数"), editable=False)
    made_by = models.ForeignKey("org.Staff", models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("生成时间"))
    expires_at = models.DateTimeField(_("失效时间"))
    opened_at = models.DateTimeField(_("客户打开时间"), null=True, blank=True)
    used_at = models.DateTimeField(_("使用时间"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("撤销时间"), null=True, blank=True)

    reach = of_order("estimate__order")
    objects = ReachQuerySet["EstimateLink"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("报价链接")
        ordering = ("estimate", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["estimate"],
                condition=Q(used_at=None, revoked_at=None),
                name="estimatelink_one_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.estimate_id} {self.made_at:%Y-%m-%d %H:%M}"
