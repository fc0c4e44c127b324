"""The tag on the key of a car in the house."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from apps.core.policy import policy
from apps.workorders.permissions import Perm
from apps.workorders.views.money_papers import print_page
from apps.workorders.views.order_page import order_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from apps.core.requests import Request

PAPERS = {"tag": _("80 mm 小票"), "label": _("60 × 40 mm 标签")}


@policy(Perm.VIEW_WORKORDER)
@require_GET
def key_tag(request: Request, pk: int) -> HttpResponse:
    """钥匙牌: plate, key, spot, colour; its code opens the order.  No customer is named."""
    order = order_of(request, pk)
    asked = request.GET.get("paper", "")
    address = reverse("workorders:detail", args=[order.pk])
    context = {
        "order": order,
        "visit": order.visit,
        "vehicle": order.visit.vehicle,
        "checkin": getattr(order.visit, "checkin", None),
        "paper_kind": asked if asked in PAPERS else "tag",
        "paper_kinds": PAPERS.items(),
        "back": address,
        "path": address,
    }
    return print_page(
        request,
        "key_tag",
        store=order.store,
        number=order.number,
        title=_("钥匙牌"),
        context=context,
    )
