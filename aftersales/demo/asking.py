"""What the demo asked of the line above: the request, its first rung and the answer."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, TypeVar

from django.contrib.contenttypes.models import ContentType

from apps.core.models import Setting
from apps.core.working_time import due_after, working_hours
from apps.org.models import RequestState, RequestStep

if TYPE_CHECKING:
    from aftersales.demo.people import Shop
    from aftersales.demo.records import Records
    from apps.org.models import Staff
    from apps.org.models.asking import Request

R = TypeVar("R", bound="Request")


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
        step = RequestStep(
            content_type=ContentType.objects.get_for_model(request),
            object_id=request.pk,
            rank=0,
            position=request.asked_of,
            asker=by,
            opens_at=at,
            due_at=request.due_at,
            by=by,
        )
        self.records.rows.add(step)
        self.records.change(request, "ask", "", RequestState.PENDING, at=at, by=by)
        return request

    def approve(self, request: Request, *, by: Staff, at: dt.datetime) -> None:
        """Somebody above agrees."""
        request.state, request.decided_by, request.decided_at = RequestState.APPROVED, by, at
        self.records.change(request, "approve", "pending", "approved", at=at, by=by)
