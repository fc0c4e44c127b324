"""Editions of the small world, made by hand: what a test needs before anything is signed."""

from __future__ import annotations

from typing import Any

from apps.org.models import Duty, Grant, Position, PositionRevision


def position_of(code: str, store: str = "cs1") -> Position:
    """A position of a store of the world."""
    return Position.objects.select_related("owner").get(owner__code=store, code=code)


def in_force(position: Position) -> PositionRevision:
    """The first edition of a position of the world."""
    return position.revisions.get(edition="A/0")


def copied(edition: PositionRevision, name: str = "A/1", **facts: Any) -> PositionRevision:
    """A draft with the words, duties and grants of an edition."""
    draft = PositionRevision.objects.create(
        position=edition.position,
        document_no=edition.document_no,
        edition=name,
        **{
            "change": "修订",
            "purpose": edition.purpose,
            "purpose_en": edition.purpose_en,
            "requires": edition.requires,
            "reports_to": edition.reports_to,
        }
        | facts,
    )
    for duty in edition.text.duties.all():
        words = {n: getattr(duty, n) for n in ("code", "order", "text", "text_en")}
        row = Duty.objects.create(
            revision=draft, **words, source=duty.source, kind=duty.kind, kpis=duty.kpis
        )
        for grant in duty.grants.all():
            give(row, grant.capability, grant.scope, grant.limits, grant.rows)
    return draft


def give(
    duty: Duty, capability: str, scope: str = "store", limits: Any = None, rows: str = ""
) -> Grant:
    """One more right of a duty."""
    return Grant.objects.create(
        duty=duty, capability=capability, scope=scope, limits=limits or {}, rows=rows
    )


def take(draft: PositionRevision, *capabilities: str) -> None:
    """The draft grants these no more."""
    Grant.objects.filter(duty__revision=draft, capability__in=capabilities).delete()
