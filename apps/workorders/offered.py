"""What an order offers that the customer has not agreed to: jobs, other ways, more work."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import override

from apps.core.figures_text import local, money_text, quantity_text
from apps.core.money import ZERO
from apps.workorders.choices import PartKind, Payer
from apps.workorders.consent import waiting_jobs
from apps.workorders.models.offer import LineKind
from apps.workorders.shares import share_of

if TYPE_CHECKING:
    import datetime as dt

    from apps.workorders.models import (
        Finding,
        Job,
        LabourLine,
        Offer,
        OfferLine,
        PartLine,
        WorkOrder,
    )


@dataclass(frozen=True)
class DraftLine:
    """A priced line as it would be published; ``source`` is the line of the order behind it."""

    kind: str
    name: str
    quantity: Decimal
    unit_price: Decimal
    amount: Decimal
    vat_rate: Decimal
    payer: str
    part_id: int | None = None
    code: str = ""
    brand: str = ""
    part_kind: str = ""
    source: LabourLine | PartLine | None = None
    share: Decimal | None = None

    @property
    def due(self) -> Decimal:
        """What the customer pays of it: ``share`` where several pay, else all of it or nothing."""
        if self.share is not None:
            return self.share
        return self.amount if self.payer == Payer.CP else ZERO


@dataclass
class DraftItem:
    """One thing to be answered; items of one group are ways to do the same."""

    group: int
    name: str
    heading: str = ""
    option: str = ""
    job: Job | None = None
    offer: Offer | None = None
    finding: Finding | None = None
    operation_id: int | None = None
    lines: list[DraftLine] = field(default_factory=list)

    @property
    def amount(self) -> Decimal:
        """What all payers pay together."""
        return sum((line.amount for line in self.lines), ZERO)

    @property
    def due(self) -> Decimal:
        """What the customer pays."""
        return sum((line.due for line in self.lines), ZERO)

    @property
    def safety(self) -> bool:
        """Whether the work is about the safety of driving."""
        return self.finding is not None and self.finding.safety


def content_of(order: WorkOrder) -> list[DraftItem]:
    """Everything on the order that waits for the customer's word, in the order of the paper."""
    offers = list(
        order.offers.standing()
        .select_related("finding", "operation")
        .prefetch_related("lines")
        .order_by("pk")
    )
    items: list[DraftItem] = []
    for job in waiting_jobs(order):
        group = _next(items)
        items.append(job_item(job, group))
        items += [offer_item(o, group, items[-1].heading) for o in offers if o.job_id == job.pk]
    for offer in (o for o in offers if o.job_id is None and o.instead_of_id is None):
        group = _next(items)
        first = offer_item(offer, group)
        items.append(first)
        others = [o for o in offers if o.instead_of_id == offer.pk]
        items += [offer_item(o, group, first.heading) for o in others]
    return items


def _next(items: list[DraftItem]) -> int:
    return items[-1].group + 1 if items else 1


def job_item(job: Job, group: int) -> DraftItem:
    """A job with the lines it has now."""
    finding, statement = job.finding, job.statement
    heading = finding.text if finding else statement.text if statement else ""
    labour = [
        DraftLine(
            LineKind.LABOUR,
            line.description,
            line.hours,
            line.unit_price,
            line.amount,
            line.vat_rate,
            line.payer,
            source=line,
            share=_share(line),
        )
        for line in job.labour_lines.order_by("pk").prefetch_related("splits")
    ]
    parts = [
        DraftLine(
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
            source=line,
            share=_share(line),
        )
        for line in job.part_lines.order_by("pk").prefetch_related("splits")
    ]
    return DraftItem(
        group,
        job.name,
        heading,
        job=job,
        finding=finding,
        operation_id=job.operation_id,
        lines=labour + parts,
    )


def _share(line: LabourLine | PartLine) -> Decimal | None:
    """What the customer pays of a line several pay; None where one payer has all of it."""
    return share_of(line, Payer.CP) if line.splits.all() else None


def offer_item(offer: Offer, group: int, heading: str = "") -> DraftItem:
    """An offer with its lines."""
    finding = offer.finding
    return DraftItem(
        group,
        offer.name,
        finding.text if finding else heading,
        offer.option,
        offer=offer,
        job=offer.job,
        finding=finding,
        operation_id=offer.operation_id,
        lines=[_offered(line, offer.payer) for line in offer.lines.all()],
    )


def _offered(line: OfferLine, payer: str) -> DraftLine:
    return DraftLine(
        line.kind,
        line.name,
        line.quantity,
        line.unit_price,
        line.amount,
        line.vat_rate,
        payer,
        line.part_id,
        line.code,
        line.brand,
        line.part_kind,
    )


def total_of(items: list[DraftItem]) -> Decimal:
    """What the customer pays for the first way of everything."""
    firsts = {item.group: item for item in reversed(items)}
    return sum((item.due for item in firsts.values()), ZERO)


def key_of(items: list[DraftItem]) -> str:
    """The print of the content: equal while nothing of it was changed."""
    told = [
        [
            item.group,
            item.name,
            item.option,
            item.job.pk if item.job else None,
            item.offer.pk if item.offer else None,
            [
                [
                    line.kind,
                    line.name,
                    line.code,
                    line.part_kind,
                    f"{line.quantity.normalize():f}",
                    f"{line.unit_price:.2f}",
                    line.payer if line.share is None else f"{line.payer} {line.share:.2f}",
                ]
                for line in item.lines
            ],
        ]
        for item in items
    ]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def text_of(
    order: WorkOrder, number: str, items: list[DraftItem], valid_until: dt.datetime, note: str
) -> str:
    """Word for word what the customer is shown; always in Chinese, as the papers are."""
    with override("zh-hans"):
        visit = order.visit
        told = [
            _("报价单 %(number)s") % {"number": number},
            _("车牌 %(plate)s　车型 %(model)s")
            % {"plate": visit.plate_no or _("无牌"), "model": visit.vehicle.model.name},
        ]
        many = {i.group for i in items if sum(o.group == i.group for o in items) > 1}
        for item in items:
            told += _item_words(item, choice=item.group in many)
        told += [
            _("客户应付合计 %(sum)s（含税，按各项第一方案）")
            % {"sum": money_text(total_of(items))},
            _("有效期至 %(until)s") % {"until": f"{local(valid_until):%Y-%m-%d %H:%M}"},
        ]
        return "\n".join([*told, note] if note else told)


def _item_words(item: DraftItem, *, choice: bool) -> list[str]:
    name = f"{item.group}. {item.name}"
    if choice:
        name += f"【{item.option or _('原方案')}】"
    words = [_("客户陈述/检查发现：%(text)s") % {"text": item.heading}] if item.heading else []
    words.append(name + (_("（影响行车安全）") if item.safety else ""))
    for line in item.lines:
        what = str(PartKind(line.part_kind).label) if line.part_kind else _("工时")
        words.append(
            f"　{what} {line.name} {line.code} {quantity_text(line.quantity)} ×"
            f" {money_text(line.unit_price)} = {money_text(line.amount)}{_payer_words(line)}"
        )
    words.append(_("　小计 %(sum)s") % {"sum": money_text(item.due)})
    return words


def _payer_words(line: DraftLine) -> str:
    """Who pays a line when it is not the customer alone."""
    if line.share is not None:
        return _("（其中客户付 %(share)s）") % {"share": money_text(line.share)}
    return f"（{Payer(line.payer).label}）" if line.payer not in {"", Payer.CP} else ""
