"""Callbacks of those who were here, and the complaints that came out of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aftersales.demo.floor import at, minutes
from apps.care.choices import (
    CallbackKind,
    CallbackState,
    CallResult,
    ComplaintState,
    Fixed,
    Grade,
    Medium,
    Source,
    Topic,
)
from apps.care.models import CallAttempt, Callback, Complaint, ComplaintContact
from apps.care.questions import QUESTIONS
from apps.care.services.opening import NOT_ASKED

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

    from aftersales.demo.orders import Orders
    from aftersales.demo.people import Shop
    from aftersales.demo.records import Records
    from aftersales.demo.rows import Rows
    from aftersales.demo.stays import Stay
    from apps.org.models import Staff

C = ComplaintState
OPENS, DUE = dt.timedelta(days=1), dt.timedelta(days=3)
SILENT_DAYS = dt.timedelta(days=6)
SATISFIED_SHARE, REACHED_SHARE = 0.9, 0.93
FRESH = dt.timedelta(days=9)  # complaints younger than this are still open
OPEN_STATES = (C.RECEIVED, C.ASSIGNED, C.CONTACTED, C.HANDLED)
GRIEVANCES = (
    ("修了两次还是有异响", Topic.NOT_FIXED, Fixed.NO),
    ("等了很久才交车，没人解释", Topic.TIME, Fixed.YES),
    ("结算金额比报价高", Topic.PRICE, Fixed.YES),
    ("洗车不干净，内饰有油手印", Topic.QUALITY, Fixed.YES),
)


@dataclass
class Aftercare:
    """What customer care works with."""

    rows: Rows
    records: Records
    chance: Random
    now: dt.datetime
    orders: Orders
    complaints: int = 0

    def call_all(self, stays: Iterable[Stay]) -> None:
        """Each delivered order is called about once, in the order of leaving."""
        gone = [s for s in stays if s.order.delivered_at is not None]
        for stay in sorted(gone, key=lambda s: (s.order.delivered_at, s.order.pk)):
            left = stay.order.delivered_at
            if left is None:
                continue
            if stay.order.work_class in NOT_ASKED:
                self.orders.close(stay, left, "no callback for this class")
            else:
                self._call(stay, left)

    def _call(self, stay: Stay, left: dt.datetime) -> None:
        order, owner = stay.order, stay.visit.owner
        silent = owner is not None and owner.no_marketing
        callback = self.rows.add(
            Callback(
                store=order.store,
                unit=stay.shop.units["customer_care"],
                visit=stay.visit,
                order=order,
                opens_at=left + OPENS,
                due_at=left + DUE,
                do_not_call=silent,
            )
        )
        cause = f"order {order.number} delivered"
        first = CallbackState.REFUSED if silent else CallbackState.OPEN
        callback.state = first
        self.records.change(callback, "open", "", first, at=left, by=stay.advisor, cause=cause)
        called_at = self._called_at(left)
        if silent:
            self.orders.close(stay, left, "customer does not want to be contacted")
        elif called_at < self.now:
            self._answer(stay, callback, called_at)

    def _called_at(self, left: dt.datetime) -> dt.datetime:
        day = left.date() + dt.timedelta(days=self.chance.choice((1, 2, 2, 3, 3, 3)))
        return at(day, dt.time(9, 30)) + minutes(self.chance.randint(0, 250))

    def _answer(self, stay: Stay, callback: Callback, moment: dt.datetime) -> None:
        agent = stay.shop.one("care_agent")
        if self.chance.random() > REACHED_SHARE:
            self._attempt(callback, CallResult.NO_ANSWER, agent, moment)
            if self.now - moment > SILENT_DAYS:
                self._end(
                    callback, CallbackState.UNREACHABLE, "give_up", moment + SILENT_DAYS, agent
                )
                self.orders.close(stay, moment + SILENT_DAYS, f"callback {callback.pk}")
            return
        happy = self.chance.random() < SATISFIED_SHARE
        self._attempt(callback, CallResult.REACHED, agent, moment)
        callback.overall = self.chance.choice((8, 9, 9, 10, 10)) if happy else 5
        callback.recommend, callback.satisfied = callback.overall, happy
        worst = 4 if happy else 2
        callback.answers = {q: self.chance.randint(worst, 5) for q in QUESTIONS}
        callback.fixed = Fixed.YES
        callback.completed_by, callback.completed_at = agent, moment
        if not happy:
            callback.answers["explained"] = 2
            words, topic, fixed = self.chance.choice(GRIEVANCES)
            callback.words, callback.fixed = words, fixed
        self._end(callback, CallbackState.DONE, "complete", moment, agent)
        if happy or self._complain(stay, callback, topic, moment):
            self.orders.close(stay, moment, f"callback {callback.pk}")

    def _attempt(self, callback: Callback, result: str, agent: Staff, moment: dt.datetime) -> None:
        self.rows.add(CallAttempt(callback=callback, result=result, by=agent, at=moment))

    def _end(
        self, callback: Callback, state: str, action: str, moment: dt.datetime, by: Staff
    ) -> None:
        self.records.change(callback, action, callback.state, state, at=moment, by=by)
        callback.state = state

    def _complain(self, stay: Stay, callback: Callback, topic: str, moment: dt.datetime) -> bool:
        """A dissatisfied answer is a complaint; says whether it is closed by now."""
        shop, agent = stay.shop, stay.shop.one("care_agent")
        complaint = self.rows.add(
            Complaint(
                number=self.records.number("TS", stay.order.store, moment),
                store=stay.order.store,
                unit=callback.unit,
                grade=Grade.GENERAL,
                topic=topic,
                source=Source.CALLBACK,
                customer=stay.visit.owner,
                vehicle=stay.car.vehicle,
                order=stay.order,
                callback=callback,
                caller_name=stay.visit.sender_name,
                caller_phone=stay.visit.sender_phone,
                statement=f"{callback.words}；总体 5/10",
                received_by=agent,
                received_at=moment,
                first_contact_due_at=moment + dt.timedelta(hours=24),
                resolve_due_at=moment + dt.timedelta(days=7),
            )
        )
        self.records.change(complaint, "receive", "", C.RECEIVED, at=moment, by=agent)
        self.complaints += 1
        fresh = self.now - moment < FRESH
        target = OPEN_STATES[self.complaints % len(OPEN_STATES)] if fresh else C.CLOSED
        if target != C.RECEIVED:
            self._handle(shop, complaint, target, moment)
        return target == C.CLOSED

    def _handle(self, shop: Shop, complaint: Complaint, target: str, moment: dt.datetime) -> None:
        supervisor, desk = shop.one("customer_care_supervisor"), shop.one("front_desk_supervisor")
        complaint.handler = desk
        self._step(complaint, "assign", C.ASSIGNED, moment + minutes(30), supervisor)
        if target == C.ASSIGNED:
            return
        met = min(moment + minutes(95), self.now)
        complaint.first_contact_at = met
        self.rows.add(
            ComplaintContact(
                complaint=complaint,
                medium=Medium.PHONE,
                result=CallResult.REACHED,
                note="已致歉，了解经过，约定回店检查",
                by=desk,
                at=met,
            )
        )
        self._step(complaint, "contact", C.CONTACTED, met, desk)
        if target == C.CONTACTED:
            return
        complaint.cause, complaint.plan = "作业与解释不到位", "免费复查并当面说明"
        complaint.action = "已免费复查处理，赠送洗车一次"
        complaint.responsible_unit = shop.units["workshop"]
        complaint.handled_at = min(met + minutes(150), self.now)
        self._step(complaint, "handle", C.HANDLED, complaint.handled_at, desk)
        self._recheck(shop, complaint, complaint.handled_at, closed=target == C.CLOSED)

    def _recheck(
        self, shop: Shop, complaint: Complaint, handled_at: dt.datetime, *, closed: bool
    ) -> None:
        """Another person calls again; when that went well the complaint is closed."""
        recheck = self.rows.add(
            Callback(
                kind=CallbackKind.RECHECK,
                store_id=complaint.store_id,
                unit=complaint.unit,
                complaint=complaint,
                opens_at=handled_at,
                due_at=handled_at + DUE,
            )
        )
        cause, supervisor = f"complaint {complaint.number}", shop.one("customer_care_supervisor")
        self.records.change(
            recheck, "open", "", CallbackState.OPEN, at=handled_at, by=None, cause=cause
        )
        if not closed:
            return
        moment = handled_at + dt.timedelta(days=2)
        recheck.overall, recheck.satisfied, recheck.fixed = 8, True, Fixed.YES
        recheck.completed_by, recheck.completed_at = supervisor, moment
        self._attempt(recheck, CallResult.REACHED, supervisor, moment)
        self._end(recheck, CallbackState.DONE, "complete", moment, supervisor)
        complaint.agreed, complaint.agreement = True, "电话录音"
        complaint.closed_by, complaint.closed_at = supervisor, moment + minutes(20)
        self._step(complaint, "close", C.CLOSED, moment + minutes(20), supervisor)

    def _step(
        self, complaint: Complaint, action: str, after: str, moment: dt.datetime, by: Staff
    ) -> None:
        moment = min(moment, self.now)
        self.records.change(complaint, action, complaint.state, after, at=moment, by=by)
        complaint.state = after
