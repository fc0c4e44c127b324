"""The page vocabulary: ``{% load ui %}`` – values, icons, states, fields, buttons.

Whatever may stand in a table cell is built with ``format_html``; only the larger pieces (a field,
a button row, a pager) have a template in ``templates/components``.
"""

import datetime as dt
import uuid
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import Any

import segno
from django import template
from django.core.paginator import Page
from django.forms import (
    BaseForm,
    BoundField,
    CheckboxInput,
    CheckboxSelectMultiple,
    RadioSelect,
    Select,
)
from django.middleware.csrf import get_token
from django.template import Context
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from apps.core import clock
from apps.core import figures_text as text
from apps.core.field_policy import rule_of
from apps.core.forms import KEY
from apps.core.tones import SHAPES, Tone, tone_of

register = template.Library()

register.filter("money", text.money_text)
register.filter("km", text.km_text)
register.filter("qty", text.quantity_text)
register.filter("phone_masked", text.phone_text)
register.filter("address_masked", text.address_masked)

SPRITE = "vendor/tabler-icons/sprite.svg"


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon of the sprite; without ``label`` it is decoration and screen readers skip it."""
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}#{}"></use></svg>',
            label,
            static(SPRITE),
            name,
        )
    return _decoration(name)


@cache
def _decoration(name: str) -> SafeString:
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>', static(SPRITE), name
    )


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


def badge(tone: Tone, words: object, shape: str = "") -> SafeString:
    """A state mark: shape, colour and word together."""
    return format_html(
        '<span class="state state-{}">{}<span>{}</span></span>',
        tone,
        icon(shape or SHAPES[tone]),
        words,
    )


@register.simple_tag
def state(obj: Any, field: str = "state") -> SafeString:
    """The state of a row: ``{% state order %}`` or ``{% state line "payer_state" %}``."""
    display = getattr(obj, f"get_{field}_display", None)
    return badge(tone_of(obj, field), display() if display else getattr(obj, field, ""))


@register.simple_tag
def mark(tone: str, words: object) -> SafeString:
    """A state mark with words of one's own: ``{% mark "blocked" _("待料") %}``."""
    return badge(Tone(tone), words)


