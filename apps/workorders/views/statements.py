"""Correcting the customer's words, and taking them off while no work hangs on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from apps.core.policy import policy
from apps.core.responses import page, submit
from apps.workorders.forms.stay import RemoveForm, StatementForm
from apps.workorders.models import Statement
from apps.workorders.permissions import Perm
from apps.workorders.services import statements as services

if TYPE_CHECKING:
    from django.http import HttpResponse

    from apps.core.requests import Request


@policy(Perm.ADD_CHECKIN)
@require_http_methods(["GET", "POST"])
def statement(request: Request, pk: int) -> HttpResponse:
    """One thing the customer said, with the work that hangs on it."""
    row = _statement(request, pk)
    if request.method != "POST":
        form = StatementForm(access=request.access, version=row.version, initial={"text": row.text})
        return _shown(request, row, form, 200)
    return submit(
        request,
        StatementForm(request.POST, access=request.access),
        do=lambda f: services.change_statement(
            by=request.access, statement=row, version=f.row_version, **f.values
        ),
        page=lambda f, status: _shown(request, row, f, status),
        done=lambda _row: _back(request, row.visit_id, _("已改。")),
    )


@policy(Perm.ADD_CHECKIN)
@require_POST
def remove_statement(request: Request, pk: int) -> HttpResponse:
    """The words come off the sheet, unless work hangs on them."""
    row = _statement(request, pk)
    return submit(
        request,
        RemoveForm(request.POST, access=request.access),
        do=lambda f: services.remove_statement(
            by=request.access, statement=row, version=f.row_version
        ),
        page=lambda f, status: _shown(request, row, f, status),
        done=lambda _row: _back(request, row.visit_id, _("已去掉一条客户陈述。")),
    )


def _statement(request: Request, pk: int) -> Statement:
    rows = Statement.objects.select_related("visit__vehicle", "visit__checkin")
    row: Statement = request.access.get(rows, Perm.ADD_CHECKIN, pk=pk)
    return row


def _shown(request: Request, row: Statement, form: Any, status: int) -> HttpResponse:
    fresh = StatementForm(access=request.access, version=row.version, initial={"text": row.text})
    removing = isinstance(form, RemoveForm)
    context = {
        "row": row,
        "visit": row.visit,
        "form": fresh if removing else form,
        "remove_form": form
        if removing
        else RemoveForm(access=request.access, version=row.version, auto_id="id_remove_%s"),
        "jobs": row.jobs.order_by("position"),
    }
    return page(request, "workorders/statement.html", context, status=status)


def _back(request: Request, visit_pk: int, said: str) -> str:
    messages.success(request, said)
    return reverse("workorders:visit", args=[visit_pk])
