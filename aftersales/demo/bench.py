"""The workshop: jobs are assigned, clocked, checked and sometimes done again."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from psycopg2.extras import DateTimeTZRange

from aftersales.demo.floor import minutes
from aftersales.demo.stays import Stage, Step
from apps.workorders.choices import FindingState, InspectionLevel, JobState, WaitingCause
from apps.workorders.models import (
    Assignment,
    BaySlot,
    ClockEntry,
    Finding,
    Hold,
    Inspection,
    Rework,
)
from apps.workorders.services.waiting import OWNERS

if TYPE_CHECKING:
    from random import Random

    from aftersales.demo.floor import Floor, Spot
    from aftersales.demo.reception import Desk
    from aftersales.demo.records import Records
    from aftersales.demo.rows import Rows
    from aftersales.demo.stays import Stay, Task
    from apps.org.models import Staff

J = JobState
REWORK_SHARE = 0.03
FINDING_SHARE = 0.06
ITEMS = ("作业项目全部完成", "无漏油漏液", "力矩复核", "车内清洁、工具无遗留")
SHORTEST_HOURS = 0.15
DONE_WITHIN, STARTED_WITHIN = minutes(75), minutes(6)


@dataclass
class Bench:
    """What the workshop works with."""

    rows: Rows
    records: Records
    chance: Random
    desk: Desk
    floors: dict[str, Floor]
    findings: list[list[object]]
    now: dt.datetime
    running: set[int] = field(default_factory=set)

    def work(self, stay: Stay, released_at: dt.datetime) -> None:
        """The jobs of an order are done one after the other, as far as the stay has got."""
        earliest = released_at + minutes(self.chance.randint(5, 20))
        if stay.stage == Stage.QUEUED:
            for task in stay.tasks:
                self.desk.ask_for_parts(stay, task, released_at, None)
            return
        for index, task in enumerate(stay.tasks):
            if index and not stay.done and stay.stage < Stage.SELF_CHECKED:
                self.desk.ask_for_parts(stay, task, released_at, None)
                continue
            earliest = self._do(stay, task, released_at, earliest)
        for task in stay.tasks:
            for step in task.steps:
                self.records.change(
                    task.job,
                    step.action,
                    step.before,
                    step.after,
                    at=step.at,
                    by=step.by,
                    reason=step.reason,
                    cause=step.cause,
                )

    def _do(
        self, stay: Stay, task: Task, released_at: dt.datetime, earliest: dt.datetime
    ) -> dt.datetime:
        if stay.stage == Stage.SHORT:
            self.desk.ask_for_parts(stay, task, released_at, None)
            self._block(task, WaitingCause.PARTS, J.PENDING, released_at + minutes(6), "等待到货")
            return earliest
        job, hours = task.job, self._hours(task)
        task.spot = self.floors[stay.shop.code].take(
            job.kind, earliest, hours, high_voltage=job.high_voltage, staff=stay.technician
        )
        job.unit = stay.shop.units[task.spot.team]
        self._assign(stay, task, released_at)
        started = task.spot.start + minutes(self.chance.randint(1, 4))
        self._slow_down(stay, task.spot)
        if stay.stage == Stage.ASSIGNED:
            self.desk.ask_for_parts(stay, task, released_at, None)
            return task.spot.end
        self._confirm(task, started, stay)
        self.desk.ask_for_parts(stay, task, released_at, started + minutes(2))
        task.steps.append(Step(started, "start", J.ASSIGNED, J.WORKING, task.spot.technician))
        if stay.stage == Stage.WORKING:
            job.state = J.WORKING
            self._clock(task.spot, task, started, None)
            return task.spot.end
        if stay.stage == Stage.FINDING:
            self._report(stay, task, started)
            return task.spot.end
        self._clock(task.spot, task, started, task.spot.end)
        return self._check(stay, task, task.spot.end)

    def _slow_down(self, stay: Stay, spot: Spot) -> None:
        """What cannot have happened by now has not: the car is still being worked on or waits."""
        if stay.stage >= Stage.SELF_CHECKED and spot.end + DONE_WITHIN > self.now:
            stay.stage = Stage.WORKING
        free = spot.technician.pk not in self.running
        if stay.stage == Stage.WORKING and spot.start + STARTED_WITHIN < self.now and free:
            self.running.add(spot.technician.pk)
        elif stay.stage == Stage.WORKING or (
            stay.stage == Stage.FINDING and spot.start + DONE_WITHIN > self.now
        ):
            stay.stage = Stage.ASSIGNED

    def _hours(self, task: Task) -> float:
        pace = min(max(self.chance.gauss(1.06, 0.13), 0.72), 1.4)
        return max(float(task.operation.std_hours) / pace, SHORTEST_HOURS)

    def _assign(self, stay: Stay, task: Task, released_at: dt.datetime) -> None:
        spot, dispatcher = task.spot, stay.shop.one("dispatcher_inspector")
        if spot is None:
            return
        moment = min(released_at + minutes(self.chance.randint(2, 4)), self.now)
        self.rows.add(Assignment(job=task.job, staff=spot.technician))
        self.rows.add(
            BaySlot(
                bay=spot.bay,
                job=task.job,
                technician=spot.technician,
                during=spot.slot,
                planned_by=dispatcher,
            )
        )
        task.job.state = J.ASSIGNED
        task.steps.append(Step(moment, "assign", J.PENDING, J.ASSIGNED, dispatcher))

    def _confirm(self, task: Task, started: dt.datetime, stay: Stay) -> None:
        job, spot = task.job, task.spot
        if spot is None:
            return
        job.confirmed_by, job.confirmed_at = spot.technician, started
        job.started_at = started
        if job.high_voltage:
            job.guardian = stay.shop.leaders[spot.team]
            job.isolated_at = started

    def _clock(self, spot: Spot, task: Task, start: dt.datetime, end: dt.datetime | None) -> None:
        self.rows.add(
            ClockEntry(
                store_id=task.job.store_id,
                staff=spot.technician,
                job=task.job,
                during=DateTimeTZRange(start, end),
            )
        )

    def _block(self, task: Task, cause: str, before: str, moment: dt.datetime, note: str) -> None:
        task.job.state, task.job.waiting_cause = J.WAITING, cause
        owner = OWNERS[WaitingCause(cause)]
        self.rows.add(Hold(job=task.job, cause=cause, owner=owner, note=note, from_at=moment))
        task.steps.append(Step(moment, "block", before, J.WAITING, None, cause=cause))

    def _report(self, stay: Stay, task: Task, started: dt.datetime) -> None:
        """The technician found something, and waits for the customer's word."""
        if task.spot is None:
            return
        found_at = started + minutes(self.chance.randint(12, 30))
        self._clock(task.spot, task, started, found_at)
        finding = self._finding(stay, task, found_at)
        self._block(task, WaitingCause.APPROVAL, J.WORKING, found_at, finding.text)

    def _finding(self, stay: Stay, task: Task, found_at: dt.datetime) -> Finding:
        text, labour, hours, part, price, safety = self.chance.choice(self.findings)
        technician = task.spot.technician if task.spot else stay.advisor
        finding = Finding(
            order=stay.order,
            store=stay.order.store,
            job=task.job,
            reported_by=technician,
            reported_at=found_at,
            text=str(text),
            suggested=[
                {"kind": "labour", "name": labour, "quantity": hours, "unit_price": "240.00"},
                {"kind": "part", "name": part, "quantity": "1", "unit_price": price},
            ],
            safety=bool(safety),
        )
        self.rows.add(finding)
        self.records.change(finding, "report", "", FindingState.PENDING, at=found_at, by=technician)
        return finding

    def _check(self, stay: Stay, task: Task, ended: dt.datetime) -> dt.datetime:
        job, spot = task.job, task.spot
        if spot is None:
            return ended
        moment = ended + minutes(1)
        self._inspect(task, InspectionLevel.SELF, spot.technician, moment)
        task.steps.append(Step(moment, "self_check", J.WORKING, J.SELF_CHECKED, spot.technician))
        job.state = J.SELF_CHECKED
        if self.chance.random() < FINDING_SHARE and stay.done:
            self._put_off(stay, task, ended)
        if stay.stage == Stage.SELF_CHECKED:
            return moment
        if stay.done and self.chance.random() < REWORK_SHARE:
            moment = self._again(stay, task, moment)
        return self._pass(stay, task, moment)

    def _pass(self, stay: Stay, task: Task, moment: dt.datetime) -> dt.datetime:
        job, spot, shop = task.job, task.spot, stay.shop
        leader = shop.leaders[spot.team if spot else "mech1"]
        inspector = shop.one("dispatcher_inspector")
        moment += minutes(self.chance.randint(2, 8))
        if stay.order.path.one_check:
            by_leader = self.chance.random() < 0.6
            level = InspectionLevel.LEADER if by_leader else InspectionLevel.FINAL
            who, action = (leader, "leader_finish") if by_leader else (inspector, "final_pass")
            before = J.SELF_CHECKED
        else:
            self._inspect(task, InspectionLevel.LEADER, leader, moment)
            task.steps.append(Step(moment, "leader_pass", J.SELF_CHECKED, J.LEADER_CHECKED, leader))
            job.state = J.LEADER_CHECKED
            if stay.stage == Stage.LEADER_CHECKED:
                return moment
            moment += minutes(self.chance.randint(2, 8))
            level, who, action = InspectionLevel.FINAL, inspector, "final_pass"
            before = J.LEADER_CHECKED
        self._inspect(task, level, who, moment)
        task.steps.append(Step(moment, action, before, J.DONE, who))
        job.state, job.finished_at = J.DONE, moment
        return moment

    def _inspect(
        self, task: Task, level: str, who: Staff, moment: dt.datetime, reason: str = ""
    ) -> Inspection:
        result = Inspection.Result.FAIL if reason else Inspection.Result.PASS
        return self.rows.add(
            Inspection(
                store_id=task.job.store_id,
                job=task.job,
                level=level,
                result=result,
                inspector=who,
                at=moment,
                items=[{"name": name, "ok": not reason, "value": ""} for name in ITEMS],
                fail_code=Inspection.FailCode.WORKMANSHIP if reason else "",
                fail_reason=reason,
            )
        )

    def _again(self, stay: Stay, task: Task, moment: dt.datetime) -> dt.datetime:
        """The check fails; the same technician does it again, and checks it again."""
        leader = stay.shop.leaders[task.spot.team if task.spot else "mech1"]
        failed_at = moment + minutes(6)
        reason = "螺栓力矩不足，需复紧"
        found = self._inspect(task, InspectionLevel.LEADER, leader, failed_at, reason)
        spot = self.floors[stay.shop.code].take(
            task.job.kind, failed_at + minutes(5), 0.3, like=task.spot
        )
        task.steps += [
            Step(failed_at, "leader_fail", J.SELF_CHECKED, J.FAILED, leader, reason),
            Step(spot.start, "start", J.FAILED, J.WORKING, spot.technician),
            Step(spot.end, "self_check", J.WORKING, J.SELF_CHECKED, spot.technician),
        ]
        self._clock(spot, task, spot.start, spot.end)
        self.rows.add(
            Rework(
                job=task.job, inspection=found, number=1, opened_at=failed_at, closed_at=spot.end
            )
        )
        self._inspect(task, InspectionLevel.SELF, spot.technician, spot.end)
        return spot.end

    def _put_off(self, stay: Stay, task: Task, ended: dt.datetime) -> None:
        """A finding the customer did not want now; it is offered again next time."""
        finding = self._finding(stay, task, ended - minutes(8))
        finding.state = self.chance.choice((FindingState.DECLINED, FindingState.DEFERRED))
        finding.medium, finding.taker = "phone", stay.advisor
        finding.decided_by_customer_name = stay.visit.sender_name
        finding.shown_text = finding.text
        finding.decided_at = ended - minutes(2)
        finding.reason = "下次保养时再处理"
        action = "decline" if finding.state == FindingState.DECLINED else "defer"
        self.records.change(
            finding,
            action,
            FindingState.PENDING,
            finding.state,
            at=finding.decided_at,
            by=stay.advisor,
        )