@register.simple_tag(takes_context=True)
def due(context: Context, at: dt.datetime | None, done_at: dt.datetime | None = None) -> SafeString:
    """Promise health: time left, soon due (under 30 minutes) or overdue, by the business clock."""
    if at is None:
        return format_html('<span class="due">{}</span>', text.NOTHING)
    access = getattr(context.get("request"), "access", None)
    now = done_at or getattr(access, "now", None) or clock.now()
    left = int((at - now).total_seconds() // 60)
    span = text.span_text(abs(left))
    if left < 0:
        words, tone = _("逾期 %(span)s") % {"span": span}, Tone.LATE
    elif done_at:
        words, tone = _("按时"), Tone.DONE
    else:
        words = _("还有 %(span)s") % {"span": span}
        tone = Tone.BLOCKED if left < 30 else Tone.WAITING
    shape = "clock" if tone in {Tone.WAITING, Tone.BLOCKED} else ""
    return format_html('<span title="{}">{}</span>', text.when_text(at), badge(tone, words, shape))


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


def _widget_attrs(bound: BoundField, extra: dict[str, Any]) -> dict[str, Any]:
    widget = bound.field.widget
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        css = "choices"
    elif isinstance(widget, CheckboxInput):
        css = "form-check-input"
    elif isinstance(widget, Select):
        css = "form-select"
    else:
        css = "form-control"
    css = " ".join(filter(None, (css, widget.attrs.get("class"), extra.pop("css", ""))))
    attrs = {key.replace("_", "-"): value for key, value in extra.items()}
    attrs["class"] = f"{css} is-invalid" if bound.errors else css
    notes = [f"{bound.auto_id}_helptext"] if bound.help_text else []
    notes += [f"{bound.auto_id}_error"] if bound.errors else []
    if notes:
        attrs["aria-describedby"] = " ".join(notes)
    if bound.errors:
        attrs["aria-invalid"] = "true"
    return attrs


@register.inclusion_tag("components/field.html")
def field(bound: BoundField, unit: str = "", wide: bool = False, **attrs: Any) -> dict[str, Any]:
    """Label, input, hint and error of one field.

    ``unit`` stands behind the input (km, ¥, 小时); ``wide`` takes the whole row of a ``form-grid``;
    any other keyword becomes an attribute of the input (``data_lookup=…`` → ``data-lookup``).
    """
    widget = bound.field.widget
    many = isinstance(widget, RadioSelect | CheckboxSelectMultiple)
    single_check = isinstance(widget, CheckboxInput)
    return {
        "bound": bound,
        "input": bound.as_widget(attrs=_widget_attrs(bound, attrs)),
        "unit": unit,
        "wide": wide,
        "kind": "check" if single_check else "group" if many else "plain",
        "error_id": f"{bound.auto_id}_error",
        "hint_id": f"{bound.auto_id}_helptext",
    }


@register.inclusion_tag("components/form_keys.html", takes_context=True)
def form_keys(context: Context, form: BaseForm | None = None) -> dict[str, Any]:
    """What a posting form starts with: CSRF token, hidden keys, errors of the whole form."""
    request = context.get("request")
    return {
        "csrf_value": get_token(request) if request else context.get("csrf_token", ""),
        "form": form,
        "new_key": "" if form is not None and KEY in form.fields else uuid.uuid4(),
    }


@register.inclusion_tag("components/contact.html", takes_context=True)
def contact(context: Context, row: Any, name: str, shown: bool = True) -> dict[str, Any]:
    """A contact field masked, with the button that shows it and leaves a record.

    ``shown`` is false where the view knows that the row's contact is not for this person.  It is a
    form of its own and may not stand inside another.
    """
    request, rule = context["request"], rule_of(type(row), name) if row else None
    value = getattr(row, name, "")
    if rule is None or not value:
        return {"open": False, "masked": text.NOTHING}
    return {
        "open": shown and request.access.can(rule.perm),
        "masked": rule.masked(value),
        "dials": rule.mask == "phone",
        "of": f"{row._meta.label_lower}:{row.pk}",
        "name": name,
        "page": request.path[:200],
        "csrf_value": get_token(request),
        "new_key": uuid.uuid4(),
    }


@register.simple_tag(takes_context=True)
def record_link(context: Any, row: Any) -> str:
    """The quiet way from a document to its history, for whoever holds a right over such rows."""
    if not context["request"].access.knows(type(row)):
        return ""
    return format_html(
        '<a class="record-link" href="{}">{}{}</a>',
        reverse("org:history", args=[row._meta.label_lower, row.pk]),
        icon("history"),
        _("变更记录"),
    )


@register.simple_tag
def operation_key() -> str:
    """A new operation key, for an ``hx-post`` that stands outside a form."""
    return str(uuid.uuid4())


@register.inclusion_tag("components/actions.html", takes_context=True)
def actions(
    context: Context, options: Iterable[Any], url: str, subject: Any = None
) -> dict[str, Any]:
    """The buttons of a state machine, posted to ``url`` as ``action`` (and ``reason``).

    A button that may not be pressed now stays visible, greyed, with the reason under it.
    ``subject`` is the row (its version travels along) or the form that carries both keys.
    """
    keys = subject if isinstance(subject, BaseForm) else None
    return {
        "csrf_value": get_token(context["request"]),
        "options": list(options),
        "url": url,
        "form": keys,
        "version": getattr(subject, "version", "") if keys is None else "",
        "operation_key": uuid.uuid4(),
        "uid": uuid.uuid4().hex[:8],
    }


@register.inclusion_tag("components/pager.html", takes_context=True)
def pager(context: Context, page: Page[Any]) -> dict[str, Any]:
    """Previous and next page with the count; keeps the other words of the query."""
    return {"page": page, "request": context["request"]}


@register.inclusion_tag("components/empty.html")
def empty_state(
    title: object, hint: object = "", url: str = "", label: object = "", icon: str = "inbox"
) -> dict[str, Any]:
    """An empty list: why it is empty, what fills it, and the one way to do so."""
    return {"title": title, "hint": hint, "url": url, "label": label, "icon_name": icon}


@register.inclusion_tag("components/timeline.html")
def timeline(items: Iterable[Any]) -> dict[str, Any]:
    """What happened, newest first: items with ``at``, ``who``, ``what`` and perhaps ``note``."""
    return {"items": items}


@register.simple_tag
def options_list(items: Iterable[tuple[object, object]]) -> SafeString:
    """``<option>`` rows for a ``<datalist>``: pairs of value and words."""
    return format_html_join("", '<option value="{}">{}</option>', items)
