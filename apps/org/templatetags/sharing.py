"""``{% load sharing %}``: the way from a document to its shares, and by whom it was shared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.urls import reverse

from apps.org.permissions import Perm
from apps.org.sharing import received_on

if TYPE_CHECKING:
    from django.db import models
    from django.template import Context

register = template.Library()


@register.inclusion_tag("org/share_button.html", takes_context=True)
def share_button(context: Context, row: models.Model) -> dict[str, Any]:
    """A secondary action of the page's head, for those whose duties share documents."""
    may = context["request"].access.can(Perm.SHARE_OBJECT)
    url = reverse("org:shares", args=[row._meta.label_lower, row.pk]) if may else ""
    return {"url": url}


@register.inclusion_tag("org/shared_with_me.html", takes_context=True)
def shared_with_me(context: Context, row: models.Model) -> dict[str, Any]:
    """Who shared this document with the viewer, until when and why."""
    return {"shares": received_on(context["request"].access, row)}
