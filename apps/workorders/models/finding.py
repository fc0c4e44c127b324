"""Work found during the repair, which needs the customer's word before it is done (增项)."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import TrackedRow
from apps.core.tones import Tone
from apps.org.reach import ReachQuerySet, ReachSpec
from apps.workorders.choices import FindingState, Medium
from apps.workorders.reach import rows_by_class


class FindingQuerySet(ReachQuerySet["Finding"]):
    """Findings by what was decided."""

    def pending(self) -> Self:
        """Those the customer has not answered."""
        return self.filter(state=FindingState.PENDING)

    def revivable(self) -> Self:
        """Work refused or put off, to be offered again at the next visit."""
        return self.filter(state__in=(FindingState.DECLINED, FindingState.DEFERRED))


class Finding(TrackedRow):
    """Something a technician found on a job, what it would cost, and the customer's answer.

    ``suggested`` is a list of ``{"kind": "labour"|"part", "name", "quantity", "unit_price"}`` with
    decimals as text.  ``shown_text`` is word for word what the customer was told.  Photos are
    StoredFiles of the finding.
    """

    order = models.ForeignKey("workorders.WorkOrder", models.PROTECT, related_name="findings")
    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    job = models.ForeignKey("workorders.Job", models.PROTECT, related_name="findings")
    reported_by = models.ForeignKey("org.Staff", models.PROTECT, related_name="findings")
    reported_at = models.DateTimeField(_("上报时间"))
    text = models.TextField(_("发现的问题"))
    suggested = models.JSONField(_("建议项目"), default=list, blank=True)
    safety = models.BooleanField(_("影响行车安全"), default=False)
    state = models.CharField(
        _("答复"), max_length=10, choices=FindingState, default=FindingState.PENDING
    )
    medium = models.CharField(_("沟通方式"), max_length=12, choices=Medium, blank=True)
    decided_by_customer_name = models.CharField(_("答复人"), max_length=40, blank=True)
    taker = models.ForeignKey(
        "org.Staff",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("记录人"),
    )
    shown_text = models.TextField(_("告知内容"), blank=True)
    decided_at = models.DateTimeField(_("答复时间"), null=True, blank=True)
    reason = models.CharField(_("不做的原因"), max_length=160, blank=True)

    reach = ReachSpec(
        unit="order__unit",
        owners=("order__advisor", "job__assignments__staff"),
        rows=rows_by_class("order__work_class"),
        shared_through=("order", "job"),
        seen_by="workorders.view_workorder",
    )
    state_tones = {"pending": Tone.BLOCKED, "deferred": Tone.WAITING}
    objects = FindingQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("增项")
        ordering = ("order", "pk")
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="finding_not_empty"),
            models.CheckConstraint(
                condition=Q(state="pending", decided_at=None)
                | Q(decided_at__isnull=False)
                & (Q(taker__isnull=False) | Q(medium="link"))
                & ~Q(state="pending")
                & ~Q(medium="")
                & ~Q(decided_by_customer_name=""),
                name="finding_answer_complete",
            ),
        ]
        indexes = [
            models.Index(
                fields=["store", "reported_at"],
                condition=Q(state="pending"),
                name="finding_store_pending",
            ),
        ]

    def __str__(self) -> str:
        return self.text
