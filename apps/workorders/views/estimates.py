"""The estimate as the advisor works with it: drafted, sent, answered, on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from apps.core.forms import ServiceForm
from apps.core.paging import BoundedPaginator
from apps.core.policy import policy
from apps.core.queues import queue
from apps.core.responses import page, submit
from apps.core.transitions import available
from apps.workorders.forms.estimate import DeskAnswerForm, MoreForm, OtherWayForm, PublishForm
from apps.workorders.machines import ESTIMATE
from apps.workorders.models import Estimate, EstimateLink
from apps.workorders.models.estimate import EstimateState
from apps.workorders.permissions import Perm
from apps.workorders.selectors import estimates as selectors
from apps.workorders.services import estimates as services
from apps.workorders.services.answers import answer_at_desk
from apps.workorders.services.links import make_link, revoke_link, token_of
from apps.workorders.views.order_list import dealer_of
from apps.workorders.views.order_page import order_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from apps.core.requests import Request
    from apps.workorders.models import WorkOrder

PAGE = 50
QUEUES = ("estimates-waiting", "estimates-expired", "estimates-unseen")
RELATED = (
    "order__visit__vehicle__model",
    "order__visit__owner",
    "order__advisor",
    "order__store",
    "published_by",
    "taker",
)


@policy(Perm.VIEW_WORKORDER)
@require_GET
def estimates(request: Request) -> HttpResponse:
    """Published estimates; a queue of the home page shows exactly its rows."""
    code = request.GET.get("queue", "")
    if code in QUEUES and request.access.can(queue(code).capability):
        rows = queue(code).rows(request.access)
    else:
        code = ""
        rows = Estimate.objects.visible_to(request.access, Perm.VIEW_WORKORDER)
    rows = rows.select_related("order__visit", "order__advisor", "published_by")
    found = BoundedPaginator(rows.order_by("-published_at", "-pk"), PAGE)
    context = {
        "found": found.get_page(request.GET.get("page")),
        "queue": queue(code) if code else None,
        "now": request.access.now,
    }
    return page(request, "workorders/estimates.html", context)


@policy(Perm.CHANGE_WORKORDER)
@require_http_methods(["GET", "POST"])
def quote(request: Request, pk: int) -> HttpResponse:
    """What an order offers, with other ways and margins; sent as the next edition."""
    order = order_of(request, pk)
    form = PublishForm(request.POST or None, access=request.access, version=order.version)

    def done(estimate: Estimate) -> str:
        messages.success(request, _("报价单 %(n)s 已发布。") % {"n": estimate.number})
        return reverse("workorders:estimate", args=[estimate.pk])

    if request.method != "POST":
        return quote_page(request, order)
    return submit(
        request,
        form,
        do=lambda f: services.publish(
            by=request.access, order=order, version=f.row_version, **f.values
        ),
        page=lambda f, status: quote_page(request, order, status=status, publish_form=f),
        done=done,
    )


def quote_page(
    request: Request, order: WorkOrder, *, status: int = 200, **given: ServiceForm
) -> HttpResponse:
    """The drafting page, with a form that was turned down in its place."""
    order.refresh_from_db()
    term = request.GET.get("find", "")
    common: dict[str, Any] = {"access": request.access, "version": order.version}
    promised, past = order.promised_at, list(order.estimates.select_related("published_by"))
    context = {
        "order": order,
        "visit": order.visit,
        "groups": selectors.drafted(order, request.access),
        "term": term,
        "finding_for": request.GET.get("offer", ""),
        "hits": selectors.hits(term, request.access),
        "findings": order.findings.pending().filter(offers=None),
        "sent": order.estimates.filter(state=EstimateState.SENT).first(),
        "past": past,
        "seen": len(past),
        "declined": selectors.declined_of(order.visit.vehicle_id, request.access),
        "publish_form": PublishForm(initial={"promised_at": promised}, **common),
        "way_form": OtherWayForm(order=order, **common),
        "more_form": MoreForm(order=order, **common),
        **given,
    }
    return page(request, "workorders/quote.html", context, status=status)


def estimate_of(request: Request, pk: int, perm: Perm = Perm.VIEW_WORKORDER) -> Estimate:
    """The estimate if it is in reach; raises Http404."""
    rows = Estimate.objects.select_related(*RELATED)
    found: Estimate = request.access.get(rows, perm, pk=pk)
    return found


@policy(Perm.VIEW_WORKORDER)
@require_GET
def estimate(request: Request, pk: int) -> HttpResponse:
    """One edition: what was offered, the link with its code, what the customer said."""
    row = estimate_of(request, pk)
    mine = request.access.staff_id in {row.order.advisor_id, row.published_by_id}
    if mine and row.seen_at is None and request.access.may(Perm.AUTHORISE_WORKORDER, row):
        services.see(by=request.access, estimate=row)
    return estimate_page(request, row)


def estimate_page(request: Request, row: Estimate, status: int = 200, **given: Any) -> HttpResponse:
    """The page of one edition."""
    access = request.access
    link = row.links.filter(used_at=None, revoked_at=None, expires_at__gt=access.now).first()
    token = token_of(link) if link is not None and row.state == EstimateState.SENT else ""
    way = reverse("workorders:customer", args=[token]) if token else ""
    context = {
        "estimate": row,
        "order": row.order,
        "visit": row.order.visit,
        "shown": selectors.shown(selectors.items_of(row)),
        "signature": selectors.signature_of(row),
        "link": link if token else None,
        "address": request.build_absolute_uri(way) if way else "",
        "links": row.links.all(),
        "expired": row.state == EstimateState.SENT and row.valid_until <= access.now,
        "options": [o for o in available(ESTIMATE, row, access) if o.action == "withdraw"],
        "may_answer": access.may(Perm.AUTHORISE_WORKORDER, row),
        "declined": row.order.declined_works.filter(item__estimate=row),
        **given,
    }
    return page(request, "workorders/estimate.html", context, status=status)


def _run(request: Request, row: Estimate, do: Any, said: str) -> HttpResponse:
    form = ServiceForm(request.POST, access=request.access)

    def done(_result: Any) -> str:
        messages.success(request, said)
        return reverse("workorders:estimate", args=[row.pk])

    def shown(f: ServiceForm, status: int) -> HttpResponse:
        again = estimate_of(request, row.pk)
        return estimate_page(request, again, status, refused=f.non_field_errors())

    return submit(request, form, do=do, page=shown, done=done)


@policy(Perm.AUTHORISE_WORKORDER)
@require_POST
def link(request: Request, pk: int) -> HttpResponse:
    """A new one-time link."""
    row = estimate_of(request, pk, Perm.AUTHORISE_WORKORDER)
    return _run(
        request,
        row,
        lambda f: make_link(by=request.access, estimate=row, version=f.row_version),
        _("链接已生成，请让客户扫码或把文字粘贴到微信。"),
    )


@policy(Perm.AUTHORISE_WORKORDER)
@require_POST
def revoke(request: Request, pk: int) -> HttpResponse:
    """The link is dead from now on."""
    rows = EstimateLink.objects.select_related("estimate__order")
    found = request.access.get(rows, Perm.AUTHORISE_WORKORDER, pk=pk)
    return _run(
        request,
        found.estimate,
        lambda _f: revoke_link(by=request.access, link=found),
        _("链接已撤销。"),
    )


@policy(Perm.CHANGE_WORKORDER)
@require_POST
def estimate_act(request: Request, pk: int) -> HttpResponse:
    """The estimate is withdrawn."""
    row = estimate_of(request, pk, Perm.CHANGE_WORKORDER)
    reason = request.POST.get("reason", "")[:200]
    return _run(
        request,
        row,
        lambda f: services.withdraw(
            by=request.access, estimate=row, version=f.row_version, reason=reason
        ),
        _("报价已撤回。"),
    )


@policy(Perm.AUTHORISE_WORKORDER)
@require_http_methods(["GET", "POST"])
def answer(request: Request, pk: int) -> HttpResponse:
    """The customer's answer, recorded by the advisor."""
    row = estimate_of(request, pk, Perm.AUTHORISE_WORKORDER)
    items = selectors.items_of(row)
    form = DeskAnswerForm(
        request.POST or None,
        access=request.access,
        version=row.version,
        groups=selectors.groups_of(items),
        initial={"customer_name": row.order.visit.sender_name},
    )

    def shown(f: DeskAnswerForm, status: int) -> HttpResponse:
        context = {
            "estimate": row,
            "order": row.order,
            "visit": row.order.visit,
            "form": f,
            "photos": selectors.photos_of({i.finding_id for i in items if i.finding_id}),
        }
        return page(request, "workorders/estimate_answer.html", context, status=status)

    def done(_row: Estimate) -> str:
        messages.success(request, _("已记录客户答复。"))
        return reverse("workorders:detail", args=[row.order_id])

    if request.method != "POST":
        return shown(form, 200)
    return submit(
        request,
        form,
        do=lambda f: answer_at_desk(
            by=request.access, estimate=row, version=f.row_version, **f.values
        ),
        page=shown,
        done=done,
    )


@policy(Perm.VIEW_WORKORDER)
@require_GET
def print_estimate(request: Request, pk: int) -> HttpResponse:
    """The estimate (报价单), the add-on confirmation (追加项目确认单), or the declined notice."""
    row = estimate_of(request, pk)
    items = selectors.items_of(row)
    notice = request.GET.get("paper") == "declined"
    addon = any(i.finding_id for i in items) or row.order.authorised_at is not None
    title = _("未做项目风险告知书") if notice else _("追加项目确认单") if addon else _("报价单")
    context = {
        "estimate": row,
        "order": row.order,
        "visit": row.order.visit,
        "shown": selectors.shown(selectors.refused(items) if notice else items),
        "notice": notice,
        "addon": addon,
        "signature": selectors.signature_of(row),
        "dealer": dealer_of(row.order.store),
        "document": {
            "title": title,
            "number": row.number,
            "url": request.build_absolute_uri(reverse("workorders:estimate", args=[pk])),
        },
        "printed_at": request.access.now,
        "printed_by": request.access.person.name,
    }
    return render(request, "print/estimate.html", context)
