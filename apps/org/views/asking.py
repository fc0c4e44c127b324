"""One page for all that is asked of the line above, answered right there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from apps.core.forms import ServiceForm
from apps.core.paging import BoundedPaginator
from apps.core.policy import signed_in
from apps.core.responses import page, submit
from apps.org.asking import desk_of, desks
from apps.org.selectors import asking as selectors
from apps.org.services.asking import pass_up, remind

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet

    from apps.core.requests import Request
    from apps.org.asking import Desk
    from apps.org.selectors.asking import AskedRow

ROWS = 20
SHOWN = {
    "": gettext_lazy("待我审批"),
    "made": gettext_lazy("我提出的"),
    "decided": gettext_lazy("我批过的"),
}
OF_THE_ASKER = ("withdraw", "remind")


class AnswerForm(ServiceForm):
    """Yes, no, not mine to judge; or of the one who asked: no longer, please hurry."""

    ACTIONS = ("approve", "refuse", "pass", *OF_THE_ASKER)
    action = forms.ChoiceField(choices=[(a, a) for a in ACTIONS])
    answer = forms.CharField(
        label=gettext_lazy("意见"),
        max_length=160,
        required=False,
        strip=True,
        widget=forms.TextInput,
    )


@dataclass(frozen=True)
class Panel:
    """The latest request about a document, on the page of the document.

    ``opens``: the reader may open the page of the request as well.
    """

    row: AskedRow
    form: AnswerForm
    opens: bool


def panel_of(request: Request, code: str, rows: QuerySet[Any]) -> Panel | None:
    """What was asked about a document that access has returned; None where nothing was."""
    desk = desk_of(code)
    row = selectors.latest(request.access, desk, rows) if desk else None
    if desk is None or row is None:
        return None
    opens = selectors.found(request.access, desk, row.request.pk) is not None
    return Panel(row, _form(request, row.request), opens)


@signed_in("what waits for me, and what I asked for; the rooms' rights limit the rows")
@require_GET
def requests(request: Request) -> HttpResponse:
    """Requests of all kinds: overdue ones first."""
    access = request.access
    asked, code = request.GET.get("view", ""), request.GET.get("kind", "")
    view = asked if asked in SHOWN else ""
    kind = code if desk_of(code) else ""
    keys = BoundedPaginator(selectors.keys_of(access, view, kind), ROWS)
    shown = keys.get_page(request.GET.get("page"))
    rows = selectors.rows_of(access, shown)
    context = {
        "rows": [(row, _form(request, row.request)) for row in rows],
        "page": shown,
        "view": view,
        "kind": kind,
        "views": list(SHOWN.items()),
        "kinds": [(d.kind.code, d.kind.label) for d in desks()],
    }
    return page(request, "org/requests.html", context)


@signed_in("the one who asked and those with the right to decide; others find nothing")
@require_http_methods(["GET", "POST"])
def request_(request: Request, kind: str, pk: int) -> HttpResponse:
    """One request with its ladder: answer it, pass it on, take it back, remind."""
    desk = desk_of(kind)
    row = selectors.found(request.access, desk, pk) if desk else None
    if desk is None or row is None:
        raise Http404

    def show(form: AnswerForm, status: int) -> HttpResponse:
        context = {"row": selectors.row_of(request.access, desk, row), "form": form}
        return page(request, "org/request.html", context, status=status)

    if request.method == "GET":
        return show(_form(request, row), 200)
    form = AnswerForm(request.POST, access=request.access, auto_id=f"id_{row.pk}_%s")
    return submit(
        request,
        form,
        do=lambda f: _act(request, desk, row, f),
        page=show,
        done=lambda _result: _done(request, desk, row, form),
    )


def _form(request: Request, row: Any) -> AnswerForm:
    return AnswerForm(access=request.access, version=row.version, auto_id=f"id_{row.pk}_%s")


def _act(request: Request, desk: Desk, row: Any, form: AnswerForm) -> Any:
    common = {"by": request.access, "request": row, "version": form.row_version}
    action, answer = form.cleaned_data["action"], form.cleaned_data["answer"]
    verbs: dict[str, Callable[[], Any]] = {
        "approve": lambda: desk.decide(**common, action="approve", reason=answer),
        "refuse": lambda: desk.decide(**common, action="refuse", reason=answer),
        "pass": lambda: pass_up(**common, reason=answer),
        "withdraw": lambda: desk.withdraw(**common, reason=answer),
        "remind": lambda: remind(**common),
    }
    return verbs[action]()


def _done(request: Request, desk: Desk, row: Any, form: AnswerForm) -> str:
    words = {
        "approve": _("%(number)s 已批准。"),
        "refuse": _("%(number)s 未批准。"),
        "pass": _("%(number)s 已转上级。"),
        "withdraw": _("%(number)s 的申请已撤回。"),
        "remind": _("%(number)s 已催办。"),
    }
    action = form.cleaned_data["action"]
    messages.success(request, words[action] % {"number": desk.number(row)})
    if action in OF_THE_ASKER:
        return reverse("org:request", args=[desk.kind.code, row.pk])
    return reverse("org:requests")
