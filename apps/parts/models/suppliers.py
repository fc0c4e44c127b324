"""Where parts come from."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import TrackedRow
from apps.org.reach import ReachQuerySet, ReachSpec
from apps.parts.models.catalogue import EVERY_ROW


class Supplier(TrackedRow):
    """A manufacturer's parts centre, a distributor or the shop round the corner (外采)."""

    code = models.CharField(_("供应商编码"), max_length=20, unique=True)
    name = models.CharField(_("供应商"), max_length=120)
    manufacturer = models.BooleanField(_("厂家"), default=False)
    contact = models.CharField(_("联系人"), max_length=60, blank=True)
    phone = models.CharField(_("电话"), max_length=20, blank=True)
    active = models.BooleanField(_("在用"), default=True)

    reach = ReachSpec(level="group", rows=EVERY_ROW)
    objects = ReachQuerySet["Supplier"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("供应商")
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name
