"""Checks before delivery, and credited against clocked hours."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Count, Q, Sum, Value, When
from django.utils.translation import gettext_lazy as _

from apps.core.figures import Figure, FigureRow, register
from apps.workorders.choices import InspectionLevel, JobState
from apps.workorders.credited import credited_hours
from apps.workorders.kpis.common import ORDER_PAGE, bounds, seen, within
from apps.workorders.kpis.coverage import hides_efficiency
from apps.workorders.models import Assignment, ClockEntry, Inspection

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.core.figures import Period


def inspections(by: Actor, period: Period) -> Any:
    """Leader's and final checks of the period, ``good`` where passed."""
    rows = seen(Inspection.objects.all(), by).filter(within(period, "at"))
    return (
        rows.exclude(level=InspectionLevel.SELF)
        .annotate(good=Case(When(Q(result="pass"), then=Value(True)), default=Value(False)))
        .select_related("job__order")
        .order_by("-at", "pk")
    )


def final_inspections(by: Actor, period: Period) -> Any:
    """Final checks of the period."""
    return inspections(by, period).filter(level=InspectionLevel.FINAL)


def _failed_and_all(rows: Any) -> tuple[int, int]:
    found = rows.aggregate(
        every=Count("job__order__visit", distinct=True),
        bad=Count("job__order__visit", distinct=True, filter=Q(good=False)),
    )
    return found["bad"], found["every"]


def first_pass(by: Actor, period: Period) -> tuple[int, int]:
    """Visits whose final checks all passed, and all inspected."""
    bad, every = _failed_and_all(final_inspections(by, period))
    return every - bad, every


def internal_rework(by: Actor, period: Period) -> tuple[int, int]:
    """Visits failed at least once before delivery, and all inspected."""
    return _failed_and_all(inspections(by, period))


def credited(by: Actor, period: Period) -> Any:
    """Shares of jobs finished in the period, ``signed`` their credited hours."""
    rows = seen(Assignment.objects.all(), by).filter(within(period, "job__finished_at"))
    return (
        rows.filter(job__state=JobState.DONE)
        .annotate(signed=credited_hours())
        .select_related("job__order", "staff")
        .order_by("-job__finished_at", "pk")
    )


def efficiency(by: Actor, period: Period) -> tuple[Decimal, Decimal]:
    """Credited standard hours, and hours clocked on jobs; none while too little is clocked."""
    hours = credited(by, period).aggregate(s=Sum("signed"))["s"] or Decimal(0)
    if hides_efficiency(by, period):
        return Decimal(hours), Decimal(0)
    first, end = bounds(period)
    entries = seen(ClockEntry.objects.all(), by).between(first, end).filter(job__isnull=False)
    clocked = sum((e.hours(by.now) for e in entries), Decimal(0))
    return Decimal(hours), clocked


def _inspection_row(inspection: Any) -> FigureRow:
    order = inspection.job.order
    words = f"{order} {inspection.job} {inspection}"
    return FigureRow(words, ORDER_PAGE, order.pk, counts=inspection.good)


def _assignment_row(assignment: Any) -> FigureRow:
    order = assignment.job.order
    words = f"{order} {assignment.job} {assignment.staff}"
    return FigureRow(words, ORDER_PAGE, order.pk, amount=assignment.signed)


register(
    Figure(
        code="qc_first_pass_rate",
        zh="质检一次合格率",
        en="QC first-pass rate",
        formula=_("终检从未不合格的台次 ÷ 终检台次"),
        unit="percent",
        value=first_pass,
        rows=final_inspections,
        show=_inspection_row,
        target="95",
    )
)
register(
    Figure(
        code="internal_rework_rate",
        zh="内返率",
        en="Internal rework rate",
        formula=_("交车前组检或终检不合格过的台次 ÷ 受检台次"),
        unit="percent",
        value=internal_rework,
        rows=inspections,
        show=_inspection_row,
        target="3",
        better="down",
    )
)
register(
    Figure(
        code="tech_efficiency",
        zh="工时效率",
        en="Technician efficiency",
        formula=_("完工项目的标准工时 × 分工比例 ÷ 打卡作业工时（打卡覆盖率达标才显示）"),
        unit="percent",
        value=efficiency,
        rows=credited,
        show=_assignment_row,
        target="100",
    )
)
