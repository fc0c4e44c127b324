"""What the lounge's board shows: cars in words for those who wait for them; no name, no money."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core.clock import business_day, day_bounds
from apps.core.tones import Tone
from apps.customers.plates import masked
from apps.workorders.choices import JobState, OrderState, WaitingCause, WorkClass
from apps.workorders.models import QueueTicket, WorkOrder
from apps.workorders.models.order import OPEN
from apps.workorders.models.queue_ticket import TicketState
from apps.workorders.permissions import Perm
from apps.workorders.selectors.walls import paged

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

    from apps.workorders.selectors.walls import Sight

CARS_ON_PAGE = 16
MOST_CALLS = 3
NOT_WAITED_FOR = (WorkClass.PDI, WorkClass.INTERNAL)
RECEIVED, REPAIR, CHECK, PAY, TAKE = range(5)
STEPS = (
    gettext_lazy("接车"),
    gettext_lazy("维修"),
    gettext_lazy("质检"),
    gettext_lazy("结算"),
    gettext_lazy("取车"),
)
#: How far an order is on the customer's way, in the customer's words.
WAY: dict[str, tuple[int, _StrOrPromise, Tone]] = {
    OrderState.DRAFT: (RECEIVED, gettext_lazy("已接车"), Tone.WAITING),
    OrderState.AUTHORISED: (RECEIVED, gettext_lazy("已接车"), Tone.WAITING),
    OrderState.QUEUED: (REPAIR, gettext_lazy("等待维修"), Tone.WAITING),
    OrderState.IN_PROGRESS: (REPAIR, gettext_lazy("维修中"), Tone.WORKING),
    OrderState.WAITING: (REPAIR, gettext_lazy("维修中"), Tone.WORKING),
    OrderState.CHECKING: (CHECK, gettext_lazy("质检中"), Tone.WORKING),
    OrderState.READY: (PAY, gettext_lazy("已完工，请结算"), Tone.DONE),
    OrderState.SETTLED: (TAKE, gettext_lazy("请取车"), Tone.DONE),
}
#: What a customer is told of a wait; other causes are the shop's own and count as work.
WAITS: dict[str, _StrOrPromise] = {
    WaitingCause.APPROVAL: gettext_lazy("请联系服务顾问"),
    WaitingCause.PARTS: gettext_lazy("等待配件"),
    WaitingCause.INSURER: gettext_lazy("等待保险定损"),
}


@dataclass(frozen=True)
class Waiting:
    """A car as those who wait for it read it."""

    plate: str
    words: str
    tone: Tone
    step: int
    promised: str
    late: bool


@dataclass(frozen=True)
class Lounge:
    """The lounge's board, page by page, with the numbers called last."""

    pages: list[list[Waiting]]
    calls: list[str]
    in_line: int


def lounge_of(sight: Sight) -> Lounge:
    """The cars in the house whose people may wait for them, one row per car."""
    rows = sight.rows(_lounge_orders(sight), Perm.VIEW_LOUNGE_BOARD)
    rows = rows.select_related("visit__vehicle").prefetch_related("jobs")
    by_visit: dict[int, list[WorkOrder]] = defaultdict(list)
    for order in rows.order_by("visit__opened_at", "pk"):
        by_visit[order.visit_id].append(order)
    cars = [_waiting(orders, sight.now) for orders in by_visit.values()]
    cars.sort(key=lambda c: -c.step)
    calls, in_line = _calls(sight)
    return Lounge(paged(cars, CARS_ON_PAGE), calls, in_line)


def _lounge_orders(sight: Sight) -> Any:
    rows = WorkOrder.objects.filter(store=sight.store, visit__delivered_at=None)
    rows = rows.exclude(work_class__in=NOT_WAITED_FOR)
    return rows.filter(state__in=(*OPEN, OrderState.SETTLED))


def _waiting(orders: list[WorkOrder], now: dt.datetime) -> Waiting:
    """The slowest order of a car speaks for it."""
    order = min(orders, key=lambda o: _step(o)[0])
    step, words, tone = _step(order)
    visit = order.visit
    promised = [o.promised_at for o in orders if o.promised_at]
    late = bool(promised) and max(promised) < now and step < PAY
    return Waiting(
        plate=masked(visit.plate_no) if visit.plate_no else f"**{visit.vehicle.vin[-4:]}",
        words=words,
        tone=tone,
        step=step,
        promised=_promised(max(promised), now, late) if promised and step < PAY else "",
        late=late,
    )


def _promised(at: dt.datetime, now: dt.datetime, late: bool) -> str:
    if late:
        return _("稍有延迟，请问服务顾问")
    local = at.astimezone(now.tzinfo)
    if local.date() == now.date():
        return f"{local:%H:%M}"
    if local.date() == now.date() + dt.timedelta(days=1):
        return _("明天 %(at)s") % {"at": f"{local:%H:%M}"}
    return f"{local:%m-%d %H:%M}"


def _step(order: WorkOrder) -> tuple[int, str, Tone]:
    step, words, tone = WAY[order.state]
    if order.state == OrderState.WAITING:
        causes = {j.waiting_cause for j in order.jobs.all() if j.state == JobState.WAITING}
        told = next((w for cause, w in WAITS.items() if cause in causes), None)
        if told is not None:
            return step, str(told), Tone.BLOCKED
    return step, str(words), tone


def _calls(sight: Sight) -> tuple[list[str], int]:
    """The numbers called last, and how many wait: numbers only."""
    start, end = day_bounds(business_day(sight.now))
    rows = QueueTicket.objects.filter(store=sight.store).of_day(start, end).in_line()
    line = list(rows.values_list("code", "state", "called_at"))
    called = sorted(
        ((at, code) for code, state, at in line if state == TicketState.CALLED and at),
        reverse=True,
    )
    waiting = sum(1 for _c, state, _at in line if state == TicketState.WAITING)
    return [code for _at, code in called[:MOST_CALLS]], waiting


def lounge_version(sight: Sight) -> str:
    """Changes with everything the lounge's board shows but the clock; two cheap statements."""
    start, end = day_bounds(business_day(sight.now))
    tickets = QueueTicket.objects.filter(store=sight.store).of_day(start, end)
    facts = [
        *_lounge_orders(sight).aggregate(n=Count("pk"), v=Sum("version")).values(),
        *tickets.aggregate(n=Count("pk"), v=Sum("version")).values(),
    ]
    return "-".join(str(f or 0) for f in (start.date(), *facts))
