"""E-health records: what is to be reported, what it lacks, the file, and the platform's answer."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from apps.core.exports import attached, record_export
from apps.core.forms import ServiceForm
from apps.core.policy import policy
from apps.core.responses import page, submit
from apps.core.transitions import available
from apps.workorders.ehealth import content_of, file_of, lacking
from apps.workorders.forms.files import FailedForm, SentForm
from apps.workorders.machines import UPLOAD
from apps.workorders.permissions import Perm
from apps.workorders.selectors import ehealth as selectors
from apps.workorders.services import ehealth as services
from apps.workorders.views.lists import paged

if TYPE_CHECKING:
    from collections.abc import Callable

    from apps.core.requests import Request
    from apps.workorders.models import EHealthUpload

KIND = "workorders.ehealth"
FORMS: dict[str, type[ServiceForm]] = {"send": SentForm, "fail": FailedForm}
ACTS: dict[str, Callable[..., Any]] = {"send": services.note_sent, "fail": services.note_failed}


@policy(Perm.EXPORT_EHEALTH)
@require_GET
def ehealth(request: Request) -> HttpResponse:
    """The records to report, or those of a day, with what each lacks."""
    return _list(request)


@policy(Perm.EXPORT_EHEALTH)
@require_GET
def record(request: Request, pk: int) -> HttpResponse:
    """One record: what it says, what it lacks, and the platform's answer."""
    return _record(request, _found(request, pk))


@policy(Perm.EXPORT_EHEALTH)
@require_POST
def make(request: Request, pk: int) -> HttpResponse:
    """The record is frozen into its file."""
    found = _found(request, pk)
    return submit(
        request,
        ServiceForm(request.POST, access=request.access),
        do=lambda f: services.make_file(by=request.access, upload=found, version=f.row_version),
        page=lambda f, status: _record(request, _found(request, pk), status, make=f),
        done=lambda _made: reverse("workorders:ehealth_record", args=[pk]),
    )


@policy(Perm.EXPORT_EHEALTH)
@require_GET
def download(request: Request, pk: int) -> HttpResponse:
    """The file of one record, recorded; the same bytes each time."""
    found = _found(request, pk)
    if not found.is_made:
        raise Http404
    return _file(request, [found], found.number, {"number": found.number})


@policy(Perm.EXPORT_EHEALTH)
@require_POST
def answer(request: Request, pk: int, act: str) -> HttpResponse:
    """The platform took the record, or sent it back."""
    found, kind = _found(request, pk), FORMS.get(act)
    if kind is None:
        raise Http404
    return submit(
        request,
        kind(request.POST, access=request.access),
        do=lambda f: ACTS[act](by=request.access, upload=found, version=f.row_version, **f.values),
        page=lambda f, status: _record(request, _found(request, pk), status, **{act: f}),
        done=lambda _row: reverse("workorders:ehealth_record", args=[pk]),
    )


@policy(Perm.EXPORT_EHEALTH)
@require_POST
def make_day(request: Request, day: str) -> HttpResponse:
    """Every whole record of a day is made."""
    found = selectors.of_day(request.access, _day(day))

    def done(made: list[EHealthUpload]) -> str:
        words = ngettext("生成了 %(n)d 份。", "生成了 %(n)d 份。", len(made))
        messages.success(request, words % {"n": len(made)})
        return _at(day)

    return submit(
        request,
        ServiceForm(request.POST, access=request.access),
        do=lambda _f: services.make_files(by=request.access, uploads=found),
        page=lambda f, status: _list(request, status, day=day, make=f),
        done=done,
    )


@policy(Perm.EXPORT_EHEALTH)
@require_GET
def download_day(request: Request, day: str) -> HttpResponse:
    """The records of a day in one file, recorded."""
    rows = selectors.made_of_day(request.access, _day(day))
    if not rows:
        raise Http404
    return _file(request, rows, f"ehealth-{day}", {"day": day})


@policy(Perm.EXPORT_EHEALTH)
@require_POST
def answer_day(request: Request, day: str) -> HttpResponse:
    """The platform took every file of a day."""
    found = selectors.of_day(request.access, _day(day))

    def done(count: int) -> str:
        words = ngettext("登记了 %(n)d 份。", "登记了 %(n)d 份。", count)
        messages.success(request, words % {"n": count})
        return _at(day)

    return submit(
        request,
        SentForm(request.POST, access=request.access),
        do=lambda f: services.note_all_sent(by=request.access, uploads=found, **f.values),
        page=lambda f, status: _list(request, status, day=day, send=f),
        done=done,
    )


def _found(request: Request, pk: int) -> EHealthUpload:
    rows = selectors.uploads_seen(request.access)
    row: EHealthUpload = request.access.get(rows, Perm.EXPORT_EHEALTH, pk=pk)
    return row


def _list(
    request: Request, status: int = 200, *, day: str = "", **given: ServiceForm
) -> HttpResponse:
    access = request.access
    show, wanted = request.GET.get("show", ""), day or request.GET.get("day", "")
    try:
        chosen = dt.date.fromisoformat(wanted) if wanted else None
    except ValueError:
        chosen = None
    shown = paged(request, selectors.chosen(access, show or ("all" if chosen else ""), chosen))
    context = {
        "show": show,
        "day": chosen,
        "page": shown,
        "rows": selectors.rows_of(shown.object_list, access.now),
        "sums": selectors.day_sums(access, chosen) if chosen else None,
        "make_form": given.get("make") or ServiceForm(access=access),
        "send_form": given.get("send") or SentForm(access=access, auto_id="id_sent_%s"),
    }
    return page(request, "workorders/ehealth.html", context, status=status)


def _record(
    request: Request, found: EHealthUpload, status: int = 200, **given: ServiceForm
) -> HttpResponse:
    access, upload = request.access, selectors.whole([found])[0]
    options = [o for o in available(UPLOAD, found, access) if o.action in FORMS]
    blank = {"access": access, "version": found.version}
    context = {
        "upload": upload,
        "content": found.content or content_of(upload),
        "lacks": [] if found.is_made else lacking(upload),
        "row": selectors.rows_of([found], access.now)[0],
        "to_make": not found.is_made and found.state == "pending" or found.state == "failed",
        "make_form": given.get("make") or ServiceForm(**blank),
        "steps": [(o, given.get(o.action) or FORMS[o.action](**blank)) for o in options],
    }
    return page(request, "workorders/ehealth_record.html", context, status=status)


def _file(
    request: Request, rows: list[EHealthUpload], name: str, chosen: dict[str, str]
) -> HttpResponse:
    content = file_of(rows)
    record_export(
        by=request.access,
        kind=KIND,
        store_id=rows[0].store_id,
        chosen=chosen,
        rows=len(rows),
        content=content,
    )
    return attached(content, f"{name}.json", "application/json; charset=utf-8")


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise Http404 from None


def _at(day: str) -> str:
    return f"{reverse('workorders:ehealth')}?day={day}"
