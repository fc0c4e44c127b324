"""The work order: the contract on what is done, for how much, until when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import Row, TrackedRow
from apps.core.money import ZERO, MoneyField
from apps.core.tones import Tone
from apps.org.reach import ReachQuerySet, ReachSpec
from apps.workorders.choices import (
    Medium,
    OldParts,
    OrderState,
    Payer,
    RepairClass,
    WorkClass,
)
from apps.workorders.reach import of_order, rows_by_class
from apps.workorders.work_classes import CERTIFICATE_CLASSES, WORK_CLASSES, Path

if TYPE_CHECKING:
    import datetime as dt

IN_WORKSHOP = (
    OrderState.QUEUED,
    OrderState.IN_PROGRESS,
    OrderState.WAITING,
    OrderState.CHECKING,
)
OPEN = (OrderState.DRAFT, OrderState.AUTHORISED, *IN_WORKSHOP, OrderState.READY)
FINISHED = (OrderState.CLOSED, OrderState.CANCELLED)


class WorkOrderQuerySet(ReachQuerySet["WorkOrder"]):
    """Orders by where they stand."""

    def open(self) -> Self:
        """Orders not settled and not cancelled."""
        return self.filter(state__in=OPEN)

    def in_workshop(self) -> Self:
        """Orders the workshop has to work on."""
        return self.filter(state__in=IN_WORKSHOP)

    def overdue(self, now: dt.datetime) -> Self:
        """Open orders whose promised time has passed."""
        return self.open().filter(promised_at__lt=now).exclude(state=OrderState.READY)

    def for_list(self) -> Self:
        """With what a list row shows; narrow queries are planned faster than one with ten joins."""
        rows = self.select_related("visit", "advisor")
        return rows.prefetch_related("visit__vehicle__model", "visit__owner")


class WorkOrder(TrackedRow):
    """One repair order (任务委托书) of a visit; its totals are the sums of its lines.

    ``advisor`` is the one who authorised and keeps the credit.  ``first_promised_at`` is never
    changed once set; punctuality is measured by it.
    """

    number = models.CharField(_("工单号"), max_length=32, unique=True)
    visit = models.ForeignKey("workorders.Visit", models.PROTECT, related_name="orders")
    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    unit = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    advisor = models.ForeignKey(
        "org.Staff", models.PROTECT, related_name="orders", verbose_name=_("服务顾问")
    )
    work_class = models.CharField(
        _("业务类别"), max_length=16, choices=WorkClass, default=WorkClass.GENERAL
    )
    repair_class = models.CharField(
        _("维修类别"), max_length=16, choices=RepairClass, default=RepairClass.MINOR
    )
    state = models.CharField(_("状态"), max_length=16, choices=OrderState, default=OrderState.DRAFT)
    bill_to = models.ForeignKey(
        "customers.Customer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="billed_orders",
        verbose_name=_("付款客户"),
    )
    opened_at = models.DateTimeField(_("开单时间"))
    first_promised_at = models.DateTimeField(_("首次承诺时间"), null=True, blank=True)
    promised_at = models.DateTimeField(_("预交车时间"), null=True, blank=True)
    old_parts = models.CharField(_("旧件处理"), max_length=8, choices=OldParts, blank=True)
    oem_number = models.CharField(_("厂家单号"), max_length=40, blank=True)
    consent_medium = models.CharField(_("授权方式"), max_length=12, choices=Medium, blank=True)
    signer_name = models.CharField(_("签字人"), max_length=40, blank=True)
    signed_at = models.DateTimeField(_("客户签字时间"), null=True, blank=True)
    internal_approver = models.ForeignKey(
        "org.Staff", models.PROTECT, null=True, blank=True, related_name="+"
    )
    cost_centre = models.CharField(_("成本中心"), max_length=40, blank=True)
    sale_number = models.CharField(_("精品销售单号"), max_length=40, blank=True)
    authorised_at = models.DateTimeField(_("授权时间"), null=True, blank=True)
    ready_at = models.DateTimeField(_("完工时间"), null=True, blank=True)
    certificate_no = models.CharField(_("合格证号"), max_length=40, blank=True)
    settled_at = models.DateTimeField(_("结算时间"), null=True, blank=True)
    delivered_at = models.DateTimeField(_("交车时间"), null=True, blank=True)
    closed_at = models.DateTimeField(_("关闭时间"), null=True, blank=True)
    labour_total = MoneyField(_("工时费"), default=ZERO)
    parts_total = MoneyField(_("材料费"), default=ZERO)
    total = MoneyField(_("合计"), default=ZERO)

    reach = ReachSpec(
        owners=("advisor",),
        rows=rows_by_class("work_class"),
        through=("jobs",),
        shared_through=("visit",),
        page="workorders:detail",
    )
    state_tones = {"waiting": Tone.BLOCKED}
    objects = WorkOrderQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("工单")
        ordering = ("-opened_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(labour_total__gte=0, parts_total__gte=0, total__gte=0),
                name="order_totals_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(total=models.F("labour_total") + models.F("parts_total")),
                name="order_total_is_sum",
            ),
            models.CheckConstraint(
                condition=Q(promised_at=None) | Q(first_promised_at__isnull=False),
                name="order_first_promise_kept",
            ),
        ]
        indexes = [
            models.Index(fields=["store", "state", "promised_at"], name="order_store_state"),
            models.Index(fields=["store", "-opened_at", "-id"], name="order_store_opened"),
            models.Index(fields=["-opened_at", "-id"], name="order_opened"),
            models.Index(fields=["advisor", "state"], name="order_advisor_state"),
            models.Index(fields=["store", "-settled_at"], name="order_store_settled"),
            models.Index(fields=["store", "-delivered_at"], name="order_store_delivered"),
            models.Index(
                fields=["store", "opened_at"],
                condition=Q(state__in=OPEN),
                name="order_store_open",
            ),
            models.Index(
                fields=["promised_at"], condition=Q(state__in=OPEN), name="order_promised_open"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def path(self) -> Path:
        """What orders of this work class must pass through."""
        return WORK_CLASSES[self.work_class]

    @property
    def needs_certificate(self) -> bool:
        """Whether the car may leave only with a completion certificate."""
        return self.repair_class in CERTIFICATE_CLASSES


class OrderBucket(Row):
    """What one payer owes on an order by its lines, before settlement; kept with the lines.

    ``payer`` is empty for lines nobody was found to pay yet.
    """

    order = models.ForeignKey(WorkOrder, models.PROTECT, related_name="buckets")
    payer = models.CharField(_("付款方"), max_length=4, choices=Payer, blank=True)
    labour = MoneyField(_("工时费"), default=ZERO)
    parts = MoneyField(_("材料费"), default=ZERO)
    gross = MoneyField(_("含税金额"), default=ZERO)
    net = MoneyField(_("不含税金额"), default=ZERO)
    vat = MoneyField(_("税额"), default=ZERO)

    reach = of_order("order")
    objects = ReachQuerySet["OrderBucket"].as_manager()

    class Meta(Row.Meta):
        verbose_name = _("付款方合计")
        ordering = ("order", "payer")
        constraints = [
            models.UniqueConstraint(fields=["order", "payer"], name="orderbucket_once"),
            models.CheckConstraint(
                condition=Q(
                    gross=models.F("labour") + models.F("parts"),
                    labour__gte=0,
                    parts__gte=0,
                )
                & Q(gross=models.F("net") + models.F("vat")),
                name="orderbucket_adds_up",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order_id} {self.payer} {self.gross}"


class PromiseChange(Row):
    """The promised time was set or moved; the first row of an order is the first promise.

    ``agreed`` says whether the customer accepted before the old time had passed.
    """

    order = models.ForeignKey(WorkOrder, models.PROTECT, related_name="promises")
    old_at = models.DateTimeField(_("原时间"), null=True, blank=True)
    new_at = models.DateTimeField(_("新时间"))
    reason = models.CharField(_("原因"), max_length=160, blank=True)
    agreed = models.BooleanField(_("客户已同意"), default=False)
    by = models.ForeignKey("org.Staff", models.PROTECT, related_name="+")
    at = models.DateTimeField(_("时间"))

    reach = of_order("order")
    objects = ReachQuerySet["PromiseChange"].as_manager()

    class Meta(Row.Meta):
        verbose_name = _("承诺时间变更")
        ordering = ("order", "pk")

    def __str__(self) -> str:
        return f"{self.order_id} {self.new_at:%Y-%m-%d %H:%M}"


class OrderComment(Row):
    """A remark somebody left on an order for the others who work on it."""

    order = models.ForeignKey(WorkOrder, models.PROTECT, related_name="comments")
    text = models.TextField(_("留言"))
    by = models.ForeignKey("org.Staff", models.PROTECT, related_name="+")
    at = models.DateTimeField(_("时间"))

    reach = of_order("order")
    objects = ReachQuerySet["OrderComment"].as_manager()

    class Meta(Row.Meta):
        verbose_name = _("留言")
        ordering = ("order", "pk")
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="comment_not_empty")]

    def __str__(self) -> str:
        return self.text
