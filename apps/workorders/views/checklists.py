"""The standards of inspection of a store: what is looked at, by level and kind of work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from apps.core.policy import policy
from apps.core.refusals import Refused
from apps.core.responses import page, submit
from apps.workorders.checklists import house_standard, items_of
from apps.workorders.choices import InspectionLevel, JobKind
from apps.workorders.forms.quality import StandardForm
from apps.workorders.models import Checklist
from apps.workorders.permissions import Perm
from apps.workorders.services.checklists import revise_checklist

if TYPE_CHECKING:
    from apps.core.requests import Request
    from apps.org.access import Access
    from apps.org.models import OrgUnit

EVERY = "all"


@policy(Perm.CHANGE_CHECKLIST)
@require_GET
def checklists(request: Request) -> HttpResponse:
    """The lists in force, and which kinds of work have their own."""
    access = request.access
    rows = Checklist.objects.visible_to(access, Perm.CHANGE_CHECKLIST).filter(store=_store(access))
    newest: dict[tuple[str, str], Checklist] = {}
    for row in rows.select_related("made_by").prefetch_related("items").order_by("edition"):
        newest[row.level, row.kind] = row
    lists = [
        (level, kind, label, newest.get((level, kind)))
        for level in InspectionLevel
        for kind, label in [("", _("各工种通用")), *JobKind.choices]
        if not kind or (level, kind) in newest
    ]
    context = {
        "lists": lists,
        "house": {level: house_standard(level).items for level in InspectionLevel},
        "levels": InspectionLevel.choices,
        "kinds": JobKind.choices,
    }
    return page(request, "workorders/checklists.html", context)


@policy(Perm.CHANGE_CHECKLIST)
@require_http_methods(["GET", "POST"])
def checklist(request: Request, level: str, kind: str) -> HttpResponse:
    """The next edition of one list; ``kind`` is all for the list of every kind."""
    kind = "" if kind == EVERY else kind
    if level not in InspectionLevel.values or (kind and kind not in JobKind.values):
        raise Http404
    access, store = request.access, _store(request.access)
    rows = Checklist.objects.visible_to(access, Perm.CHANGE_CHECKLIST)
    editions = list(rows.filter(store=store, level=level, kind=kind).select_related("made_by"))
    last = editions[0] if editions else None
    items = items_of(last) if last else list(house_standard(level).items)
    first = {"seen": last.edition if last else 0}
    form = StandardForm(request.POST or None, access=access, items=items, initial=first)

    def show(f: StandardForm, status: int = 200) -> HttpResponse:
        names = InspectionLevel(level).label, JobKind(kind).label if kind else _("各工种通用")
        facts = {"form": f, "editions": editions, "level": names[0], "kind": names[1]}
        return page(request, "workorders/checklist.html", facts, status=status)

    if request.method == "GET":
        return show(form)
    return submit(
        request,
        form,
        do=lambda f: _revise(access, store, (level, kind), f),
        page=show,
        done=lambda row: _done(request, row),
    )


def _revise(
    access: Access, store: OrgUnit, which: tuple[str, str], form: StandardForm
) -> Checklist:
    level, kind = which
    given = form.cleaned_data
    facts = {"items": form.items, "reason": given["reason"], "seen": given["seen"]}
    return revise_checklist(by=access, store=store, level=level, kind=kind, **facts)


def _done(request: Request, row: Checklist) -> str:
    messages.success(request, _("第%(n)s版已生效，以前的检验保留原版。") % {"n": row.edition})
    return reverse("workorders:checklists")


def _store(access: Access) -> OrgUnit:
    store = access.store or access.stores(Perm.CHANGE_CHECKLIST).first()
    if store is None:
        raise Refused(_("请先选择门店。"))
    return store
