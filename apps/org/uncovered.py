"""Which rights nobody at work can use: posts whose holders are missing or away.

A right without a holder stops the shop.  The editions in force in the database decide, not the
document: for each seat of the plan its rights, less those that somebody at work holds as wide.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models.expressions import RawSQL

from apps.core.capabilities import CapabilityEnum, capability
from apps.org.models import Post
from apps.org.permissions import Perm

if TYPE_CHECKING:
    from apps.org.access import Access
    from apps.org.reach import ReachQuerySet

#: An absence that starts within a week is answered before it starts.
AHEAD = dt.timedelta(days=7)

# A right on one's own rows is covered by anybody in the store with the same right; another right
# by somebody whose right reaches the whole of its unit.
_SQL = """
WITH seats AS (
    SELECT p.id, p.position_id, u.path, u.store_id, s.path AS store_path
      FROM org_post p
      JOIN org_position q ON q.id = p.position_id AND NOT q.base
      JOIN org_orgunit u ON u.id = p.unit_id
      LEFT JOIN org_orgunit s ON s.id = u.store_id
     WHERE p.headcount > 0 AND (u.store_id IS NULL OR u.store_id = ANY(%s))
),
present AS (
    SELECT DISTINCT t.post_id
      FROM org_tenure t
      JOIN org_staff f ON f.id = t.staff_id AND f.is_active
     WHERE t.post_id IN (SELECT id FROM seats) AND t.state = 'approved'
       AND t.starts_at <= %s AND (t.ends_at IS NULL OR t.ends_at > %s)
       AND NOT EXISTS (SELECT 1 FROM org_absence a
                        WHERE a.staff_id = t.staff_id AND a.cancelled_at IS NULL
                          AND a.starts_at <= %s AND a.ends_at > %s)
),
answered AS (
    SELECT t.post_id FROM org_tenure t
     WHERE t.post_id IN (SELECT id FROM seats)
       AND (t.state = 'proposed'
            OR t.state = 'approved' AND t.starts_at > %s AND t.starts_at <= %s)
),
effective AS (
    SELECT DISTINCT ON (r.position_id) r.position_id, COALESCE(r.text_of_id, r.id) AS text_id
      FROM org_positionrevision r
     WHERE r.position_id IN (SELECT position_id FROM seats)
       AND r.state = 'approved' AND r.effective_from <= %s
     ORDER BY r.position_id, r.effective_from DESC, r.id DESC
),
rights AS (
    SELECT s.id AS post_id, s.store_id, g.capability, g.scope = 'own' AS own,
           CASE g.scope WHEN 'group' THEN ''
                        WHEN 'store' THEN COALESCE(s.store_path, '')
                        ELSE s.path END AS path
      FROM seats s
      JOIN effective e ON e.position_id = s.position_id
      JOIN org_duty d ON d.revision_id = e.text_id
      JOIN org_grant g ON g.duty_id = d.id
),
held AS MATERIALIZED (SELECT r.* FROM rights r JOIN present USING (post_id))
SELECT {columns} FROM rights r
 WHERE r.post_id NOT IN (SELECT post_id FROM present)
   AND r.post_id NOT IN (SELECT post_id FROM answered)
   AND NOT EXISTS (
       SELECT 1 FROM held h
        WHERE h.capability = r.capability
          AND (h.store_id IS NULL OR h.store_id = r.store_id)
          AND (r.own OR NOT h.own AND starts_with(r.path, h.path)))
"""


def uncovered(access: Access) -> ReachQuerySet[Post]:
    """The posts one may fill whose rights nobody at work holds, and nobody is proposed for."""
    keys = RawSQL(_SQL.format(columns="DISTINCT r.post_id"), _values(access))  # no input
    return Post.objects.visible_to(access, Perm.PROPOSE_TENURE).filter(pk__in=keys)


def rights_without_holder(access: Access) -> dict[int, list[CapabilityEnum]]:
    """The rights nobody at work holds, by the key of the post that brings them."""
    found: dict[int, list[CapabilityEnum]] = defaultdict(list)
    with connection.cursor() as cursor:
        columns = "DISTINCT r.post_id, r.capability"
        cursor.execute(f"{_SQL.format(columns=columns)} ORDER BY 1, 2", _values(access))
        for post, code in cursor.fetchall():
            found[post].append(capability(code))
    return found


def _values(access: Access) -> tuple[Any, ...]:
    """Stores of the rights that end at a store; a right over the group covers its own seats."""
    reaches = access.reaches(Perm.PROPOSE_TENURE)
    stores = sorted({r.store_id for r in reaches if r.store_id is not None})
    now, soon = access.now, access.now + AHEAD
    return (stores, now, now, soon, now, now, soon, now)
