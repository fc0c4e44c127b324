"""Who does the work: people whose duty is to clock it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef

from apps.core.clock import business_day
from apps.org.models import Staff, StaffPermit, Tenure
from apps.workorders.permissions import Perm
from apps.workorders.work_classes import HIGH_VOLTAGE_PERMIT

if TYPE_CHECKING:
    import datetime as dt


def clocking_staff(now: dt.datetime) -> Any:
    """People whose post lets them clock work, with whether they may touch high voltage today."""
    held = Tenure.objects.live(now).filter(
        staff=OuterRef("pk"), post__group__unitgrant__permission__codename=Perm.CLOCK_JOB.value
    )
    permits = StaffPermit.objects.filter(
        staff=OuterRef("pk"), permit=HIGH_VOLTAGE_PERMIT, valid_until__gte=business_day(now)
    )
    rows = Staff.objects.filter(Exists(held), is_active=True)
    return rows.annotate(high_voltage=Exists(permits)).order_by("unit__path", "name_pinyin")


def answering_staff(now: dt.datetime) -> Any:
    """People whose post lets them put right what an audit of the process found."""
    held = Tenure.objects.live(now).filter(
        staff=OuterRef("pk"),
        post__group__unitgrant__permission__codename=Perm.ANSWER_PROCESSAUDIT.value,
    )
    rows = Staff.objects.filter(Exists(held), is_active=True)
    return rows.order_by("unit__path", "name_pinyin")
