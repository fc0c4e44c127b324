"""The catalogue as it is in force in one store: editions in the database, not the document."""

from __future__ import annotations

import datetime as dt

from apps.org.catalogue import Catalogue, DutyText, GrantText, PositionText, read_catalogue
from apps.org.models import Duty, OrgUnit, Position, PositionRevision


def catalogue_in_force(store: OrgUnit, now: dt.datetime) -> Catalogue:
    """The positions of a store and of its group with the duties of their editions in force."""
    owned = Position.objects.filter(owner__in=[store.pk, *_group_ids(store)])
    positions = {p.code: p for p in owned.select_related("reports_to").order_by("owner__path")}
    editions = PositionRevision.objects.filter(position__in=positions.values()).effective(now)
    duties: dict[int, list[DutyText]] = {}
    rows = Duty.objects.filter(revision__in=editions).select_related("revision")
    for row in rows.prefetch_related("grants").order_by("order"):
        duties.setdefault(row.revision.position_id, []).append(_duty(row))
    return Catalogue(
        sources=read_catalogue().sources,
        positions=tuple(_position(p, duties.get(p.pk, [])) for p in positions.values()),
    )


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
    )


def _position(row: Position, duties: list[DutyText]) -> PositionText:
    return PositionText(
        code=row.code,
        name=row.name,
        name_en=row.name_en,
        unit=row.unit_kind,
        purpose=row.purpose,
        purpose_en=row.purpose_en,
        duties=tuple(duties),
        also=tuple(name["text"] for name in row.also),
        also_en=tuple(name["text_en"] for name in row.also),
        base=row.base,
        reports_to=row.reports_to.code if row.reports_to else "",
        works_with=tuple(row.works_with.values_list("code", flat=True)),
        headcount=row.headcount,
        requires=tuple(row.requires),
        kpis=tuple(row.kpis),
        kpis_assumed=row.kpis_assumed,
    )
