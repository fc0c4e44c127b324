"""Writing an edition of an estimate, and putting the one before it away."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from apps.core.clock import business_day
from apps.core.models import Setting
from apps.core.transitions import follow
from apps.workorders.machines import ESTIMATE
from apps.workorders.models import Estimate, EstimateItem, EstimateLine
from apps.workorders.models.estimate import EstimateState
from apps.workorders.offered import key_of, text_of, total_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from apps.core.actor import Actor
    from apps.org.access import Access
    from apps.workorders.models import WorkOrder
    from apps.workorders.offered import DraftItem

VALID_HOURS = "workorders.estimate_valid_hours"
ADDON_HOURS = "workorders.addon_valid_hours"
MOST_NOTE = 200


def write_edition(
    by: Access,
    order: WorkOrder,
    items: Sequence[DraftItem],
    *,
    promised_at: dt.datetime | None = None,
    note: str = "",
    answer: Mapping[str, Any] | None = None,
) -> Estimate:
    """An edition with its items and lines, on a locked order; ``answer`` where it has one already.

    The words hold all of ``note``, the row its beginning.
    """
    drafts = list(items)
    last = order.estimates.order_by("-edition").values_list("edition", flat=True).first() or 0
    number = f"{order.number}-B{last + 1}"
    valid_until = by.now + valid_for(by, order)
    estimate = Estimate.objects.create(
        order=order,
        store=order.store,
        number=number,
        edition=last + 1,
        published_by=by.person,
        published_at=by.now,
        valid_until=valid_until,
        promised_at=promised_at,
        note=note[:MOST_NOTE],
        text=text_of(order, number, drafts, valid_until, note),
        content_key=key_of(drafts),
        total=total_of(drafts),
        **(answer or {}),
    )
    for position, draft in enumerate(drafts, start=1):
        _write_item(estimate, position, draft)
    return estimate


def _write_item(estimate: Estimate, position: int, draft: DraftItem) -> None:
    item = EstimateItem.objects.create(
        estimate=estimate,
        position=position,
        group=draft.group,
        heading=draft.heading,
        job=draft.job,
        offer=draft.offer,
        finding=draft.finding,
        operation_id=draft.operation_id,
        name=draft.name,
        option=draft.option,
        safety=draft.safety,
        amount=draft.amount,
        due=draft.due,
    )
    EstimateLine.objects.bulk_create(
        EstimateLine(
            item=item,
            kind=line.kind,
            part_id=line.part_id,
            name=line.name,
            code=line.code,
            brand=line.brand,
            part_kind=line.part_kind,
            quantity=line.quantity,
            unit_price=line.unit_price,
            amount=line.amount,
            payer=line.payer,
            vat_rate=line.vat_rate,
            due=line.share,
        )
        for line in draft.lines
    )


def valid_for(by: Actor, order: WorkOrder) -> dt.timedelta:
    """How long an edition lives: shorter while the car stands in the workshop."""
    code = VALID_HOURS if order.authorised_at is None else ADDON_HOURS
    hours = Setting.objects.value(code, business_day(by.now), order.store_id)
    return dt.timedelta(hours=int(hours))


def replace_sent(order: WorkOrder, *, by: Actor) -> None:
    """The edition of a locked order that waits is replaced, and its link dead."""
    for estimate in order.estimates.filter(state=EstimateState.SENT).select_for_update():
        follow(ESTIMATE, estimate, "replace", by=by, cause="publish")
        kill_links(estimate, by=by)


def kill_links(estimate: Estimate, *, by: Actor) -> None:
    """No link to the estimate opens any more."""
    for link in estimate.links.filter(used_at=None, revoked_at=None):
        link.revoked_at = by.now
        link.save()
