"""The supervisor looks at the clocks of a day and corrects them; the credit of a job is shared."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from apps.core.clock import SHANGHAI, business_day
from apps.core.policy import policy
from apps.core.responses import page, submit
from apps.workorders.forms import quality as forms
from apps.workorders.models import ClockEntry, Job
from apps.workorders.permissions import Perm
from apps.workorders.selectors import clocks as read
from apps.workorders.services import corrections
from apps.workorders.services.shares import divide_credit

if TYPE_CHECKING:
    from apps.core.requests import Request


@policy(Perm.CORRECT_CLOCK)
@require_GET
def clocks(request: Request) -> HttpResponse:
    """A day's clocks, one technician a line."""
    access, day = request.access, _day(request)
    context = {
        "day": day,
        "before": day - dt.timedelta(days=1),
        "after": day + dt.timedelta(days=1),
        "today": business_day(access.now),
        "lines": read.lines_of(access, day),
        "least": read.least_covered(access.now, access.store.pk if access.store else None),
        "hours": range(read.OPENS, read.OPENS + read.MINUTES // 60 + 1, 2),
        "forgotten": read.forgotten(access)[:20],
        "late": read.late_acts(access, day),
    }
    return page(request, "workorders/clocks.html", context)


@policy(Perm.CORRECT_CLOCK)
@require_http_methods(["GET", "POST"])
def clock(request: Request, pk: int) -> HttpResponse:
    """One entry: other times, another kind, another job."""
    entry = _entry(request, pk)
    form = _clock_form(request, entry, forms.ClockForm)
    if request.method == "GET":
        return _clock_page(request, entry, form=form)
    return submit(
        request,
        form,
        do=lambda f: corrections.correct_clock(
            by=request.access, entry=entry, version=f.row_version, **f.values
        ),
        page=lambda f, status: _clock_page(request, entry, status, form=f),
        done=lambda _e: _done(request, entry),
    )


@policy(Perm.CORRECT_CLOCK)
@require_POST
def split(request: Request, pk: int) -> HttpResponse:
    """One entry cut in two."""
    entry = _entry(request, pk)
    form = _clock_form(request, entry, forms.SplitForm)
    return submit(
        request,
        form,
        do=lambda f: corrections.split_clock(
            by=request.access, entry=entry, version=f.row_version, **f.values
        ),
        page=lambda f, status: _clock_page(request, entry, status, split=f),
        done=lambda _e: _done(request, entry),
    )


@policy(Perm.CORRECT_CLOCK)
@require_http_methods(["GET", "POST"])
def add(request: Request) -> HttpResponse:
    """Time nobody clocked."""
    access, day = request.access, _day(request)
    store = access.store
    jobs = read.jobs_for(day, store.pk if store else 0)
    form = forms.AddClockForm(request.POST or None, access=access, day=day, jobs=jobs)

    def show(f: forms.AddClockForm, status: int = 200) -> HttpResponse:
        facts = {"form": f, "day": day}
        return page(request, "workorders/clock_add.html", facts, status=status)

    if request.method == "GET":
        return show(form)
    return submit(
        request,
        form,
        do=lambda f: corrections.add_clock(by=access, **f.values),
        page=show,
        done=lambda _e: f"{reverse('workorders:clocks')}?day={day}",
    )


@policy(Perm.DISPATCH_JOB)
@require_http_methods(["GET", "POST"])
def shares(request: Request, pk: int) -> HttpResponse:
    """Who works on a job, and with which share of its hours."""
    rows = Job.objects.select_related("order__visit")
    job = request.access.get(rows, Perm.DISPATCH_JOB, pk=pk)
    team = [(a.staff_id, a.share) for a in job.assignments.all()]
    form = forms.SharesForm(
        request.POST or None, access=request.access, version=job.version, team=team
    )

    def show(f: forms.SharesForm, status: int = 200) -> HttpResponse:
        facts = {"job": job, "form": f}
        return page(request, "workorders/shares.html", facts, status=status)

    if request.method == "GET":
        return show(form)
    return submit(
        request,
        form,
        do=lambda f: divide_credit(
            by=request.access, job=job, shares=f.shares, version=f.row_version
        ),
        page=show,
        done=lambda _j: reverse("workorders:job_shares", args=[pk]),
    )


def _day(request: Request) -> dt.date:
    try:
        return dt.date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return business_day(request.access.now)


def _entry(request: Request, pk: int) -> ClockEntry:
    rows = ClockEntry.objects.select_related("staff", "job__order__visit", "corrected_by")
    found: ClockEntry = request.access.get(rows, Perm.CORRECT_CLOCK, pk=pk)
    return found


def _clock_form(request: Request, entry: ClockEntry, kind: type[forms.ClockForm]) -> Any:
    """The form of an entry; times are those of the day it began on."""
    span: Any = entry.during
    day = business_day(span.lower)
    until = span.upper or request.access.now
    jobs = read.jobs_for(day, entry.store_id, entry.job_id)
    first = {
        "start": span.lower.astimezone(SHANGHAI),
        "end": until.astimezone(SHANGHAI),
        "kind": entry.kind,
        "job": entry.job_id,
    }
    sent = request.POST if request.method == "POST" else None
    ids = "id_%s" if kind is forms.ClockForm else "id_split_%s"
    facts = {"access": request.access, "version": entry.version, "auto_id": ids}
    return kind(sent, initial=first, day=day, jobs=jobs, **facts)


def _clock_page(
    request: Request, entry: ClockEntry, status: int = 200, **given: Any
) -> HttpResponse:
    made = {
        "form": given.get("form") or _clock_form_new(request, entry, forms.ClockForm),
        "split": given.get("split") or _clock_form_new(request, entry, forms.SplitForm),
    }
    context = {"entry": entry, "day": _began(entry), **made}
    return page(request, "workorders/clock.html", context, status=status)


def _clock_form_new(request: Request, entry: ClockEntry, kind: type[forms.ClockForm]) -> Any:
    form = _clock_form(request, entry, kind)
    form.is_bound = False
    return form


def _done(request: Request, entry: ClockEntry) -> str:
    messages.success(request, _("已更正，原记录留在变更记录里。"))
    return f"{reverse('workorders:clocks')}?day={_began(entry)}"


def _began(entry: ClockEntry) -> dt.date:
    """The day an entry began on."""
    span: Any = entry.during
    return business_day(span.lower)
