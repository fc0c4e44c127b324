"""How many cars come by appointment, and how many appointments are kept."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from apps.core.clock import SHANGHAI
from apps.core.figures import Figure, FigureRow, hits_and_all, register
from apps.core.models import Setting
from apps.workorders.choices import Arrival
from apps.workorders.kpis.common import ORDER_PAGE, seen, within
from apps.workorders.kpis.money import customer_visits
from apps.workorders.models import Appointment
from apps.workorders.models.appointment import AppointmentState as State

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.core.figures import Period

PAGE = "workorders:appointment"
CANCEL_HOURS = "workorders.appointment_cancel_hours"
CALLED_OFF = (State.MOVED, State.CANCELLED_BY_CUSTOMER)


def driven_visits(by: Actor, period: Period) -> Any:
    """Customer visits of the period without tows, ``good`` where they came by appointment."""
    rows = customer_visits(by, period).exclude(arrival=Arrival.TOWED)
    return rows.annotate(good=_when(Q(arrival=Arrival.APPOINTMENT)))


def due_appointments(by: Actor, period: Period) -> Any:
    """Appointments whose window is over, ``good`` where the car came inside it.

    Left out are those the dealer called off, and those moved or cancelled early enough.
    """
    kept = Q(arrived_at__gte=F("window_from"), arrived_at__lte=F("window_until"))
    return (
        _of_period(by, period).exclude(state=State.CANCELLED_BY_DEALER).annotate(good=_when(kept))
    )


def late_shows(by: Actor, period: Period) -> Any:
    """The same appointments, ``good`` where the car came that day outside its window."""
    inside = Q(arrived_at__gte=F("window_from"), arrived_at__lte=F("window_until"))
    rows = _of_period(by, period).exclude(state=State.CANCELLED_BY_DEALER)
    rows = rows.annotate(
        came_day=TruncDate("arrived_at", tzinfo=SHANGHAI),
        slot_day=TruncDate("slot_at", tzinfo=SHANGHAI),
    )
    return rows.annotate(good=_when(Q(came_day=F("slot_day")) & ~inside))


def dealer_cancelled(by: Actor, period: Period) -> Any:
    """Due appointments and those the dealer called off, ``good`` for the latter."""
    return _of_period(by, period).annotate(good=_when(Q(state=State.CANCELLED_BY_DEALER)))


def _of_period(by: Actor, period: Period) -> Any:
    hours = int(Setting.objects.value(CANCEL_HOURS, period.last))
    early = Q(ended_at__lte=F("slot_at") - dt.timedelta(hours=hours), state__in=CALLED_OFF)
    over = Q(window_until__lt=by.now) | Q(arrived_at__isnull=False)
    over |= Q(state__in=(State.CANCELLED_BY_DEALER, State.NO_SHOW))
    rows = seen(Appointment.objects.all(), by).filter(within(period, "slot_at"), over)
    return rows.exclude(early).order_by("-slot_at", "pk")


def _when(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False))


def _visit_row(visit: Any) -> FigureRow:
    order = visit.orders.first()
    page, pk = (ORDER_PAGE, order.pk) if order else ("", 0)
    return FigureRow(f"{visit.number} {visit.plate_no}", page, pk, counts=visit.good)


def _row(row: Any) -> FigureRow:
    words = f"{row.number} {row.plate_no} {row.get_state_display()}"
    return FigureRow(words, PAGE, row.pk, counts=row.good)


def _rate(rows: Any, show: Any) -> dict[str, Any]:
    def value(by: Actor, period: Period) -> tuple[int, int]:
        return hits_and_all(rows(by, period), Q(good=True))

    return {"unit": "percent", "value": value, "rows": rows, "show": show}


register(
    Figure(
        code="appointment_rate",
        zh="预约率",
        en="Appointment rate",
        formula=_("预约到店的客户台次 ÷ 客户台次（不含拖车进店）"),
        target="30",
        **_rate(driven_visits, _visit_row),
    )
)
register(
    Figure(
        code="appointment_show_rate",
        zh="预约达成率",
        en="Appointment show rate",
        formula=_("在窗口内到店的预约 ÷ 到期预约（不含提前改期或取消和店方取消）"),
        target="85",
        **_rate(due_appointments, _row),
    )
)
register(
    Figure(
        code="appointment_late_show_rate",
        zh="预约迟到率",
        en="Late shows",
        formula=_("当天到店但不在窗口内的预约 ÷ 到期预约"),
        better="down",
        **_rate(late_shows, _row),
    )
)
register(
    Figure(
        code="dealer_cancel_rate",
        zh="店方取消率",
        en="Cancelled by the dealer",
        formula=_("店方取消的预约 ÷ 到期预约与店方取消之和"),
        better="down",
        **_rate(dealer_cancelled, _row),
    )
)
