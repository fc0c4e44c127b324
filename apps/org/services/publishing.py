"""Writes guardian's rows of posts from the duties of their positions."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from apps.org.models import Grant, OrgUnit, PositionRevision, Post, UnitGrant

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

UnitCapability = tuple[int, str, int]  # group, capability, unit

_GIVEN = """
INSERT INTO org_unitgrant (group_id, permission_id, content_object_id)
SELECT DISTINCT p.group_id, a.id, e.unit_id
  FROM org_positionrevision r
  JOIN org_post p ON p.position_id = r.position_id
  JOIN org_orgunit u ON u.id = p.unit_id
  JOIN org_duty d ON d.revision_id = COALESCE(r.text_of_id, r.id)
  JOIN org_grant g ON g.duty_id = d.id
  JOIN auth_permission a ON a.codename = g.capability AND a.content_type_id = %(kind)s
 CROSS JOIN LATERAL (SELECT CASE WHEN g.scope = 'group' THEN %(root)s
                                 WHEN g.scope IN ('team', 'unit') THEN u.id
                                 ELSE COALESCE(u.store_id, %(root)s) END AS unit_id) e
 WHERE r.id = ANY(%(keys)s)
   AND NOT EXISTS (SELECT 1 FROM org_unitgrant x
                    WHERE x.group_id = p.group_id AND x.permission_id = a.id
                      AND x.content_object_id = e.unit_id)
    ON CONFLICT DO NOTHING
"""


def scope_unit_id(unit: OrgUnit, scope: str, root_id: int) -> int:
    """The unit a scope points to from a post's unit: the store for own and store, and so on."""
    if scope == Grant.Scope.GROUP:
        return root_id
    if scope in {Grant.Scope.TEAM, Grant.Scope.UNIT}:
        return unit.pk
    return unit.store_id or root_id


def expected_grants(posts: Iterable[Post], now: dt.datetime) -> set[UnitCapability]:
    """What posts should hold: grants of the revision in force and of approved later ones."""
    posts = list(posts)
    positions = {p.position_id for p in posts}
    in_force = PositionRevision.objects.filter(position__in=positions).effective(now)
    coming = PositionRevision.objects.filter(
        position__in=positions, state=PositionRevision.State.APPROVED, effective_from__gt=now
    )
    texts: dict[int, set[int]] = {p: set() for p in positions}
    for edition in [*in_force, *coming]:
        texts[edition.position_id].add(edition.text_id)
    granted: dict[int, set[tuple[str, str]]] = {}
    rows = Grant.objects.filter(duty__revision__in=set().union(*texts.values()))
    for text, capability, scope in rows.values_list("duty__revision", "capability", "scope"):
        granted.setdefault(text, set()).add((capability, scope))
    root = OrgUnit.objects.get(parent=None).pk
    return {
        (p.group_id, capability, scope_unit_id(p.unit, scope, root))
        for p in posts
        for text in texts[p.position_id]
        for capability, scope in granted.get(text, ())
    }


def held_grants(posts: Iterable[Post]) -> set[UnitCapability]:
    """What guardian has on record for posts."""
    rows = UnitGrant.objects.filter(group__in=[p.group_id for p in posts])
    return set(rows.values_list("group", "permission__codename", "content_object"))


def write_grants(posts: Iterable[Post], now: dt.datetime) -> int:
    """Give posts the rows they lack, in bulk; returns how many were written."""
    posts = list(posts)
    missing = expected_grants(posts, now) - held_grants(posts)
    kind = ContentType.objects.get_for_model(OrgUnit)
    ids = dict(Permission.objects.filter(content_type=kind).values_list("codename", "pk"))
    UnitGrant.objects.bulk_create(
        [
            UnitGrant(group_id=group, permission_id=ids[capability], content_object_id=unit)
            for group, capability, unit in sorted(missing)
        ],
        ignore_conflicts=True,
    )
    return len(missing)


def remove_left_over_grants(posts: Iterable[Post], now: dt.datetime) -> int:
    """Delete rows no duty asks for any more; they were inert already.  Returns how many."""
    posts = list(posts)
    left_over = held_grants(posts) - expected_grants(posts, now)
    for group, capability, unit in left_over:
        UnitGrant.objects.filter(
            group=group, permission__codename=capability, content_object=unit
        ).delete()
    return len(left_over)


def write_grants_of(editions: Sequence[int]) -> int:
    """Give the posts of many positions what these editions grant, in one statement.

    Takes no lock that a reader or a writer of the stores waits for.  Returns how many rows.
    """
    facts: dict[str, Any] = {
        "kind": ContentType.objects.get_for_model(OrgUnit).pk,
        "root": OrgUnit.objects.get(parent=None).pk,
        "keys": list(editions),
    }
    with connection.cursor() as cursor:
        cursor.execute(_GIVEN, facts)
        return int(cursor.rowcount)
