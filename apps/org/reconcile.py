"""Guardian's rows against the duties in force."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from apps.core import clock
from apps.core.reconcile import Check, named, register
from apps.core.records import histories
from apps.org.guarding import missing, write_guards
from apps.org.models import OrgUnit, Post
from apps.org.services.publishing import (
    expected_grants,
    held_grants,
    remove_left_over_grants,
    write_grants,
)
from apps.org.services.sharing import expected_rows, held_rows, remove_left_over_rows


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


def share_differences() -> list[str]:
    """Rows a live share asks for and guardian lacks, and rows no live share asks for."""
    expected, held = expected_rows(clock.now()), held_rows()
    lacking = [f"{k} {h} lacks permission {p} on {o}" for k, h, p, o in expected - held]
    left = [f"{k} {h} still has permission {p} on {o}" for k, h, p, o in held - expected]
    return sorted(lacking + left)


def acts_of_nobody() -> list[str]:
    """History rows written by a request of the site that name no person."""
    found = []
    for label, model in histories().items():
        found += named(
            label + " {}: request {} wrote version {} as nobody",
            f"SELECT id, history_request, history_id FROM {model._meta.db_table}"
            " WHERE history_request <> '' AND history_user_id IS NULL ORDER BY history_id",
        )
    return found


def lost_guards() -> list[str]:
    """Tables of the record that the database would let somebody change."""
    return [f"{table} lacks {name}" for table, name in missing()]


def restore_guards() -> int:
    """Put the guards back; returns how many were missing."""
    count = len(missing())
    write_guards()
    return count


register(Check("org.actors", _("每次变更都有操作人"), acts_of_nobody))
register(Check("org.guards", _("变更记录不可改写"), lost_guards, restore_guards))
register(Check("org.grants", _("权限与职责一致"), grant_differences, repair_grants))
register(
    Check(
        "org.shares",
        _("分享与记录一致"),
        share_differences,
        lambda: remove_left_over_rows(clock.now()),
    )
)
