"""Showing one contact field in full, once, with a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps as installed
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from apps.core.field_policy import rule_of
from apps.core.policy import signed_in
from apps.core.refusals import Refused
from apps.core.responses import page
from apps.org.audit_forms import RevealForm
from apps.org.services.contacts import reveal_contact

if TYPE_CHECKING:
    from apps.core.requests import Request


@signed_in("whose contact is asked decides which right is needed; the service asks for it")
@require_POST
def reveal(request: Request) -> HttpResponse:
    """The field in full for this view of the page; refused in words, with the mask kept."""
    form = RevealForm(request.POST, access=request.access)
    if not form.is_valid():
        return _answer(request, {"form": form}, 422)
    row, facts = _row(form.cleaned_data["of"]), dict(form.values)
    del facts["of"]
    rule = rule_of(type(row), facts["field"])
    if rule is None or not rule.is_contact:
        raise Http404
    value = getattr(row, facts["field"])
    context: dict[str, Any] = {"form": form, "row": row, "rule": rule, "back": facts["page"]}
    try:
        look = reveal_contact(by=request.access, row=row, **facts)
    except Refused as refusal:
        shown = {"masked": rule.masked(value), "refusal": refusal.message}
        asks = refusal.field == "reason"
        return _answer(request, context | shown | {"asks_reason": asks}, refusal.status)
    return _answer(request, context | {"look": look, "value": value}, 200)


def _row(named: str) -> Any:
    label, _colon, key = named.partition(":")
    try:
        model = installed.get_model(label)
    except LookupError:
        raise Http404 from None
    row = model._default_manager.filter(pk=key).first()
    if row is None:
        raise Http404
    return row


def _answer(request: Request, context: dict[str, Any], status: int) -> HttpResponse:
    """The small part in place of the mask; without JavaScript a page of its own."""
    htmx = getattr(request, "htmx", None)
    if htmx and not htmx.boosted:
        return render(request, "components/contact_open.html", context, status=status)
    return page(request, "org/contact.html", context, status=status)
