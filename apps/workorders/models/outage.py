"""Times in which a bay is out of use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import TrackedRow
from apps.org.reach import ReachQuerySet, ReachSpec
from apps.workorders.reach import ROW_FILTERS

if TYPE_CHECKING:
    import datetime as dt


class BayOutageQuerySet(ReachQuerySet["BayOutage"]):
    """Outages by time."""

    def standing(self) -> Self:
        """Those not taken back."""
        return self.filter(cancelled_at=None)

    def between(self, start: dt.datetime, end: dt.datetime) -> Self:
        """Standing ones that touch a span of time."""
        return self.standing().filter(during__overlap=(start, end))


class BayOutage(TrackedRow):
    """A bay under maintenance (工位停用) for a span of time; no slot ever lies across it.

    That no slot does is held by a trigger on both tables, which locks the bay.
    """

    bay = models.ForeignKey(
        "workorders.Bay", models.PROTECT, related_name="outages", verbose_name=_("工位")
    )
    during = DateTimeRangeField(_("时段"))
    reason = models.CharField(_("原因"), max_length=80)
    recorded_by = models.ForeignKey("org.Staff", models.PROTECT, null=True, related_name="+")
    cancelled_at = models.DateTimeField(_("取消时间"), null=True, blank=True, editable=False)

    reach = ReachSpec(
        store="bay__store", unit="bay__unit", rows={name: Q() for name in ROW_FILTERS}
    )
    objects = BayOutageQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("工位停用")
        ordering = ("bay", "during")
        constraints = [
            ExclusionConstraint(
                name="bay_outage_no_overlap",
                expressions=[("bay", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=Q(cancelled_at=None),
            ),
            models.CheckConstraint(
                condition=Q(
                    during__isempty=False, during__lower_inf=False, during__upper_inf=False
                ),
                name="bay_outage_bounded",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="bay_outage_explained"),
        ]

    def __str__(self) -> str:
        return f"{self.bay_id} {self.during}"
