"""The advisor's acts on the order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from apps.core.policy import policy
from apps.workorders.forms import orders as forms
from apps.workorders.permissions import Perm
from apps.workorders.services import orders as services
from apps.workorders.views.order_page import act_on, order_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from apps.core.requests import Request


@policy(Perm.CHANGE_WORKORDER)
@require_POST
def describe(request: Request, pk: int) -> HttpResponse:
    """Repair class and old parts."""
    order = order_of(request, pk)
    form = forms.DescribeForm(request.POST, access=request.access)
    return act_on(
        request,
        order,
        "describe_form",
        form,
        lambda f: services.describe(
            by=request.access, order=order, version=f.row_version, **f.values
        ),
    )


@policy(Perm.SET_PROMISEDTIME)
@require_POST
def promise(request: Request, pk: int) -> HttpResponse:
    """The promised time, first or changed."""
    order = order_of(request, pk)
    form = forms.PromiseForm(request.POST, access=request.access)
    return act_on(
        request,
        order,
        "promise_form",
        form,
        lambda f: services.promise(
            by=request.access, order=order, version=f.row_version, **f.values
        ),
    )


@policy(Perm.COMMENT_WORKORDER)
@require_POST
def comment(request: Request, pk: int) -> HttpResponse:
    """A remark."""
    order = order_of(request, pk)
    form = forms.CommentForm(request.POST, access=request.access, auto_id="id_comment_%s")
    return act_on(
        request,
        order,
        "comment_form",
        form,
        lambda f: services.comment(by=request.access, order=order, **f.values),
    )


@policy(Perm.CANCEL_DRAFT, Perm.CANCEL_WORKORDER)
@require_POST
def act(request: Request, pk: int) -> HttpResponse:
    """Void a draft or cancel an order."""
    order = order_of(request, pk)
    form = forms.ActForm(request.POST, access=request.access)
    return act_on(
        request,
        order,
        "act_form",
        form,
        lambda f: services.call_off(
            by=request.access, order=order, version=f.row_version, **f.values
        ),
        said=_("工单已取消。"),
    )


@policy(Perm.REASSIGN_WORKORDER)
@require_POST
def reassign(request: Request, pk: int) -> HttpResponse:
    """Another advisor."""
    order = order_of(request, pk)
    form = forms.ReassignForm(
        request.POST, access=request.access, order=order, auto_id="id_reassign_%s"
    )
    return act_on(
        request,
        order,
        "reassign_form",
        form,
        lambda f: services.reassign(
            by=request.access, order=order, version=f.row_version, **f.values
        ),
        said=_("已改派服务顾问。"),
    )
