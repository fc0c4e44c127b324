"""The way from a car to its repair file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from apps.customers.hooks import CarFacts, Link, about_cars
from apps.customers.permissions import Perm

if TYPE_CHECKING:
    from apps.customers.models import Vehicle
    from apps.org.access import Access


def file_links(vehicles: list[Vehicle], by: Access) -> list[CarFacts]:
    """A link per car, for those who may read its history."""
    if not by.can(Perm.VIEW_VEHICLEHISTORY):
        return []
    link = [(v.pk, reverse("workorders:repair_file", args=[v.pk])) for v in vehicles]
    return [CarFacts(pk, links=[Link(_("维修档案"), url)]) for pk, url in link]


about_cars.join(file_links)
