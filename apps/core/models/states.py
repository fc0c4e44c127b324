"""The record of every state a document went through; KPIs read it."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core.models.base import Row


class StatusChange(Row):
    """One document went from one state to another, when, by whom and why."""

    content_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    object_id = models.BigIntegerField()
    store = models.ForeignKey("org.OrgUnit", models.PROTECT, null=True, related_name="+")
    action = models.CharField(_("动作"), max_length=40)
    from_state = models.CharField(_("原状态"), max_length=32, blank=True)
    to_state = models.CharField(_("新状态"), max_length=32)
    at = models.DateTimeField(_("时间"))
    by = models.ForeignKey("org.Staff", models.PROTECT, null=True, related_name="+")
    tenure = models.ForeignKey("org.Tenure", models.PROTECT, null=True, related_name="+")
    reason = models.TextField(_("原因"), blank=True)
    cause = models.CharField(_("起因"), max_length=80, blank=True)
    request_id = models.CharField(max_length=32, blank=True)

    class Meta(Row.Meta):
        indexes = [
            models.Index(fields=["content_type", "object_id", "at"], name="statuschange_object"),
            models.Index(fields=["store", "to_state", "at"], name="statuschange_store_state"),
        ]

    def __str__(self) -> str:
        return f"{self.action}: {self.from_state} → {self.to_state}"
