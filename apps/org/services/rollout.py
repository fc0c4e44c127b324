"""A group's standard text becomes the next edition of the same position in many stores."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils.translation import gettext as _

from apps.core import frame
from apps.core.history import record_inserted
from apps.core.refusals import Refused
from apps.core.services import lock_all, service
from apps.core.transitions import follow
from apps.org.deadlines import from_when
from apps.org.machines import REVISION
from apps.org.models import Position, PositionRevision
from apps.org.permissions import Perm
from apps.org.selectors.rollout import plan_roll_out
from apps.org.services.publishing import write_grants_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from apps.org.access import Access
    from apps.org.models import OrgUnit
    from apps.org.selectors.rollout import Plan, Target

State = PositionRevision.State
_REASON = "推广标准岗位"  # kept in the record, in the language records are kept in
_OWN = {
    "version": "1",
    "state": "'approved'",
    "position_id": "t.position",
    "document_no": "t.document_no",
    "edition": "t.edition",
    "reports_to_id": "t.superior",
    "text_of_id": "COALESCE(s.text_of_id, s.id)",
    "based_on_id": "t.before",
    "rolled_out_from_id": "s.id",
    "effective_from": "%(at)s",
    "returned_at": "NULL",
    "returned_reason": "''",
    "due_at": "NULL",
}
_NOTED = """
INSERT INTO core_statuschange (content_type_id, object_id, store_id, action, from_state, to_state,
                               at, by_id, tenure_id, reason, cause, request_id)
SELECT %(kind)s, r.id, u.store_id, 'roll_out', '', r.state,
       %(now)s, %(by)s, %(tenure)s, %(reason)s, s.document_no || ' ' || s.edition, %(request)s
  FROM org_positionrevision r
  JOIN org_positionrevision s ON s.id = r.rolled_out_from_id
  JOIN org_position p ON p.id = r.position_id
  JOIN org_orgunit u ON u.id = p.owner_id
 WHERE r.id = ANY(%(keys)s)
"""


@service
def roll_out(
    *,
    by: Access,
    revisions: Sequence[PositionRevision],
    stores: Sequence[OrgUnit],
    effective_from: dt.datetime | None = None,
    replace: bool = False,
    reason: str = "",
) -> dict[str, Any]:
    """Each store's position of the same code has an approved edition with the text of the source.

    The signatures are those of the source.  Stores whose text is their own are kept unless
    ``replace`` is given.  Returns how many editions and rights were written, the ids of the
    stores that were kept, and who was passed over for which reason.  Raises Denied or Http404
    for a position out of reach, Refused for a source nobody signed and for a time that is past.
    """
    at = from_when(effective_from, by.now)
    if at is None:
        raise Refused(_("生效时间不能早于现在。"), field="effective_from")
    _check(by, revisions, stores)
    frame.note_reason(reason.strip() or _REASON)
    free = _lock_positions(revisions, stores)
    plan = plan_roll_out(by, revisions, stores, at, free)
    targets = [*plan.publish, *(plan.deviating if replace else ())]
    if replace:
        _supersede(by, plan, at)
    keys = _insert(targets, at)
    record_inserted(PositionRevision, keys)
    _note(by, keys)
    return _summary(plan, len(keys), write_grants_of(keys), replace)


def _check(by: Access, revisions: Sequence[PositionRevision], stores: Sequence[OrgUnit]) -> None:
    for revision in revisions:
        by.require(Perm.ROLLOUT_POSITION, revision.position)
        if revision.state != State.APPROVED or revision.approved_by_id is None:
            words = _("%(revision)s 没有经过起草、审核、批准三级签字，不能推广。")
            raise Refused(words % {"revision": revision}, field="revisions")
    if len({r.position.code for r in revisions}) != len(revisions):
        raise Refused(_("同一个岗位只能推广一个版本。"), field="revisions")
    reached = by.stores(Perm.ROLLOUT_POSITION).filter(pk__in=[s.pk for s in stores])
    if not stores or reached.count() != len({s.pk for s in stores}):
        raise Refused(_("请选择您权限范围内的门店。"), field="stores")


def _lock_positions(
    revisions: Sequence[PositionRevision], stores: Sequence[OrgUnit]
) -> frozenset[int]:
    """The positions nobody is working on now; those somebody is are left alone."""
    codes = [r.position.code for r in revisions]
    rows = Position.objects.filter(owner__in=stores, code__in=codes).order_by("pk")
    free = rows.select_for_update(of=("self",), no_key=True, skip_locked=True)
    return frozenset(free.values_list("pk", flat=True))


def _supersede(by: Access, plan: Plan, at: dt.datetime) -> None:
    """Take back the stores' own editions that would have followed."""
    positions = [t.position_id for t in plan.deviating]
    rows = PositionRevision.objects.filter(
        position__in=positions,
        state=State.APPROVED,
        effective_from__gt=by.now,
        effective_from__gte=at,
    )
    sources = {t.position_id: t.source for t in plan.deviating}
    for row in lock_all(rows):
        follow(REVISION, row, "supersede", by=by, cause=str(sources[row.position_id]))


def _insert(targets: Sequence[Target], at: dt.datetime) -> list[int]:
    """One statement copies the sources' facts to all targets; what differs comes as arrays."""
    columns = [f.column for f in PositionRevision._meta.concrete_fields if not f.primary_key]
    values = [_OWN.get(column, f's."{column}"') for column in columns]
    names = ", ".join(f'"{column}"' for column in columns)
    statement = f"""
        INSERT INTO org_positionrevision ({names})
        SELECT {", ".join(values)}
          FROM unnest(%(positions)s::bigint[], %(sources)s::bigint[], %(numbers)s::text[],
                      %(editions)s::text[], %(superiors)s::bigint[], %(before)s::bigint[])
               AS t(position, source, document_no, edition, superior, before)
          JOIN org_positionrevision s ON s.id = t.source
        RETURNING id
    """
    facts: dict[str, Any] = {
        "at": at,
        "positions": [t.position_id for t in targets],
        "sources": [t.source.pk for t in targets],
        "numbers": [t.document_no for t in targets],
        "editions": [t.edition for t in targets],
        "superiors": [t.reports_to_id for t in targets],
        "before": [t.before.pk if t.before else None for t in targets],
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, facts)
        return [key for (key,) in cursor.fetchall()]


def _note(by: Access, keys: list[int]) -> None:
    act = frame.current()
    facts: dict[str, Any] = {
        "kind": ContentType.objects.get_for_model(PositionRevision).pk,
        "now": by.now,
        "by": by.staff_id,
        "tenure": act.tenure_id if act else None,
        "reason": act.reason if act else "",
        "request": by.request_id,
        "keys": keys,
    }
    with connection.cursor() as cursor:
        cursor.execute(_NOTED, facts)


def _summary(plan: Plan, editions: int, grants: int, replace: bool) -> dict[str, Any]:
    return {
        "editions": editions,
        "grants": grants,
        "stores": len({t.store.pk for t in plan.publish}),
        "kept": [] if replace else sorted({t.store.pk for t in plan.deviating}),
        "passed_over": [
            {"store": p.store.code, "position": p.source.position.code, "kind": p.kind}
            for p in plan.passed_over
        ],
    }
