"""Orders are authorised, promised, follow their jobs, and are closed in the end."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aftersales.demo.floor import CLOSES, OPENS, at, minutes
from aftersales.demo.stays import Stage
from apps.core.clock import business_day
from apps.workorders import pricing
from apps.workorders.choices import JobState, OrderState
from apps.workorders.following import state_by_jobs
from apps.workorders.models import OrderBucket, PromiseChange

if TYPE_CHECKING:
    from random import Random

    from aftersales.demo.records import Records
    from aftersales.demo.rows import Rows
    from aftersales.demo.stays import Stay

ACTIONS = {
    OrderState.QUEUED: "queue",
    OrderState.IN_PROGRESS: "start",
    OrderState.WAITING: "wait",
    OrderState.CHECKING: "check",
    OrderState.READY: "finish",
}
ON_TIME_SHARE = 0.94
OVERDUE_SHARE = 0.25


@dataclass
class Orders:
    """What the advisor does with an order beside its jobs and its money."""

    rows: Rows
    records: Records
    chance: Random
    now: dt.datetime

    def authorise(self, stay: Stay) -> dt.datetime:
        """The customer signs, or the internal approver answers; the car goes to the workshop."""
        order, moment = stay.order, stay.opened_at + minutes(self.chance.randint(14, 28))
        if order.path.approver:
            order.internal_approver = stay.shop.one("service_manager")
            order.cost_centre = "整车销售部"
        else:
            order.consent_medium = "in_person"
            order.signer_name, order.signed_at = stay.visit.sender_name, moment - minutes(1)
        order.authorised_at = moment
        self.records.change(
            order, "authorise", OrderState.DRAFT, OrderState.AUTHORISED, at=moment, by=stay.advisor
        )
        self.move(stay, OrderState.AUTHORISED, OrderState.QUEUED, moment, "authorise")
        order.state = OrderState.QUEUED
        return moment

    def follow(self, stay: Stay) -> None:
        """The order goes through the states its jobs give it."""
        order = stay.order
        states = {task.job.pk: str(JobState.PENDING) for task in stay.tasks}
        steps = sorted(
            ((step.at, task.job.pk, step) for task in stay.tasks for step in task.steps),
            key=lambda x: (x[0], x[1]),
        )
        for moment, key, step in steps:
            states[key] = step.after
            target = state_by_jobs(states.values())
            if target != order.state:
                self.move(stay, order.state, target, moment, step.action)
                order.state = target
        if stay.done:
            order.ready_at = stay.visit.ready_at = steps[-1][0]
            if order.needs_certificate:
                order.certificate_no = self.records.number("HG", order.store, order.ready_at)

    def promise(self, stay: Stay) -> None:
        """A time was promised: kept mostly, moved now and then, sometimes past."""
        order = stay.order
        if stay.stage == Stage.DRAFT:
            return
        moment = order.authorised_at or stay.opened_at
        first = _workday(max(self._promised(stay), moment + minutes(40)))
        order.first_promised_at = order.promised_at = first
        by, asked = stay.advisor, moment - minutes(3)
        self.rows.add(PromiseChange(order=order, new_at=first, agreed=True, by=by, at=asked))
        late = order.ready_at is not None and order.ready_at > first
        if late and order.ready_at and self.chance.random() < 0.6:
            new = _workday(order.ready_at + minutes(30))
            order.promised_at = new
            told = min(first - minutes(15), self.now)
            self.rows.add(
                PromiseChange(
                    order=order,
                    old_at=first,
                    new_at=new,
                    reason="增加项目，作业时间延长",
                    agreed=told > moment,
                    by=by,
                    at=max(told, moment),
                )
            )

    def _promised(self, stay: Stay) -> dt.datetime:
        ready = stay.order.ready_at
        if ready is not None:
            if self.chance.random() < ON_TIME_SHARE:
                return ready + minutes(self.chance.randint(5, 60))
            return ready - minutes(self.chance.randint(15, 80))
        if self.chance.random() < OVERDUE_SHARE or stay.stage == Stage.SHORT:
            return self.now - minutes(self.chance.randint(15, 120))
        return self.now + minutes(self.chance.randint(25, 200))

    def add_up(self, stay: Stay) -> None:
        """What each payer of the order owes by its lines."""
        for payer, t in pricing.by_payer(stay.lines).items():
            self.rows.add(
                OrderBucket(
                    order=stay.order,
                    payer=payer,
                    labour=t.labour,
                    parts=t.parts,
                    gross=t.gross,
                    net=t.net,
                    vat=t.vat,
                )
            )

    def close(self, stay: Stay, moment: dt.datetime, cause: str) -> None:
        """Nothing more is to be asked about the order: it is closed."""
        stay.order.state, stay.order.closed_at = OrderState.CLOSED, moment
        self.move(stay, OrderState.DELIVERED, OrderState.CLOSED, moment, cause)

    def move(self, stay: Stay, before: str, after: str, moment: dt.datetime, cause: str) -> None:
        actions = {**ACTIONS, OrderState.SETTLED: "settle", OrderState.CLOSED: "close"}
        action = actions[OrderState(after)]
        self.records.change(
            stay.order, action, before, after, at=moment, by=stay.advisor, cause=cause
        )


def _workday(moment: dt.datetime) -> dt.datetime:
    """The next five minutes within opening hours."""
    moment = moment.replace(second=0, microsecond=0, minute=moment.minute // 5 * 5)
    day = business_day(moment)
    if moment < at(day, OPENS):
        return at(day, OPENS)
    if moment > at(day, CLOSES):
        return at(day + dt.timedelta(days=1), dt.time(11))
    return moment
