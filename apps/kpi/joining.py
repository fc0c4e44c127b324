"""Puts figures on the home page and beside the duties, and the dashboard into the menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core.figures import every_figure
from apps.core.navigation import Entry, register
from apps.kpi.dashboard import EVERY, figures_of, headline_of, lines_for, this_month
from apps.kpi.permissions import Perm
from apps.org import home

if TYPE_CHECKING:
    from apps.core.figures import Figure
    from apps.kpi.dashboard import Line
    from apps.org.access import Access

SIGHT = (Perm.VIEW_DASHBOARD,)
register(Entry(gettext_lazy("指标"), "kpi:dashboard", SIGHT, icon="chart-bar", order=90))


@home.figures.join
def figures_on_home(access: Access) -> list[home.FigureLine]:
    """The first figures of this month."""
    if not access.can(Perm.VIEW_DASHBOARD):
        return []
    return [_measured(line) for line in headline_of(access, this_month(access.now))]


@home.numbers.join
def figures_on_sheet(access: Access, codes: list[str]) -> list[home.FigureLine]:
    """The figures of a sheet: this month's numbers where they are the viewer's, else the names."""
    named = [f for f in every_figure() if f.code in codes]
    mine = figures_of(access) if named and access.can(Perm.VIEW_DASHBOARD) else []
    shown = lines_for([f for f in named if f in mine], access, this_month(access.now))
    lines = [_measured(line) for line in shown]
    lines += [_named(f) for f in named if f not in mine]
    if EVERY in codes:
        lines.append(_every(access))
    return lines


def _measured(line: Line) -> home.FigureLine:
    return home.FigureLine(
        code=line.figure.code,
        label=line.figure.label,
        value=line.value,
        target=line.target,
        url=line.url,
        tone=line.tone,
        formula=str(line.figure.formula),
    )


def _named(found: Figure) -> home.FigureLine:
    return home.FigureLine(found.code, found.label, value="", target="", url="")


def _every(access: Access) -> home.FigureLine:
    url = reverse("kpi:dashboard") if access.can(Perm.VIEW_DASHBOARD) else ""
    return home.FigureLine(EVERY, _("部门全部指标"), value="", target="", url=url)
