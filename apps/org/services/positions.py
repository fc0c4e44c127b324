"""Gives a store or the group its positions, duties, grants and posts from the catalogue.

What exists is kept: once a position has an edition, its text changes by revision only.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.contrib.auth.models import Group
from django.db import models
from simple_history.utils import bulk_create_with_history

from apps.core.services import service
from apps.org.access import Access
from apps.org.catalogue import Catalogue, PositionText
from apps.org.catalogue_checks import check
from apps.org.chart import Chart, UnitText
from apps.org.editions import FIRST, number_of
from apps.org.models import Duty, Grant, OrgUnit, Position, PositionRevision, Post
from apps.org.services.founding import code_below
from apps.org.services.publishing import write_grants

_FIRST_CHANGE = (
    "首次发布"  # the text of a controlled document, kept in the language it is written in
)

M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True)
class Loaded:
    """How many rows a loading added."""

    positions: int
    duties: int
    grants: int
    posts: int
    unit_grants: int


@service
def load_positions(
    *,
    by: Access,
    owner: OrgUnit,
    catalogue: Catalogue,
    chart: Chart,
    effective_from: dt.datetime | None = None,
) -> Loaded:
    """The owner, a store or the group, has every position its chart seats, in force at once.

    ``effective_from`` dates the first edition back; by default it counts from now.  Raises
    CatalogueError naming every fault of the catalogue.
    """
    check(catalogue)
    seats = _seats(owner, chart)
    texts = [p for p in catalogue.positions if p.base or p.code in seats]
    added = _add_positions(owner, texts)
    positions = {p.code: p for p in owner.positions.all()}
    duties, grants = _add_editions(by, positions, texts, effective_from or by.now)
    posts = _add_posts(by, owner, positions, seats)
    every = Post.objects.filter(position__owner=owner).select_related("unit")
    return Loaded(added, duties, grants, posts, write_grants(every, by.now))


Seats = Mapping[str, Sequence[tuple[OrgUnit, int]]]


def _seats(owner: OrgUnit, chart: Chart) -> Seats:
    """Where each position sits in this owner's units, and how many people there."""
    seats: dict[str, list[tuple[OrgUnit, int]]] = {}
    for text, unit in _units(owner, chart):
        for code, headcount in text.posts.items():
            seats.setdefault(code, []).append((unit, headcount))
    return seats


def _units(owner: OrgUnit, chart: Chart) -> Iterator[tuple[UnitText, OrgUnit]]:
    if owner.kind == OrgUnit.Kind.GROUP:
        yield chart.group, owner
        return
    standing = {u.code: u for u in OrgUnit.objects.filter(store=owner)}
    for text in chart.store.walk():
        code = owner.code if text is chart.store else code_below(owner, text)
        yield text, standing[code]


def _add_positions(owner: OrgUnit, texts: Sequence[PositionText]) -> int:
    known = {p.code: p for p in owner.positions.all()}
    group = {p.code: p for p in Position.objects.filter(owner__parent=None, base=False)}
    fresh = [t for t in texts if t.code not in known]
    for text in fresh:
        known[text.code] = Position.objects.create(owner=owner, code=text.code, **_facts(text))
    others = group | known
    for text in fresh:
        known[text.code].works_with.add(*(others[c] for c in text.works_with if c in others))
        if text.deputy in known:
            known[text.code].deputy = known[text.deputy]
            known[text.code].save()
    return len(fresh)


def _facts(text: PositionText) -> dict[str, Any]:
    return {
        "name": text.name,
        "name_en": text.name_en,
        "also": [
            {"text": zh, "text_en": en} for zh, en in zip(text.also, text.also_en, strict=True)
        ],
        "unit_kind": text.unit,
        "headcount": text.headcount,
        "base": text.base,
    }


def _add_editions(
    by: Access,
    positions: Mapping[str, Position],
    texts: Sequence[PositionText],
    effective_from: dt.datetime,
) -> tuple[int, int]:
    """First editions of the positions that have none; returns the number of duties and grants."""
    owned = [p.pk for p in positions.values()]
    written = set(
        PositionRevision.objects.filter(position__in=owned).values_list("position", flat=True)
    )
    fresh = [t for t in texts if positions[t.code].pk not in written]
    editions = [_edition(positions, t, effective_from) for t in fresh]
    _write(by, editions)
    lines = [
        (duty, Duty(revision=edition, order=order, **_sentence(duty)))
        for text, edition in zip(fresh, editions, strict=True)
        for order, duty in enumerate(text.duties, start=1)
    ]
    _write(by, [row for _text, row in lines])
    grants = [
        Grant(
            duty=row,
            capability=grant.capability,
            scope=grant.scope,
            rows=grant.rows,
            limits=dict(grant.limits),
        )
        for duty, row in lines
        for grant in duty.grants
    ]
    _write(by, grants)
    return len(lines), len(grants)


def _edition(
    positions: Mapping[str, Position], text: PositionText, effective_from: dt.datetime
) -> PositionRevision:
    position = positions[text.code]
    return PositionRevision(
        position=position,
        document_no=number_of(position.owner, position.code),
        edition=FIRST,
        change=_FIRST_CHANGE,
        purpose=text.purpose,
        purpose_en=text.purpose_en,
        requires=[dict(need) for need in text.requires],
        reports_to=positions.get(text.reports_to),
        kpis_assumed=text.kpis_assumed,
        state=PositionRevision.State.APPROVED,
        effective_from=effective_from,
    )


def _sentence(duty: Any) -> dict[str, Any]:
    return {
        "code": duty.code,
        "text": duty.text,
        "text_en": duty.text_en,
        "source": list(duty.source),
        "kind": duty.kind,
        "kpis": list(duty.kpis),
    }


def _add_posts(by: Access, owner: OrgUnit, positions: Mapping[str, Position], seats: Seats) -> int:
    """The seats of the chart, and one of each base position for everybody at the owner."""
    wanted = [(positions[c], unit, n) for c, found in seats.items() for unit, n in found]
    wanted += [(p, owner, p.headcount) for p in positions.values() if p.base]
    taken = set(Post.objects.filter(position__owner=owner).values_list("position_id", "unit_id"))
    fresh = [w for w in wanted if (w[0].pk, w[1].pk) not in taken]
    groups = Group.objects.bulk_create(
        Group(name=f"post:{unit.code}:{position.code}") for position, unit, _n in fresh
    )
    posts = [
        Post(position=position, unit=unit, group=group, headcount=headcount)
        for (position, unit, headcount), group in zip(fresh, groups, strict=True)
    ]
    _write(by, posts)
    return len(posts)


def _write(by: Access, rows: Sequence[M]) -> None:
    """Insert many tracked rows with their history."""
    if rows:
        bulk_create_with_history(
            rows,
            type(rows[0]),
            default_date=by.now,
            default_change_reason=_FIRST_CHANGE,
            custom_historical_attrs={
                "history_service": "org.services.positions.load_positions",
                "history_request": by.request_id,
            },
        )
