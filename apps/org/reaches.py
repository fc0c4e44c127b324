"""Reads the reaches of a person from tenures, duties and guardian's rows in one statement."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

TENURE_RANK = {"permanent": 0, "concurrent": 1, "acting": 2}
_SCOPE_RANK = {"own": 0, "team": 1, "unit": 2, "store": 3, "group": 4}

# The unit a grant points to is derived again from post and scope: a UnitGrant row made for
# another scope of the same post must not widen this one. In two steps: the planner weighs the
# orders of nine joins for longer than it takes to read them.
_STATEMENT = """
WITH root AS (SELECT id FROM org_orgunit WHERE parent_id IS NULL),
live AS (
    SELECT t.staff_id, t.id AS tenure_id, t.kind, a.staff_id AS absent_id,
           p.id AS post_id, p.position_id, p.group_id, u.id AS unit_id, u.store_id
      FROM org_tenure t
      JOIN org_post p ON p.id = t.post_id
      JOIN org_orgunit u ON u.id = p.unit_id
      LEFT JOIN org_tenure a ON a.id = t.acting_for_id
     WHERE t.staff_id = {whose} AND t.state = 'approved'
       AND t.starts_at <= %(now)s AND (t.ends_at IS NULL OR t.ends_at > %(now)s)
),
held AS (
    SELECT * FROM live
    UNION ALL
    (SELECT DISTINCT ON (l.staff_id, b.id) l.staff_id, l.tenure_id, l.kind, NULL::bigint,
            b.id, b.position_id, b.group_id, b.unit_id, l.store_id
       FROM live l
       JOIN org_post b ON b.unit_id = COALESCE(l.store_id, (SELECT id FROM root))
       JOIN org_position q ON q.id = b.position_id AND q.base
      ORDER BY l.staff_id, b.id,
               array_position(ARRAY['permanent','concurrent','acting'], l.kind::text))
),
effective AS (
    (SELECT DISTINCT ON (r.position_id) COALESCE(r.text_of_id, r.id) AS text_id, r.position_id
      FROM org_positionrevision r
     WHERE r.position_id IN (SELECT position_id FROM held){others}
       AND r.state = 'approved' AND r.effective_from <= %(now)s
     ORDER BY r.position_id, r.effective_from DESC, r.id DESC){instead}
),
asked AS MATERIALIZED (
    SELECT h.*, g.capability, g.scope, g.limits, g.rows, g.id AS grant_id, d.id AS duty_id,
           d.order,
           CASE WHEN g.scope = 'group' THEN (SELECT id FROM root)
                WHEN g.scope IN ('team', 'unit') THEN h.unit_id
                ELSE COALESCE(h.store_id, (SELECT id FROM root)) END AS place_id
      FROM held h
      JOIN effective e ON e.position_id = h.position_id
      JOIN org_duty d ON d.revision_id = e.text_id
      JOIN org_grant g ON g.duty_id = d.id
)
SELECT q.staff_id, q.capability, q.scope, q.limits, q.rows, q.grant_id, q.duty_id,
       q.tenure_id, q.kind, q.absent_id, q.post_id, q.position_id,
       u.path, u.store_id
  FROM asked q
  JOIN org_orgunit u ON u.id = q.place_id
  JOIN auth_permission p ON p.codename = q.capability
       AND p.content_type_id = (SELECT c.id FROM django_content_type c
                                 WHERE c.app_label = 'org' AND c.model = 'orgunit')
  {joined} JOIN org_unitgrant x ON x.group_id = q.group_id AND x.permission_id = p.id
       AND x.content_object_id = u.id
 {granted} ORDER BY q.order, q.grant_id
"""
_SQL = _STATEMENT.format(whose="%(staff)s", others="", instead="", joined="", granted="")

# The same reading with one text in the place of a position's edition in force; its guardian rows
# are written on approval, so they are taken as written.
_SQL_WITH = _STATEMENT.format(
    whose="ANY(%(staff)s)",
    others=" AND r.position_id <> %(position)s",
    instead="""
    UNION ALL SELECT %(text)s::bigint, %(position)s::bigint""",
    joined="LEFT",
    granted="WHERE q.position_id = %(position)s OR x.id IS NOT NULL",
)


@dataclass(frozen=True)
class Reach:
    """One capability held on one subtree through one grant and one tenure."""

    capability: str
    scope: str
    limits: dict[str, Any]
    rows: str
    grant_id: int
    duty_id: int
    tenure_id: int
    tenure_kind: str
    post_id: int
    position_id: int
    root_path: str
    store_id: int | None
    owner_ids: tuple[int, ...]

    @property
    def footing(self) -> tuple[str, str, str, tuple[int, ...]]:
        """What decides which rows are covered; reaches equal in this cover the same rows."""
        return (self.scope, self.root_path, self.rows, self.owner_ids)

    @property
    def is_whole_store(self) -> bool:
        """Whether it covers every row of its store."""
        return self.scope == "store" and not self.rows

    def limit(self, name: str) -> Decimal:
        """The amount of one limit: Infinity for an unlimited grant, 0 where it names none."""
        if self.limits.get("unlimited"):
            return Decimal("Infinity")
        return Decimal(str(self.limits.get(name, 0)))


def widest(reaches: Iterable[Reach]) -> list[Reach]:
    """Each footing once, without those that lie in a store that is held as a whole as well."""
    found = {r.footing: r for r in reaches}.values()
    whole = {r.store_id for r in found if r.is_whole_store}
    return [r for r in found if r.is_whole_store or r.store_id not in whole]


def narrowest(reaches: Iterable[Reach]) -> Reach:
    """The one in which a person acts who could act in each of them."""
    return min(reaches, key=lambda r: (_SCOPE_RANK[r.scope], TENURE_RANK[r.tenure_kind]))


def load_reaches(staff_id: int, now: dt.datetime) -> list[Reach]:
    """Every reach of a person at an instant, in the order of the duties."""
    with connection.cursor() as cursor:
        cursor.execute(_SQL, {"staff": staff_id, "now": now})
        return [_reach(row) for row in cursor.fetchall()]


def load_reaches_with(
    staff_ids: Sequence[int], now: dt.datetime, position_id: int, text_id: int | None
) -> dict[int, list[Reach]]:
    """Every reach of several people, were this text in force for the position (None: no text)."""
    found: dict[int, list[Reach]] = {s: [] for s in staff_ids}
    facts: dict[str, Any] = {"staff": list(staff_ids), "now": now}
    facts |= {"position": position_id, "text": text_id}
    with connection.cursor() as cursor:
        cursor.execute(_SQL_WITH, facts)
        for row in cursor.fetchall():
            found[row[0]].append(_reach(row))
    return found


def _reach(row: tuple[Any, ...]) -> Reach:
    staff, capability, scope, limits, rows, grant, duty, tenure, kind, absent, *place = row
    post, position, path, store = place
    owners = (staff,) if absent is None else (staff, absent)
    return Reach(
        capability=capability,
        scope=scope,
        limits=json.loads(limits) if isinstance(limits, str) else limits,
        rows=rows,
        grant_id=grant,
        duty_id=duty,
        tenure_id=tenure,
        tenure_kind=kind,
        post_id=post,
        position_id=position,
        root_path=path,
        store_id=None if scope == "group" else store,
        owner_ids=owners,
    )
