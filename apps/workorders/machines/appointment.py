"""An appointment: booked, confirmed, and whether the car came; a ticket of the queue."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from apps.core.transitions import Machine, Transition
from apps.workorders.machines.following import follows
from apps.workorders.models.appointment import AWAITED, EXPECTED
from apps.workorders.models.appointment import AppointmentState as State
from apps.workorders.models.queue_ticket import IN_LINE, TicketState
from apps.workorders.permissions import Perm


def hold_runs(appointment: object, by: object) -> str | None:
    """The place is still held."""
    late = appointment.is_late(by.now)  # type: ignore[attr-defined]  # an Appointment and an Actor
    return _("保留时间已过，请先改期或登记到店。") if late else None


def hold_over(appointment: object, by: object) -> str | None:
    """The hold is over and the car is not here."""
    late = appointment.is_late(by.now)  # type: ignore[attr-defined]  # an Appointment and an Actor
    return None if late else _("保留时间还没过，现在不能登记爽约。")


APPOINTMENT = Machine(
    model="workorders.Appointment",
    transitions=(
        Transition(
            "confirm",
            _lazy("确认预约"),
            (State.BOOKED,),
            State.CONFIRMED,
            Perm.CHANGE_APPOINTMENT,
            guards=(hold_runs,),
        ),
        Transition(
            "miss",
            _lazy("登记爽约"),
            AWAITED,
            State.NO_SHOW,
            Perm.CHANGE_APPOINTMENT,
            guards=(hold_over,),
        ),
        Transition(
            "cancel_by_customer",
            _lazy("客户取消"),
            AWAITED,
            State.CANCELLED_BY_CUSTOMER,
            Perm.CHANGE_APPOINTMENT,
            needs_reason=True,
        ),
        Transition(
            "cancel_by_dealer",
            _lazy("店方取消"),
            AWAITED,
            State.CANCELLED_BY_DEALER,
            Perm.CHANGE_APPOINTMENT,
            needs_reason=True,
        ),
        Transition(
            "move",
            _lazy("改期"),
            AWAITED,
            State.MOVED,
            Perm.CHANGE_APPOINTMENT,
            needs_reason=True,
        ),
        follows("fall_late", _lazy("过了保留时间"), EXPECTED, State.LATE),
        follows("give_up", _lazy("当天未到店"), AWAITED, State.NO_SHOW),
        follows("owner_left", _lazy("车主已变更"), AWAITED, State.CANCELLED_BY_CUSTOMER),
        follows("arrive", _lazy("到店"), (*AWAITED, State.NO_SHOW), State.ARRIVED),
    ),
)

TICKET = Machine(
    model="workorders.QueueTicket",
    transitions=(
        Transition("call", _lazy("叫号"), IN_LINE, TicketState.CALLED, Perm.ADD_QUEUETICKET),
        Transition(
            "serve",
            _lazy("开始接待"),
            (TicketState.CALLED,),
            TicketState.SERVED,
            Perm.ADD_QUEUETICKET,
        ),
        Transition("leave", _lazy("客户离开"), IN_LINE, TicketState.LEFT, Perm.ADD_QUEUETICKET),
        follows("check_in", _lazy("已接车"), IN_LINE, TicketState.SERVED),
    ),
)
