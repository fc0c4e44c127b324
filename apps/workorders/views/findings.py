"""Work found during the repair: what waits for the customer, and recording the answer."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from apps.core.files import files_of
from apps.core.paging import BoundedPaginator
from apps.core.policy import policy
from apps.core.responses import page, submit
from apps.workorders.forms.orders import ROWS, FindingForm
from apps.workorders.inbox.desk import pending_findings
from apps.workorders.models import Finding
from apps.workorders.permissions import Perm
from apps.workorders.services.findings import decide_finding
from apps.workorders.views.order_page import order_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from apps.core.requests import Request

PAGE = 50


@policy(Perm.DECIDE_FINDING)
@require_GET
def waiting(request: Request) -> HttpResponse:
    """Findings the customer has not answered."""
    rows = pending_findings(request.access).select_related(
        "order__visit", "order__advisor", "reported_by", "job"
    )
    found = BoundedPaginator(rows.order_by("reported_at"), PAGE).get_page(request.GET.get("page"))
    return page(request, "workorders/findings.html", {"found": found})


@policy(Perm.DECIDE_FINDING)
@require_http_methods(["GET", "POST"])
def decide(request: Request, pk: int) -> HttpResponse:
    """The customer's answer, with the exact words told and what was agreed."""
    rows = Finding.objects.select_related("order__visit__owner", "reported_by", "job")
    finding = request.access.get(rows, Perm.DECIDE_FINDING, pk=pk)
    form = FindingForm(request.POST or None, access=request.access, **_start(request, finding))

    def done(_finding: Finding) -> str:
        messages.success(request, _("已记录客户答复。"))
        return reverse("workorders:detail", args=[finding.order_id])

    if request.method != "POST":
        return _sheet(request, finding, form, 200)
    return submit(
        request,
        form,
        do=lambda f: decide_finding(
            by=request.access, finding=finding, version=f.row_version, **f.values
        ),
        page=lambda f, status: _sheet(request, finding, f, status),
        done=done,
    )


def _sheet(request: Request, finding: Finding, form: FindingForm, status: int) -> HttpResponse:
    context = {
        "finding": finding,
        "order": order_of(request, finding.order_id),
        "form": form,
        "photos": files_of(finding),
    }
    return page(request, "workorders/finding.html", context, status=status)


def _start(request: Request, finding: Finding) -> dict[str, Any]:
    """Version and first values: what the technician wrote, word for word."""
    if request.method == "POST":
        return {}
    first: dict[str, Any] = {
        "shown_text": finding.text,
        "customer_name": finding.order.visit.sender_name,
        "promised_at": finding.order.promised_at,
    }
    for n, row in enumerate(finding.suggested[:ROWS]):
        first[f"name_{n}"] = row.get("name", "")
        first[f"quantity_{n}"] = _quantity(row.get("quantity"))
    return {"initial": first, "version": finding.version}


def _quantity(text: Any) -> Decimal | None:
    try:
        return Decimal(str(text))
    except InvalidOperation:
        return None
