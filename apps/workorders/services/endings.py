"""Repairs that do not go on as agreed: a payer refuses, or the order ends half way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.core.money import ZERO
from apps.core.refusals import Refused
from apps.core.services import constraint_words, lock, service
from apps.core.transitions import follow, perform, record
from apps.org.services.asking import drop
from apps.workorders import path_guards
from apps.workorders.approvals import GOODWILL as GOODWILL_ASKED
from apps.workorders.choices import JobState, Medium, Payer, WaitingCause
from apps.workorders.following import follow_jobs, refresh_totals
from apps.workorders.machines import JOB, REFUSAL
from apps.workorders.models import Ending, PayerRefusal
from apps.workorders.models.order import IN_WORKSHOP
from apps.workorders.models.split import HUNDRED
from apps.workorders.path_choices import EndedBy
from apps.workorders.permissions import Perm
from apps.workorders.services.accident import drop_open_jobs
from apps.workorders.services.fees import charge_fees
from apps.workorders.services.goodwill import Wish, go_on, offer
from apps.workorders.services.lines import sane_price
from apps.workorders.services.more_to_pay import Word, note_changes, paid_by
from apps.workorders.services.orders import call_off
from apps.workorders.services.redividing import free, give_to, lines_of, paid_partly_by
from apps.workorders.services.waiting import BLOCKABLE, block, close_hold, lock_job

if TYPE_CHECKING:
    from decimal import Decimal

    from apps.org.access import Access
    from apps.workorders.models import Job, WorkOrder

REFUSING = (Payer.WAR, Payer.FSV, Payer.CAM, Payer.GWO, Payer.EXT, Payer.INS, Payer.PKG)
GOODWILL = (Payer.GWO, Payer.GWD)
NEW_PAYERS = (Payer.CP, *GOODWILL)


@service
def refuse_payer(
    *, by: Access, job: Job, version: int | None, payer: str, reason: str, reference: str = ""
) -> PayerRefusal:
    """Who should have paid a job does not (拒赔): before delivery its lines are an estimate again.

    The payer's part of the lines has nobody, so that nothing is settled before somebody has agreed
    to pay it; work that is not finished waits for the customer.
    """
    order, job = lock_job(job, version)
    by.require(Perm.CHANGE_PAYER, order)
    if order.delivered_at is not None or order.settled_at is not None:
        raise Refused(_("已结算或交车后不得再向客户收费：请在索赔单登记店内损失原因。"))
    if payer not in REFUSING:
        raise Refused(_("只有厂家、保险、延保或套餐付款的项目可以登记拒付。"), field="payer")
    if not reason.strip():
        raise ValidationError({"reason": _("请写明拒付原因。")})
    lines = paid_partly_by(job, payer)
    if not lines:
        raise Refused(_("这个项目没有由这个付款方承担的费用。"), field="payer")
    for line in lines:
        free(line, payer)
    row = PayerRefusal(order=order, job=job, store=order.store, payer=payer)
    row.reason, row.reference = reason.strip()[:300], reference.strip()
    row.refused_by, row.refused_at = by.person, by.now
    with constraint_words(refusal_one_open=_("这个项目已有一条未处理的拒付。")):
        row.save()
    record(row, "refuse", "", row.state, by=by)
    refresh_totals(order)
    if job.state in (*BLOCKABLE, JobState.WAITING):
        block(job, WaitingCause.APPROVAL, by=by, note=row.reason[:160])
    return row


@service
def rebill(
    *,
    by: Access,
    refusal: PayerRefusal,
    version: int | None,
    new_payer: str,
    medium: str,
    customer_name: str,
    shown_text: str,
    customer_pct: Decimal = ZERO,
) -> PayerRefusal:
    """Somebody else pays the refused part of a job, at that payer's prices.

    What falls on the customer is on record line by line, with the words they were told.  Goodwill
    stands at once within one's limit; beyond it the line is asked and the refusal stays open.
    """
    order, job = lock_job(refusal.job)
    refusal = lock(refusal, version)
    refusal.order = order
    by.require(Perm.AUTHORISE_WORKORDER, refusal)
    if new_payer not in NEW_PAYERS or new_payer == refusal.payer:
        raise Refused(_("请选择自费、厂家善意或店端补偿。"), field="new_payer")
    if medium not in Medium.values:
        raise Refused(_("请选择沟通方式。"), field="medium")
    _decide(by, refusal, medium, customer_name, shown_text)
    word = Word(medium, refusal.customer_name, refusal.shown_text, beside="customer_name")
    if new_payer in GOODWILL:
        refusal.new_payer = new_payer
        return _ask_goodwill(by, job, refusal, customer_pct, word)
    if job.goodwill_requests.pending().exists():
        raise Refused(_("这个项目的善意补偿申请还在等批复。"))
    refusal.new_payer = new_payer
    perform(REFUSAL, refusal, "rebill", by=by)
    lines = [line for line in lines_of(job) if not line.payer]
    before = paid_by(lines)
    for line in lines:
        give_to(line, [(new_payer, HUNDRED)])
    note_changes(by, order, before, word=word, reason=refusal.reason)
    refresh_totals(order)
    go_on(by, job)
    return refusal


def _ask_goodwill(
    by: Access, job: Job, refusal: PayerRefusal, customer_pct: Decimal, word: Word
) -> PayerRefusal:
    """The refused part is borne by goodwill, less what the customer agreed to bear."""
    if not customer_pct.is_finite() or not 0 <= customer_pct < HUNDRED:
        raise ValidationError({"customer_pct": _("比例须在0到100之间，最多两位小数。")})
    share = HUNDRED - customer_pct
    maker, dealer = (share, ZERO) if refusal.new_payer == Payer.GWO else (ZERO, share)
    if not offer(by, job, Wish(maker, dealer, refusal.reason, word), refusal=refusal):
        refusal.decided_by = refusal.decided_at = None
        refusal.save()
    return refusal


def _decide(by: Access, row: PayerRefusal, medium: str, name: str, text: str) -> None:
    wrong = {}
    if not name.strip():
        wrong["customer_name"] = _("请填写答复人。")
    if not text.strip():
        wrong["shown_text"] = _("请写明告知客户的内容。")
    if wrong:
        raise ValidationError(wrong)
    row.medium, row.customer_name, row.shown_text = medium, name.strip(), text.strip()
    row.decided_by, row.decided_at = by.person, by.now


@service
def reassemble(
    *,
    by: Access,
    refusal: PayerRefusal,
    version: int | None,
    medium: str,
    customer_name: str,
    shown_text: str,
    fee: Decimal = ZERO,
) -> PayerRefusal:
    """The customer does not want the refused job: it is dropped, the car put together for a fee."""
    order, job = lock_job(refusal.job)
    refusal = lock(refusal, version)
    refusal.order = order
    if job.state == JobState.DONE:
        raise Refused(_("这个项目已经完工：只能改由他人付款。"))
    _decide(by, refusal, medium, customer_name, shown_text)
    refusal.reassembly_fee = sane_price(fee)
    for request in job.goodwill_requests.pending():
        drop(GOODWILL_ASKED, lock(request), by=by, cause="reassembled")
    perform(REFUSAL, refusal, "reassemble", by=by)
    close_hold(job, by=by, event="reassembled")
    job.waiting_cause = ""
    follow(JOB, job, "drop", by=by, cause="reassemble")
    word = Word(medium, refusal.customer_name, refusal.shown_text)
    charge_fees(order, _("装复"), [(_("装复费"), fee)], payer=Payer.CP, by=by, word=word)
    refresh_totals(order)
    follow_jobs(order, by=by, cause="reassemble")
    return refusal


@service
def end_repair(
    *,
    by: Access,
    order: WorkOrder,
    version: int | None,
    decided_by: str,
    decider_name: str,
    medium: str,
    reason: str,
    reassembled_by: str,
    work_fee: Decimal = ZERO,
    diagnosis_fee: Decimal = ZERO,
    waived_reason: str = "",
) -> WorkOrder:
    """A repair under way ends by the customer's or a manager's decision (民法典 787).

    The car is put together again and parts are back; work done and diagnosis are settled like any
    order, or let off with a reason, and then the order is cancelled.
    """
    order = lock(order, version)
    by.require(Perm.CANCEL_WORKORDER, order)
    _may_end(order, by)
    facts = {
        "decided_by": decided_by,
        "decider_name": decider_name.strip(),
        "medium": medium,
        "reason": reason.strip()[:300],
        "reassembled_by": reassembled_by.strip(),
        "work_fee": sane_price(work_fee),
        "diagnosis_fee": sane_price(diagnosis_fee),
        "waived_reason": waived_reason.strip()[:160],
    }
    _complete(order, facts)
    Ending.objects.create(order=order, by=by.person, at=by.now, **facts)
    drop_open_jobs(order, by=by, cause="ended")
    fees = [(_("已完成作业"), work_fee), (_("检测诊断费"), diagnosis_fee)]
    word = Word(medium, decider_name.strip(), reason.strip())
    theirs = word if decided_by == EndedBy.CUSTOMER else None
    charge_fees(order, _("终止维修结算"), fees, payer=Payer.CP, by=by, word=theirs)
    if not order.jobs.filter(state=JobState.DONE).exists():
        order = type(order).objects.get(pk=order.pk)
        return call_off(by=by, order=order, version=None, action="cancel", reason=reason)
    refresh_totals(order)
    follow_jobs(order, by=by, cause="ended")
    return order


def _may_end(order: WorkOrder, by: Access) -> None:
    if order.state not in IN_WORKSHOP:
        raise Refused(_("只有在车间的工单需要终止维修：未开工的请直接取消，已完工的请结算。"))
    if order.jobs.filter(clock_entries__during__upper_inf=True).exists():
        raise Refused(_("还有技师在打卡作业：请先停工。"))
    for guard in (path_guards.car_here, path_guards.sublets_back):
        why = guard(order, by)
        if why:
            raise Refused(why)


def _complete(order: WorkOrder, facts: dict[str, object]) -> None:
    wrong: dict[str, str] = {}
    if facts["decided_by"] not in EndedBy.values:
        wrong["decided_by"] = _("请选择由谁决定。")
    if not facts["decider_name"]:
        wrong["decider_name"] = _("请填写决定人。")
    if not facts["reason"]:
        wrong["reason"] = _("请填写原因。")
    if not facts["reassembled_by"]:
        wrong["reassembled_by"] = _("请填写确认车辆已装复的人。")
    worked = order.jobs.filter(clock_entries__isnull=False).exclude(state=JobState.DONE).exists()
    free = not facts["work_fee"] and not facts["diagnosis_fee"]
    if worked and free and not facts["waived_reason"]:
        wrong["waived_reason"] = _("已经作业：请填写应收费用，或写明免收原因。")
    if wrong:
        raise ValidationError(wrong)
