"""The page a customer opens by a one-time link, without an account."""

from __future__ import annotations

import hashlib
import uuid
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, TypeVar

from django.core.cache import cache
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from apps.core.client import address_of
from apps.core.clock import SHANGHAI, business_day
from apps.core.models import StoredFile
from apps.core.policy import public
from apps.core.responses import submit
from apps.org.access import Access
from apps.workorders.forms.estimate import AnswerForm
from apps.workorders.selectors import estimates as selectors
from apps.workorders.selectors.figures import figure
from apps.workorders.services.answers import answer_by_link, dead
from apps.workorders.services.links import link_with, note_opened

if TYPE_CHECKING:
    from apps.core.requests import Request
    from apps.workorders.models import EstimateLink

TRIES = "workorders.link_tries_per_hour"
HOUR = 3600
R = TypeVar("R", bound=HttpResponseBase)
WHY_PUBLIC = "the customer answers an estimate by a one-time link; the token is the key"
LANGUAGES = {"en": "en", "zh": "zh-hans"}


@public(WHY_PUBLIC)
@require_http_methods(["GET", "POST"])
def customer(request: Request, token: str) -> HttpResponse:
    """The estimate on the customer's phone, answered once; dead links say why in words."""
    language = LANGUAGES.get(request.GET.get("lang", ""), "zh-hans")
    with override(language):
        link = link_with(token)
        if _too_often(request, wrong=link is None):
            return _sealed(_words(request, _("尝试次数过多，请稍后再试。"), None, 429))
        if link is None:
            return _sealed(_words(request, _("没有这份报价，请核对链接。"), None, 404))
        return _sealed(_answer(request, link))


def _answer(request: Request, link: EstimateLink) -> HttpResponse:
    estimate, by = link.estimate, sender_of(request, link)
    why = dead(link, estimate, by)
    if why and not (request.method == "POST" and link.used_at is not None):
        done = link.used_at is not None
        return _words(request, why, link, 200 if done else 410, done=done)
    items = selectors.items_of(estimate)
    form = AnswerForm(request.POST or None, access=by, groups=selectors.groups_of(items))
    if request.method != "POST":
        if link.opened_at is None:
            note_opened(by=by, link=link)
        return _sheet(request, link, form, 200)
    return submit(
        request,
        form,
        do=lambda f: answer_by_link(by=by, link=link, **f.values),
        page=lambda f, status: _sheet(request, link, f, status),
        done=lambda _e: f"{request.path}?lang={get_language()[:2]}",
    )


def sender_of(request: Request, link: EstimateLink) -> Access:
    """In whose name the link lets the customer answer: who sent it; nobody's rights are asked."""
    return Access(
        staff=link.made_by,
        now=request.now.astimezone(SHANGHAI),
        operation_key=request.access.operation_key,
        request_id=request.request_id,
    )


def _sheet(request: Request, link: EstimateLink, form: AnswerForm, status: int) -> HttpResponse:
    estimate = link.estimate
    if status == HTTPStatus.CONFLICT:
        link.refresh_from_db()
        estimate.refresh_from_db()
        why = dead(link, estimate, sender_of(request, link))
        if why:
            return _words(request, why, link, 409, done=link.used_at is not None)
    items = [item for _g, of_group, *_rest in form.rows for item in of_group]
    context = {
        **_frame(link),
        "form": form,
        "photos": selectors.photos_of({i.finding_id for i in items if i.finding_id}),
        "token": request.resolver_match.kwargs["token"] if request.resolver_match else "",
    }
    return render(request, "workorders/customer.html", context, status=status)


def _words(
    request: Request, words: str, link: EstimateLink | None, status: int, *, done: bool = False
) -> HttpResponse:
    context = {**(_frame(link) if link else {}), "words": words, "answered": done}
    return render(request, "workorders/customer_words.html", context, status=status)


def _frame(link: EstimateLink) -> dict[str, Any]:
    order = link.estimate.order
    return {
        "estimate": link.estimate,
        "link": link,
        "plate": masked_plate(order.visit.plate_no),
        "model": order.visit.vehicle.model,
        "store": order.store,
        "advisor": order.advisor,
    }


def masked_plate(plate: str) -> str:
    """A plate its owner knows again and a stranger does not: 湘A12345 → 湘A1***5."""
    return f"{plate[:3]}***{plate[-1:]}" if plate else ""


@public(WHY_PUBLIC)
@require_GET
def customer_photo(request: Request, token: str, file: uuid.UUID) -> HttpResponseBase:
    """A photo of a finding on the estimate, while its link lives."""
    link = link_with(token)
    if _too_often(request, wrong=link is None) or link is None:
        raise Http404
    if dead(link, link.estimate, sender_of(request, link)):
        raise Http404
    findings = set(link.estimate.items.exclude(finding=None).values_list("finding", flat=True))
    found = (f for files in selectors.photos_of(findings).values() for f in files)
    row: StoredFile | None = next((f for f in found if f.token == file), None)
    if row is None:
        raise Http404
    response = FileResponse(row.file.open("rb"), content_type=row.media_type)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return _sealed(response)


def _too_often(request: Request, *, wrong: bool) -> bool:
    """Whether an address has tried too many wrong links within the hour."""
    who = hashlib.sha256((address_of(request) or "").encode()).hexdigest()[:32]
    key = f"estimate-link-{who}"
    tried = int(cache.get(key, 0))
    if wrong:
        cache.set(key, tried + 1, HOUR)
    most = int(figure(TRIES, business_day(request.now)))
    return tried >= most


def _sealed(response: R) -> R:
    """Kept by nobody, told to nobody, found by nobody."""
    add_never_cache_headers(response)
    response["Referrer-Policy"] = "same-origin"  # "no-referrer" would blank the Origin of the form
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response
