"""Appointments: which car comes when, to whom and for what, and how ready the house is for it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import TrackedRow
from apps.core.money import HoursField, QuantityField
from apps.core.tones import Tone
from apps.org.reach import ReachQuerySet, ReachSpec
from apps.workorders.choices import JobKind, WorkClass
from apps.workorders.reach import rows_by_class


class AppointmentState(models.TextChoices):
    """Where an appointment stands."""

    BOOKED = "booked", _("待确认")
    CONFIRMED = "confirmed", _("已确认")
    LATE = "late", _("迟到")
    ARRIVED = "arrived", _("已到店")
    NO_SHOW = "no_show", _("爽约")
    CANCELLED_BY_CUSTOMER = "cancelled_by_customer", _("客户取消")
    CANCELLED_BY_DEALER = "cancelled_by_dealer", _("店方取消")
    MOVED = "moved", _("已改期")


class AppointmentSource(models.TextChoices):
    """By which way an appointment came."""

    PHONE = "phone", _("电话")
    WECHAT = "wechat", _("微信")
    WEB = "web", _("网上")
    DESK = "desk", _("到店当面")
    CARE = "care", _("客服邀约")
    OEM = "oem", _("厂家转来")


EXPECTED = (AppointmentState.BOOKED, AppointmentState.CONFIRMED)
AWAITED = (*EXPECTED, AppointmentState.LATE)
ONLINE = (AppointmentSource.WECHAT, AppointmentSource.WEB)


class AppointmentQuerySet(ReachQuerySet["Appointment"]):
    """Appointments by time and state."""

    def between(self, start: dt.datetime, end: dt.datetime) -> Self:
        """Those whose slot begins in a span of time."""
        return self.filter(slot_at__gte=start, slot_at__lt=end)

    def holding(self, now: dt.datetime) -> Self:
        """Those that take a place: arrived, or expected and not past their hold."""
        return self.filter(
            Q(state=AppointmentState.ARRIVED) | Q(state__in=EXPECTED, held_until__gte=now)
        )

    def overdue(self, now: dt.datetime) -> Self:
        """Expected cars past their hold that nobody has noted down as late yet."""
        return self.filter(state__in=EXPECTED, held_until__lt=now)

    def late(self, now: dt.datetime) -> Self:
        """Cars that should be here and are not, noted down or not."""
        return self.filter(
            Q(state=AppointmentState.LATE) | Q(state__in=EXPECTED, held_until__lt=now)
        )

    def awaited(self) -> Self:
        """Cars that may still come."""
        return self.filter(state__in=AWAITED)

    def for_list(self) -> Self:
        """With what a row of a list shows."""
        return self.select_related("vehicle__model", "customer", "advisor", "visit")


class Appointment(TrackedRow):
    """One agreed arrival (预约): a car, its slot and advisor, the customer's words and the work.

    The car is known (``vehicle``) or only told by plate and words.  It should come between
    ``window_from`` and ``window_until``; its place is held until ``held_until`` and free from then
    on.  ``prepare_by`` is when everything should lie ready.  ``ended_at`` is when it was called
    off, moved or given up; one that was moved leads on to the new one.
    """

    number = models.CharField(_("预约号"), max_length=32, unique=True)
    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    unit = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    vehicle = models.ForeignKey(
        "customers.Vehicle",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="appointments",
        verbose_name=_("车辆"),
    )
    customer = models.ForeignKey(
        "customers.Customer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="appointments",
        verbose_name=_("客户"),
    )
    plate_no = models.CharField(_("车牌"), max_length=12, blank=True)
    car_words = models.CharField(_("车型"), max_length=60, blank=True)
    caller_name = models.CharField(_("预约人"), max_length=40)
    phone = models.CharField(_("电话"), max_length=20, blank=True)
    concerns = models.TextField(_("客户陈述"), blank=True)
    note = models.CharField(_("备注"), max_length=200, blank=True)
    work_class = models.CharField(
        _("业务类别"), max_length=16, choices=WorkClass, default=WorkClass.EXPRESS
    )
    advisor = models.ForeignKey(
        "org.Staff", models.PROTECT, related_name="appointments", verbose_name=_("服务顾问")
    )
    bay = models.ForeignKey(
        "workorders.Bay",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="appointments",
        verbose_name=_("预留工位"),
    )
    slot_at = models.DateTimeField(_("预约时间"))
    minutes = models.PositiveSmallIntegerField(_("时段（分钟）"), default=30)
    window_from = models.DateTimeField(_("到店窗口起"))
    window_until = models.DateTimeField(_("到店窗口止"))
    held_until = models.DateTimeField(_("保留至"))
    prepare_by = models.DateTimeField(_("准备截止"))
    source = models.CharField(
        _("来源"), max_length=8, choices=AppointmentSource, default=AppointmentSource.PHONE
    )
    state = models.CharField(
        _("状态"), max_length=24, choices=AppointmentState, default=AppointmentState.BOOKED
    )
    reason = models.CharField(_("原因"), max_length=200, blank=True)
    booked_by = models.ForeignKey(
        "org.Staff", models.PROTECT, null=True, related_name="+", verbose_name=_("登记人")
    )
    booked_at = models.DateTimeField(_("登记时间"))
    confirmed_at = models.DateTimeField(_("确认时间"), null=True, blank=True)
    prepared_at = models.DateTimeField(_("准备完成"), null=True, blank=True)
    arrived_at = models.DateTimeField(_("到店时间"), null=True, blank=True)
    ended_at = models.DateTimeField(_("结束时间"), null=True, blank=True)
    moved_from = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="moved_to"
    )
    visit = models.OneToOneField(
        "workorders.Visit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="appointment",
        verbose_name=_("进店单"),
    )

    reach = ReachSpec(
        owners=("advisor",), rows=rows_by_class("work_class"), page="workorders:appointment"
    )
    state_tones = {"arrived": Tone.DONE, "moved": Tone.WAITING}
    objects = AppointmentQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("预约")
        ordering = ("slot_at", "pk")
        constraints = [
            models.CheckConstraint(
                condition=~Q(plate_no="") | ~Q(car_words="") | Q(vehicle__isnull=False),
                name="appointment_of_a_car",
            ),
            models.CheckConstraint(
                condition=Q(window_from__lte=F("slot_at"))
                & Q(window_until__gte=F("slot_at"))
                & Q(held_until__gte=F("slot_at")),
                name="appointment_window_around_slot",
            ),
            models.CheckConstraint(
                condition=~Q(state="arrived") | Q(arrived_at__isnull=False),
                name="appointment_arrived_when",
            ),
        ]
        indexes = [
            models.Index(fields=["store", "slot_at"], name="appointment_store_slot"),
            models.Index(fields=["advisor", "slot_at"], name="appointment_advisor_slot"),
            models.Index(
                fields=["store", "held_until"],
                condition=Q(state__in=["booked", "confirmed", "late"]),
                name="appointment_store_awaited",
            ),
            models.Index(fields=["vehicle", "-slot_at"], name="appointment_of_vehicle"),
            models.Index(fields=["store", "plate_no"], name="appointment_store_plate"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def said(self) -> list[str]:
        """The customer's words, one entry per concern."""
        return [line.strip() for line in self.concerns.splitlines() if line.strip()]

    @property
    def car(self) -> str:
        """The car in words."""
        return str(self.vehicle.model) if self.vehicle else self.car_words

    def is_late(self, now: dt.datetime) -> bool:
        """Whether the hold is over and the car not here."""
        late = self.state in EXPECTED and self.held_until < now
        return late or self.state == AppointmentState.LATE

    def in_window(self) -> bool:
        """Whether the car came inside its window."""
        at = self.arrived_at
        return at is not None and self.window_from <= at <= self.window_until


