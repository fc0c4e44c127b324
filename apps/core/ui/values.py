"""Values as words and marks: moments, plates, numbers; whatever may stand in a table cell."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

import segno
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from apps.core import figures_text as text
from apps.core.tones import Tone
from apps.core.ui.library import register

register.filter("money", text.money_text)
register.filter("km", text.km_text)
register.filter("qty", text.quantity_text)
register.filter("phone_masked", text.phone_text)
register.filter("address_masked", text.address_masked)


@register.filter
def when(value: dt.datetime | None) -> SafeString | str:
    """A moment to the minute as a ``<time>``, the full date in its tooltip."""
    if not value:
        return text.NOTHING
    moment = text.local(value)
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        moment.isoformat(timespec="minutes"),
        f"{moment:%Y-%m-%d %H:%M}",
        text.when_text(value),
    )


@register.filter
def day(value: dt.date | dt.datetime | None) -> SafeString | str:
    """A day as a ``<time>``."""
    if not value:
        return text.NOTHING
    date = text.local(value).date() if isinstance(value, dt.datetime) else value
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        date.isoformat(),
        date.isoformat(),
        text.day_text(date),
    )


@register.simple_tag
def paper_dates() -> str:
    """On paper every date is whole: no "today", no missing year. First thing of a print."""
    text.page_day.set(None)
    return ""


@register.filter
def plate(value: object) -> SafeString:
    """A plate as on the car; green for the eight characters of a new-energy plate."""
    number = str(value or "").strip()
    if not number:
        return format_html('<span class="plate plate-none">{}</span>', _("无牌"))
    green = " plate-green" if len(number) == 8 else ""
    return format_html(
        '<span class="plate{}"><span>{}</span>{}</span>', green, number[:2], number[2:]
    )


@register.filter
def vin(value: object) -> SafeString:
    """A VIN in mono with its serial part stressed: people read the last six aloud."""
    number = str(value or "")
    return format_html('<span class="vin">{}<b>{}</b></span>', number[:-6], number[-6:])


@register.simple_tag
def meter(value: Decimal | float, maximum: Decimal | float, tone: str = "working") -> SafeString:
    """A bar of ``value`` out of ``maximum``; the number must also stand beside it in words."""
    share = 0.0 if not maximum else max(0.0, min(1.0, float(value) / float(maximum)))
    return format_html(
        '<svg class="meter meter-{}" viewBox="0 0 100 6" preserveAspectRatio="none"'
        ' aria-hidden="true"><rect width="100" height="6"></rect>'
        '<rect class="meter-fill" width="{}" height="6"></rect></svg>',
        Tone(tone),
        f"{share * 100:.1f}",
    )


@register.simple_tag
def qr(data: str, size: int = 88) -> SafeString:
    """A QR code as inline SVG, for prints."""
    code = segno.make(data, error="m", micro=False)
    rows = list(code.matrix)
    runs = "".join(
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    side = len(rows)
    return format_html(
        '<svg class="qr" role="img" aria-label="{}" width="{}" height="{}"'
        ' viewBox="-2 -2 {} {}" shape-rendering="crispEdges"><path d="{}"></path></svg>',
        _("二维码"),
        size,
        size,
        side + 4,
        side + 4,
        runs,
    )


@register.simple_tag
def options_list(items: Iterable[tuple[object, object]]) -> SafeString:
    """``<option>`` rows for a ``<datalist>``: pairs of value and words."""
    return format_html_join("", '<option value="{}">{}</option>', items)
