"""Claims on the manufacturer: a draft for each warranty bill, and what became of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from aftersales.demo.floor import minutes
from aftersales.demo.stays import Stage
from apps.warranty.choices import Answer, ClaimKind, ClaimState, LineKind
from apps.warranty.models import Claim, ClaimLine, ClaimRequest
from apps.workorders.models import LabourLine, Receivable

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

    from aftersales.demo.asking import Asking
    from aftersales.demo.people import Shop
    from aftersales.demo.records import Records
    from aftersales.demo.rows import Rows
    from aftersales.demo.stays import Stay
    from aftersales.demo.till import Till
    from apps.org.models import Staff

S = ClaimState
SUBMIT_DAYS = 30
OWN_LIMIT = Decimal(1000)  # yuan an appraiser judges alone
MANAGER_LIMIT = Decimal(5000)  # yuan a service manager approves
CAUSES = ("零件早期失效，非人为损坏", "密封件老化渗漏，属制造原因", "内部元件性能下降，按标准更换")
FRESH = (S.DRAFT, S.DRAFT, S.JUDGED, S.REVIEWED, S.SUBMITTED)  # states of the last ten days
ACCEPTED_SHARE, PARTLY_SHARE = 0.9, 0.06


@dataclass
class Claims:
    """What the warranty room works with."""

    rows: Rows
    records: Records
    chance: Random
    now: dt.datetime
    till: Till
    asking: Asking

    def draft_all(self, stays: Iterable[Stay]) -> None:
        """Each finished order with lines the manufacturer pays has a claim."""
        labour: dict[int, LabourLine] = {line.job_id: line for line in self.rows.of(LabourLine)}
        self.owed = {r.order_id: r for r in self.rows.of(Receivable)}
        for number, stay in enumerate(s for s in stays if s.payer in ClaimKind.values and s.done):
            self._draft(stay, labour, number)

    def _draft(self, stay: Stay, labour: dict[int, LabourLine], number: int) -> None:
        order, ended = stay.order, stay.order.ready_at
        if ended is None or not order.total:
            return
        codes = [line.code for task in stay.tasks for line in task.parts]
        claim = Claim(
            number=self.records.number("SP", order.store, ended),
            kind=stay.payer,
            order=order,
            vehicle=stay.car.vehicle,
            store=order.store,
            unit=order.unit,
            complaint=stay.said,
            correction="；".join(task.job.name for task in stay.tasks),
            causal_part=codes[0] if codes else "",
            odometer_km=stay.km,
            opened_at=ended,
            repair_ended_at=ended,
            submit_by=ended + dt.timedelta(days=SUBMIT_DAYS),
            claimed=order.total,
        )
        self.rows.add(claim)
        lines = [line for task in stay.tasks for line in self._lines(claim, task.job.pk, labour)]
        for task in stay.tasks:
            for part in task.parts:
                line = ClaimLine(claim=claim, part_line=part, kind=LineKind.PARTS)
                line.code, line.name = part.code, part.name
                line.quantity, line.claimed = part.quantity, part.amount
                lines.append(self.rows.add(line))
        self.records.change(claim, "draft", "", S.DRAFT, at=ended, by=None, cause="ready")
        self._go_on(stay, claim, lines, self._target(stay, number))

    def _lines(self, claim: Claim, job_id: int, labour: dict[int, LabourLine]) -> list[ClaimLine]:
        source = labour[job_id]
        line = ClaimLine(
            claim=claim,
            labour_line=source,
            kind=LineKind.LABOUR,
            name=source.description,
            quantity=source.hours,
            claimed=source.amount,
        )
        return [self.rows.add(line)]

    def _target(self, stay: Stay, number: int) -> str:
        """How far a claim has got: fresh ones wait everywhere, old ones are closed."""
        ready = stay.order.ready_at or self.now
        if stay.stage < Stage.SETTLED:
            return S.DRAFT
        age = self.now - ready
        if age < dt.timedelta(days=12):
            wanted = FRESH[number % len(FRESH)]
            above = stay.order.total > OWN_LIMIT
            return S.PENDING if above and wanted == S.JUDGED else wanted
        if age < dt.timedelta(days=20):
            return S.SUBMITTED
        chance = self.chance.random()
        if chance < ACCEPTED_SHARE:
            return S.ACCEPTED if age < dt.timedelta(days=30) else S.CREDITED
        return S.PARTLY if chance < ACCEPTED_SHARE + PARTLY_SHARE else S.REJECTED

    def _go_on(self, stay: Stay, claim: Claim, lines: list[ClaimLine], target: str) -> None:
        """Step by step to the state it has."""
        if target == S.DRAFT:
            return
        shop, moment = stay.shop, claim.opened_at + minutes(20)
        appraiser = shop.one("warranty_appraiser")
        claim.cause, claim.judgement = self.chance.choice(CAUSES), "属保修范围"
        claim.judged_by = appraiser
        if claim.claimed > OWN_LIMIT:
            self._step(claim, "ask", S.PENDING, moment, appraiser)
            request = self._ask(claim, shop, min(moment, self.now))
            if target == S.PENDING:
                return
            manager = shop.one(request.asked_of.code)
            self.asking.approve(request, by=manager, at=min(moment + minutes(15), self.now))
            claim.decided_by = manager
            self._step(claim, "approve", S.APPROVED, moment + minutes(15), manager)
        else:
            self._step(claim, "judge", S.JUDGED, moment, appraiser)
        if target == S.JUDGED:
            return
        claim.reviewed_by = shop.one("front_desk_supervisor")
        self._step(claim, "review", S.REVIEWED, moment + minutes(25), claim.reviewed_by)
        if target == S.REVIEWED:
            return
        self._submit(claim, lines, target, shop, moment + minutes(30))

    def _ask(self, claim: Claim, shop: Shop, moment: dt.datetime) -> ClaimRequest:
        request = ClaimRequest(claim=claim, amount=claim.claimed, reason=claim.judgement)
        request.own_limits = {"claim_cny": str(OWN_LIMIT)}
        appraiser = shop.one("warranty_appraiser")
        above = "service_manager" if claim.claimed <= MANAGER_LIMIT else "general_manager"
        return self.asking.ask("claim", request, of=above, shop=shop, by=appraiser, at=moment)

    def _submit(
        self,
        claim: Claim,
        lines: list[ClaimLine],
        target: str,
        shop: Shop,
        moment: dt.datetime,
    ) -> None:
        appraiser = shop.one("warranty_appraiser")
        claim.oem_number = f"KW{moment:%y%m}{self.chance.randrange(10**6):06d}"
        claim.submissions, claim.submitted_at = 1, moment
        self._step(claim, "submit", S.SUBMITTED, moment, appraiser)
        if target == S.SUBMITTED:
            return
        self._answer(claim, lines, target, shop, moment)

    def _answer(
        self,
        claim: Claim,
        lines: list[ClaimLine],
        target: str,
        shop: Shop,
        moment: dt.datetime,
    ) -> None:
        appraiser, cashier = shop.one("warranty_appraiser"), shop.one("cashier")
        answered = moment + dt.timedelta(days=self.chance.randint(7, 14))
        answer = target if target in (S.PARTLY, S.REJECTED) else S.ACCEPTED
        for index, line in enumerate(lines):
            whole = answer == S.ACCEPTED or (answer == S.PARTLY and index)
            line.answer = Answer.ACCEPTED if whole else Answer.REJECTED
            line.approved = line.claimed if whole else Decimal(0)
            line.reason = "" if whole else "不符合索赔条件"
        claim.approved = sum((line.approved for line in lines), Decimal(0))
        claim.first_answer, claim.first_answer_at = answer, answered
        action = {S.ACCEPTED: "accept", S.PARTLY: "accept_partly", S.REJECTED: "reject"}
        self._step(claim, action[S(answer)], answer, answered, appraiser)
        if target == S.CREDITED:
            self._credit(claim, cashier, answered + dt.timedelta(days=8))

    def _credit(self, claim: Claim, cashier: Staff, moment: dt.datetime) -> None:
        """The money came in and is booked; the claim is closed."""
        claim.credited = claim.approved
        claim.credited_at = claim.closed_at = moment
        self.till.collect(self.owed[claim.order_id], cashier, moment)
        self._step(claim, "credit", S.CREDITED, moment, cashier)
        self._step(claim, "close", S.CLOSED, moment, cashier)

    def _step(self, claim: Claim, action: str, after: str, moment: dt.datetime, by: Staff) -> None:
        moment = min(moment, self.now)
        self.records.change(claim, action, claim.state, after, at=moment, by=by)
        claim.state = after
