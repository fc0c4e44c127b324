"""What the figures of the visit share: periods and what a person sees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q

from apps.core.capabilities import capability
from apps.core.clock import day_bounds
from apps.workorders.choices import WorkClass

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import QuerySet

    from apps.core.actor import Actor
    from apps.core.figures import Period

INTERNAL = (WorkClass.PDI, WorkClass.INTERNAL)
ORDER_PAGE = "workorders:detail"


def bounds(period: Period) -> tuple[dt.datetime, dt.datetime]:
    """The first instant of a period and the first after it."""
    return day_bounds(period.first)[0], day_bounds(period.last)[1]


def within(period: Period, lookup: str) -> Q:
    """The time at ``lookup`` falls into the period."""
    first, end = bounds(period)
    return Q(**{f"{lookup}__gte": first, f"{lookup}__lt": end})


def seen(rows: QuerySet[Any], by: Actor) -> Any:
    """Rows of the stores and departments whose figures the person sees."""
    return by.limit_reach(rows, capability("kpi.view_dashboard"))
