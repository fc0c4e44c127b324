"""A car in the house: from the gate in to the gate out."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import TrackedRow
from apps.org.reach import ReachQuerySet, ReachSpec
from apps.workorders.choices import Arrival, WorkClass
from apps.workorders.reach import rows_by_class


class VisitQuerySet(ReachQuerySet["Visit"]):
    """Visits by where the car is."""

    def in_house(self) -> Self:
        """Cars that came and have not left."""
        return self.filter(delivered_at=None)


class Visit(TrackedRow):
    """One car's stay (台次): one gate-in to one gate-out, however many orders and payers."""

    number = models.CharField(_("进店单号"), max_length=32, unique=True)
    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    unit = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    vehicle = models.ForeignKey(
        "customers.Vehicle", models.PROTECT, related_name="visits", verbose_name=_("车辆")
    )
    plate_no = models.CharField(_("车牌"), max_length=12, blank=True)
    owner = models.ForeignKey(
        "customers.Customer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="visits",
        verbose_name=_("车主"),
    )
    sender_name = models.CharField(_("送修人"), max_length=40, blank=True)
    sender_phone = models.CharField(_("送修人电话"), max_length=20, blank=True)
    arrival = models.CharField(
        _("到店方式"), max_length=12, choices=Arrival, default=Arrival.WALK_IN
    )
    work_class = models.CharField(
        _("来店目的"), max_length=16, choices=WorkClass, default=WorkClass.GENERAL
    )
    advisor = models.ForeignKey(
        "org.Staff", models.PROTECT, related_name="visits", verbose_name=_("服务顾问")
    )
    opened_at = models.DateTimeField(_("进店时间"))
    ready_at = models.DateTimeField(_("完工时间"), null=True, blank=True)
    delivered_at = models.DateTimeField(_("交车时间"), null=True, blank=True)

    reach = ReachSpec(
        owners=("advisor",), rows=rows_by_class("work_class"), seen_by="workorders.view_workorder"
    )
    objects = VisitQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("进店")
        ordering = ("-opened_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(delivered_at=None) | Q(delivered_at__gte=F("opened_at")),
                name="visit_times_ordered",
            ),
        ]
        indexes = [
            models.Index(fields=["store", "-opened_at"], name="visit_store_opened"),
            models.Index(fields=["store", "-delivered_at"], name="visit_store_delivered"),
            models.Index(
                fields=["store", "opened_at"],
                condition=Q(delivered_at=None),
                name="visit_store_in_house",
            ),
            models.Index(fields=["vehicle", "-opened_at"], name="visit_vehicle_history"),
        ]

    def __str__(self) -> str:
        return self.number


class Statement(TrackedRow):
    """One thing the customer said about the car, in the customer's own words."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="statements")
    position = models.PositiveSmallIntegerField(_("序号"), default=1)
    text = models.TextField(_("客户陈述"))

    reach = ReachSpec(
        store="visit__store",
        unit="visit__unit",
        owners=("visit__advisor",),
        rows=rows_by_class("visit__work_class"),
        shared_through=("visit", "visit__orders"),
    )
    objects = ReachQuerySet["Statement"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("客户陈述")
        ordering = ("visit", "position", "pk")
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="statement_not_empty"),
        ]

    def __str__(self) -> str:
        return self.text
