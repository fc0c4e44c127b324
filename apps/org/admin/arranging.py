"""The page that rearranges one unit: its posts, what lies below it, where it lies, its end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from apps.core.responses import page, submit
from apps.org.admin import unit_forms as forms
from apps.org.models import OrgUnit
from apps.org.permissions import Perm
from apps.org.selectors.units import impact_of_move
from apps.org.services import posts, units

if TYPE_CHECKING:
    from apps.core.requests import Request

BAD_INPUT = 422


@dataclass(frozen=True)
class Act:
    """One form of the page and the service behind it."""

    form: type[forms.UnitForm]
    do: Callable[[Request, OrgUnit, Any], Any]


ACTS: dict[str, Act] = {
    "headcounts": Act(
        forms.HeadcountForm,
        lambda request, unit, f: posts.set_headcounts(
            by=request.access, unit=unit, headcounts=f.headcounts, version=f.row_version
        ),
    ),
    "post": Act(
        forms.PostForm,
        lambda request, unit, f: posts.add_post(
            by=request.access, unit=unit, version=f.row_version, **f.values
        ),
    ),
    "below": Act(
        forms.BelowForm,
        lambda request, unit, f: units.add_unit(by=request.access, parent=unit, **f.values),
    ),
    "move": Act(
        forms.MoveForm,
        lambda request, unit, f: units.move_unit(
            by=request.access, unit=unit, version=f.row_version, **f.values
        ),
    ),
    "close": Act(
        forms.CloseForm,
        lambda request, unit, f: units.close_unit(
            by=request.access, unit=unit, version=f.row_version, **f.values
        ),
    ),
    "remove": Act(
        forms.RemoveForm,
        lambda request, unit, f: units.remove_unit(
            by=request.access, unit=unit, version=f.row_version
        ),
    ),
}


def arrange_view(request: Request, pk: int) -> HttpResponse:
    """The page; a posted form names its act, and a move is confirmed once its impact was seen."""
    rows = OrgUnit.objects.select_related("parent", "store")
    unit = request.access.get(rows, Perm.CHANGE_ORGUNIT, pk=pk)
    if request.method != "POST":
        return _page(request, unit, {})
    name = request.POST.get("act", "")
    if name not in ACTS:
        raise Http404
    act = ACTS[name]
    form = _form(request, unit, name, request.POST)
    if name == "move" and "confirm" not in request.POST:
        status = 200 if form.is_valid() else BAD_INPUT
        return _page(request, unit, {name: form}, status=status, preview=form.is_valid())
    return submit(
        request,
        form,
        do=lambda f: act.do(request, unit, f),
        page=lambda f, status: _page(request, unit, {name: f}, status=status),
        done=lambda _result: _after(name, unit),
    )


def _form(request: Request, unit: OrgUnit, name: str, data: Any = None) -> Any:
    return ACTS[name].form(data, access=request.access, unit=unit, auto_id=f"id_{name}_%s")


def _after(name: str, unit: OrgUnit) -> str:
    if name in {"close", "remove"}:
        return reverse("admin:org_orgunit_changelist")
    return reverse("admin:org_orgunit_arrange", args=[unit.pk])


def _page(
    request: Request,
    unit: OrgUnit,
    typed: dict[str, Any],
    *,
    status: int = 200,
    preview: bool = False,
) -> HttpResponse:
    context: dict[str, Any] = {
        "title": _("调整：%(unit)s") % {"unit": unit},
        "unit": unit,
        "fixed": unit.kind in {OrgUnit.Kind.GROUP, OrgUnit.Kind.STORE},
        "children": OrgUnit.objects.open().filter(parent=unit).order_by("path"),
        "forms": {name: typed.get(name) or _form(request, unit, name) for name in ACTS},
    }
    if preview:
        target = typed["move"].cleaned_data["new_parent"]
        context |= {"target": target, "impact": impact_of_move(unit, target, request.access.now)}
    return page(request, "admin/org/arrange.html", context, status=status)
