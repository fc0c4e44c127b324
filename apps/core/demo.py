"""Whether this installation is the demo, and its clock, which only goes forward."""

from __future__ import annotations

import datetime as dt
from functools import cache

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext as _

from apps.core import clock
from apps.core.models import ClockOffset, Setting
from apps.core.refusals import Refused

MARK = "demo.installation"
FURTHEST = dt.timedelta(days=366)


@cache
def marked() -> bool:
    """Whether the data are marked as a demo; asked once per process, as it never changes."""
    return Setting.objects.filter(code=MARK).exists()


def installed() -> bool:
    """True when the settings allow a demo and the data are marked as one."""
    return bool(settings.DEMO) and marked()


def mark(value: object, since: dt.date) -> Setting:
    """The row that marks data as a demo, not saved yet."""
    marked.cache_clear()
    return Setting(code=MARK, value=value, effective_from=since, source="demo")


def move_clock(by: dt.timedelta) -> dt.datetime:
    """Business time is so much later from now on; returns the new time.

    Raises Refused outside a demo, for a step that is not forward, and for more than a year.
    """
    if not installed():
        raise Refused(_("只有演示数据才能拨快时钟。"))
    if by <= dt.timedelta(0):
        raise Refused(_("时钟只能往前拨。"), field="step")
    if by > FURTHEST:
        raise Refused(_("一次最多拨快一年。"), field="step")
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {ClockOffset._meta.db_table} AS kept (id, seconds) VALUES (1, %(more)s)"
            " ON CONFLICT (id) DO UPDATE SET seconds = kept.seconds + %(more)s",
            {"more": int(by.total_seconds())},
        )
    return clock.now()
