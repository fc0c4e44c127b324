"""What warranty does when the visit goes on; runs as the event, not as the person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from apps.core.clock import business_day
from apps.core.refusals import Refused
from apps.core.tones import Tone
from apps.customers.hooks import Link
from apps.warranty.choices import BEFORE_SUBMISSION, ClaimKind, ClaimState
from apps.warranty.counters import counter_alerts
from apps.warranty.file_papers import campaigns_in_file, claims_in_file
from apps.warranty.models import Claim, RecallVehicle
from apps.warranty.permissions import Perm
from apps.warranty.recalls import answered_in, open_recalls, open_recalls_of, recall_facts
from apps.warranty.services.drafting import draft_claims
from apps.warranty.terms import coverage
from apps.workorders import hooks
from apps.workorders.hooks import Alert

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.customers.models import Vehicle
    from apps.org.access import Access
    from apps.workorders.models import Settlement, WorkOrder


def draft_when_ready(*, by: Actor, order: WorkOrder) -> None:
    """The warranty lines of a finished order are a draft claim."""
    draft_claims(order, by=by, cause=f"order {order.number} ready")


def draft_when_settled(*, by: Actor, settlement: Settlement) -> None:
    """The claims say what was charged."""
    draft_claims(settlement.order, by=by, cause=f"settlement {settlement.number}")


def hold_reversal(*, by: Actor, settlement: Settlement) -> None:
    """A settlement whose claim is with the manufacturer is not taken back under it."""
    settled = (*BEFORE_SUBMISSION, ClaimState.VOID)
    sent = settlement.order.claims.exclude(state__in=settled).first()
    if sent is not None:
        raise Refused(_("索赔单 %(number)s 已申报厂家，不能冲销结算。") % {"number": sent.number})


def period_alert(*, vehicle: Vehicle, by: Access, order: WorkOrder | None = None) -> list[Alert]:
    """Whether the car is in its repair period, by its last reading."""
    on = business_day(by.now)
    found = coverage(vehicle, ClaimKind.WAR, on=on, reading=vehicle.last_odometer_km)
    inside = not found.expired and found.until is not None
    url = reverse("warranty:policies") if by.can(Perm.VIEW_POLICY) else ""
    return [Alert(Tone.DONE if inside else Tone.BLOCKED, found.words, url=url)]


def recall_alerts(*, vehicle: Vehicle, by: Access, order: WorkOrder | None = None) -> list[Alert]:
    """Campaigns that name the car and were not answered."""
    rows = open_recalls(vehicle)
    may = bool(rows) and by.can(Perm.VIEW_RECALL)
    return [
        Alert(
            Tone.LATE,
            _("%(kind)s %(number)s：%(title)s") % recall_facts(row),
            _("告知客户并安排处理；交车前须登记结果。"),
            _recall_page(row, order) if may else "",
        )
        for row in rows
    ]


def recalls_coming(*, vehicles: list[Vehicle], by: Access) -> list[tuple[int, Alert]]:
    """Campaigns that name the cars that come: parts and time have to be there for them."""
    may = by.can(Perm.VIEW_RECALL)
    return [
        (
            pk,
            Alert(
                Tone.LATE,
                _("%(kind)s %(number)s：%(title)s") % recall_facts(row),
                _("备好召回件和工时，来店时一并处理。"),
                _recall_page(row, None) if may else "",
            ),
        )
        for pk, row in open_recalls_of(vehicles)
    ]


def _recall_page(row: RecallVehicle, order: WorkOrder | None) -> str:
    address = reverse("warranty:recall_car", args=[row.pk])
    return f"{address}?order={order.pk}" if order is not None else address


def hold_for_recalls(*, order: WorkOrder, by: Actor) -> list[str]:
    """A car leaves only when each campaign naming it was answered during this stay."""
    return [
        _("%(kind)s %(number)s 还没有登记结果：已完成、缺件待约或客户书面拒绝。")
        % recall_facts(row)
        for row in open_recalls(order.visit.vehicle)
        if row.state == RecallVehicle.State.OPEN or not answered_in(row, order)
    ]


def claims_of(*, order: WorkOrder, by: Actor) -> list[Link]:
    """The way from an order to its claims."""
    if not by.can(Perm.VIEW_CLAIM):
        return []
    rows = Claim.objects.visible_to(by, Perm.VIEW_CLAIM).filter(order=order)
    return [
        Link(claim.get_kind_display(), reverse("warranty:claim", args=[claim.pk]))
        for claim in rows.exclude(state=ClaimState.VOID).order_by("pk")
    ]


hooks.order_steps.join(claims_of)
hooks.order_ready.connect(draft_when_ready)
hooks.settlement_posted.connect(draft_when_settled)
hooks.settlement_reversed.connect(hold_reversal)
hooks.checkin_alerts.join(recall_alerts)
hooks.checkin_alerts.join(counter_alerts)
hooks.coming_alerts.join(recalls_coming)
hooks.checkin_alerts.join(period_alert)
hooks.delivery_holds.join(hold_for_recalls)
hooks.file_papers.join(claims_in_file)
hooks.file_papers.join(campaigns_in_file)
