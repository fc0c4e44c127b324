"""What an order after an accident needs: the insurer's case, teardown, rounds of assessment."""

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
from apps.workorders.choices import Medium
from apps.workorders.path_choices import ClaimSide, RoundState
from apps.workorders.reach import of_order, rows_by_class


class AccidentFile(TrackedRow):
    """The insurer's case (报案号) an order is repaired under; each case has an order of its own.

    ``teardown_*`` is the customer's authority to take the car apart (拆检授权); ``total_loss_at``
    is when the insurer gave the car up (推定全损).
    """

    order = models.OneToOneField("workorders.WorkOrder", models.PROTECT, related_name="accident")
    side = models.CharField(_("投保方"), max_length=12, choices=ClaimSide, default=ClaimSide.OWN)
    insurer = models.CharField(_("保险公司"), max_length=60)
    report_no = models.CharField(_("报案号"), max_length=40)
    surveyor = models.CharField(_("查勘定损员"), max_length=40, blank=True)
    teardown_by = models.CharField(_("拆检授权人"), max_length=40, blank=True)
    teardown_medium = models.CharField(_("授权方式"), max_length=12, choices=Medium, blank=True)
    teardown_at = models.DateTimeField(_("拆检授权时间"), null=True, blank=True)
    total_loss_at = models.DateTimeField(_("推定全损时间"), null=True, blank=True)
    storage_from = models.DateField(_("停放计费起"), null=True, blank=True)

    reach = of_order("order")
    objects = ReachQuerySet["AccidentFile"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("事故案件")
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(condition=~Q(report_no=""), name="accidentfile_report_no"),
            models.CheckConstraint(
                condition=Q(teardown_at=None) | ~Q(teardown_by="") & ~Q(teardown_medium=""),
                name="accidentfile_teardown_signed",
            ),
        ]
        indexes = [models.Index(fields=["report_no"], name="accidentfile_report")]

    def __str__(self) -> str:
        return self.report_no


class AssessmentQuerySet(ReachQuerySet["Assessment"]):
    """Rounds by where they stand."""

    def open(self) -> Self:
        """Rounds the insurer or the customer still has to answer."""
        return self.exclude(state=RoundState.AGREED)


class Assessment(TrackedRow):
    """One round of loss assessment (定损) of an order: what was asked, allowed and authorised.

    The jobs it covers wait for it and are released by its authorisation.  ``reference`` is the
    insurer's number of the round.  Photos are StoredFiles of the row.
    """

    order = models.ForeignKey("workorders.WorkOrder", models.PROTECT, related_name="assessments")
    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField(_("轮次"))
    scope = models.TextField(_("申报内容"), blank=True)
    asked_by = models.ForeignKey("org.Staff", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("申报时间"))
    asked_amount = MoneyField(_("申报金额"), default=ZERO)
    reference = models.CharField(_("定损单号"), max_length=40, blank=True)
    labour_amount = MoneyField(_("核定工时"), default=ZERO)
    parts_amount = MoneyField(_("核定材料"), default=ZERO)
    assessed_at = models.DateTimeField(_("定损时间"), null=True, blank=True)
    note = models.CharField(_("定损意见"), max_length=300, blank=True)
    agreed_name = models.CharField(_("授权人"), max_length=40, blank=True)
    agreed_medium = models.CharField(_("授权方式"), max_length=12, choices=Medium, blank=True)
    agreed_at = models.DateTimeField(_("授权时间"), null=True, blank=True)
    state = models.CharField(_("状态"), max_length=10, choices=RoundState, default=RoundState.ASKED)

    reach = ReachSpec(
        unit="order__unit",
        owners=("order__advisor",),
        rows=rows_by_class("order__work_class"),
        shared_through=("order",),
        seen_by="workorders.view_workorder",
    )
    state_tones = {"asked": Tone.BLOCKED, "disputed": Tone.LATE, "assessed": Tone.WORKING}
    objects = AssessmentQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("定损")
        ordering = ("order", "number")
        constraints = [
            models.UniqueConstraint(fields=["order", "number"], name="assessment_number_once"),
            models.CheckConstraint(
                condition=Q(asked_amount__gte=0, labour_amount__gte=0, parts_amount__gte=0),
                name="assessment_not_negative",
            ),
            models.CheckConstraint(
                condition=~Q(state="agreed")
                | Q(agreed_at__isnull=False) & ~Q(agreed_name="") & ~Q(agreed_medium=""),
                name="assessment_agreed_complete",
            ),
        ]
        indexes = [
            models.Index(
                fields=["store", "asked_at"],
                condition=~Q(state="agreed"),
                name="assessment_store_open",
            ),
        ]

    def __str__(self) -> str:
        return str(_("第 %(n)d 轮定损") % {"n": self.number})
