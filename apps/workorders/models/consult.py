"""A question to somebody who knows more, and the answer (技术支援)."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import TrackedRow
from apps.core.tones import Tone
from apps.org.reach import ReachQuerySet, ReachSpec
from apps.workorders.path_choices import ConsultState
from apps.workorders.reach import rows_by_class


class ConsultQuerySet(ReachQuerySet["Consult"]):
    """Questions by whether they are answered."""

    def open(self) -> Self:
        """Questions nobody has answered."""
        return self.filter(state=ConsultState.ASKED)


class Consult(TrackedRow):
    """A technical question on an order: symptom, what was tried, and the diagnosis with readings.

    ``readings`` is a list of ``{"name", "value", "unit"}``.  ``blocks`` says that the job waits for
    the answer.  Photos are StoredFiles of the row: kind ``consult`` asked, ``diagnosis`` answered.
    """

    order = models.ForeignKey("workorders.WorkOrder", models.PROTECT, related_name="consults")
    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    job = models.ForeignKey(
        "workorders.Job",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="consults",
        verbose_name=_("维修项目"),
    )
    question = models.TextField(_("问题"))
    tried = models.TextField(_("已做检查"), blank=True)
    urgent = models.BooleanField(_("加急"), default=False)
    blocks = models.BooleanField(_("等待答复期间停工"), default=False)
    asked_by = models.ForeignKey("org.Staff", models.PROTECT, related_name="consults")
    asked_at = models.DateTimeField(_("提出时间"))
    due_at = models.DateTimeField(_("应答期限"))
    answered_by = models.ForeignKey(
        "org.Staff", models.PROTECT, null=True, blank=True, related_name="diagnoses"
    )
    answered_at = models.DateTimeField(_("解答时间"), null=True, blank=True)
    diagnosis = models.TextField(_("诊断意见"), blank=True)
    advice = models.TextField(_("处理建议"), blank=True)
    readings = models.JSONField(_("检测数据"), default=list, blank=True)
    state = models.CharField(
        _("状态"), max_length=10, choices=ConsultState, default=ConsultState.ASKED
    )

    reach = ReachSpec(
        unit="order__unit",
        owners=("order__advisor", "job__assignments__staff"),
        rows=rows_by_class("order__work_class"),
        shared_through=("order", "job"),
        seen_by="workorders.view_workorder",
    )
    state_tones = {"asked": Tone.BLOCKED}
    objects = ConsultQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("技术支援")
        ordering = ("-asked_at", "-pk")
        constraints = [
            models.CheckConstraint(condition=~Q(question=""), name="consult_not_empty"),
            models.CheckConstraint(
                condition=~Q(state="answered")
                | Q(answered_by__isnull=False, answered_at__isnull=False) & ~Q(diagnosis=""),
                name="consult_answer_complete",
            ),
        ]
        indexes = [
            models.Index(
                fields=["store", "due_at"], condition=Q(state="asked"), name="consult_store_open"
            ),
        ]

    def __str__(self) -> str:
        return self.question
