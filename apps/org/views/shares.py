"""Sharing one object for a time, and what a person was given or gave."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from apps.core.policy import policy, signed_in
from apps.core.responses import page, submit
from apps.org.models import Share, Staff
from apps.org.permissions import Perm
from apps.org.selectors import shares as selectors
from apps.org.services.sharing import revoke_share, share_object
from apps.org.share_forms import RevokeForm, ShareForm
from apps.org.sharing import (
    page_of,
    rights_for,
    shared_model,
    sharing_tenure,
    usual_days,
)

if TYPE_CHECKING:
    from django.db import models

    from apps.core.requests import Request


@policy(Perm.SHARE_OBJECT)
@require_http_methods(["GET", "POST"])
def shares(request: Request, label: str, pk: int) -> HttpResponse:
    """The shares of one object in sight, and the form for another one."""
    obj = _object(request, label, pk)
    if request.method == "GET":
        return _shown(request, obj, None, 200)
    return submit(
        request,
        _form(request, obj, request.POST.get("to", ""), request.POST),
        do=lambda f: share_object(by=request.access, obj=obj, **f.facts),
        page=lambda f, status: _shown(request, obj, f, status),
        done=lambda share: _said(
            request,
            obj,
            _("已分享给%(who)s。") % {"who": selectors.recipient_words(share.recipient)},
        ),
    )


@policy(Perm.SHARE_OBJECT)
@require_POST
def revoke(request: Request, pk: int) -> HttpResponse:
    """The share stops at once."""
    rows = Share.objects.select_related("staff__user", "post__group", "content_type")
    share = request.access.get(rows, Perm.SHARE_OBJECT, pk=pk)
    return submit(
        request,
        RevokeForm(request.POST, access=request.access),
        do=lambda f: revoke_share(by=request.access, share=share, version=f.row_version),
        page=lambda f, status: _after(request, share, f, status),
        done=lambda _share: _back(request, share, _("已撤回分享。")),
    )


@signed_in("everyone may read what was shared with them and by them")
@require_GET
def my_shares(request: Request) -> HttpResponse:
    """What I was given and what I gave."""
    return _of_person(request, request.access.person)


@policy(Perm.VIEW_STAFF)
@require_GET
def person_shares(request: Request, pk: int) -> HttpResponse:
    """What somebody in reach was given and gave."""
    rows = Staff.objects.select_related("unit")
    return _of_person(request, request.access.get(rows, Perm.VIEW_STAFF, pk=pk))


def _of_person(request: Request, person: Staff) -> HttpResponse:
    context = {
        "person": person,
        "mine": person == request.access.staff,
        "received": selectors.shares_received(request.access, person),
        "given": selectors.shares_given(request.access, person),
    }
    return page(request, "org/person_shares.html", context)


def _object(request: Request, label: str, pk: int) -> models.Model:
    """The row if it is in sight and of a kind that can be shared; raises Http404."""
    model = shared_model(label)
    row = request.access.limit_reach(model._default_manager.all(), None).filter(pk=pk).first()
    if row is None:
        raise Http404
    found: models.Model = row
    return found


def _form(request: Request, obj: models.Model, key: str, data: Any = None) -> ShareForm:
    to = selectors.recipient_of(key)
    rights = rights_for(request.access, obj, to) if to else []
    return ShareForm(
        data,
        access=request.access,
        recipient=to,
        rights=rights,
        until=request.access.now + dt.timedelta(days=usual_days(request.access.now)),
        initial={"to": key},
    )


def _shown(
    request: Request, obj: models.Model, form: ShareForm | None, status: int
) -> HttpResponse:
    access, term = request.access, request.GET.get("q", "")
    key = request.GET.get("to", "")
    if form is None and selectors.recipient_of(key):
        form = _form(request, obj, key)
    context = {
        "title": f"{obj._meta.verbose_name} · {obj}",
        "obj_kind": obj._meta.verbose_name,
        "here": reverse("org:shares", args=[obj._meta.label_lower, obj.pk]),
        "back": page_of(obj),
        "term": term,
        "found": selectors.recipients(access, type(obj), term),
        "form": form,
        "may_share": sharing_tenure(access, obj) is not None,
        "lines": selectors.shares_of(access, obj),
    }
    return page(request, "org/shares.html", context, status=status)


def _after(request: Request, share: Share, form: RevokeForm, status: int) -> HttpResponse:
    messages.error(request, " ".join(str(e) for e in form.non_field_errors()))
    obj: Any = share.shared
    if obj is None or not request.access.sees(obj):
        return _of_person(request, request.access.person)
    return _shown(request, obj, None, status)


def _back(request: Request, share: Share, words: str) -> str:
    obj: Any = share.shared
    if obj is not None and request.access.sees(obj):
        return _said(request, obj, words)
    messages.success(request, words)
    return reverse("org:my_shares")


def _shared_words(share: Share) -> str:
    return _("已分享给%(who)s。") % {"who": selectors.recipient_words(share.recipient)}


def _said(request: Request, obj: models.Model, words: str) -> str:
    messages.success(request, words)
    return reverse("org:shares", args=[obj._meta.label_lower, obj.pk])
