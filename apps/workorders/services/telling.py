"""Who is rung: the advisor of a promise or an arrival, whom a push hits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from apps.core import figures_text as text
from apps.org.services.notices import ring
from apps.workorders.promise_health import Health
from apps.workorders.promises import forecasts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from apps.core.actor import Actor
    from apps.workorders.models import Appointment, SlotMove, WorkOrder

when = lazy(text.when_text, str)


def tell_arrival(row: Appointment, *, by: Actor) -> None:
    """Ring the advisor of an appointment whose car is here, unless it is who takes the car in."""
    if row.advisor_id is None or row.advisor_id == by.staff_id:
        return
    ring(
        to=[row.advisor_id],
        kind="arrival",
        words=_("%(car)s 已到店，预约 %(slot)s"),
        facts={
            "car": " ".join(filter(None, (row.plate_no, row.caller_name))),
            "slot": f"{text.local(row.slot_at):%H:%M}",
        },
        page=reverse("workorders:appointment", args=[row.pk]),
        at=by.now,
        key=f"arrival:{row.pk}",
    )


def tell_health(orders: Iterable[WorkOrder], *, by: Actor) -> None:
    """Ring the advisor of each order whose promise is at risk or broken, once per promise."""
    rows = list({o.pk: o for o in orders}.values())
    for pk, forecast in forecasts(rows, by.now).items():
        order = next(o for o in rows if o.pk == pk)
        if forecast.health not in {Health.AT_RISK, Health.BREACHED} or order.promised_at is None:
            continue
        ring(
            to=[order.advisor_id],
            kind="promise",
            words=_("%(plate)s 的承诺 %(promised)s %(health)s，预计 %(ready)s 完工"),
            facts={
                "plate": order.visit.plate_no or order.number,
                "promised": when(order.promised_at),
                "health": forecast.health.label,
                "ready": when(forecast.ready_at),
            },
            page=reverse("workorders:detail", args=[order.pk]),
            at=by.now,
            key=f"promise:{order.pk}:{order.promised_at:%Y%m%d%H%M}:{forecast.health}",
        )


def tell_pushed(moves: Iterable[SlotMove], *, by: Actor) -> None:
    """Ring the technician, the advisor and the planner of each slot that was pushed."""
    for move in moves:
        slot = move.slot
        order = slot.job.order
        people = {order.advisor_id, slot.technician_id, slot.planned_by_id} - {None}
        day = move.to_start.date() if move.to_start else by.now.date()
        ring(
            to=[p for p in people if p is not None],
            kind="slot_pushed",
            words=_("%(plate)s 顺延到 %(start)s：%(cause)s"),
            facts={
                "plate": order.visit.plate_no or order.number,
                "start": when(move.to_start),
                "cause": move.cause,
            },
            page=f"{reverse('workorders:board')}?day={day:%Y-%m-%d}",
            at=by.now,
            key=f"push:{move.pk}",
        )
