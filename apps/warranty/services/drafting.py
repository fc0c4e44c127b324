"""The lines of an order that the manufacturer pays are a claim from the day the car is ready."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from apps.core.clock import business_day
from apps.core.models import Setting
from apps.core.money import ZERO
from apps.core.numbering import next_number
from apps.core.services import lock_all
from apps.core.transitions import follow, record
from apps.org.services.asking import drop
from apps.warranty.choices import ClaimKind, ClaimState, LineKind
from apps.warranty.machines import CLAIM, REQUEST
from apps.warranty.models import Claim, ClaimLine
from apps.workorders.billing import shares_of
from apps.workorders.following import kept_lines
from apps.workorders.handover import km_in
from apps.workorders.models import LabourLine

if TYPE_CHECKING:
    from decimal import Decimal

    from apps.core.actor import Actor
    from apps.workorders.models import PartLine, WorkOrder
    from apps.workorders.shares import Share

SUBMIT_DAYS = "warranty.submit_days"


@dataclass(frozen=True)
class Source:
    """A line of the order as the claim copies it; ``amount`` is the manufacturer's share of it."""

    line: LabourLine | PartLine
    kind: str
    code: str
    name: str
    quantity: Decimal
    amount: Decimal

    @property
    def key(self) -> tuple[str, int]:
        """What ties a claim line to it."""
        return self.kind, self.line.pk


def draft_claims(order: WorkOrder, *, by: Actor, cause: str) -> list[Claim]:
    """The claims of a locked order say what its lines say; nothing changes the second time.

    Runs as the event and asks no right.  A claim whose lines changed after it was judged is a
    draft again, one without lines is void; what was submitted stays as it was sent.
    """
    sources = _sources(order)
    known = {c.kind: c for c in lock_all(Claim.objects.filter(order=order))}
    done = []
    for kind in ClaimKind.values:
        mine = sources.get(kind, [])
        claim = known.get(kind)
        if claim is None and mine:
            claim = _open(order, kind, mine, by=by, cause=cause)
        elif claim is not None:
            _follow_lines(claim, order, mine, by=by, cause=cause)
        if claim is not None:
            done.append(claim)
    return done


def _sources(order: WorkOrder) -> dict[str, list[Source]]:
    found: dict[str, list[Source]] = {}
    labour, parts = kept_lines(order)
    for line in labour.select_related("job__operation").prefetch_related("splits"):
        code = line.job.operation.code if line.job.operation else ""
        for share in _claimed(line):
            source = Source(line, LineKind.LABOUR, code, line.description, line.hours, share.amount)
            found.setdefault(share.payer, []).append(source)
    for part in parts.order_by("-amount", "pk").prefetch_related("splits"):
        for share in _claimed(part):
            source = Source(part, LineKind.PARTS, part.code, part.name, part.quantity, share.amount)
            found.setdefault(share.payer, []).append(source)
    return found


def _claimed(line: LabourLine | PartLine) -> list[Share]:
    return [share for share in shares_of(line) if share.payer in ClaimKind.values]


def _open(order: WorkOrder, kind: str, mine: list[Source], *, by: Actor, cause: str) -> Claim:
    visit = order.visit
    ended = order.ready_at or by.now
    parts = [s for s in mine if s.kind == LineKind.PARTS]
    claim = Claim.objects.create(
        number=next_number("SP", order.store, by.now),
        kind=kind,
        order=order,
        vehicle_id=visit.vehicle_id,
        store_id=order.store_id,
        unit_id=order.unit_id,
        complaint="；".join(visit.statements.values_list("text", flat=True)),
        correction="；".join(dict.fromkeys(s.line.job.name for s in mine)),
        causal_part=parts[0].code if parts else "",
        odometer_km=km_in(order),
        opened_at=by.now,
        repair_ended_at=ended,
        submit_by=_deadline(order, ended),
        claimed=sum((s.amount for s in mine), ZERO),
    )
    for source in mine:
        _line(ClaimLine(claim=claim), source).save()
    record(claim, "draft", "", claim.state, by=by, cause=cause)
    return claim


def _deadline(order: WorkOrder, ended: dt.datetime) -> dt.datetime:
    days = int(Setting.objects.value(SUBMIT_DAYS, business_day(ended), order.store_id))
    return ended + dt.timedelta(days=days)


def _line(row: ClaimLine, source: Source) -> ClaimLine:
    row.kind, row.code, row.name = source.kind, source.code, source.name
    row.quantity, row.claimed = source.quantity, source.amount
    if isinstance(source.line, LabourLine):
        row.labour_line = source.line
    else:
        row.part_line = source.line
    return row


def _follow_lines(
    claim: Claim, order: WorkOrder, mine: list[Source], *, by: Actor, cause: str
) -> None:
    if not claim.editable and claim.state != ClaimState.VOID:
        return
    if not mine:
        if claim.state != ClaimState.VOID:
            claim.claimed = _replace(claim, mine)
            _drop_request(claim, by=by, cause=cause)
            follow(CLAIM, claim, "void", by=by, cause=cause)
        return
    if claim.state != ClaimState.VOID and not _differs(claim, mine):
        return
    claim.order = order
    claim.claimed = _replace(claim, mine)
    claim.repair_ended_at = order.ready_at or claim.repair_ended_at
    claim.submit_by = _deadline(order, claim.repair_ended_at)
    claim.judged_by = claim.decided_by = claim.reviewed_by = None
    if claim.state == ClaimState.DRAFT:
        claim.save()
    else:
        _drop_request(claim, by=by, cause=cause)
        follow(CLAIM, claim, "redraft", by=by, cause=cause)


def _drop_request(claim: Claim, *, by: Actor, cause: str) -> None:
    for request in lock_all(claim.requests.pending()):
        drop(REQUEST, request, by=by, cause=cause)


def _differs(claim: Claim, mine: list[Source]) -> bool:
    now = {s.key: (s.amount, s.quantity) for s in mine}
    then = {row.source_key: (row.claimed, row.quantity) for row in claim.lines.all()}
    return now != then


def _replace(claim: Claim, mine: list[Source]) -> Decimal:
    wanted = {s.key: s for s in mine}
    for row in claim.lines.all():
        source = wanted.pop(row.source_key, None)
        if source is None:
            row.delete()
        else:
            row.approved, row.answer, row.reason = ZERO, "", ""
            _line(row, source).save()
    for source in wanted.values():
        _line(ClaimLine(claim=claim), source).save()
    return sum((s.amount for s in mine), ZERO)
