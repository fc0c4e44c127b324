"""The people of a car's stay beside its owner and the one who brought it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import TrackedRow
from apps.org.reach import ReachQuerySet, ReachSpec
from apps.workorders.reach import rows_by_class


class VisitPerson(TrackedRow):
    """Who may say yes to work, or who pays, when it is not the owner.

    The owner stands on the visit, and so does the one who brought the car (送修人); a phone may
    belong to several people.
    """

    class Role(models.TextChoices):
        """What the person is for this stay."""

        AUTHORISER = "authoriser", _("授权人")
        PAYER = "payer", _("付款人")

    visit = models.ForeignKey("workorders.Visit", models.PROTECT, related_name="people")
    role = models.CharField(_("身份"), max_length=12, choices=Role)
    customer = models.ForeignKey(
        "customers.Customer", models.PROTECT, null=True, blank=True, related_name="stays"
    )
    name = models.CharField(_("姓名"), max_length=80)
    phone = models.CharField(_("电话"), max_length=20, blank=True)
    relation = models.CharField(_("与车主关系"), max_length=20, blank=True)

    reach = ReachSpec(
        store="visit__store",
        unit="visit__unit",
        owners=("visit__advisor",),
        rows=rows_by_class("visit__work_class"),
        shared_through=("visit", "visit__orders"),
    )
    objects = ReachQuerySet["VisitPerson"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("进店相关人")
        ordering = ("visit", "role")
        constraints = [
            models.UniqueConstraint(fields=["visit", "role"], name="visitperson_one_per_role"),
            models.CheckConstraint(condition=~Q(name=""), name="visitperson_named"),
        ]

    def __str__(self) -> str:
        return self.name
