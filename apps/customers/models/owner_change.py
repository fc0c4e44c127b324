"""A car that changed hands: what was decided about what belonged to the one before."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import TrackedRow
from apps.customers.reach import of_store
from apps.org.reach import ReachQuerySet


class Packages(models.TextChoices):
    """What becomes of what the earlier owner bought and has not used."""

    NONE = "none", _("没有未用套餐")
    GOES_ALONG = "goes_along", _("随车转给新车主")
    STAYS = "stays", _("留给原车主")


class OwnerChange(TrackedRow):
    """One change of owner with its proof; the 三包 papers go along with the car (O43 art. 30).

    The proof (登记证书 or 行驶证) is a photo kept with this row.  ``ended`` is what hung on the
    earlier owner and what became of it, in words.  ``contact_agreed`` says that the new owner was
    asked and agreed to be called and reminded (个人信息保护法 art. 14); without it they are not.
    """

    reach = of_store("vehicle__known_at__store")

    vehicle = models.ForeignKey("customers.Vehicle", models.PROTECT, related_name="owner_changes")
    before = models.ForeignKey(
        "customers.Ownership", models.PROTECT, null=True, blank=True, related_name="+"
    )
    after = models.OneToOneField("customers.Ownership", models.PROTECT, related_name="change")
    packages = models.CharField(_("未用套餐"), max_length=12, choices=Packages)
    note = models.CharField(_("说明"), max_length=120, blank=True)
    contact_agreed = models.BooleanField(_("新车主同意回访和提醒"), default=False)
    ended = models.TextField(_("与原车主的约定"), blank=True)
    by = models.ForeignKey("org.Staff", models.PROTECT, related_name="+", verbose_name=_("经办人"))
    at = models.DateTimeField(_("办理时间"))

    objects = ReachQuerySet["OwnerChange"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("车主变更")
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.vehicle_id} {self.at:%Y-%m-%d}"
