"""Goodwill on the page of all requests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from apps.care.machines import REMEDY
from apps.care.permissions import Perm
from apps.care.services.remedies import decide_remedy
from apps.org import asking
from apps.org.services.asking import withdraw

if TYPE_CHECKING:
    from apps.care.models import RemedyRequest


def facts(request: RemedyRequest) -> list[tuple[str, object]]:
    """Who complains about what."""
    complaint = request.complaint
    return [
        (_("投诉人"), complaint.caller_name),
        (_("投诉内容"), complaint.statement),
        (_("等级"), complaint.get_grade_display()),
    ]


def plate(request: RemedyRequest) -> str | None:
    """The car, where the complaint is about an order."""
    order = request.complaint.order
    return order.visit.plate_no if order else None


asking.register(
    asking.Desk(
        kind=REMEDY,
        decide=decide_remedy,
        withdraw=withdraw,
        related=("complaint__order__visit",),
        number=lambda request: request.complaint.number,
        facts=facts,
        address=lambda request: reverse("care:complaint", args=[request.complaint_id]),
        sight=Perm.VIEW_COMPLAINT,
        plate=plate,
    )
)
