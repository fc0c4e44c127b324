"""The record of looks at contact data."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core.models import Row
from apps.org.reach import ReachQuerySet, ReachSpec


class ContactReveal(Row):
    """Somebody looked at one contact field of one row in full, and on which page."""

    class How(models.TextChoices):
        SHOWN = "shown", _("页面显示")
        PRINTED = "printed", _("打印单据")

    model = models.CharField(_("对象"), max_length=60)
    object_id = models.BigIntegerField()
    field = models.CharField(_("字段"), max_length=40)
    whom = models.CharField(_("查看谁的"), max_length=120)
    how = models.CharField(_("方式"), max_length=8, choices=How.choices, default=How.SHOWN)
    by = models.ForeignKey("org.Staff", models.PROTECT, related_name="+")
    tenure = models.ForeignKey("org.Tenure", models.PROTECT, null=True, related_name="+")
    store = models.ForeignKey("org.OrgUnit", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("时间"))
    reason = models.CharField(_("原因"), max_length=200, blank=True)
    page = models.CharField(_("页面"), max_length=200, blank=True)
    request_id = models.CharField(max_length=32, blank=True)

    reach = ReachSpec(level="store", store="store")
    objects = ReachQuerySet["ContactReveal"].as_manager()

    class Meta(Row.Meta):
        verbose_name = _("联系方式查看记录")
        indexes = [
            models.Index(fields=["by", "-at"], name="reveal_of_person"),
            models.Index(fields=["store", "-at"], name="reveal_of_store"),
            models.Index(fields=["model", "object_id"], name="reveal_of_object"),
        ]

    def __str__(self) -> str:
        return f"{self.whom} {self.field}"
