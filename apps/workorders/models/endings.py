"""Repairs that do not go on as agreed: a payer that refuses, and an order ended half way."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import TrackedRow
from apps.core.money import ZERO, MoneyField
from apps.core.tones import Tone
from apps.org.reach import ReachQuerySet, ReachSpec
from apps.workorders.choices import Medium, Payer
from apps.workorders.path_choices import EndedBy, RefusalState
from apps.workorders.reach import of_order, rows_by_class


class PayerRefusalQuerySet(ReachQuerySet["PayerRefusal"]):
    """Refusals by whether they are dealt with."""

    def open(self) -> Self:
        """Refusals whose job has no new payer yet."""
        return self.filter(state=RefusalState.OPEN)


class PayerRefusal(TrackedRow):
    """Who should have paid a job refused before delivery; its lines are an estimate again.

    Somebody else pays with a consent of their own, or the car is put together again at
    ``reassembly_fee``.
    """

    order = models.ForeignKey("workorders.WorkOrder", models.PROTECT, related_name="refusals")
    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    job = models.ForeignKey("workorders.Job", models.PROTECT, related_name="refusals")
    payer = models.CharField(_("拒付方"), max_length=4, choices=Payer)
    reason = models.CharField(_("拒付原因"), max_length=300)
    reference = models.CharField(_("批复编号"), max_length=40, blank=True)
    refused_by = models.ForeignKey("org.Staff", models.PROTECT, related_name="+")
    refused_at = models.DateTimeField(_("登记时间"))
    new_payer = models.CharField(_("新付款方"), max_length=4, choices=Payer, blank=True)
    medium = models.CharField(_("沟通方式"), max_length=12, choices=Medium, blank=True)
    customer_name = models.CharField(_("答复人"), max_length=40, blank=True)
    shown_text = models.TextField(_("告知内容"), blank=True)
    reassembly_fee = MoneyField(_("装复费用"), default=ZERO)
    decided_by = models.ForeignKey("org.Staff", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(_("处理时间"), null=True, blank=True)
    state = models.CharField(
        _("状态"), max_length=12, choices=RefusalState, default=RefusalState.OPEN
    )

    reach = ReachSpec(
        unit="order__unit",
        owners=("order__advisor",),
        rows=rows_by_class("order__work_class"),
        shared_through=("order", "job"),
    )
    state_tones = {"open": Tone.BLOCKED}
    objects = PayerRefusalQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("付款方拒付")
        ordering = ("-refused_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["job"], condition=Q(state="open"), name="refusal_one_open"
            ),
            models.CheckConstraint(
                condition=Q(state="open")
                | Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(customer_name=""),
                name="refusal_decision_complete",
            ),
        ]

    def __str__(self) -> str:
        return self.reason


class Ending(TrackedRow):
    """An order in the workshop was ended before its work was done (终止维修, 民法典 787).

    The car was put together again and parts given back; what had been done is charged as
    ``work_fee`` and ``diagnosis_fee``, or let off with a reason.
    """

    order = models.OneToOneField("workorders.WorkOrder", models.PROTECT, related_name="ending")
    decided_by = models.CharField(_("决定方"), max_length=10, choices=EndedBy)
    decider_name = models.CharField(_("决定人"), max_length=40)
    medium = models.CharField(_("沟通方式"), max_length=12, choices=Medium)
    reason = models.CharField(_("原因"), max_length=300)
    reassembled_by = models.CharField(_("装复确认人"), max_length=40)
    work_fee = MoneyField(_("已完成作业费"), default=ZERO)
    diagnosis_fee = MoneyField(_("检测诊断费"), default=ZERO)
    waived_reason = models.CharField(_("免收原因"), max_length=160, blank=True)
    by = models.ForeignKey("org.Staff", models.PROTECT, related_name="+")
    at = models.DateTimeField(_("时间"))

    reach = of_order("order")
    objects = ReachQuerySet["Ending"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("终止维修")
        ordering = ("-at",)
        constraints = [
            models.CheckConstraint(
                condition=Q(work_fee__gte=0, diagnosis_fee__gte=0), name="ending_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return self.reason
