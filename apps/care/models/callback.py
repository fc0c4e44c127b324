"""Calling the customer back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.care.choices import CallbackKind, CallbackState, CallResult, Fixed
from apps.core.history import tracked
from apps.core.models import Row, TrackedRow
from apps.core.tones import Tone
from apps.org.reach import ReachQuerySet, ReachSpec

if TYPE_CHECKING:
    import datetime as dt


class CallbackQuerySet(ReachQuerySet["Callback"]):
    """Callbacks by whether they wait."""

    def waiting(self, now: dt.datetime) -> Self:
        """Open ones whose time has come."""
        return self.filter(state=CallbackState.OPEN, opens_at__lte=now)

    def to_come(self, now: dt.datetime) -> Self:
        """Open ones whose time has not come."""
        return self.filter(state=CallbackState.OPEN, opens_at__gt=now)

    def for_list(self) -> Self:
        """With what a row of the list shows."""
        return self.select_related(
            "visit__owner", "visit__vehicle__model", "visit__advisor", "assignee", "complaint"
        )


class Callback(TrackedRow):
    """One call to make: after a visit, or after a complaint was handled.

    ``answers`` holds ratings 1 to 5 by question, ``overall`` 1 to 10, ``recommend`` 0 to 10.
    ``satisfied`` is empty until somebody answered.  ``do_not_call`` marks those never made because
    the customer does not want to be contacted.
    """

    kind = models.CharField(
        _("类型"), max_length=8, choices=CallbackKind, default=CallbackKind.SERVICE
    )
    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    unit = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    visit = models.ForeignKey(
        "workorders.Visit", models.PROTECT, null=True, blank=True, related_name="callbacks"
    )
    order = models.ForeignKey(
        "workorders.WorkOrder", models.PROTECT, null=True, blank=True, related_name="callbacks"
    )
    complaint = models.ForeignKey(
        "care.Complaint", models.PROTECT, null=True, blank=True, related_name="rechecks"
    )
    assignee = models.ForeignKey(
        "org.Staff",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="callbacks",
        verbose_name=_("回访员"),
    )
    opens_at = models.DateTimeField(_("可回访时间"))
    due_at = models.DateTimeField(_("回访期限"))
    state = models.CharField(
        _("状态"), max_length=12, choices=CallbackState, default=CallbackState.OPEN
    )
    do_not_call = models.BooleanField(_("不接受联系"), default=False)
    answers = models.JSONField(_("评分"), default=dict, blank=True)
    fixed = models.CharField(_("是否修好"), max_length=6, choices=Fixed, blank=True)
    overall = models.PositiveSmallIntegerField(_("总体满意度"), null=True, blank=True)
    recommend = models.PositiveSmallIntegerField(_("推荐意愿"), null=True, blank=True)
    words = models.TextField(_("客户意见"), blank=True)
    satisfied = models.BooleanField(_("满意"), null=True, blank=True)
    completed_by = models.ForeignKey(
        "org.Staff", models.PROTECT, null=True, blank=True, related_name="callbacks_made"
    )
    completed_at = models.DateTimeField(_("完成时间"), null=True, blank=True)

    state_tones = {CallbackState.UNREACHABLE: Tone.BLOCKED, CallbackState.REFUSED: Tone.BLOCKED}
    reach = ReachSpec(owners=("assignee", "order__advisor"), page="care:callback")
    objects = CallbackQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("回访")
        ordering = ("due_at", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["order"], condition=Q(kind="service"), name="callback_once_per_order"
            ),
            models.UniqueConstraint(
                fields=["complaint"],
                condition=Q(kind="recheck", state="open"),
                name="callback_one_recheck_open",
            ),
            models.CheckConstraint(
                condition=Q(kind="service", visit__isnull=False, order__isnull=False)
                | Q(kind="recheck", complaint__isnull=False),
                name="callback_about_something",
            ),
            models.CheckConstraint(
                condition=Q(overall=None) | Q(overall__gte=1, overall__lte=10),
                name="callback_overall_of_ten",
            ),
            models.CheckConstraint(
                condition=~Q(state="done")
                | Q(overall__isnull=False, satisfied__isnull=False, completed_at__isnull=False),
                name="callback_done_is_answered",
            ),
        ]
        indexes = [
            models.Index(fields=["store", "state", "due_at"], name="callback_store_state"),
            models.Index(fields=["store", "due_at"], name="callback_store_due"),
            models.Index(fields=["store", "completed_at"], name="callback_store_completed"),
            models.Index(fields=["visit"], name="callback_visit"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"

    @property
    def caller(self) -> str:
        """Who is to be called: who brought the car, else its owner, or who complained."""
        if self.complaint is not None:
            return self.complaint.caller_name
        if self.visit is None:
            return ""
        return self.visit.sender_name or (self.visit.owner.name if self.visit.owner else "")

    def not_for(self) -> set[int]:
        """Who may not make the call: who served, and on a second call who called or handled."""
        if self.kind == CallbackKind.RECHECK and self.complaint is not None:
            first = self.complaint.callback.completed_by_id if self.complaint.callback else None
            return {pk for pk in (self.complaint.handler_id, first) if pk}
        served = {self.order.advisor_id} if self.order else set()
        return served | ({self.visit.advisor_id} if self.visit else set())


class CallAttempt(Row):
    """One call made, whether or not somebody answered."""

    callback = models.ForeignKey(Callback, models.PROTECT, related_name="attempts")
    result = models.CharField(_("结果"), max_length=12, choices=CallResult)
    note = models.CharField(_("备注"), max_length=160, blank=True)
    by = models.ForeignKey("org.Staff", models.PROTECT, related_name="+")
    at = models.DateTimeField(_("时间"))

    reach = ReachSpec(
        store="callback__store",
        unit="callback__unit",
        owners=("callback__assignee", "callback__order__advisor"),
        shared_through=("callback",),
    )
    objects = ReachQuerySet["CallAttempt"].as_manager()

    class Meta(Row.Meta):
        verbose_name = _("通话记录")
        ordering = ("callback", "pk")

    def __str__(self) -> str:
        return f"{self.callback_id} {self.result}"
