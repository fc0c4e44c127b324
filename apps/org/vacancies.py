"""Which rights of a store nobody can use now, because every post that carries them is vacant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext as _

from apps.core.capabilities import capability
from apps.org.catalogue import Catalogue
from apps.org.gaps import Gap
from apps.org.models import OrgUnit, Tenure


def vacancies(catalogue: Catalogue, store: OrgUnit, now: dt.datetime) -> Iterator[Gap]:
    """Rights the store's duties carry and no live tenure brings; base duties need none."""
    held = set(_held_positions(store, now))
    usable = {
        grant.capability
        for position in catalogue.positions
        if position.base or position.code in held
        for grant in position.grants()
    }
    for position in catalogue.positions:
        for code in sorted({g.capability for g in position.grants()} - usable):
            words = _("“%(right)s”现在没有人任职") % {"right": capability(code).label}
            yield Gap("holder", code, position.code, words)


def _held_positions(store: OrgUnit, now: dt.datetime) -> Iterator[str]:
    live = Tenure.objects.live(now).filter(staff__is_active=True)
    seats = live.filter(post__unit__store=store) | live.filter(post__unit__store=None)
    yield from seats.values_list("post__position__code", flat=True).distinct()
