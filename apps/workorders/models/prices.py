"""The labour price list."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import TrackedRow
from apps.core.money import HoursField, MoneyField
from apps.core.pinyin import initials
from apps.customers.derived import DerivedField
from apps.org.reach import ReachQuerySet, ReachSpec
from apps.workorders.choices import JobKind, Payer, RepairClass
from apps.workorders.reach import ROW_FILTERS

UNNARROWED = {name: Q() for name in ROW_FILTERS}


class LabourOperation(TrackedRow):
    """One operation of the standard-hour list, the same for all stores of the group.

    ``includes`` are the codes of smaller operations that are done along with it: a level-2
    maintenance changes the oil too.
    """

    code = models.CharField(_("工时代码"), max_length=20, unique=True)
    name = models.CharField(_("项目名称"), max_length=80)
    name_initials = DerivedField(max_length=80, source="name", derive=initials)
    kind = models.CharField(_("工种"), max_length=16, choices=JobKind, default=JobKind.MECHANICAL)
    repair_class = models.CharField(
        _("维修类别"), max_length=16, choices=RepairClass, default=RepairClass.MINOR
    )
    std_hours = HoursField(_("标准工时"))
    high_voltage = models.BooleanField(_("涉高压"), default=False)
    includes = models.JSONField(_("包含的工时代码"), default=list, blank=True)
    active = models.BooleanField(_("在用"), default=True)

    reach = ReachSpec(level="group", rows=UNNARROWED)
    objects = ReachQuerySet["LabourOperation"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("工时项目")
        ordering = ("code",)
        constraints = [
            models.CheckConstraint(
                condition=Q(std_hours__gte=0, std_hours__lte=999), name="operation_hours_sane"
            ),
        ]
        indexes = [
            models.Index(
                fields=["name_initials"],
                opclasses=["text_pattern_ops"],
                name="operation_initials_prefix",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class LabourRateQuerySet(ReachQuerySet["LabourRate"]):
    """Reads a dated price."""

    def in_force(self, store_id: int, payer: str, on: dt.date, kind: str = "") -> LabourRate | None:
        """The rate of a payer for a trade on a day; None when none is set.

        The payer's own goes before the customer's, that of the trade before the general one, the
        store's before the group's.
        """
        rows = self.filter(
            Q(store=None) | Q(store=store_id),
            effective_from__lte=on,
            payer__in=[payer, Payer.CP],
            kind__in=[kind, ""],
        )
        own_first = models.Case(models.When(payer=payer, then=0), default=1)
        stores_first = models.F("store").asc(nulls_last=True)
        return rows.order_by(own_first, "-kind", stores_first, "-effective_from", "-pk").first()


class LabourRate(TrackedRow):
    """What one hour costs a payer from a day on, VAT included, until a later rate begins.

    Without a store it holds in the whole group, without a trade for every trade.
    """

    store = models.ForeignKey(
        "org.OrgUnit", models.PROTECT, null=True, blank=True, related_name="+"
    )
    payer = models.CharField(_("付款方"), max_length=4, choices=Payer, default=Payer.CP)
    kind = models.CharField(_("工种"), max_length=16, choices=JobKind, blank=True)
    rate = MoneyField(_("工时单价（元/小时，含税）"))
    vat_rate = models.DecimalField(_("税率%"), max_digits=4, decimal_places=2, default=Decimal(13))
    effective_from = models.DateField(_("生效日"))

    reach = ReachSpec(level="store", rows=UNNARROWED)
    objects = LabourRateQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("工时单价")
        constraints = [
            models.UniqueConstraint(
                fields=["store", "payer", "kind", "effective_from"],
                nulls_distinct=False,
                name="labourrate_once_a_day",
            ),
            models.CheckConstraint(
                condition=Q(rate__gte=0, vat_rate__gte=0), name="labourrate_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.payer} {self.rate}"
