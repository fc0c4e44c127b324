"""Estimates of the demo: drafts sent to customers, findings offered, work they did not want."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from aftersales.demo.agreed import Signed
from aftersales.demo.stays import Stage
from apps.core.money import ZERO
from apps.parts.models import Part
from apps.workorders.choices import FindingState, Medium, OrderState
from apps.workorders.models import (
    Consent,
    DeclinedWork,
    Estimate,
    EstimateItem,
    EstimateLine,
    EstimateLink,
    Finding,
    LabourLine,
    Offer,
    OfferLine,
    PartLine,
)
from apps.workorders.models.consent import DeclineReason, Word
from apps.workorders.models.estimate import EstimateState
from apps.workorders.models.offer import LineKind
from apps.workorders.offered import DraftItem, DraftLine, key_of, text_of, total_of
from apps.workorders.pricing import line_amount
from apps.workorders.services.links import hash_of, token_for

if TYPE_CHECKING:
    from random import Random

    from aftersales.demo.records import Records
    from aftersales.demo.rows import Rows
    from aftersales.demo.stays import Stay, Task
    from apps.workorders.models import WorkOrder

VAT = Decimal(13)
HOURS, ADDON_HOURS = 72, 4
CALL_DAYS, SAFETY_DAYS = 30, 7
PER_SHOP = 3
NOTES = {
    DeclineReason.PRICE: "先问问别家价格",
    DeclineReason.TIME: "今天赶时间",
    DeclineReason.NEXT_VISIT: "下次保养时再处理",
    DeclineReason.NOT_NEEDED: "感觉还能用",
}


class Estimates:
    """Writes estimates for what the demo's orders offer."""

    def __init__(self, rows: Rows, records: Records, chance: Random, now: dt.datetime) -> None:
        self.rows, self.records, self.chance, self.now = rows, records, chance, now
        self.editions: dict[int, int] = defaultdict(int)
        self.parts: dict[str, Part] = {}

    def write_all(self, stays: list[Stay]) -> None:
        """Declined work of the past, pending findings offered, today's drafts sent."""
        self.parts = {part.name: part for part in self.rows.of(Part)}
        self.labour: dict[int, list[LabourLine]] = defaultdict(list)
        self.fitted: dict[int, list[PartLine]] = defaultdict(list)
        for line in self.rows.of(LabourLine):
            self.labour[line.job_id].append(line)
        for part in self.rows.of(PartLine):
            self.fitted[part.job_id].append(part)
        self.km = {stay.order.pk: stay.km for stay in stays}
        for stay in stays:
            if Stage.QUEUED <= stay.stage <= Stage.PREPARED and stay.order.path.signature:
                Signed(self).write(stay)
        for finding in list(self.rows.of(Finding)):
            if finding.state == FindingState.PENDING:
                self._offer(finding)
            elif finding.state == FindingState.ACCEPTED:
                self._accept(finding)
            else:
                self._decline(finding)
        sent: dict[int, int] = defaultdict(int)
        for stay in stays:
            order = stay.order
            plain = order.state == OrderState.DRAFT and order.path.signature and stay.tasks
            paid = any(x.payer == "CP" for t in stay.tasks for x in self.labour[t.job.pk])
            if plain and paid and sent[order.store_id] < PER_SHOP:
                sent[order.store_id] += 1
                self._send(stay, with_other_way=sent[order.store_id] == 1)

    def item_of(self, group: int, task: Task) -> DraftItem:
        """A job of the plan as it was offered."""
        lines = [_labour(x) for x in self.labour[task.job.pk]]
        lines += [_part(x) for x in self.fitted[task.job.pk]]
        return DraftItem(
            group, task.job.name, job=task.job, operation_id=task.operation.pk, lines=lines
        )

    def _send(self, stay: Stay, *, with_other_way: bool) -> None:
        items: list[DraftItem] = []
        for group, task in enumerate(stay.tasks, start=1):
            items.append(self.item_of(group, task))
            if with_other_way and self.fitted[task.job.pk]:
                items.append(self._other_way(stay, items[-1]))
                with_other_way = False
        at = min(stay.opened_at + dt.timedelta(minutes=12), self.now)
        estimate = self.edition(stay.order, items, at, dt.timedelta(hours=HOURS))
        self._link(estimate, at)

    def _other_way(self, stay: Stay, item: DraftItem) -> DraftItem:
        """The same job with a part of equivalent quality where there is one, else a look first."""
        others: dict[int | None, Part | None] = {
            line.part_id: self._equivalent(line) for line in item.lines if line.part_id
        }
        swapped = any(others.values())
        offer = self.rows.add(
            Offer(
                order=stay.order,
                job=item.job,
                operation_id=item.operation_id,
                name=item.name,
                option="同质件方案" if swapped else "先检查，不换件",
                made_by=stay.advisor,
                made_at=stay.opened_at + dt.timedelta(minutes=9),
            )
        )
        lines = [
            self._offer_line(offer, line, others.get(line.part_id))
            for line in item.lines
            if swapped or not line.part_id
        ]
        return DraftItem(
            item.group,
            item.name,
            option=offer.option,
            job=item.job,
            offer=offer,
            operation_id=item.operation_id,
            lines=lines,
        )

    def _equivalent(self, line: DraftLine) -> Part | None:
        """The part of another make that does the same, by its name."""
        same = (p for p in self.parts.values() if p.kind == Part.Kind.EQUIVALENT)
        return next((p for p in same if p.name.partition("（")[0] in line.name), None)

    def _offer_line(self, offer: Offer, line: DraftLine, part: Part | None) -> DraftLine:
        labour = line.kind == LineKind.LABOUR
        price = part.list_price if part else line.unit_price
        row = self.rows.add(
            OfferLine(
                offer=offer,
                kind=line.kind,
                part=part if part else None,
                part_id=None if labour else part.pk if part else line.part_id,
                name=part.name if part else line.name,
                code=part.code if part else line.code,
                brand=part.brand if part else line.brand,
                part_kind="" if labour else part.kind if part else line.part_kind,
                quantity=line.quantity,
                unit_price=price,
                amount=line_amount(line.quantity, price),
                vat_rate=line.vat_rate,
            )
        )
        return DraftLine(
            row.kind,
            row.name,
            row.quantity,
            row.unit_price,
            row.amount,
            row.vat_rate,
            "CP",
            row.part_id,
            row.code,
            row.brand,
            row.part_kind,
        )

    def _offer(self, finding: Finding) -> None:
        """A finding the advisor has made an estimate of, or has still to."""
        if self.chance.random() < 0.4:
            return
        lines = self._suggested(finding)
        made_at = min(finding.reported_at + dt.timedelta(minutes=6), self.now)
        advisor = finding.order.advisor
        offer = self.rows.add(
            Offer(
                order=finding.order,
                finding=finding,
                name=lines[0].name[:80],
                made_by=advisor,
                made_at=made_at,
            )
        )
        lines = [self._offer_line(offer, line, None) for line in lines]
        item = DraftItem(1, offer.name, finding.text, offer=offer, finding=finding, lines=lines)
        hours = dt.timedelta(hours=ADDON_HOURS)
        self._link(self.edition(finding.order, [item], made_at, hours), made_at)

    def _suggested(self, finding: Finding) -> list[DraftLine]:
        lines = []
        for row in finding.suggested:
            part = self.parts.get(row["name"]) if row["kind"] == "part" else None
            if row["kind"] == "part" and part is None:
                continue
            quantity, price = Decimal(row["quantity"]), Decimal(row["unit_price"])
            lines.append(
                DraftLine(
                    LineKind.PART if part else LineKind.LABOUR,
                    row["name"],
                    quantity,
                    price,
                    line_amount(quantity, price),
                    VAT,
                    "CP",
                    part.pk if part else None,
                    part.code if part else "",
                    part.brand if part else "",
                    part.kind if part else "",
                )
            )
        return lines

    def _answered(self, finding: Finding, at: dt.datetime) -> Estimate:
        """What a finding was offered for, and answered by phone."""
        lines = self._suggested(finding)
        item = DraftItem(1, lines[0].name[:80], finding.text, finding=finding, lines=lines)
        estimate = self.edition(finding.order, [item], at, dt.timedelta(hours=ADDON_HOURS))
        estimate.state = EstimateState.ANSWERED
        estimate.medium, estimate.customer_name = Medium.PHONE, finding.decided_by_customer_name
        estimate.taker = finding.order.advisor
        estimate.answered_at = estimate.seen_at = at
        return estimate

    def _accept(self, finding: Finding) -> None:
        """Work the customer agreed to."""
        at = finding.decided_at
        if at is None:
            return
        estimate = self._answered(finding, at)
        estimate.agreed = estimate.total
        self.rows.add(
            Consent(
                item=self.rows.of(EstimateItem)[-1],
                word=Word.APPROVED,
                medium=estimate.medium,
                customer_name=estimate.customer_name,
                taker=estimate.taker,
                at=at,
            )
        )

    def _decline(self, finding: Finding) -> None:
        """Work that was refused or put off: on record, and to be asked about again."""
        at = finding.decided_at
        if at is None:
            return
        estimate = self._answered(finding, at)
        estimate.agreed = ZERO
        deferred = finding.state == FindingState.DEFERRED
        reason = DeclineReason.NEXT_VISIT if deferred else self.chance.choice(list(NOTES))
        word = Word.DEFERRED if deferred else Word.DECLINED
        row = self.rows.of(EstimateItem)[-1]
        self.rows.add(
            Consent(
                item=row,
                word=word,
                reason=reason,
                note=NOTES[reason],
                medium=estimate.medium,
                customer_name=estimate.customer_name,
                taker=estimate.taker,
                at=at,
            )
        )
        self._keep(finding, row, word, reason, at)

    def _keep(
        self, finding: Finding, item: EstimateItem, word: str, reason: str, at: dt.datetime
    ) -> None:
        days = dt.timedelta(days=SAFETY_DAYS if finding.safety else CALL_DAYS)
        closed = at + days < self.now - dt.timedelta(days=2) and self.chance.random() < 0.85
        work = self.rows.add(
            DeclinedWork(
                vehicle=finding.order.visit.vehicle,
                store=finding.store,
                order=finding.order,
                item=item,
                name=item.name,
                amount=item.due,
                word=word,
                reason=reason,
                note=NOTES[DeclineReason(reason)],
                safety=finding.safety,
                odometer_km=self.km.get(finding.order.pk),
                declined_at=at,
                risk_signed_at=at if finding.safety and self.chance.random() < 0.8 else None,
                state=DeclinedWork.State.CLOSED if closed else DeclinedWork.State.OPEN,
                call_at=None if closed else at + days,
                called_at=at + days if closed else None,
                call_note="客户已在别处处理" if closed else "",
            )
        )
        self.records.change(work, "decline", "", "open", at=at, by=finding.order.advisor)

    def edition(
        self, order: WorkOrder, items: list[DraftItem], at: dt.datetime, valid: dt.timedelta
    ) -> Estimate:
        """The next edition of an order, sent."""
        self.editions[order.pk] += 1
        edition = self.editions[order.pk]
        number = f"{order.number}-B{edition}"
        estimate = self.rows.add(
            Estimate(
                order=order,
                store=order.store,
                number=number,
                edition=edition,
                published_by=order.advisor,
                published_at=at,
                valid_until=at + valid,
                promised_at=order.promised_at,
                text=text_of(order, number, items, at + valid, ""),
                content_key=key_of(items),
                total=total_of(items),
            )
        )
        for position, item in enumerate(items, start=1):
            self._item(estimate, position, item)
        self.records.change(estimate, "publish", "", "sent", at=at, by=order.advisor)
        return estimate

    def _item(self, estimate: Estimate, position: int, draft: DraftItem) -> None:
        item = self.rows.add(
            EstimateItem(
                estimate=estimate,
                position=position,
                group=draft.group,
                heading=draft.heading,
                job=draft.job,
                offer=draft.offer,
                finding=draft.finding,
                operation_id=draft.operation_id,
                name=draft.name,
                option=draft.option,
                safety=draft.safety,
                amount=draft.amount,
                due=draft.due,
            )
        )
        for line in draft.lines:
            self.rows.add(_published(item, line))

    def _link(self, estimate: Estimate, at: dt.datetime) -> None:
        nonce = uuid.UUID(int=self.chance.getrandbits(128), version=4)
        self.rows.add(
            EstimateLink(
                estimate=estimate,
                nonce=nonce,
                token_hash=hash_of(token_for(nonce)),
                made_by=estimate.published_by,
                made_at=at,
                opened_at=min(at + dt.timedelta(minutes=4), self.now),
                expires_at=min(at + dt.timedelta(hours=24), estimate.valid_until),
            )
        )


def _published(item: EstimateItem, line: DraftLine) -> EstimateLine:
    return EstimateLine(
        item=item,
        kind=line.kind,
        part_id=line.part_id,
        name=line.name,
        code=line.code,
        brand=line.brand,
        part_kind=line.part_kind,
        quantity=line.quantity,
        unit_price=line.unit_price,
        amount=line.amount,
        payer=line.payer,
        vat_rate=line.vat_rate,
    )


def _labour(line: Any) -> DraftLine:
    return DraftLine(
        LineKind.LABOUR,
        line.description,
        line.hours,
        line.unit_price,
        line.amount,
        line.vat_rate,
        line.payer,
    )


def _part(line: Any) -> DraftLine:
    return DraftLine(
        LineKind.PART,
        line.name,
        line.quantity,
        line.unit_price,
        line.amount,
        line.vat_rate,
        line.payer,
        line.part_id,
        line.code,
        line.brand,
        line.part_kind,
    )
