"""The queue at the front desk: who came with and without an appointment, in one line."""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import TrackedRow
from apps.core.tones import Tone
from apps.org.reach import ReachQuerySet, ReachSpec
from apps.workorders.choices import WorkClass
from apps.workorders.reach import rows_by_class


class TicketState(models.TextChoices):
    """Where a ticket stands."""

    WAITING = "waiting", _("等候")
    CALLED = "called", _("已叫号")
    SERVED = "served", _("已接待")
    LEFT = "left", _("已离开")


IN_LINE = (TicketState.WAITING, TicketState.CALLED)


class QueueTicketQuerySet(ReachQuerySet["QueueTicket"]):
    """Tickets of a day."""

    def of_day(self, start: dt.datetime, end: dt.datetime) -> Self:
        """Tickets drawn on a day."""
        return self.filter(taken_at__gte=start, taken_at__lt=end)

    def in_line(self) -> Self:
        """Those still to be served; who came in the own window first, then as they came."""
        return self.filter(state__in=IN_LINE).order_by("turn_at", "pk")


class QueueTicket(TrackedRow):
    """One number drawn at the front desk (排队号).

    ``turn_at`` is the time by which it stands in line: the slot of a car that came in its window,
    else the moment the number was drawn.
    """

    number = models.CharField(_("排队单号"), max_length=32, unique=True)
    code = models.CharField(_("排队号"), max_length=6)
    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    unit = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    appointment = models.ForeignKey(
        "workorders.Appointment",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="tickets",
        verbose_name=_("预约"),
    )
    plate_no = models.CharField(_("车牌"), max_length=12, blank=True)
    caller_name = models.CharField(_("称呼"), max_length=40, blank=True)
    work_class = models.CharField(
        _("来店目的"), max_length=16, choices=WorkClass, default=WorkClass.EXPRESS
    )
    advisor = models.ForeignKey(
        "org.Staff",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="queue_tickets",
        verbose_name=_("服务顾问"),
    )
    state = models.CharField(
        _("状态"), max_length=8, choices=TicketState, default=TicketState.WAITING
    )
    turn_at = models.DateTimeField(_("排队时间"))
    taken_at = models.DateTimeField(_("取号时间"))
    taken_by = models.ForeignKey(
        "org.Staff", models.PROTECT, null=True, related_name="+", verbose_name=_("发号人")
    )
    called_at = models.DateTimeField(_("叫号时间"), null=True, blank=True)
    calls = models.PositiveSmallIntegerField(_("叫号次数"), default=0)
    ended_at = models.DateTimeField(_("结束时间"), null=True, blank=True)

    reach = ReachSpec(owners=("advisor",), rows=rows_by_class("work_class"))
    state_tones = {"called": Tone.WORKING, "served": Tone.DONE, "left": Tone.WAITING}
    objects = QueueTicketQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("排队号")
        ordering = ("-taken_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["appointment"],
                condition=Q(state__in=["waiting", "called"]),
                name="queueticket_one_per_appointment",
            ),
        ]
        indexes = [
            models.Index(fields=["store", "-taken_at"], name="queueticket_store_taken"),
            models.Index(
                fields=["store", "turn_at"],
                condition=Q(state__in=["waiting", "called"]),
                name="queueticket_store_in_line",
            ),
        ]

    def __str__(self) -> str:
        return self.code
