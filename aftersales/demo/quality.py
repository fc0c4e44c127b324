"""A living shop floor: clocks without gaps, lock-outs, standards, incidents and comebacks."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from psycopg2.extras import DateTimeTZRange

from aftersales.demo.floor import at, minutes
from aftersales.demo.stays import Stage
from apps.org.models import Shift, StaffPermit
from apps.workorders.choices import ClockKind, InspectionLevel, JobKind
from apps.workorders.models import (
    Checklist,
    ChecklistItem,
    ClockEntry,
    Comeback,
    Inspection,
    LockOut,
    QualityIncident,
    Reading,
    Statement,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from aftersales.demo.people import Shop
    from aftersales.demo.records import Records
    from aftersales.demo.rows import Rows
    from aftersales.demo.stays import Stay, Task

NOON, ONE = dt.time(12), dt.time(13)
SHORTEST = minutes(2)
LOCKED_DAYS, MOST_INCIDENTS, MOST_COMEBACKS, COMEBACK_DAYS = 10, 6, 5, 30
Span = tuple[dt.datetime, dt.datetime]
STANDARDS: dict[tuple[str, str], list[tuple[str, str, str, str, bool]]] = {
    (InspectionLevel.SELF, JobKind.MECHANICAL): [
        ("委托项目全部完成，无漏项", "", "", "", False),
        ("车轮螺栓复紧力矩", "N·m", "100", "120", False),
        ("油、水、气无渗漏", "", "", "", False),
        ("旧件已收好，工具已清点", "", "", "", False),
        ("车内外清洁，护件齐全", "", "", "", False),
    ],
    (InspectionLevel.FINAL, ""): [
        ("客户陈述的问题已解决", "", "", "", False),
        ("项目、配件与工单一致", "", "", "", False),
        ("安全件、灯光、仪表正常", "", "", "", False),
        ("外观与接车记录一致，车辆清洁", "", "", "", False),
    ],
}
INCIDENTS = (
    ("未用力矩扳手复紧", "复训力矩作业，每日抽查两台", "method"),
    ("作业中途换人，交接不清", "交接须在作业页写明进度", "person"),
    ("卡扣老化仍旧装回", "卡扣列入必换件", "part"),
)


class Quality:
    """Fills in what the workshop writes beside the jobs themselves."""

    def __init__(self, rows: Rows, records: Records, now: dt.datetime) -> None:
        self.rows, self.records, self.now = rows, records, now
        self.day = now.date()

    def fill(self, shops: list[Shop], stays: list[Stay]) -> None:
        """Everything, store by store."""
        self._close_gaps()
        self._lock_out(stays)
        for shop in shops:
            self._standards(shop)
        self._incidents(shops, stays)
        self._comebacks(stays)

    # ------------------------------------------------------------------- today's clocks

    def _close_gaps(self) -> None:
        """待工 between the jobs of today, and an hour of lunch."""
        spans: dict[int, list[Any]] = defaultdict(list)
        start = at(self.day, dt.time())
        for entry in self.rows.of(ClockEntry):
            span: Any = entry.during
            if span.lower >= start:
                spans[entry.staff_id].append(span)
        at_work = {e.staff_id for e in self.rows.of(ClockEntry)}
        for shift in self.rows.of(Shift):
            if shift.starts_at.date() == self.day and shift.staff_id in at_work:
                self._fill_shift(shift, sorted(spans[shift.staff_id], key=lambda s: s.lower))

    def _fill_shift(self, shift: Shift, taken: list[Any]) -> None:
        running = any(span.upper is None for span in taken)
        end = min(self.now, shift.ends_at)
        for first, last in _gaps(shift.starts_at, end, taken):
            for kind, begin, until in _with_lunch(first, last):
                open_end = until == end and not running
                self._clock(shift, kind, begin, None if open_end else until)

    def _clock(self, shift: Shift, kind: str, begin: dt.datetime, end: dt.datetime | None) -> None:
        entry = ClockEntry(store_id=shift.store_id, staff_id=shift.staff_id, kind=kind)
        entry.during = DateTimeTZRange(begin, end)
        self.rows.add(entry)

    # -------------------------------------------------------------------- high voltage

    def _lock_out(self, stays: list[Stay]) -> None:
        permits = {p.staff_id: p.number for p in self.rows.of(StaffPermit)}
        since = self.now - dt.timedelta(days=LOCKED_DAYS)
        number = 0
        for stay in stays:
            for task in stay.tasks:
                if task.spot is None or (task.job.isolated_at or self.now) < since:
                    continue
                if task.job.isolated_at is None:
                    continue
                number += 1
                self._lock_one(task, permits.get(task.spot.technician.pk, "T430000"), number)

    def _lock_one(self, task: Task, permit: str, number: int) -> None:
        job, spot = task.job, task.spot
        if spot is None or job.isolated_at is None or job.guardian is None:
            return
        done = job.state not in {"assigned", "working", "waiting", "failed"}
        asked = spot.end - minutes(6) if done else None
        row = LockOut(
            job=job,
            technician=spot.technician,
            permit_no=permit,
            guardian=job.guardian,
            bay=spot.bay,
            off_at=job.isolated_at - minutes(9),
            tag_no=f"L-{number:02d}",
            volts=Decimal("1.2"),
            tool_no="W-03",
            insulation=Decimal(520),
            charge=64,
            confirmed_at=job.isolated_at,
            restore_asked_at=asked,
            insulation_after=Decimal(510) if done else None,
            restored_at=asked + minutes(2) if asked else None,
        )
        self.rows.add(row)
        self._reading(task, job.isolated_at + minutes(1))

    def _reading(self, task: Task, moment: dt.datetime) -> None:
        if task.spot is None:
            return
        row = Reading(job=task.job, measure="绝缘电阻", unit="MΩ", value=Decimal(520), passed=True)
        row.low, row.tool_no, row.at = Decimal("0.5"), "W-03", moment
        row.taken_by = task.spot.technician
        self.rows.add(row)

    # ---------------------------------------------------- standards, incidents, comebacks

    def _standards(self, shop: Shop) -> None:
        made_at = at(self.day - dt.timedelta(days=40), dt.time(9))
        for (level, kind), items in STANDARDS.items():
            row = Checklist(store=shop.unit, level=level, kind=kind, edition=1, made_at=made_at)
            row.reason, row.made_by = "首次制定", shop.people["dispatcher_inspector"][0]
            self.rows.add(row)
            for position, (name, unit, low, high, photo) in enumerate(items, start=1):
                item = ChecklistItem(checklist=row, position=position, name=name, unit=unit)
                item.low = Decimal(low) if low else None
                item.high, item.photo = Decimal(high) if high else None, photo
                self.rows.add(item)

    def _incidents(self, shops: list[Shop], stays: list[Stay]) -> None:
        by_store = {shop.unit.pk: shop for shop in shops}
        jobs = {task.job.pk: task for stay in stays for task in stay.tasks}
        failed = [i for i in self.rows.of(Inspection) if i.result == "fail"]
        recent = sorted(failed, key=lambda i: i.at)[-MOST_INCIDENTS:]
        for n, found in enumerate(recent):
            task = jobs[found.job_id]
            self._incident(n, found, task, by_store[found.store_id])

    def _incident(self, n: int, found: Inspection, task: Task, shop: Shop) -> None:
        cause, measure, kind = INCIDENTS[n % len(INCIDENTS)]
        inspector = shop.one("dispatcher_inspector")
        state = ("closed", "acting", "acting", "open")[n % 4]
        row = QualityIncident(job=task.job, store=shop.unit, inspection=found, state=state)
        row.number = self.records.number("ZL", shop.unit, found.at)
        row.source, row.what = "inspection", f"{task.job.name}：{found.fail_reason}"
        row.opened_by, row.opened_at = inspector, found.at + minutes(20)
        if state != "open":
            row.cause_kind, row.cause, row.measure = kind, cause, measure
            row.responsible = shop.leaders[task.spot.team if task.spot else "mech1"]
            row.analysed_by = inspector
            row.due_on = found.at.date() + dt.timedelta(days=7)
        if state == "closed":
            row.closed_by, row.proof = shop.one("workshop_supervisor"), "连续一周抽查合格"
            row.closed_at = min(self.now, found.at + dt.timedelta(days=6))
        self.rows.add(row)
        self.records.change(row, "open", "", "open", at=row.opened_at, by=inspector)

    def _comebacks(self, stays: list[Stay]) -> None:
        said = {s.visit_id: s for s in reversed(self.rows.of(Statement))}
        last: dict[int, Stay] = {}
        made = 0
        for stay in sorted(stays, key=lambda s: s.opened_at):
            before = last.get(stay.visit.vehicle_id)
            last[stay.visit.vehicle_id] = stay
            if before is None or made >= MOST_COMEBACKS or stay.visit.pk not in said:
                continue
            left = before.order.delivered_at
            recent = stay.opened_at > self.now - dt.timedelta(days=60)
            if left and recent and stay.tasks and before.tasks and stay.stage > Stage.DRAFT:
                days = (stay.opened_at.date() - left.date()).days
                if 0 <= days <= COMEBACK_DAYS:
                    self._comeback(stay, before, said[stay.visit.pk], days)
                    made += 1

    def _comeback(self, stay: Stay, before: Stay, said: Statement, days: int) -> None:
        """Judged another fault in time: the bill that stands beside it is right."""
        shop, opened = stay.shop, stay.opened_at
        row = Comeback(order=stay.order, store=shop.unit, statement=said, earlier=before.order)
        row.job, row.days, row.guaranteed = before.tasks[0].job, days, days <= 10
        row.km = max(stay.km - before.km, 0)
        row.failed_before, row.opened_at = 1, opened
        row.proof_due_at = opened + dt.timedelta(days=3)
        free = stay.payer not in {"CP"}
        row.verdict = "workmanship" if free else "new_fault"
        row.grounds = "拆检可见上次装配不到位" if free else "与上次维修部位无关，属新发故障"
        row.state, row.confirmed_by = "judged", stay.advisor
        row.proposed_by = shop.one("dispatcher_inspector")
        row.judged_by = shop.one("technical_expert")
        row.judged_at = opened + minutes(50)
        self.rows.add(row)
        self.records.change(row, "suspect", "", "suspected", at=opened, by=stay.advisor)


def _gaps(start: dt.datetime, end: dt.datetime, taken: list[Any]) -> Iterator[Span]:
    """The parts of a span that no entry covers."""
    begin = start
    for span in taken:
        if span.lower - begin >= SHORTEST and span.lower <= end:
            yield begin, span.lower
        if span.upper is None:
            return
        begin = max(begin, span.upper)
    if end - begin >= SHORTEST:
        yield begin, end


def _with_lunch(
    first: dt.datetime, last: dt.datetime
) -> Iterator[tuple[str, dt.datetime, dt.datetime]]:
    """A gap as 待工, with the lunch hour as a break where it lies inside."""
    noon, one = at(first.date(), NOON), at(first.date(), ONE)
    begin, end = max(first, noon), min(last, one)
    if end - begin < minutes(20):
        yield ClockKind.IDLE, first, last
        return
    if first < begin:
        yield ClockKind.IDLE, first, begin
    yield ClockKind.BREAK, begin, end
    if end < last:
        yield ClockKind.IDLE, end, last
