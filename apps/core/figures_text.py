"""How values are written on pages: money, kilometres, moments, plates, phones. Plain text only."""

import datetime as dt
from contextvars import ContextVar
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

NOTHING = "—"
SHANGHAI = ZoneInfo("Asia/Shanghai")
# The business day of the page being rendered; None on paper and in jobs: dates are then whole.
page_day: ContextVar[dt.date | None] = ContextVar("page_day", default=None)


def money_text(value: Decimal | int | float | str | None) -> str:
    """``1234.5`` → ``¥1,234.50``; a negative sum carries a true minus sign; ``None`` → a dash."""
    if value is None or value == "":
        return NOTHING
    amount = Decimal(str(value)).quantize(Decimal("0.01"))
    sign = "−" if amount < 0 else ""
    return f"{sign}¥{abs(amount):,.2f}"


def km_text(value: int | str | None) -> str:
    """``45210`` → ``45,210 km``."""
    return NOTHING if value is None or value == "" else f"{int(value):,} km"


def quantity_text(value: Decimal | int | float | None) -> str:
    """A quantity or hours without trailing zeros: ``2.500`` → ``2.5``."""
    if value is None or value == "":
        return NOTHING
    text = f"{Decimal(str(value)):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def local(value: dt.datetime) -> dt.datetime:
    """The moment in the store's own time (Asia/Shanghai)."""
    return value.astimezone(SHANGHAI) if value.tzinfo else value


def day_text(value: dt.date | dt.datetime | None, today: dt.date | None = None) -> str:
    """A day, without its year when it is that of ``today`` (default: the day of the page)."""
    if value is None or value == "":
        return NOTHING
    day = local(value).date() if isinstance(value, dt.datetime) else value
    today = today or page_day.get()
    # Translators: Django date formats, for a day of this year and of another year
    short, full = _("n月j日"), _("Y年n月j日")
    return formats.date_format(day, short if today and day.year == today.year else full)


def when_text(value: dt.datetime | None, today: dt.date | None = None) -> str:
    """A moment to the minute: ``今天 14:05``, ``11月20日 14:05``, ``2025年3月1日 14:05``."""
    if value is None or value == "":
        return NOTHING
    moment = local(value)
    today = today or page_day.get()
    if today == moment.date():
        return _("今天 %(time)s") % {"time": f"{moment:%H:%M}"}
    return f"{day_text(moment, today)} {moment:%H:%M}"


def span_text(minutes: int) -> str:
    """A length of time in words: ``135`` → ``2 小时 15 分``; from two days on, in days."""
    if minutes >= 2 * 24 * 60:
        days = minutes // (24 * 60)
        return ngettext("%(n)d 天", "%(n)d 天", days) % {"n": days}
    hours, rest = divmod(minutes, 60)
    if hours and rest:
        return _("%(h)d 小时 %(m)d 分") % {"h": hours, "m": rest}
    if hours:
        return _("%(h)d 小时") % {"h": hours}
    return _("%(m)d 分") % {"m": rest}


def phone_text(value: str | None) -> str:
    """``13812345678`` → ``138****5678``: enough to tell two callers apart, not enough to dial."""
    text = str(value or "")
    if len(text) < 7:
        return "*" * len(text) or NOTHING
    return f"{text[:3]}{'*' * (len(text) - 7)}{text[-4:]}"


def address_masked(value: str | None) -> str:
    """An address up to its district: ``长沙市岳麓区枫林路1号`` → ``长沙市岳麓区****``."""
    text = str(value or "")
    if not text:
        return NOTHING
    ends = [text.find(mark) for mark in ("区", "县", "市", "省") if mark in text[:-1]]
    kept = ends[0] + 1 if ends else min(3, len(text) // 3)
    return f"{text[:kept]}****"
