"""The customer's word: on what was offered, on each line of the order, and what was left undone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import Row, TrackedRow
from apps.core.money import MoneyField
from apps.core.tones import Tone
from apps.org.reach import ReachQuerySet, ReachSpec
from apps.workorders.choices import Medium
from apps.workorders.reach import of_order, rows_by_class

if TYPE_CHECKING:
    import datetime as dt


class Word(models.TextChoices):
    """What the customer said to one item."""

    APPROVED = "approved", _("同意")
    DECLINED = "declined", _("不做")
    DEFERRED = "deferred", _("下次再做")


class DeclineReason(models.TextChoices):
    """Why the customer does not want the work now."""

    PRICE = "price", _("价格高")
    TIME = "time", _("没有时间")
    ELSEWHERE = "elsewhere", _("去别处做")
    NEXT_VISIT = "next_visit", _("下次再做")
    NOT_NEEDED = "not_needed", _("认为不需要")
    OTHER = "other", _("其他")


class Consent(Row):
    """The customer's word on one offered item: by which way, from whom, taken by whom, when.

    Written once.  By a link nobody takes it: ``taker`` is empty.  The exact words the customer saw
    are the text of the estimate.
    """

    item = models.OneToOneField("workorders.EstimateItem", models.PROTECT, related_name="consent")
    word = models.CharField(_("答复"), max_length=10, choices=Word)
    reason = models.CharField(_("原因"), max_length=12, choices=DeclineReason, blank=True)
    note = models.CharField(_("说明"), max_length=160, blank=True)
    medium = models.CharField(_("答复方式"), max_length=12, choices=Medium)
    customer_name = models.CharField(_("答复人"), max_length=40)
    taker = models.ForeignKey(
        "org.Staff", models.PROTECT, null=True, related_name="+", verbose_name=_("记录人")
    )
    at = models.DateTimeField(_("答复时间"))

    reach = of_order("item__estimate__order")
    objects = ReachQuerySet["Consent"].as_manager()

    class Meta(Row.Meta):
        verbose_name = _("客户答复")
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                condition=Q(word="approved") | ~Q(reason=""), name="consent_refusal_explained"
            ),
            models.CheckConstraint(
                condition=Q(taker__isnull=False) | Q(medium="link"), name="consent_taken"
            ),
        ]

    def __str__(self) -> str:
        return self.get_word_display()


class AgreedLine(Row):
    """What the customer agreed to pay on one line of the order, as it then was.

    Goes with its line when that is taken off a draft; the consent and the estimate stay.
    """

    consent = models.ForeignKey(Consent, models.PROTECT, related_name="agreed_lines")
    labour_line = models.OneToOneField(
        "workorders.LabourLine", models.CASCADE, null=True, related_name="agreed"
    )
    part_line = models.OneToOneField(
        "workorders.PartLine", models.CASCADE, null=True, related_name="agreed"
    )
    what = models.CharField(_("内容"), max_length=200)
    amount = MoneyField(_("客户同意金额"))

    reach = of_order("consent__item__estimate__order")
    objects = ReachQuerySet["AgreedLine"].as_manager()

    class Meta(Row.Meta):
        verbose_name = _("客户同意的明细")
        constraints = [
            models.CheckConstraint(
                condition=Q(labour_line__isnull=False, part_line=None)
                | Q(labour_line=None, part_line__isnull=False),
                name="agreedline_one_line",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.amount}"


class DeclinedQuerySet(ReachQuerySet["DeclinedWork"]):
    """Declined work by what became of it."""

    def standing(self) -> Self:
        """Work that may be offered again."""
        return self.filter(state=DeclinedWork.State.OPEN)

    def to_call(self, now: dt.datetime) -> Self:
        """Work about which the customer should be called."""
        return self.standing().filter(call_at__lte=now)


class DeclinedWork(TrackedRow):
    """Work a customer did not want at one visit, kept with its price to be offered at the next.

    ``call_at`` is when to ask again, None when not to.  Safety-relevant work asks the customer to
    sign that the risk was explained (``risk_signed_at``).
    """

    class State(models.TextChoices):
        """What became of it."""

        OPEN = "open", _("待跟进")
        REVIVED = "revived", _("已再次报价")
        CLOSED = "closed", _("不再跟进")

    vehicle = models.ForeignKey(
        "customers.Vehicle", models.PROTECT, related_name="declined_works", verbose_name=_("车辆")
    )
    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    order = models.ForeignKey("workorders.WorkOrder", models.PROTECT, related_name="declined_works")
    item = models.OneToOneField(
        "workorders.EstimateItem", models.PROTECT, related_name="declined_work"
    )
    name = models.CharField(_("项目"), max_length=80)
    amount = MoneyField(_("当时报价"))
    word = models.CharField(_("答复"), max_length=10, choices=Word)
    reason = models.CharField(_("原因"), max_length=12, choices=DeclineReason)
    note = models.CharField(_("说明"), max_length=160, blank=True)
    safety = models.BooleanField(_("影响行车安全"), default=False)
    odometer_km = models.PositiveIntegerField(_("当时里程"), null=True, blank=True)
    declined_at = models.DateTimeField(_("答复时间"))
    state = models.CharField(_("状态"), max_length=8, choices=State, default=State.OPEN)
    risk_signed_at = models.DateTimeField(_("风险告知签字时间"), null=True, blank=True)
    call_at = models.DateTimeField(_("回访时间"), null=True, blank=True)
    called_at = models.DateTimeField(_("上次回访"), null=True, blank=True)
    call_note = models.CharField(_("回访结果"), max_length=160, blank=True)
    revived_job = models.OneToOneField(
        "workorders.Job",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="revived_from",
        verbose_name=_("再次报价的项目"),
    )
    revived_offer = models.OneToOneField(
        "workorders.Offer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="revived_from",
        verbose_name=_("再次报价的方案"),
    )

    reach = ReachSpec(
        unit="order__unit",
        owners=("order__advisor",),
        rows=rows_by_class("order__work_class"),
        shared_through=("order",),
        seen_by="workorders.view_workorder",
    )
    state_tones = {"open": Tone.BLOCKED, "revived": Tone.DONE, "closed": Tone.WAITING}
    objects = DeclinedQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("未做项目")
        ordering = ("-declined_at", "-pk")
        indexes = [
            models.Index(
                fields=["vehicle"], condition=Q(state="open"), name="declined_vehicle_open"
            ),
            models.Index(
                fields=["store", "call_at"], condition=Q(state="open"), name="declined_store_call"
            ),
            models.Index(fields=["store", "-declined_at", "-id"], name="declined_store_at"),
        ]

    def __str__(self) -> str:
        return self.name


class PartWaiver(Row):
    """The customer's signature that the shop gives no guarantee on a part they brought (自带件)."""

    part_line = models.OneToOneField("workorders.PartLine", models.CASCADE, related_name="waiver")
    text = models.TextField(_("客户所见原文"))
    signer_name = models.CharField(_("签字人"), max_length=40)
    on_paper = models.BooleanField(_("纸上签字"), default=False)
    by = models.ForeignKey("org.Staff", models.PROTECT, related_name="+", verbose_name=_("记录人"))
    at = models.DateTimeField(_("签字时间"))

    reach = replace(of_order("part_line__job__order"), seen_by="workorders.view_workorder")
    objects = ReachQuerySet["PartWaiver"].as_manager()

    class Meta(Row.Meta):
        verbose_name = _("自带件免责声明")

    def __str__(self) -> str:
        return self.signer_name
