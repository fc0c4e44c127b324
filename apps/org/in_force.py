"""The catalogue as it is in force in one store: editions in the database, not the document."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache

from apps.org.catalogue import (
    Catalogue,
    DutyText,
    GrantText,
    PositionText,
    Source,
    read_catalogue,
)
from apps.org.models import Duty, OrgUnit, Position, PositionRevision
from apps.org.texts import editions_in_force


def catalogue_in_force(store: OrgUnit, now: dt.datetime) -> Catalogue:
    """The positions of a store and of its group with the duties of their editions in force."""
    owned = Position.objects.filter(owner__in=[store.pk, *_group_ids(store)])
    owned = owned.select_related("deputy").prefetch_related("works_with").order_by("owner__path")
    positions = {p.code: p for p in owned}
    editions = editions_in_force(positions.values(), now)
    duties: dict[int, list[DutyText]] = {}
    rows = Duty.objects.filter(revision__in={e.text_id for e in editions.values()})
    for row in rows.prefetch_related("grants").order_by("order"):
        duties.setdefault(row.revision_id, []).append(_duty(row))
    texts = [_position(p, editions.get(p.pk), duties) for p in positions.values()]
    return Catalogue(sources=_sources(), positions=tuple(texts))


@cache
def _sources() -> Mapping[str, Source]:
    """The documents duties come from; they are part of the product and do not change."""
    return read_catalogue().sources


def text_of(edition: PositionRevision) -> PositionText:
    """One edition as a position of the catalogue, whether it is in force or not."""
    rows = edition.text.duties.prefetch_related("grants").order_by("order", "pk")
    return _position(edition.position, edition, {edition.text_id: [_duty(d) for d in rows]})


def _group_ids(store: OrgUnit) -> list[int]:
    return list(OrgUnit.objects.filter(parent=None).values_list("pk", flat=True))


def _duty(row: Duty) -> DutyText:
    return DutyText(
        code=row.code,
        text=row.text,
        text_en=row.text_en,
        source=tuple(row.source),
        kind=row.kind,
        grants=tuple(GrantText(g.capability, g.scope, g.rows, g.limits) for g in row.grants.all()),
        kpis=tuple(row.kpis),
    )


def _position(
    row: Position, edition: PositionRevision | None, duties: dict[int, list[DutyText]]
) -> PositionText:
    edition = edition or PositionRevision()
    return PositionText(
        code=row.code,
        name=row.name,
        name_en=row.name_en,
        unit=row.unit_kind,
        purpose=edition.purpose,
        purpose_en=edition.purpose_en,
        duties=tuple(duties.get(edition.text_id, ())),
        also=tuple(name["text"] for name in row.also),
        also_en=tuple(name["text_en"] for name in row.also),
        base=row.base,
        reports_to=edition.reports_to.code if edition.reports_to else "",
        works_with=tuple(p.code for p in row.works_with.all()),
        deputy=row.deputy.code if row.deputy else "",
        headcount=row.headcount,
        requires=tuple(edition.requires),
        kpis_assumed=edition.kpis_assumed,
    )
