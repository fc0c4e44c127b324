"""Laying out, handing out and taking back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.core.refusals import Refused
from apps.core.services import service
from apps.core.transitions import perform
from apps.parts import locking
from apps.parts.locking import Movement
from apps.parts.machines import DEMAND
from apps.parts.models import Demand, StockMove
from apps.parts.permissions import Perm
from apps.parts.services.demands import raise_demands
from apps.parts.services.waiting import announce, locked, locked_with_waiting, serve

if TYPE_CHECKING:
    from collections.abc import Collection
    from decimal import Decimal

    from apps.core.actor import Actor
    from apps.org.models import OrgUnit, Staff
    from apps.parts.models import Part


@service
def pick(*, by: Actor, demands: Collection[Demand], version: int | None = None) -> list[Demand]:
    """Lay out what is reserved."""
    rows = locked(demands, by=by, version=version)
    for row in rows:
        row.picked = row.reserved
        perform(DEMAND, row, "pick", by=by)
    announce(rows, by=by)
    return rows


@service
def issue(
    *,
    by: Actor,
    demands: Collection[Demand],
    old_parts: Collection[int] = (),
    no_old_part_reason: str = "",
    taken_by: Staff | None = None,
    version: int | None = None,
) -> list[Demand]:
    """Hand out everything reserved for these demands, all or nothing.

    ``old_parts`` are the keys of demands whose old part was handed in; one that must be exchanged
    and was not needs ``no_old_part_reason``.
    """
    rows = locked(demands, by=by, version=version)
    movements = [
        _issue_one(row, row.pk in old_parts, no_old_part_reason, taken_by, by=by) for row in rows
    ]
    locking.take(movements, by=by)
    announce(rows, by=by)
    return rows


def _issue_one(
    row: Demand, old_part: bool, reason: str, taken_by: Staff | None, *, by: Actor
) -> Movement:
    row.old_part_received = row.old_part_received or old_part
    if row.part.exchange_required and not row.old_part_received:
        row.no_old_part_reason = reason or row.no_old_part_reason
    row.taken_by = taken_by or row.taken_by
    row.moving = row.reserved
    row.issued += row.moving
    row.reserved -= row.moving
    row.picked = row.reserved
    perform(DEMAND, row, "issue_some" if row.state == Demand.State.SHORT else "issue", by=by)
    return Movement(
        kind=StockMove.Kind.ISSUE,
        part_id=row.part_id,
        warehouse_id=row.warehouse_id,
        quantity=row.moving,
        held=row.moving,
        document=row.document_no,
        demand_id=row.pk,
    )


@service
def hand_out(
    *,
    by: Actor,
    store: OrgUnit,
    unit: OrgUnit,
    document_no: str,
    plate_no: str,
    part: Part,
    quantity: Decimal,
    taken_by: Staff | None = None,
) -> Demand:
    """Ask and issue in one act, such as a gift at the desk; Refused when the shelf is short."""
    (demand,) = raise_demands(
        by=by,
        store=store,
        unit=unit,
        document_no=document_no,
        plate_no=plate_no,
        needed_at=by.now,
        lines=[(part, quantity)],
    )
    by.require(Perm.ISSUE_PART, demand)
    if demand.missing:
        raise Refused(
            locking.shortage(part, demand.warehouse_id, demand.quantity, demand.reserved),
            field="quantity",
        )
    (issued,) = issue(by=by, demands=[demand], taken_by=taken_by)
    return issued


@service
def return_to_stock(
    *, by: Actor, demand: Demand, quantity: Decimal, version: int | None = None
) -> Demand:
    """Unopened parts come back from the workshop (退料) at the cost at which they were issued."""
    place = (demand.part_id, demand.warehouse_id)
    (row,), waiting = locked_with_waiting([demand], [place], by=by, version=version)
    by.require(Perm.RETURN_TO_STOCK, row)
    quantity = row.part.checked(quantity)
    if quantity > row.kept:
        raise Refused(
            _("车间现有 %(kept)s，不能退 %(quantity)s。")
            % {"kept": f"{row.kept.normalize():f}", "quantity": f"{quantity.normalize():f}"},
            field="quantity",
        )
    movement = Movement(
        kind=StockMove.Kind.RETURN,
        part_id=row.part_id,
        warehouse_id=row.warehouse_id,
        quantity=quantity,
        document=row.document_no,
        demand_id=row.pk,
        cost=locking.issue_cost(row.pk),
    )
    row.moving = quantity
    row.returned += quantity
    whole = row.state == Demand.State.ISSUED and not row.kept
    perform(DEMAND, row, "return" if whole else "return_some", by=by)
    locking.put([movement], by=by)
    announce([row], by=by)
    serve(waiting, [place], by=by, cause="return_to_stock")
    return row
