"""The record of acts: per person, per request, per document; exports and looks at contact data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from apps.core.paging import BoundedPaginator
from apps.core.policy import policy, signed_in
from apps.core.responses import page
from apps.org.audit_forms import AskedForm, CheckForm, ExportsForm
from apps.org.permissions import Perm
from apps.org.selectors import acts
from apps.org.selectors.exported import exported, exports_of, looked, narrowed, reveals_of
from apps.org.selectors.people import people_audited
from apps.org.selectors.record_words import model_words, title_of

if TYPE_CHECKING:
    from django.db import models

    from apps.core.requests import Request

ROWS = 50


@policy(Perm.VIEW_AUDIT)
@require_GET
def audit(request: Request) -> HttpResponse:
    """Whose acts may be read, and the way to one request."""
    term = request.GET.get("q", "").strip()
    asked = request.GET.get("request", "").strip()
    if asked:
        response = HttpResponse(status=303)
        response["Location"] = reverse("org:audit_request", args=[asked[:32]])
        return response
    rows = BoundedPaginator(people_audited(request.access, term), ROWS)
    context = {"page": rows.get_page(request.GET.get("page")), "term": term}
    return page(request, "org/audit.html", context)


@policy(Perm.VIEW_AUDIT)
@require_GET
def audit_person(request: Request, pk: int) -> HttpResponse:
    """What one person did, newest first."""
    person = acts.person_of(request.access, pk)
    form = AskedForm(request.GET, access=request.access)
    asked = form.asked(request.GET.get("before", ""))
    found = acts.acts_of_person(request.access, person, asked)
    context = {"person": person, "form": form, "acts": found, "full": True}
    return page(request, "org/audit_person.html", context)


@policy(Perm.VIEW_AUDIT)
@require_GET
def audit_request(request: Request, request_id: str) -> HttpResponse:
    """Everything one request wrote."""
    found = acts.acts_of_request(request.access, request_id)
    context = {"asked": request_id, "acts": found, "full": True}
    return page(request, "org/audit_request.html", context)


@policy(Perm.VIEW_AUDIT)
@require_GET
def audit_object(request: Request, label: str, pk: int) -> HttpResponse:
    """The whole story of one document and its parts."""
    row = acts.document_of(request.access, label, pk, Perm.VIEW_AUDIT)
    return _story(request, row, full=True)


@signed_in("the history of a document is for everybody who sees the document")
@require_GET
def history(request: Request, label: str, pk: int) -> HttpResponse:
    """What changed on a document, for those who see it: no request, nothing kept apart."""
    row = acts.document_of(request.access, label, pk, None)
    return _story(request, row, full=False)


def _story(request: Request, row: models.Model, *, full: bool) -> HttpResponse:
    before = request.GET.get("before", "")
    access = request.access
    context: dict[str, Any] = {
        "acts": acts.acts_on(row, access, full=full, before=before),
        "kind": model_words(type(row)),
        "title": title_of(row),
        "label": row._meta.label_lower,
        "object": row,
        "full": full,
        "paged": bool(before),
        "may_audit": not full and access.may(Perm.VIEW_AUDIT, row),
    }
    return page(request, "org/audit_object.html", context)


@policy(Perm.VIEW_AUDIT)
@require_http_methods(["GET", "POST"])
def audit_exports(request: Request) -> HttpResponse:
    """The files that left the house; posting a file or its print finds who took it."""
    form = ExportsForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {"since": None, "until": None, "who": ""}
    check = CheckForm(request.POST or None, request.FILES or None, access=request.access)
    rows, matched, status = exports_of(request.access), False, 200
    if check.is_bound:
        matched = check.is_valid()
        status = 200 if matched else 422
        rows = rows.filter(sha256=check.cleaned_data["sha256"]) if matched else rows
    listed = BoundedPaginator(narrowed(rows, **chosen), ROWS).get_page(request.GET.get("page"))
    context = {"page": listed, "files": exported(listed), "form": form}
    context |= {"check": check, "matched": matched}
    return page(request, "org/audit_exports.html", context, status=status)


@policy(Perm.VIEW_AUDIT)
@require_GET
def audit_reveals(request: Request) -> HttpResponse:
    """Who looked at whose contact data."""
    form = ExportsForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {"since": None, "until": None, "who": ""}
    rows = narrowed(reveals_of(request.access), **chosen)
    listed = BoundedPaginator(rows, ROWS).get_page(request.GET.get("page"))
    context = {"page": listed, "looks": looked(listed), "form": form}
    return page(request, "org/audit_reveals.html", context)
