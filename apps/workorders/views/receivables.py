"""What payers who do not pay at the counter owe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Min, Sum
from django.views.decorators.http import require_GET

from apps.core.policy import policy
from apps.core.responses import page
from apps.workorders.choices import Payer
from apps.workorders.models import Receivable
from apps.workorders.permissions import Perm
from apps.workorders.views.lists import paged

if TYPE_CHECKING:
    from django.http import HttpResponse

    from apps.core.requests import Request


@policy(Perm.VIEW_RECEIVABLE)
@require_GET
def receivables(request: Request) -> HttpResponse:
    """Open receivables by payer, the oldest first."""
    rows = Receivable.objects.visible_to(request.access, Perm.VIEW_RECEIVABLE)
    rows = rows.filter(open_amount__gt=0)
    sums = rows.order_by("payer").values("payer")
    payers = [
        {**s, "label": Payer(s["payer"]).label}
        for s in sums.annotate(open=Sum("open_amount"), count=Count("pk"), oldest=Min("posted_at"))
    ]
    payer = request.GET.get("payer", "")
    chosen = rows.filter(payer=payer) if payer in Payer.values else rows
    shown = paged(
        request, chosen.select_related("order__visit", "bucket").order_by("posted_at", "pk")
    )
    for row in shown:
        row.age_days = (request.access.now - row.posted_at).days
    context = {
        "payers": payers,
        "payer": payer,
        "rows": shown,
        "total": sum(p["open"] for p in payers),
    }
    return page(request, "workorders/receivables.html", context)
