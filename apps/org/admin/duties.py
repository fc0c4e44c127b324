"""One duty of a draft on a page of its own, with the rights it grants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _

from apps.core.refusals import Refused
from apps.core.responses import page, submit
from apps.org.admin.duty_forms import DutyForm, choices
from apps.org.admin.edition_page import why_not_written
from apps.org.admin.revision_forms import MoveForm, RemoveForm
from apps.org.admin_site import AccessModelAdmin, site
from apps.org.models import Duty, PositionRevision
from apps.org.permissions import Perm
from apps.org.services import revising

if TYPE_CHECKING:
    from collections.abc import Callable

    from apps.core.requests import Request


class DutyAdmin(AccessModelAdmin):
    """Reached from the page of its edition; it has no list and no place in the menu."""

    def has_module_permission(self, request: Request) -> bool:  # type: ignore[override]  # our request
        """Never listed by itself."""
        return False

    def get_urls(self) -> list[Any]:
        """Adding, changing, moving and removing; each asks the right to draft."""
        guard = self.admin_site.admin_view
        return [
            path("", guard(_to_editions), name="org_duty_changelist"),
            path("add/", guard(self.add_view), name="org_duty_add"),
            path("<int:pk>/change/", guard(self.change), name="org_duty_change"),
            path("<int:pk>/move/", guard(self.move), name="org_duty_move"),
            path("<int:pk>/remove/", guard(self.remove), name="org_duty_remove"),
        ]

    def add_view(self, request: Request, form_url: str = "", extra_context: Any = None) -> Any:  # type: ignore[override]  # our request
        """One more duty at the end of a draft."""
        asked = request.POST if request.method == "POST" else request.GET
        revision = _draft(request, asked.get("revision", ""))
        form = DutyForm(request.POST or None, access=request.access)
        if request.method != "POST":
            return _page(request, revision, form)

        def do(form: DutyForm) -> Duty:
            return revising.add_duty(
                by=request.access,
                revision=revision,
                version=None,
                values=form.duty_values,
                grants=form.grants,
            )

        return _saved(request, revision, form, do)

    def change(self, request: Request, pk: int) -> HttpResponse:
        """The words, figures and rights of a duty."""
        duty = _row(request, pk)
        form = DutyForm(request.POST or None, access=request.access, duty=duty)
        if request.method != "POST":
            return _page(request, duty.revision, form)

        def do(form: DutyForm) -> Duty:
            return revising.edit_duty(
                by=request.access,
                duty=duty,
                version=form.row_version,
                values=form.duty_values,
                grants=form.grants,
            )

        return _saved(request, duty.revision, form, do)

    def move(self, request: Request, pk: int) -> HttpResponse:
        """One place up or down."""
        duty = _row(request, pk)
        if request.method != "POST":
            return HttpResponse(status=405)
        form = MoveForm(request.POST, access=request.access)
        return submit(
            request,
            form,
            do=lambda f: revising.move_duty(
                by=request.access, duty=duty, version=f.row_version, to=f.values["to"]
            ),
            page=lambda f, status: _removal(request, duty, f, status, moving=True),
            done=lambda d: _edition(d.revision) + f"#{d.code}",
        )

    def remove(self, request: Request, pk: int) -> HttpResponse:
        """A duty is taken out of the draft after a look at what goes with it."""
        duty = _row(request, pk)
        if request.method != "POST":
            form = RemoveForm(access=request.access, version=duty.version)
            return _removal(request, duty, form)
        return submit(
            request,
            RemoveForm(request.POST, access=request.access),
            do=lambda f: revising.remove_duty(by=request.access, duty=duty, version=f.row_version),
            page=lambda f, status: _removal(request, duty, f, status),
            done=_edition,
        )


def _saved(
    request: Request,
    revision: PositionRevision,
    form: DutyForm,
    do: Callable[[DutyForm], Duty],
) -> HttpResponse:
    """Save, and say beside its field what is wrong with one of the rights."""

    def pointing(form: DutyForm) -> Duty:
        try:
            return do(form)
        except Refused as refusal:
            form.point_out(refusal)
            raise

    return submit(
        request,
        form,
        do=pointing,
        page=lambda f, status: _page(request, revision, f, status),
        done=lambda duty: _edition(revision) + f"#{duty.code}",
    )


def _page(
    request: Request, revision: PositionRevision, form: DutyForm, status: int = 200
) -> HttpResponse:
    duty = form.duty
    context = {
        "title": f"{_('职责')} {duty.code}" if duty else _("增加职责"),
        "subtitle": f"{revision.position} {revision.edition}",
        "revision": revision,
        "duty": duty,
        "form": form,
        "capabilities": choices(),
        "why_not": why_not_written(request, revision),
    }
    return page(request, "admin/org/duty.html", context, status=status)


def _removal(
    request: Request, duty: Duty, form: Any, status: int = 200, moving: bool = False
) -> HttpResponse:
    context = {
        "title": _("移动职责") if moving else _("删除职责"),
        "subtitle": f"{duty.revision.position} {duty.revision.edition}",
        "revision": duty.revision,
        "duty": duty,
        "grants": duty.grants.all(),
        "form": form,
        "moving": moving,
    }
    return page(request, "admin/org/duty_remove.html", context, status=status)


def _draft(request: Request, key: str) -> PositionRevision:
    """An edition the person may draft, else Http404."""
    if not key.isdigit():
        raise Http404
    rows = PositionRevision.objects.select_related("position__owner")
    found: PositionRevision = request.access.get(rows, Perm.DRAFT_POSITIONREVISION, pk=key)
    return found


def _row(request: Request, pk: int) -> Duty:
    """A duty of an edition the person may draft, else Http404."""
    duty = Duty.objects.filter(pk=pk).first()
    if duty is None:
        raise Http404
    duty.revision = _draft(request, str(duty.revision_id))
    return duty


def _to_editions(request: Request) -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:org_positionrevision_changelist"))


def _edition(revision: PositionRevision) -> str:
    return reverse("admin:org_positionrevision_change", args=[revision.pk])


site.register(Duty, DutyAdmin)
