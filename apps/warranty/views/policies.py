"""The terms manufacturers promise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.views.decorators.http import require_GET

from apps.core.clock import business_day
from apps.core.policy import policy
from apps.core.responses import page
from apps.warranty.models import WarrantyPolicy
from apps.warranty.permissions import Perm
from apps.warranty.terms import least_terms

if TYPE_CHECKING:
    from django.http import HttpResponse

    from apps.core.requests import Request


@policy(Perm.VIEW_POLICY)
@require_GET
def policies(request: Request) -> HttpResponse:
    """All terms, and the law's least terms beside them."""
    rows = WarrantyPolicy.objects.visible_to(request.access, Perm.VIEW_POLICY)
    least = least_terms(business_day(request.access.now))
    return page(request, "warranty/policies.html", {"rows": rows, "least": least})
