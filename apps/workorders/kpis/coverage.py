"""How much of the rostered time the clocks know of; below the limit no efficiency is shown."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.utils.translation import gettext_lazy as _

from apps.core.capabilities import capability
from apps.core.figures import Figure, FigureRow, register
from apps.workorders.clocks import COVERAGE, figure
from apps.workorders.kpis.common import bounds, seen
from apps.workorders.models import ClockEntry
from apps.workorders.selectors.people import clocking_staff

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.core.figures import Period

SECONDS = """
SELECT (SELECT COALESCE(sum(EXTRACT(epoch FROM upper(part) - lower(part))), 0) FROM (
  SELECT tstzrange(lower(e.during), COALESCE(upper(e.during), %(now)s))
         * tstzrange(s.starts_at, LEAST(s.ends_at, %(now)s)) AS part
    FROM workorders_clockentry e JOIN org_shift s ON s.staff_id = e.staff_id
   WHERE e.staff_id = ANY(%(people)s) AND e.during && tstzrange(s.starts_at, s.ends_at)
     AND s.starts_at >= %(first)s AND s.starts_at < %(end)s AND s.starts_at < %(now)s
     AND lower(e.during) < %(now)s
) parts WHERE NOT isempty(part)), (
SELECT COALESCE(sum(EXTRACT(epoch FROM LEAST(ends_at, %(now)s) - starts_at)), 0) FROM org_shift
 WHERE staff_id = ANY(%(people)s) AND starts_at >= %(first)s AND starts_at < %(end)s
   AND starts_at < %(now)s)"""
HOUR, CENTI = Decimal(3600), Decimal("0.01")


def coverage(by: Actor, period: Period) -> tuple[Decimal, Decimal]:
    """Clocked and rostered hours of those who clock, up to now."""
    first, end = bounds(period)
    people = by.limit_reach(clocking_staff(by.now), capability("kpi.view_dashboard"))
    keys = list(people.order_by().values_list("pk", flat=True))
    facts: dict[str, Any] = {"now": by.now, "first": first, "end": end, "people": keys}
    with connection.cursor() as cursor:
        cursor.execute(SECONDS, facts)
        clocked, rostered = (Decimal(seconds) / HOUR for seconds in cursor.fetchone())
    return clocked.quantize(CENTI), rostered.quantize(CENTI)


def hides_efficiency(by: Actor, period: Period) -> bool:
    """Whether too little is clocked for efficiency to mean anything; unknown without a roster."""
    clocked, rostered = coverage(by, period)
    least = Decimal(str(figure(COVERAGE, by.now, None)))
    return bool(rostered) and clocked * 100 < rostered * least


def entries(by: Actor, period: Period) -> Any:
    """The clocks of the period."""
    first, end = bounds(period)
    rows = seen(ClockEntry.objects.all(), by).between(first, end)
    return rows.select_related("staff", "job__order").order_by("-during", "pk")


def _row(entry: ClockEntry) -> FigureRow:
    what = entry.job or entry.get_kind_display()
    return FigureRow(f"{entry.staff} {what}", "", entry.pk)


register(
    Figure(
        code="clock_coverage",
        zh="打卡覆盖率",
        en="Clock coverage",
        formula=_("班次内有打卡的工时（作业、待工、休息）÷ 排班工时；低于90%时不显示工时效率"),
        unit="percent",
        value=coverage,
        rows=entries,
        show=_row,
        target="90",
    )
)
