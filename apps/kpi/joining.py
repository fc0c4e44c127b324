"""Puts the person's figures on the home page and the dashboard into the menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from apps.core.navigation import Entry, register
from apps.kpi.dashboard import headline_of, this_month
from apps.kpi.permissions import Perm
from apps.org import home

if TYPE_CHECKING:
    from apps.org.access import Access

register(Entry(_("指标"), "kpi:dashboard", (Perm.VIEW_DASHBOARD,), icon="chart-bar", order=90))


@home.figures.join
def figures_on_home(access: Access) -> list[home.FigureLine]:
    """The first figures of this month."""
    if not access.can(Perm.VIEW_DASHBOARD):
        return []
    return [
        home.FigureLine(
            code=line.figure.code,
            label=line.figure.label,
            value=line.value,
            target=line.target,
            url=line.url,
            tone=line.tone,
            formula=str(line.figure.formula),
        )
        for line in headline_of(access, this_month(access.now))
    ]
