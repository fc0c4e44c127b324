"""How the parts room is measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.capabilities import capability
from apps.core.clock import day_bounds
from apps.core.figures import Figure, hits_and_all, register
from apps.parts.models import Demand

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.core.figures import Period
    from apps.parts.models.demands import DemandQuerySet


def demands_asked(by: Actor, period: Period) -> DemandQuerySet:
    """All request lines first asked in the period, in the stores whose figures the person sees."""
    first, last = day_bounds(period.first)[0], day_bounds(period.last)[1]
    seen = Demand.objects.visible_to(by, capability("kpi.view_dashboard"))
    return seen.filter(asked_at__gte=first, asked_at__lt=last)


def fill_rate(by: Actor, period: Period) -> tuple[int, int]:
    """Lines met in full from the own shelf when first asked, and all lines asked."""
    return hits_and_all(demands_asked(by, period), Q(filled_first_ask=True))


register(
    Figure(
        code="parts_fill_rate",
        zh="备件满足率",
        en="First-time fill rate",
        formula=_("首次申请即由本店库存全部满足的领料行 ÷ 全部领料行（部分满足算不满足）"),
        unit="percent",
        value=fill_rate,
        rows=demands_asked,
        target="90",
    )
)
