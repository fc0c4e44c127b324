"""What the information officer keeps: records for the platform, and an audit of last week."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from apps.core.clock import business_day
from apps.org.access import Access
from apps.workorders.choices import SettlementState
from apps.workorders.ehealth import NOT_REPORTED, lacking
from apps.workorders.models import (
    AuditedOrder,
    AuditFinding,
    CheckIn,
    Delivery,
    EHealthUpload,
    Settlement,
)
from apps.workorders.selectors.ehealth import whole
from apps.workorders.selectors.process_audit import population_of, questions_for, sample_read
from apps.workorders.services import ehealth, process_audit

if TYPE_CHECKING:
    from aftersales.demo.people import Shop
    from aftersales.demo.records import Records

REPORTED_DAYS, DUE_DAYS = 5, 3
DRAWN, LOOKED_AT, SEED = 6, 4, 4711
FAULTS = (
    ("客户陈述只写了“保养”，没有原话", "minor", 3),
    ("增项电话答复没有留下告知内容", "major", 5),
)


@dataclass
class Papers:
    """The last days of every store."""

    records: Records
    now: dt.datetime

    def fill(self, shops: list[Shop]) -> None:
        """Each settlement of the last days is entered; one car's reading is missing."""
        rows, since = self.records.rows, self.now - dt.timedelta(days=REPORTED_DAYS)
        sheets = {sheet.visit_id: sheet for sheet in rows.of(CheckIn)}
        left = {delivery.order_id: delivery for delivery in rows.of(Delivery)}
        unread: set[int] = set()
        for bill in sorted(rows.of(Settlement), key=lambda s: s.prepared_at, reverse=True):
            settled_at, order = bill.settled_at, bill.order
            if bill.state != SettlementState.SETTLED or settled_at is None or settled_at < since:
                continue
            if order.work_class in NOT_REPORTED:
                continue
            upload = EHealthUpload(order=order, store=bill.store, settlement=bill)
            upload.number, upload.settled_at = bill.number, settled_at
            upload.due_at = settled_at + dt.timedelta(days=DUE_DAYS)
            rows.add(upload)
            self.records.change(upload, "enter", "", "pending", at=settled_at, by=None)
            if bill.store_id not in unread and order.visit_id in sheets:
                unread.add(bill.store_id)
                sheet = sheets[order.visit_id]
                sheet.odometer_km, sheet.odometer_unreadable = None, True
                if order.pk in left:
                    left[order.pk].km_out = None

    def play(self, shops: list[Shop]) -> None:
        """Older records were reported, one came back; half of last week's sample was looked at."""
        for shop in shops:
            by = Access(staff=shop.one("information_officer"), now=self.now)
            self._report(by, shop)
            self._audit(by, shop)

    def _report(self, by: Access, shop: Shop) -> None:
        old = self.now - dt.timedelta(days=1)
        rows = EHealthUpload.objects.filter(store=shop.unit, settled_at__lt=old).order_by("pk")
        ready = [u.pk for u in whole(rows) if not lacking(u)]
        if not ready:
            return
        made = ehealth.make_files(by=by, uploads=ready)
        ehealth.note_failed(by=by, upload=made[0], failure="车牌颜色与车辆类型不符，请核对")
        if made[1:]:
            number = f"HN{self.now:%Y%m%d}"
            ehealth.note_all_sent(by=by, uploads=[u.pk for u in made[1:]], receipt_no=number)

    def _audit(self, by: Access, shop: Shop) -> None:
        today = business_day(self.now)
        first, last = today - dt.timedelta(days=8), today - dt.timedelta(days=1)
        there = population_of(shop.unit, first, last, "", fresh=True)
        if not there:
            return
        audit = process_audit.draw_audit(
            by=by,
            store=shop.unit,
            first=first,
            last=last,
            size=min(DRAWN, len(there)),
            strata="advisor",
            due_on=today + dt.timedelta(days=5),
            seed=SEED,
        )
        drawn = sample_read(by).filter(audit=audit).order_by("pk")
        for n, sample in enumerate(drawn[: min(LOOKED_AT, audit.size - 1)]):
            fault = FAULTS[n] if n < len(FAULTS) else None
            told = self._answers(sample, fault, today)
            process_audit.check_order(by=by, sample=sample, answers=told)
        self._fix(audit.pk)

    def _answers(self, sample: AuditedOrder, fault: Any, today: dt.date) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = [
            {
                "question": q.text,
                "recorded": q.recorded,
                "answer": "yes" if q.recorded or not q.source.startswith("JT") else "na",
                "what": "",
                "severity": q.severity,
                "owner": None,
                "due_on": None,
            }
            for q in questions_for(sample, today)
        ]
        if fault is not None:
            what, severity, number = fault
            found[number] |= {
                "answer": "no",
                "what": what,
                "severity": severity,
                "owner": sample.order.advisor,
                "due_on": today + dt.timedelta(days=7),
            }
        return found

    def _fix(self, audit: int) -> None:
        """The second fault was put right and waits to be seen."""
        found = AuditFinding.objects.filter(sample__audit=audit).order_by("-pk")
        row = found.first() if found.count() > 1 else None
        if row is not None:
            by = Access(staff=row.owner, now=self.now)
            words = "已电话补取客户确认并附通话记录，本周晨会讲解"
            process_audit.fix_finding(by=by, finding=row, measure=words)
