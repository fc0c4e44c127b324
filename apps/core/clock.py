"""The only clock of the business: real time plus one offset that demo installations may move."""

from __future__ import annotations

import datetime as dt

from django.apps import apps as installed
from django.utils import timezone

SHANGHAI = dt.timezone(dt.timedelta(hours=8), "Asia/Shanghai")


def offset() -> dt.timedelta:
    """How far the demo clock stands ahead of real time."""
    model = installed.get_model("core", "ClockOffset")
    seconds = model.objects.values_list("seconds", flat=True).first()
    return dt.timedelta(seconds=seconds or 0)


def real() -> dt.datetime:
    """Real time, which no demo moves: sessions, lock-outs and one-time codes live in it."""
    return timezone.now()  # noqa: TID251  # the one place that reads real time


def now() -> dt.datetime:
    """Business time, timezone-aware; read it once per request and pass it on."""
    return real() + offset()


def business_day(moment: dt.datetime) -> dt.date:
    """The calendar day in China on which a moment falls."""
    return moment.astimezone(SHANGHAI).date()


def day_bounds(day: dt.date) -> tuple[dt.datetime, dt.datetime]:
    """First instant of a business day and of the next one."""
    start = dt.datetime.combine(day, dt.time(), tzinfo=SHANGHAI)
    return start, start + dt.timedelta(days=1)


def today() -> dt.date:
    """The business day of ``now()``."""
    return business_day(now())
