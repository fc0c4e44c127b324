"""Icons and states: a shape, a colour and a word together."""

import datetime as dt
from functools import cache
from typing import Any

from django.template import Context
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from apps.core import clock
from apps.core import figures_text as text
from apps.core.tones import SHAPES, Tone, tone_of
from apps.core.ui.library import register

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
