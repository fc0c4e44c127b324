"""The second person at high-voltage work confirms under an own login."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from apps.core.paging import BoundedPaginator
from apps.core.policy import policy
from apps.core.refusals import Refused
from apps.core.responses import page, submit
from apps.workorders.clocks import tapped
from apps.workorders.forms.phone import GuardForm, LiftForm
from apps.workorders.models import Job, LockOut, Quarantine
from apps.workorders.permissions import Perm
from apps.workorders.services import lockout as services
from apps.workorders.views.order_list import dealer_of
from apps.workorders.views.phone_acts import note_late
from apps.workorders.views.queued import answered, is_queued, of_another, refused

if TYPE_CHECKING:
    from apps.core.requests import Request
    from apps.org.access import Access

PAGE = 50
RELATED = ("job__order__visit__vehicle__model", "guardian", "technician", "bay")


def to_guard(access: Access) -> object:
    """What waits for the person's word as guardian."""
    rows = LockOut.objects.visible_to(access, Perm.GUARD_HIGHVOLTAGE).to_confirm()
    return rows.filter(guardian_id=access.staff_id or 0).select_related(*RELATED).order_by("off_at")


@policy(Perm.GUARD_HIGHVOLTAGE)
@require_GET
def guarding(request: Request) -> HttpResponse:
    """The lock-outs that wait for me."""
    return page(request, "workorders/guarding.html", {"rows": to_guard(request.access)})


@policy(Perm.GUARD_HIGHVOLTAGE)
@require_http_methods(["GET", "POST"])
def lockout(request: Request, pk: int) -> HttpResponse:
    """One lock-out: what was done and read, and the guardian's word."""
    rows = LockOut.objects.select_related(*RELATED)
    row = request.access.get(rows, Perm.GUARD_HIGHVOLTAGE, pk=pk)
    begin = {"asked": row.restore_asked_at is not None}
    form = GuardForm(
        request.POST or None, access=request.access, version=row.version, initial=begin
    )
    other, queued = of_another(request), is_queued(request)
    if other is not None:
        return other

    def show(f: GuardForm, status: int = 200) -> HttpResponse:
        if queued:
            return refused(f, status)
        mine = request.access.staff_id == row.guardian_id
        facts = {"row": row, "job": row.job, "form": f, "mine": mine}
        return page(request, "workorders/lockout.html", facts, status=status)

    if request.method == "GET":
        return show(form)
    done = partial(_done, request, queued=queued)
    answer = submit(request, form, do=lambda f: _word(request, row, f), page=show, done=done)
    return answered(answer) if queued else answer


def _word(request: Request, row: LockOut, form: GuardForm) -> object:
    by = tapped(request.access, form.tapped)
    facts: dict[str, Any] = {"by": by, "lockout": row, "version": form.row_version}
    result: object
    if "refuse" in request.POST:
        result = services.reject_lockout(reason=form.cleaned_data["reason"], **facts)
    elif not form.cleaned_data["seen"]:
        raise Refused(_("请先在现场看过，再勾选确认。"), field="seen")
    else:
        act = services.restore if form.cleaned_data["asked"] else services.confirm_lockout
        result = act(**facts)
    note_late(request, "guard", form, row.job)
    return result


def _done(request: Request, result: object, *, queued: bool) -> str:
    if not queued:
        messages.success(request, _("已记录您的答复。"))
    return reverse("workorders:guarding")


@policy(Perm.VIEW_JOB)
@require_GET
def lockout_sheet(request: Request, pk: int) -> HttpResponse:
    """The lock-outs of a job on paper."""
    related = ("order__visit__vehicle__model", "order__store")
    job = request.access.get(Job.objects.select_related(*related), Perm.VIEW_JOB, pk=pk)
    rows = list(job.lockouts.select_related("guardian", "technician", "bay"))
    context = {
        "rows": rows,
        "job": job,
        "visit": job.order.visit,
        "dealer": dealer_of(job.order.store),
        "document": {
            "title": _("高压断电挂牌记录"),
            "number": f"{job.order.number}-{job.position}",
            "url": request.build_absolute_uri(reverse("workorders:job", args=[job.pk])),
        },
        "printed_at": request.now,
        "printed_by": request.access.staff,
    }
    return render(request, "print/lockout.html", context)


@policy(Perm.ADD_DIAGNOSIS)
@require_POST
def lift(request: Request, pk: int) -> HttpResponse:
    """A pack was examined: it may be worked on again."""
    row = request.access.get(Quarantine.objects.select_related("order"), Perm.ADD_DIAGNOSIS, pk=pk)
    form = LiftForm(request.POST, access=request.access, version=row.version)
    return submit(
        request,
        form,
        do=lambda f: services.lift(
            by=request.access, quarantine=row, note=f.cleaned_data["note"], version=f.row_version
        ),
        page=lambda f, status: _quarantines(request, status, row, f),
        done=lambda order: reverse("workorders:quarantines"),
    )


@policy(Perm.ADD_DIAGNOSIS)
@require_GET
def quarantines(request: Request) -> HttpResponse:
    """The packs that stand apart now."""
    return _quarantines(request)


def _quarantines(
    request: Request, status: int = 200, tried: Quarantine | None = None, form: Any = None
) -> HttpResponse:
    access = request.access
    rows = Quarantine.objects.visible_to(access, Perm.ADD_DIAGNOSIS).standing()
    related = rows.select_related("order__visit__vehicle__model", "by").order_by("from_at")
    found = BoundedPaginator(related, PAGE).get_page(request.GET.get("page"))
    pairs = [
        (
            row,
            form
            if row == tried
            else LiftForm(access=access, version=row.version, auto_id=f"id_{row.pk}_%s"),
        )
        for row in found
    ]
    facts = {"pairs": pairs, "found": found}
    return page(request, "workorders/quarantines.html", facts, status=status)
