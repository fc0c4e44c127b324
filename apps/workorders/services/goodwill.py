"""Goodwill on a job: the shares of maker, store and customer, with who answers for them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.core.figures_text import money_text
from apps.core.money import ZERO, to_fen
from apps.core.refusals import Denied, Refused
from apps.core.services import lock, service
from apps.core.transitions import follow, perform
from apps.org.services.asking import ask, decide, own_limits
from apps.workorders import pricing
from apps.workorders.approvals import GOODWILL
from apps.workorders.choices import JobState, Payer, WaitingCause
from apps.workorders.following import refresh_totals
from apps.workorders.machines import REFUSAL
from apps.workorders.models import Goodwill, GoodwillRequest, PayerRefusal
from apps.workorders.permissions import Perm
from apps.workorders.services.more_to_pay import Word, note_changes, paid_by
from apps.workorders.services.payers import open_order
from apps.workorders.services.redividing import divide, give_to, lines_of, worth
from apps.workorders.services.waiting import unblock

if TYPE_CHECKING:
    from apps.org.access import Access
    from apps.org.models import Staff
    from apps.workorders.models import Job, WorkOrder
    from apps.workorders.shares import Charged


@dataclass(frozen=True)
class Wish:
    """Who shall bear how many percent, why, and the customer's word where they pay more."""

    maker: Decimal
    dealer: Decimal
    reason: str
    word: Word = Word()

    @property
    def customer(self) -> Decimal:
        """What is left for the customer."""
        return pricing.HUNDRED - self.maker - self.dealer

    @property
    def parts(self) -> list[tuple[str, Decimal]]:
        """Those who bear something, the customer last."""
        every = ((Payer.GWO, self.maker), (Payer.GWD, self.dealer), (Payer.CP, self.customer))
        return [(payer, share) for payer, share in every if share]


@service
def give_goodwill(
    *,
    by: Access,
    job: Job,
    version: int | None,
    maker_pct: Decimal,
    dealer_pct: Decimal,
    reason: str,
    medium: str = "",
    consented_by: str = "",
) -> Job:
    """Maker and store bear these percentages of a job: at once within one's limit, else asked.

    Raises ValidationError for percentages that make no sense, Refused without a reason, while
    another answer or the refusal of a payer is open, and without the customer's word where they
    would pay more than now.
    """
    order = open_order(by, job.order, version)
    by.require(Perm.GIVE_GOODWILL, order)
    job = lock(job)
    job.order = order
    if job.refusals.open().exists():
        raise Refused(_("这个项目的付款方已拒付：请在拒付记录里改由善意补偿付款。"))
    offer(by, job, Wish(maker_pct, dealer_pct, reason, Word(medium, consented_by.strip())))
    return job


def offer(by: Access, job: Job, wish: Wish, *, refusal: PayerRefusal | None = None) -> bool:
    """Carry a wish out on a locked job, or ask the line for it; True when it stands at once.

    For a refused job it is about the part nobody pays.
    """
    order: WorkOrder = job.order
    _check(wish)
    if job.goodwill_requests.pending().exists():
        raise Refused(_("这个项目的善意补偿申请还在等批复。"))
    amount = borne(job, wish, refusal)
    if not amount:
        raise Refused(_("这个项目没有金额可以补偿。"))
    limits = {"order_goodwill_cny": amount}
    held = [p for p in (Perm.GIVE_GOODWILL, Perm.APPROVE_GOODWILL) if by.allowed(order, [p])]
    if not held:
        raise Denied(Perm.GIVE_GOODWILL, order)
    if any(by.covers(perm, order, limits) for perm in held):
        _carry_out(job, wish, refusal, given_by=by.person, by=by)
        return True
    request = GoodwillRequest(
        job=job,
        store_id=order.store_id,
        refusal=refusal,
        maker_pct=wish.maker,
        dealer_pct=wish.dealer,
        customer_pct=wish.customer,
        amount=amount,
        reason=wish.reason,
        medium=wish.word.medium,
        consented_by=wish.word.name[:40],
    )
    ask(GOODWILL, request, by=by, own=own_limits(by.covering(held[0], order), limits))
    order.save()
    return False


