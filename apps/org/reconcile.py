"""Guardian's rows against the duties in force."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from apps.core import clock
from apps.core.reconcile import Check, register
from apps.org.models import OrgUnit, Post
from apps.org.services.publishing import (
    expected_grants,
    held_grants,
    remove_left_over_grants,
    write_grants,
)


def grant_differences() -> list[str]:
    """Rows a duty asks for and guardian lacks, and rows no duty asks for."""
    posts = list(Post.objects.select_related("unit"))
    if not posts or not OrgUnit.objects.filter(parent=None).exists():
        return []
    expected, held = expected_grants(posts, clock.now()), held_grants(posts)
    missing = [f"group {g} lacks {c} on unit {u}" for g, c, u in sorted(expected - held)]
    return missing + [f"group {g} still has {c} on unit {u}" for g, c, u in sorted(held - expected)]


def repair_grants() -> int:
    """Write what is missing and remove what is left over; returns how many rows changed."""
    posts, now = list(Post.objects.select_related("unit")), clock.now()
    return write_grants(posts, now) + remove_left_over_grants(posts, now)


register(Check("org.grants", _("权限与职责一致"), grant_differences, repair_grants))
