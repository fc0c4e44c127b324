"""Figures the business may change: limits, rates, windows."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models.base import TrackedRow

if TYPE_CHECKING:
    from collections.abc import Iterable


class SettingQuerySet(models.QuerySet["Setting"]):
    """Reads a dated figure."""

    def value(self, code: str, on: dt.date, store_id: int | None = None) -> Any:
        """The value in force on a day, the store's own before the group's; raises KeyError."""
        row = self._in_force(code, on, store_id).first()
        if row is None:
            raise KeyError(code)
        return row.value

    def several(
        self, codes: Iterable[str], on: dt.date, store_id: int | None = None
    ) -> dict[str, Any]:
        """The values in force on a day by code, in one query; a figure never set is left out."""
        rows = self.filter(
            models.Q(store=None) | models.Q(store_id=store_id),
            code__in=list(codes),
            effective_from__lte=on,
        ).order_by(models.F("store").asc(nulls_first=True), "effective_from", "id")
        return dict(rows.values_list("code", "value"))

    def of_row(self, code: str, on: dt.date) -> models.Subquery:
        """The value in force on a day for the ``store`` of each row of the query around it."""
        found = self._in_force(code, on, models.OuterRef("store_id"))
        return models.Subquery(found.values("value")[:1])

    def _in_force(
        self, code: str, on: dt.date, store: int | models.OuterRef | None
    ) -> SettingQuerySet:
        rows = self.filter(code=code, effective_from__lte=on).filter(
            models.Q(store=None) | models.Q(store_id=store)
        )
        return rows.order_by(models.F("store").asc(nulls_last=True), "-effective_from", "-id")


class Setting(TrackedRow):
    """The value of one business figure from a day on, with its source."""

    code = models.CharField(_("代码"), max_length=60)
    store = models.ForeignKey("org.OrgUnit", models.PROTECT, null=True, related_name="+")
    value = models.JSONField(_("取值"))
    effective_from = models.DateField(_("生效日"))
    source = models.CharField(_("来源"), max_length=200)

    objects = SettingQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["code", "store", "effective_from"],
                nulls_distinct=False,
                name="setting_once_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.effective_from}"
