"""Locking demands in the house order, and serving those that wait when stock comes free."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from apps.core.services import lock, lock_all, service
from apps.core.transitions import follow
from apps.parts import hooks, locking
from apps.parts.machines import DEMAND
from apps.parts.models import Demand

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable

    from apps.core.actor import Actor

Place = tuple[int, int]  # keys of part and warehouse
STATE_ACTION = {
    Demand.State.SHORT: "fall_short",
    Demand.State.RESERVED: "fill",
    Demand.State.ISSUED: "complete",
}


def locked(demands: Iterable[Demand], *, by: Actor, version: int | None = None) -> list[Demand]:
    """The demands read afresh and locked, after their documents, in the order of their keys.

    With ``version``, which belongs to a single demand, a stale one is refused (Stale).
    """
    rows = list(demands)
    hooks.lock_documents.send(by=by, document_nos=sorted({d.document_no for d in rows}))
    chosen = Demand.objects.filter(pk__in=[d.pk for d in rows])
    fresh = lock_all(chosen.select_related("part", "warehouse"))
    if version is not None:
        lock(rows[0], version)
    return fresh


def locked_with_waiting(
    demands: Iterable[Demand],
    places: Iterable[Place],
    *,
    by: Actor,
    version: int | None = None,
) -> tuple[list[Demand], list[Demand]]:
    """The demands, and apart from them the short ones at these (part, warehouse) places."""
    rows = list(demands)
    own = {d.pk for d in rows}
    others = Demand.objects.short().filter(_at(places)).exclude(pk__in=own)
    everything = locked([*rows, *others], by=by, version=version)
    chosen = [d for d in everything if d.pk in own]
    short = [d for d in everything if d.pk not in own and d.state == Demand.State.SHORT]
    return chosen, short


def serve(
    waiting: Iterable[Demand], places: Collection[Place], *, by: Actor, cause: str
) -> list[Demand]:
    """Reserve free stock for locked short demands, the earliest promise first.

    Sends ``demands_reserved`` for those now complete and ``demands_changed`` for all that got
    something; returns the latter.  A demand that was being raised while the stock came in could
    not be locked in the house order; it is served by an act of its own right after this one.
    """
    served = []
    for demand in sorted(waiting, key=_turn):
        granted = locking.hold(demand.part_id, demand.warehouse_id, demand.missing)
        if granted:
            demand.reserved += granted
            settle(demand, by=by, cause=cause)
            served.append(demand)
    announce(served, by=by)
    filled = [d for d in served if d.state == Demand.State.RESERVED]
    for document_no, group in by_document(filled):
        hooks.demands_reserved.send(by=by, document_no=document_no, demands=group)
    if Demand.objects.to_reserve().filter(_at(places)).exists():
        late = partial(serve_late, by=by, places=sorted(places), cause=cause)
        transaction.on_commit(late, robust=True)
    return served


@service
def serve_late(*, by: Actor, places: Collection[Place], cause: str) -> None:
    """Serve what was raised while stock came in."""
    _none, waiting = locked_with_waiting([], places, by=by)
    serve(waiting, (), by=by, cause=cause)


def settle(demand: Demand, *, by: Actor, cause: str) -> None:
    """Save a locked demand in the state that its quantities mean."""
    state = demand.due_state()
    if demand.state == state or state not in STATE_ACTION:
        demand.save()
    else:
        follow(DEMAND, demand, STATE_ACTION[state], by=by, cause=cause)


def announce(demands: Iterable[Demand], *, by: Actor) -> None:
    """Tell the rooms above, once per document."""
    for document_no, group in by_document(demands):
        hooks.demands_changed.send(by=by, document_no=document_no, demands=group)


def by_document(demands: Iterable[Demand]) -> list[tuple[str, list[Demand]]]:
    """The demands grouped by document number."""
    rows = sorted(demands, key=lambda d: (d.document_no, d.pk))
    return [(number, list(group)) for number, group in groupby(rows, lambda d: d.document_no)]


def _at(places: Iterable[Place]) -> Q:
    here = Q(pk__in=[])
    for part_id, warehouse_id in places:
        here |= Q(part_id=part_id, warehouse_id=warehouse_id)
    return here


def _turn(demand: Demand) -> tuple[int, int, bool, dt.datetime | int, int]:
    unpromised = demand.needed_at is None
    return demand.part_id, demand.warehouse_id, unpromised, demand.needed_at or 0, demand.pk
