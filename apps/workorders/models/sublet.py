"""Work given to another firm (外加工)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import TrackedRow
from apps.core.money import ZERO, MoneyField
from apps.core.tones import Tone
from apps.org.reach import ReachQuerySet
from apps.workorders.choices import Medium, Payer
from apps.workorders.path_choices import SubletState
from apps.workorders.reach import of_order

if TYPE_CHECKING:
    import datetime as dt


class SubletQuerySet(ReachQuerySet["Sublet"]):
    """Sublets by where they stand."""

    def open(self) -> Self:
        """Planned or out."""
        return self.filter(state__in=(SubletState.PLANNED, SubletState.OUT))

    def late(self, now: dt.datetime) -> Self:
        """Out longer than was agreed with the vendor."""
        return self.filter(state=SubletState.OUT, due_at__lt=now)


class Sublet(TrackedRow):
    """One piece of a job another firm does: what, by whom, at what cost, out and back.

    ``cost`` is what the vendor asks, VAT included; ``line`` carries the price on the order.  Main
    work (主要工作) needs the customer's consent (民法典 772).  ``whole_car`` goes out by a gate
    pass; a part of the car only by the slip.
    """

    number = models.CharField(_("外加工单号"), max_length=32, unique=True)
    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    order = models.ForeignKey("workorders.WorkOrder", models.PROTECT, related_name="sublets")
    job = models.ForeignKey("workorders.Job", models.PROTECT, related_name="sublets")
    supplier = models.ForeignKey(
        "parts.Supplier", models.PROTECT, related_name="sublets", verbose_name=_("外协单位")
    )
    what = models.CharField(_("加工内容"), max_length=160)
    main_work = models.BooleanField(_("属于主要工作"), default=False)
    whole_car = models.BooleanField(_("整车送出"), default=False)
    consent_name = models.CharField(_("同意人"), max_length=40, blank=True)
    consent_medium = models.CharField(_("同意方式"), max_length=12, choices=Medium, blank=True)
    consent_at = models.DateTimeField(_("同意时间"), null=True, blank=True)
    purchase_no = models.CharField(_("采购单号"), max_length=40, blank=True)
    cost = MoneyField(_("外协成本"), default=ZERO)
    price = MoneyField(_("对客价格"), default=ZERO)
    payer = models.CharField(_("付款方"), max_length=4, choices=Payer, default=Payer.CP)
    line = models.OneToOneField(
        "workorders.LabourLine",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="sublet",
        verbose_name=_("工单行"),
    )
    planned_by = models.ForeignKey("org.Staff", models.PROTECT, related_name="+")
    planned_at = models.DateTimeField(_("登记时间"))
    due_at = models.DateTimeField(_("约定取回"))
    out_at = models.DateTimeField(_("送出时间"), null=True, blank=True)
    out_by = models.ForeignKey("org.Staff", models.PROTECT, null=True, related_name="+")
    out_km = models.PositiveIntegerField(_("送出里程"), null=True, blank=True)
    back_at = models.DateTimeField(_("取回时间"), null=True, blank=True)
    back_by = models.ForeignKey("org.Staff", models.PROTECT, null=True, related_name="+")
    back_km = models.PositiveIntegerField(_("取回里程"), null=True, blank=True)
    back_note = models.CharField(_("取回验收"), max_length=300, blank=True)
    state = models.CharField(
        _("状态"), max_length=10, choices=SubletState, default=SubletState.PLANNED
    )

    reach = of_order("order", store="store")
    state_tones = {"out": Tone.BLOCKED}
    objects = SubletQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("外加工")
        ordering = ("-planned_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(cost__gte=0, price__gte=0), name="sublet_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(back_at=None) | Q(back_at__gte=F("out_at")), name="sublet_times_ordered"
            ),
            models.CheckConstraint(
                condition=Q(back_km=None) | Q(out_km=None) | Q(back_km__gte=F("out_km")),
                name="sublet_readings_ordered",
            ),
        ]
        indexes = [
            models.Index(
                fields=["store", "due_at"],
                condition=Q(state__in=("planned", "out")),
                name="sublet_store_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.what}"
