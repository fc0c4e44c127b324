"""What the demo asked of the line above: the request, its ladder and the answer."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from django.contrib.contenttypes.models import ContentType

from apps.care.choices import ComplaintState
from apps.care.models import Complaint, RemedyRequest
from apps.core.models import Setting
from apps.core.working_time import due_after, working_hours
from apps.org.models import RequestState, RequestStep
from apps.workorders import pricing
from apps.workorders.billing import Wish, discount_of
from apps.workorders.choices import Payer, SettlementState
from apps.workorders.models import DiscountRequest, Settlement

if TYPE_CHECKING:
    from aftersales.demo.people import Shop
    from aftersales.demo.records import Records
    from aftersales.demo.stays import Stay
    from apps.org.models import Staff
    from apps.org.models.asking import Request

R = TypeVar("R", bound="Request")
LINE = ("front_desk_supervisor", "service_manager", "general_manager")


class Asking:
    """Writes requests as ``org.services.asking`` would have."""

    def __init__(self, records: Records, today: dt.date) -> None:
        self.records, self.hours = records, working_hours(today, None)
        codes = ("discount", "refund", "remedy", "claim", "purchase")
        self.terms = {c: Setting.objects.value(f"org.due.{c}", today) for c in codes}

    def ask(self, code: str, request: R, *, of: str, shop: Shop, by: Staff, at: dt.datetime) -> R:
        """A request lies with a position from a moment on."""
        request.store, request.asked_of = shop.unit, shop.positions[of]
        request.requested_by, request.requested_at = by, at
        request.due_at = due_after(at, self.terms[code], self.hours)
        self.records.rows.add(request)
        opens = at
        for rank, code_above in enumerate(LINE[LINE.index(of) :]):
            due = due_after(opens, self.terms[code], self.hours)
            step = RequestStep(
                content_type=ContentType.objects.get_for_model(request),
                object_id=request.pk,
                rank=rank,
                position=shop.positions[code_above],
                asker=by,
                via=RequestStep.Via.OVERDUE if rank else RequestStep.Via.ASKED,
                opens_at=opens,
                due_at=due,
                by=None if rank else by,
            )
            self.records.rows.add(step)
            opens = due
        self.records.change(request, "ask", "", RequestState.PENDING, at=at, by=by)
        return request

    def approve(self, request: Request, *, by: Staff, at: dt.datetime) -> None:
        """Somebody above agrees."""
        request.state, request.decided_by, request.decided_at = RequestState.APPROVED, by, at
        self.records.change(request, "approve", "pending", "approved", at=at, by=by)

    def fill(self, shops: list[Shop], stays: list[Stay], now: dt.datetime) -> None:
        """Each store has a discount and a goodwill that wait for an answer."""
        for shop in shops:
            self._discount(shop, stays, now - dt.timedelta(minutes=12))
            self._remedy(shop, now - dt.timedelta(hours=3))

    def _discount(self, shop: Shop, stays: list[Stay], at: dt.datetime) -> None:
        prepared = {
            s.order_id: s
            for s in self.records.rows.of(Settlement)
            if s.state == SettlementState.PREPARED and not s.discount
        }
        fitting = (s for s in stays if s.shop is shop and s.order.pk in prepared)
        stay = next((s for s in fitting if s.payer == Payer.CP), None)
        if stay is None:
            return
        wish = Wish(labour_pct=Decimal(8))
        before = pricing.totals(line for line in stay.lines if line.payer == Payer.CP)
        request = DiscountRequest(
            settlement=prepared[stay.order.pk],
            labour_pct=wish.labour_pct,
            amount=discount_of(before, wish).total,
            reason="老客户，第三次来店，上次等料超期",
        )
        if request.amount:
            request.own_limits = {"labour_pct": "5", "parts_pct": "0", "round_off_cny": "10"}
            advisor = stay.order.advisor
            self.ask("discount", request, of="front_desk_supervisor", shop=shop, by=advisor, at=at)

    def _remedy(self, shop: Shop, at: dt.datetime) -> None:
        open_ones = (
            c
            for c in self.records.rows.of(Complaint)
            if c.store_id == shop.unit.pk
            and c.state in (ComplaintState.ASSIGNED, ComplaintState.CONTACTED)
        )
        complaint = next(open_ones, None)
        if complaint is None:
            return
        request = RemedyRequest(complaint=complaint, amount=Decimal(800), reason="同一故障两次返修")
        request.own_limits = {"goodwill_cny": "500"}
        lead = shop.one("customer_care_supervisor")
        self.ask("remedy", request, of="service_manager", shop=shop, by=lead, at=at)
