"""Claims beyond the limit on the page of all requests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from apps.org import asking
from apps.warranty.machines import REQUEST
from apps.warranty.permissions import Perm
from apps.warranty.services.judging import decide_claim, withdraw_claim_request

if TYPE_CHECKING:
    from apps.warranty.models import ClaimRequest


def facts(request: ClaimRequest) -> list[tuple[str, object]]:
    """What broke, why, and by when it has to be sent."""
    claim = request.claim
    return [
        (_("类型"), claim.get_kind_display()),
        (_("车型"), claim.vehicle.model.name),
        (_("故障原因"), claim.cause),
        (_("维修措施"), claim.correction),
    ]


asking.register(
    asking.Desk(
        kind=REQUEST,
        decide=decide_claim,
        withdraw=withdraw_claim_request,
        related=("claim__order__visit", "claim__order__advisor", "claim__vehicle__model"),
        number=lambda request: request.claim.number,
        facts=facts,
        address=lambda request: reverse("warranty:claim", args=[request.claim_id]),
        sight=Perm.VIEW_CLAIM,
        plate=lambda request: request.claim.order.visit.plate_no,
    )
)
