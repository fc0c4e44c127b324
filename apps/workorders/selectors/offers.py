"""What the order page offers to add: the menu, what is due, and what payers say about the car."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from apps.core.clock import business_day
from apps.workorders import costs, hooks
from apps.workorders.choices import OrderState, PartKind
from apps.workorders.models import PartLine
from apps.workorders.permissions import Perm
from apps.workorders.selectors.menu import Offer, menu_of
from apps.workorders.selectors.suggestions import Advice, suggestions_for

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from apps.org.access import Access
    from apps.workorders.models import PrepaidItem, PrepaidUse, WorkOrder
    from apps.workorders.selectors.orders import Group


@dataclass(frozen=True)
class Offers:
    """Everything beside the lines; ``margin`` is None for those who may not see profit."""

    menu: list[Offer] = field(default_factory=list)
    prepaid: list[PrepaidItem] = field(default_factory=list)
    uses: list[PrepaidUse] = field(default_factory=list)
    may_release: bool = False
    advice: Advice | None = None
    covers: list[hooks.Cover] = field(default_factory=list)
    margin: Earned | None = None

    @property
    def due(self) -> str:
        """What the button for everything due sends; empty without two of them."""
        items = [s.item.pk for s in self.advice.overdue if s.item] if self.advice else []
        return f"due:{','.join(map(str, items))}" if len(items) > 1 else ""


@dataclass(frozen=True)
class Earned:
    """The margin of the order: labour, parts and both."""

    labour: costs.Margin
    parts: costs.Margin

    @property
    def whole(self) -> costs.Margin:
        """Both."""
        return self.labour + self.parts


def offers_of(
    order: WorkOrder,
    groups: list[Group],
    uses: list[PrepaidUse],
    usable: list[PrepaidItem],
    access: Access,
) -> Offers:
    """What to show beside the lines of an order; menu and advice only while it is written.

    ``uses`` is what it draws from prepaid packages, ``usable`` what else of them it may draw.
    """
    draft = order.state == OrderState.DRAFT
    changing = draft or (bool(uses) and order.settled_at is None)
    changing = changing and bool(access.allowed(order, [Perm.CHANGE_WORKORDER]))
    writing = draft and changing
    rows = [job for group in groups for job in group.jobs]
    lines = [line for row in rows for line in (*row.labour, *(p.line for p in row.parts))]
    payers = {line.payer for line in lines}
    return Offers(
        menu=menu_of(order) if writing else [],
        prepaid=usable if writing else [],
        uses=uses,
        may_release=changing,
        advice=_advice(order, access) if writing else None,
        covers=hooks.payer_cover.ask(order=order, payers=payers) if draft and payers else [],
        margin=_earned(order, groups) if access.allowed(order, [Perm.VIEW_PROFIT]) else None,
    )


def _advice(order: WorkOrder, access: Access) -> Advice:
    checkin = getattr(order.visit, "checkin", None)
    return suggestions_for(
        order.visit.vehicle,
        checkin.odometer_km if checkin else None,
        business_day(order.opened_at),
        by=access,
        without_order=order.pk,
    )


def _earned(order: WorkOrder, groups: list[Group]) -> Earned:
    rows = [job for group in groups for job in group.jobs]
    labour = [line for row in rows for line in row.labour]
    parts = [p.line for row in rows for p in row.parts]
    known = costs.costs_of(order, [*labour, *parts])
    none = costs.Margin()
    return Earned(
        sum((known.margin(line) for line in labour), none),
        sum((known.margin(line) for line in parts), none),
    )


def brought_parts(order: WorkOrder) -> QuerySet[PartLine]:
    """The parts that the customer brought for an order, with what they waived."""
    rows = PartLine.objects.filter(job__order=order, part_kind=PartKind.CUSTOMER_SUPPLIED)
    return rows.select_related("job", "waiver")
