"""The record of files that left the house."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core.models.base import Row


class ExportAudit(Row):
    """One download: which list under which filter (``chosen``), its rows and the file's hash."""

    kind = models.CharField(_("类别"), max_length=60)
    store = models.ForeignKey("org.OrgUnit", models.PROTECT, null=True, related_name="+")
    chosen = models.JSONField(_("筛选"), default=dict)
    rows = models.PositiveIntegerField(_("行数"))
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey("org.Staff", models.PROTECT, null=True, related_name="+")
    request_id = models.CharField(max_length=32, blank=True)
    at = models.DateTimeField(_("时间"))

    class Meta(Row.Meta):
        indexes = [models.Index(fields=["store", "-at"], name="export_of_store")]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M}"