def _check(wish: Wish) -> None:
    wrong: dict[str, str] = {}
    for name, share in (("maker_pct", wish.maker), ("dealer_pct", wish.dealer)):
        if not share.is_finite() or share < 0 or share != to_fen(share):
            wrong[name] = _("比例须在0到100之间，最多两位小数。")
    if not wrong and not ZERO < wish.maker + wish.dealer <= pricing.HUNDRED:
        wrong["dealer_pct"] = _("厂家与店端合计须大于0，不超过100%。")
    if wrong:
        raise ValidationError(wrong)
    if not wish.reason.strip():
        raise Refused(_("请填写善意补偿的原因。"), field="reason")


def borne(job: Job, wish: Wish, refusal: PayerRefusal | None) -> Decimal:
    """What maker and store would bear of a job, or of the part of it nobody pays."""
    whole = sum(
        (worth(x, wish.parts) if refusal else x.amount for x in _touched(job, refusal)),
        ZERO,
    )
    return pricing.percent_of(whole, wish.maker + wish.dealer)


def _carry_out(
    job: Job,
    wish: Wish,
    refusal: PayerRefusal | None,
    *,
    given_by: Staff,
    by: Access,
    approved_by: Staff | None = None,
) -> Goodwill:
    """The job's lines are split, and the record says who answers for it."""
    order: WorkOrder = job.order
    amount = borne(job, wish, refusal)
    lines = _touched(job, refusal)
    before = paid_by(lines)
    for line in lines:
        if refusal is None:
            divide(line, wish.parts)
        else:
            give_to(line, wish.parts)
    record = Goodwill.objects.filter(job=job).first() or Goodwill(job=job)
    record.order, record.store, record.at = order, order.store, by.now
    record.maker_pct, record.dealer_pct = wish.maker, wish.dealer
    record.customer_pct = wish.customer
    record.amount, record.reason = amount, wish.reason.strip()[:160]
    record.given_by, record.approved_by = given_by, approved_by
    record.save()
    note_changes(by, order, before, word=wish.word, reason=wish.reason)
    refresh_totals(order)
    if refusal is not None:
        _rebilled(by, job, refusal, own=approved_by is None)
    return record


def _touched(job: Job, refusal: PayerRefusal | None) -> list[Charged]:
    return [line for line in lines_of(job) if refusal is None or not line.payer]


def _rebilled(by: Access, job: Job, refusal: PayerRefusal, *, own: bool) -> None:
    """The refused job is paid out of goodwill: its work may go on."""
    refusal.new_payer = Payer.GWD if job.goodwill.get().dealer_pct else Payer.GWO
    refusal.decided_by, refusal.decided_at = by.person, by.now
    if own:
        perform(REFUSAL, refusal, "rebill", by=by)
    else:
        follow(REFUSAL, refusal, "goodwill", by=by, cause="goodwill approved")
    go_on(by, job)


def go_on(by: Access, job: Job) -> None:
    """The work of a job whose payer is known goes on, unless a finding waits for its answer."""
    if not job.findings.pending().exists():
        unblock(job, WaitingCause.APPROVAL, by=by, event="payer_agreed")


@service
def decide_goodwill(
    *, by: Access, request: GoodwillRequest, version: int | None, action: str, reason: str = ""
) -> GoodwillRequest:
    """The job's lines are split as asked, or stay as they are.

    Refused when the job came to cost more than what was asked for.
    """
    order = lock(request.job.order)
    job = lock(request.job)
    request = lock(request, version)
    job.order = order
    request.job = job
    decide(GOODWILL, request, action, by=by, reason=reason)
    if action == "approve":
        _approve(by, order, job, request)
    return request


def _approve(by: Access, order: WorkOrder, job: Job, request: GoodwillRequest) -> None:
    if order.settlements.standing().exists():
        raise Refused(_("已经有结算单，请先撤回结算单再改付款方。"))
    if job.state == JobState.CANCELLED:
        raise Refused(_("项目已经取消，不能再补偿：请不批准这份申请。"))
    refusal = lock(request.refusal) if request.refusal else None
    if refusal is not None:
        refusal.order = order
    word = Word(request.medium, request.consented_by, refusal.shown_text if refusal else "")
    wish = Wish(request.maker_pct, request.dealer_pct, request.reason, word)
    amount = borne(job, wish, refusal)
    if amount > request.amount:
        words = _("项目金额变了：现在须补偿 %(now)s，申请的是 %(asked)s，请重新申请。")
        facts = {"now": money_text(amount), "asked": money_text(request.amount)}
        raise Refused(words % facts)
    _carry_out(job, wish, refusal, given_by=request.requested_by, by=by, approved_by=by.person)