def of_appointment() -> ReachSpec:
    """The reach of a row that belongs to an appointment."""
    return ReachSpec(
        store="appointment__store",
        unit="appointment__unit",
        owners=("appointment__advisor",),
        rows=rows_by_class("appointment__work_class"),
        shared_through=("appointment",),
    )


class AppointmentWorkQuerySet(ReachQuerySet["AppointmentWork"]):
    """The work of appointments."""

    def awaited(self) -> Self:
        """Work of cars that may still come and whose place has not been given up."""
        return self.filter(appointment__state__in=EXPECTED)


class AppointmentWork(TrackedRow):
    """One thing to be done on the car that comes, with its hours and kind."""

    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="works")
    operation = models.ForeignKey(
        "workorders.LabourOperation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    position = models.PositiveSmallIntegerField(_("序号"), default=1)
    name = models.CharField(_("维修项目"), max_length=80)
    kind = models.CharField(_("工种"), max_length=16, choices=JobKind, default=JobKind.MECHANICAL)
    hours = HoursField(_("预计工时"), default=Decimal(0))

    reach = of_appointment()
    objects = AppointmentWorkQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("预约项目")
        ordering = ("appointment", "position", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(hours__gte=0, hours__lte=99), name="appointmentwork_hours_sane"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AppointmentPart(TrackedRow):
    """A part the work will need; ``demand`` holds it on the shelf once it is reserved."""

    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="parts")
    part = models.ForeignKey("parts.Part", models.PROTECT, related_name="+")
    quantity = QuantityField(_("数量"))
    demand = models.OneToOneField(
        "parts.Demand", models.PROTECT, null=True, blank=True, related_name="appointment_part"
    )

    reach = of_appointment()
    objects = ReachQuerySet["AppointmentPart"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("预约配件")
        ordering = ("appointment", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["appointment", "part"], name="appointmentpart_once_per_part"
            ),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="appointmentpart_of_some"),
        ]

    def __str__(self) -> str:
        return f"{self.part_id} × {self.quantity}"


class PreparationTick(TrackedRow):
    """Somebody looked after one thing the day before (预约准备单)."""

    class Item(models.TextChoices):
        """What must be ready before the car comes."""

        BAY = "bay", _("工位")
        PARTS = "parts", _("配件")
        HISTORY = "history", _("历史")
        RECALL = "recall", _("召回")

    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="ticks")
    item = models.CharField(_("事项"), max_length=8, choices=Item)
    ready = models.BooleanField(_("就绪"), default=True)
    by = models.ForeignKey("org.Staff", models.PROTECT, related_name="+", verbose_name=_("经办人"))
    at = models.DateTimeField(_("时间"))

    reach = of_appointment()
    objects = ReachQuerySet["PreparationTick"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("预约准备")
        ordering = ("appointment", "pk")
        constraints = [
            models.UniqueConstraint(fields=["appointment", "item"], name="preparation_item_once"),
        ]

    def __str__(self) -> str:
        return str(self.get_item_display())
