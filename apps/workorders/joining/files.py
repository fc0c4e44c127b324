"""The way from a car to its repair file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.core.addresses import address_of
from apps.customers.hooks import CarFacts, Link, about_cars
from apps.customers.permissions import Perm

if TYPE_CHECKING:
    from apps.customers.models import Vehicle
    from apps.org.access import Access


def file_links(vehicles: list[Vehicle], by: Access) -> list[CarFacts]:
    """A link per car, for those who may read its history."""
    if not by.can(Perm.VIEW_VEHICLEHISTORY):
        return []
    repair_file = address_of("workorders:repair_file")
    return [CarFacts(v.pk, links=[Link(_("维修档案"), repair_file(v.pk))]) for v in vehicles]


about_cars.join(file_links)
