"""Photos taken while walking round a car, kept from the moment they are taken."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core.models import Row


class CarPhoto(Row):
    """One photo of the walk-round; without ``checkin`` it waits for the sheet to be saved.

    It lies on a damage mark, or on the car as a whole.  A waiting one is seen only by its taker;
    an attached one by those who see the order.
    """

    file = models.OneToOneField("core.StoredFile", models.PROTECT, null=True, related_name="+")
    checkin = models.ForeignKey(
        "workorders.CheckIn", models.PROTECT, null=True, blank=True, related_name="car_photos"
    )
    mark = models.ForeignKey(
        "workorders.DamageMark", models.PROTECT, null=True, blank=True, related_name="photos"
    )
    by = models.ForeignKey("org.Staff", models.PROTECT, related_name="+")
    at = models.DateTimeField(_("拍摄时间"))

    class Meta(Row.Meta):
        verbose_name = _("接车照片")
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(mark=None) | models.Q(checkin__isnull=False),
                name="carphoto_mark_of_a_sheet",
            ),
        ]
        indexes = [
            models.Index(
                fields=["by", "at"], condition=models.Q(checkin=None), name="carphoto_waiting"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"
