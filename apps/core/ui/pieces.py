"""Larger pieces: contacts, ways to the history, pagers, empty lists, timelines."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.core.paginator import Page
from django.middleware.csrf import get_token
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from apps.core import figures_text as text
from apps.core.field_policy import rule_of
from apps.core.ui.library import register
from apps.core.ui.marks import icon


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
