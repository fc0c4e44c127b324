"""What technicians' hours went into."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Deferrable, Q
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import TrackedRow
from apps.org.reach import ReachQuerySet, ReachSpec
from apps.workorders.choices import ClockKind
from apps.workorders.reach import rows_by_class

if TYPE_CHECKING:
    import datetime as dt

SECONDS_PER_HOUR = Decimal(3600)


class ClockEntryQuerySet(ReachQuerySet["ClockEntry"]):
    """Clock entries by time."""

    def running(self) -> Self:
        """Entries that have not been ended."""
        return self.filter(during__upper_inf=True)

    def between(self, start: dt.datetime, end: dt.datetime) -> Self:
        """Entries that touch a span of time."""
        return self.filter(during__overlap=(start, end))


class ClockEntry(TrackedRow):
    """One unbroken span of a technician's time; open at its end while the clock runs.

    ``corrected_by`` is the supervisor who changed it afterwards, with the reason.
    """

    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    staff = models.ForeignKey(
        "org.Staff", models.PROTECT, related_name="clock_entries", verbose_name=_("技师")
    )
    job = models.ForeignKey(
        "workorders.Job", models.PROTECT, null=True, blank=True, related_name="clock_entries"
    )
    during = DateTimeRangeField(_("时段"))
    kind = models.CharField(_("类别"), max_length=8, choices=ClockKind, default=ClockKind.WORK)
    corrected_by = models.ForeignKey(
        "org.Staff", models.PROTECT, null=True, blank=True, related_name="+"
    )
    correction_reason = models.CharField(_("更正原因"), max_length=160, blank=True)

    reach = ReachSpec(
        unit="staff__unit", owners=("staff",), rows=rows_by_class("job__order__work_class")
    )
    objects = ClockEntryQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("打卡")
        ordering = ("staff", "during")
        constraints = [
            ExclusionConstraint(
                name="clock_no_overlap",
                expressions=[("staff", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                deferrable=Deferrable.IMMEDIATE,
            ),
            models.UniqueConstraint(
                fields=["staff"], condition=Q(during__upper_inf=True), name="clock_one_running"
            ),
            models.CheckConstraint(
                condition=Q(during__isempty=False, during__lower_inf=False),
                name="clock_started",
            ),
            models.CheckConstraint(
                condition=Q(kind="work", job__isnull=False) | ~Q(kind="work") & Q(job=None),
                name="clock_work_on_a_job",
            ),
            models.CheckConstraint(
                condition=Q(corrected_by=None) | ~Q(correction_reason=""),
                name="clock_correction_explained",
            ),
        ]
        indexes = [
            models.Index(
                fields=["job"], condition=Q(during__upper_inf=True), name="clock_job_running"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.staff_id} {self.during}"

    def hours(self, now: dt.datetime) -> Decimal:
        """Its length in hours with two decimals, up to ``now`` while it runs."""
        span: Any = self.during
        seconds = ((span.upper or now) - span.lower).total_seconds()
        return (Decimal(int(seconds)) / SECONDS_PER_HOUR).quantize(Decimal("0.01"))
