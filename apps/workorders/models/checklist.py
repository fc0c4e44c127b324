"""What is looked at before a job passes a level: lists by kind of work, in editions."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import TrackedRow
from apps.org.reach import ReachQuerySet, ReachSpec
from apps.workorders.choices import InspectionLevel, JobKind
from apps.workorders.models.prices import UNNARROWED


class ChecklistQuerySet(ReachQuerySet["Checklist"]):
    """Editions of checklists."""

    def of(self, store_id: int, kind: str, level: str) -> Self:
        """The editions of a list, the newest first; the list for every kind comes last."""
        rows = self.filter(store_id=store_id, level=level, kind__in=(kind, ""))
        return rows.order_by("-kind", "-edition")


class Checklist(TrackedRow):
    """One edition of the list of a level for a kind of work, or for every kind when it is empty.

    An edition is never changed: another one follows it, and an inspection keeps the one it used.
    """

    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    kind = models.CharField(_("工种"), max_length=16, choices=JobKind, blank=True)
    level = models.CharField(_("级别"), max_length=8, choices=InspectionLevel)
    edition = models.PositiveSmallIntegerField(_("版次"))
    made_by = models.ForeignKey(
        "org.Staff", models.PROTECT, null=True, related_name="+", verbose_name=_("制定人")
    )
    made_at = models.DateTimeField(_("生效时间"))
    reason = models.CharField(_("修订原因"), max_length=160)

    reach = ReachSpec(level="store", rows=UNNARROWED)
    objects = ChecklistQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("检验标准")
        ordering = ("store", "level", "kind", "-edition")
        constraints = [
            models.UniqueConstraint(
                fields=["store", "kind", "level", "edition"], name="checklist_edition_once"
            ),
            models.CheckConstraint(condition=Q(edition__gte=1), name="checklist_edition_counts"),
        ]

    def __str__(self) -> str:
        kind = self.get_kind_display() if self.kind else _("各工种")
        return f"{self.get_level_display()} {kind} v{self.edition}"


class ChecklistItem(TrackedRow):
    """One thing to look at; with a measure it asks for a reading inside its limits."""

    checklist = models.ForeignKey(Checklist, models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField(_("序号"))
    name = models.CharField(_("检验项目"), max_length=80)
    unit = models.CharField(_("单位"), max_length=12, blank=True)
    low = models.DecimalField(_("下限"), max_digits=10, decimal_places=3, null=True, blank=True)
    high = models.DecimalField(_("上限"), max_digits=10, decimal_places=3, null=True, blank=True)
    photo = models.BooleanField(_("须拍照"), default=False)

    reach = ReachSpec(store="checklist__store", level="store", rows=UNNARROWED)
    objects = ReachQuerySet["ChecklistItem"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("检验标准项目")
        ordering = ("checklist", "position")
        constraints = [
            models.UniqueConstraint(
                fields=["checklist", "position"], name="checklist_item_in_order"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="checklist_item_named"),
            models.CheckConstraint(
                condition=Q(low=None) | Q(high=None) | Q(low__lte=F("high")),
                name="checklist_item_limits_ordered",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def measured(self) -> bool:
        """Whether it asks for a reading."""
        return bool(self.unit)
