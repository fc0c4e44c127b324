"""One post of the organisation chart, written in one go.

A page holds 150 of them; as template nodes they took half of its time (docs/adr/0061).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from apps.core.ui.marks import icon
from apps.core.ui.values import day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from apps.org.selectors.tree import Card, Stand

register = template.Library()

_NOTHING = SafeString("")
_SEAT = (
    '<li class="org-seat" id="post-{}" data-up="{}" data-with="{}" data-find="{}">'
    '<div class="org-seat-name"><a href="{}">{}</a>'
    ' <a class="soft nowrap" href="{}">{}/{}</a>{}</div>'
    '<div class="org-seat-people">{}{}</div><div class="org-seat-lines">{}{}</div></li>'
)
_POST = "/org/posts/{}/"  # a test holds it to the address of a post
_STAND = ' <span class="tag">{}{} {} {}{}</span>'


@register.simple_tag
def seat_row(seat: Card, words: Mapping[str, str]) -> SafeString:
    """The post with its people, what is missing, who acts until when, and its lines in words."""
    return format_html(
        _SEAT,
        seat.pk,
        seat.above,
        seat.lines,
        seat.found_by,
        seat.url,
        seat.name,
        _POST.format(seat.pk),
        seat.held,
        seat.headcount,
        _staffing(seat, words),
        seat.holders(words),
        format_html_join("", _STAND, (_stand(s, words) for s in seat.acting)),
        _line("solid", seat.superior),
        _line("dashed", words["between"].join(seat.peers)),
    )


def _staffing(seat: Card, words: Mapping[str, str]) -> SafeString:
    if seat.missing:
        return format_html(' <span class="org-short">{} {}</span>', words["missing"], seat.missing)
    if seat.surplus:
        return format_html(' <span class="org-over">{} {}</span>', words["surplus"], seat.surplus)
    return _NOTHING


def _stand(stand: Stand, words: Mapping[str, str]) -> tuple[object, ...]:
    until = format_html(" {} {}", words["until"], day(stand.until)) if stand.until else _NOTHING
    return icon("replace"), stand.name, words["acting"], stand.absent, until


def _line(kind: str, names: str) -> SafeString:
    return format_html('<span class="line-{}">{}</span>', kind, names) if names else _NOTHING
