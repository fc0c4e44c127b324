"""Asking the warehouse for parts, and changing one's mind."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.core.refusals import Refused
from apps.core.services import service
from apps.core.transitions import follow, perform, record
from apps.parts import locking
from apps.parts.machines import DEMAND
from apps.parts.models import Demand, LostDemand, Warehouse
from apps.parts.permissions import Perm
from apps.parts.services.waiting import announce, locked, locked_with_waiting, serve, settle

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from apps.core.actor import Actor
    from apps.org.models import OrgUnit
    from apps.parts.models import Part

ZERO = Decimal(0)


@service
def raise_demands(
    *,
    by: Actor,
    store: OrgUnit,
    unit: OrgUnit,
    document_no: str,
    plate_no: str,
    needed_at: dt.datetime | None,
    lines: Sequence[tuple[Part, Decimal]],
) -> list[Demand]:
    """Demands for the part lines of a document, in the order of the lines.

    What is free is reserved at once; a line not met in full is short and its gap is kept as lost
    demand.  It follows from a document that somebody was allowed to authorise: no right of its own
    is asked, and no event is sent.
    """
    rooms = Warehouse.objects.of_store(store)
    demands: dict[int, Demand] = {}
    for index in sorted(range(len(lines)), key=lambda i: (lines[i][0].pk, i)):
        part, quantity = lines[index]
        demands[index] = _raise(
            Demand(
                store=store,
                unit=unit,
                warehouse=rooms.serving(part),
                document_no=document_no,
                plate_no=plate_no,
                requester_id=by.staff_id,
                part=part,
                quantity=part.checked(quantity),
                asked_at=by.now,
                needed_at=needed_at,
            ),
            by=by,
        )
    return [demands[index] for index in range(len(lines))]


@service
def request_demand(
    *,
    by: Actor,
    store: OrgUnit,
    unit: OrgUnit,
    document_no: str,
    plate_no: str,
    part: Part,
    quantity: Decimal,
    needed_at: dt.datetime | None = None,
) -> Demand:
    """A person asks for one more part on a document (领料申请)."""
    (demand,) = raise_demands(
        by=by,
        store=store,
        unit=unit,
        document_no=document_no,
        plate_no=plate_no,
        needed_at=needed_at,
        lines=[(part, quantity)],
    )
    by.require(Perm.REQUEST_PART, demand)
    announce([demand], by=by)
    return demand


@service
def reserve(*, by: Actor, demand: Demand, version: int | None = None) -> Demand:
    """Reserve what is free for a waiting demand; Refused when nothing is."""
    (row,) = locked([demand], by=by, version=version)
    by.require(Perm.RESERVE_PART, row)
    granted = locking.hold(row.part_id, row.warehouse_id, row.missing) if row.missing > 0 else ZERO
    if row.state in (Demand.State.REQUESTED, Demand.State.SHORT) and not granted:
        raise Refused(locking.shortage(row.part, row.warehouse_id, row.missing))
    row.reserved += granted
    perform(DEMAND, row, "reserve_some" if row.missing else "reserve", by=by)
    announce([row], by=by)
    return row


@service
def release(*, by: Actor, demand: Demand, reason: str, version: int | None = None) -> Demand:
    """Give the reserved stock of a demand back to the shelf for a more urgent one."""
    (row,) = locked([demand], by=by, version=version)
    _let_go(row)
    perform(DEMAND, row, "release", by=by, reason=reason)
    announce([row], by=by)
    return row


@service
def cancel_demand(*, by: Actor, demand: Demand, reason: str, version: int | None = None) -> Demand:
    """End a demand of which nothing is in the workshop; the stock it held serves those waiting."""
    place = (demand.part_id, demand.warehouse_id)
    (row,), waiting = locked_with_waiting([demand], [place], by=by, version=version)
    _let_go(row)
    perform(DEMAND, row, "cancel", by=by, reason=reason)
    announce([row], by=by)
    serve(waiting, [place], by=by, cause="cancel")
    return row


@service
def withdraw_demands(*, by: Actor, demands: Iterable[Demand], cause: str) -> list[Demand]:
    """End the demands of a cancelled document or line; follows from it, asks no right."""
    wanted = list(demands)
    places = {(d.part_id, d.warehouse_id) for d in wanted}
    rows, waiting = locked_with_waiting(wanted, places, by=by)
    for row in sorted(rows, key=lambda d: (d.part_id, d.warehouse_id, d.pk)):
        _let_go(row)
        follow(DEMAND, row, "withdraw", by=by, cause=cause)
    serve(waiting, places, by=by, cause=cause)
    return rows


@service
def change_quantity(
    *, by: Actor, demand: Demand, quantity: Decimal, version: int | None = None
) -> Demand:
    """Ask for more or less; never less than was issued. Less frees stock, more reserves it."""
    place = (demand.part_id, demand.warehouse_id)
    (row,), waiting = locked_with_waiting([demand], [place], by=by, version=version)
    by.require(Perm.REQUEST_PART, row)
    quantity = row.part.checked(quantity)
    if row.state not in Demand.OPEN_STATES and row.state != Demand.State.ISSUED:
        raise Refused(_("需求已结束，不能修改数量。"))
    if quantity < row.issued:
        raise Refused(
            _("已发出 %(issued)s，需求不能更少。") % {"issued": f"{row.issued:f}"}, field="quantity"
        )
    row.quantity = quantity
    surplus = min(-row.missing, row.reserved)
    if surplus > 0:
        locking.free(row.part_id, row.warehouse_id, surplus)
        row.reserved -= surplus
        row.picked = min(row.picked, row.reserved)
    elif row.missing > 0:
        row.reserved += locking.hold(row.part_id, row.warehouse_id, row.missing)
        _keep_lost(row, by=by)
    settle(row, by=by, cause="change_quantity")
    announce([row], by=by)
    if surplus > 0:
        serve(waiting, [place], by=by, cause="change_quantity")
    return row


def _raise(demand: Demand, *, by: Actor) -> Demand:
    demand.reserved = locking.hold(demand.part_id, demand.warehouse_id, demand.quantity)
    demand.filled_first_ask = not demand.missing
    demand.state = demand.due_state().value
    demand.save()
    record(demand, "raise", "", demand.state, by=by, cause=demand.document_no)
    _keep_lost(demand, by=by)
    return demand


def _keep_lost(demand: Demand, *, by: Actor) -> None:
    if demand.missing > 0:
        LostDemand.objects.create(
            store_id=demand.store_id,
            unit_id=demand.unit_id,
            part_id=demand.part_id,
            quantity=demand.missing,
            demand=demand,
            document_no=demand.document_no,
            by_id=by.staff_id,
            at=by.now,
        )


def _let_go(demand: Demand) -> None:
    locking.free(demand.part_id, demand.warehouse_id, demand.reserved)
    demand.reserved = demand.picked = ZERO
