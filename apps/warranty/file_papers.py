"""What warranty keeps in the repair file of a car: its claims, and the campaigns that name it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from apps.warranty.choices import ClaimState
from apps.warranty.models import Claim, RecallVehicle
from apps.warranty.permissions import Perm
from apps.workorders.hooks import FilePaper

if TYPE_CHECKING:
    from apps.customers.models import Vehicle
    from apps.org.access import Access


def claims_in_file(*, vehicle: Vehicle, by: Access) -> list[FilePaper]:
    """The claims the person may see, each with its order."""
    if not by.can(Perm.VIEW_CLAIM):
        return []
    rows = Claim.objects.visible_to(by, Perm.VIEW_CLAIM).filter(vehicle=vehicle)
    return [
        FilePaper(
            kind=claim.get_kind_display(),
            number=claim.number,
            words=claim.get_state_display(),
            order_id=claim.order_id,
            at=claim.opened_at,
            url=reverse("warranty:claim", args=[claim.pk]),
        )
        for claim in rows.exclude(state=ClaimState.VOID).order_by("pk")
    ]


def campaigns_in_file(*, vehicle: Vehicle, by: Access) -> list[FilePaper]:
    """The campaigns that name the car, with what became of it."""
    if not vehicle.vin:
        return []
    rows = RecallVehicle.objects.filter(vin=vehicle.vin).select_related("recall").order_by("-pk")
    return [
        FilePaper(
            kind=row.recall.get_kind_display(),
            number=row.recall.number,
            words=_("%(title)s：%(state)s")
            % {"title": row.recall.title, "state": row.get_state_display()},
            at=row.at,
        )
        for row in rows
    ]
