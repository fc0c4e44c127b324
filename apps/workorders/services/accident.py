"""The path of an accident: case and teardown authority, rounds of assessment."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from apps.core.figures_text import money_text
from apps.core.files import check_image, store_image
from apps.core.money import ZERO
from apps.core.refusals import Refused
from apps.core.services import lock, lock_all, service
from apps.core.transitions import follow, perform, record
from apps.workorders.choices import (
    JobState,
    Medium,
    Payer,
    WaitingCause,
    WorkClass,
)
from apps.workorders.machines import ASSESSMENT, JOB
from apps.workorders.models import AccidentFile, Assessment, Job
from apps.workorders.models.order import IN_WORKSHOP, OPEN
from apps.workorders.path_choices import RoundState
from apps.workorders.permissions import Perm
from apps.workorders.services.insured import apportion, take_terms
from apps.workorders.services.more_to_pay import Word
from apps.workorders.services.orders import move_promise
from apps.workorders.services.waiting import block, close_hold, unblock

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Sequence

    from django.core.files.uploadedfile import UploadedFile

    from apps.core.actor import Actor
    from apps.org.access import Access
    from apps.workorders.models import WorkOrder

MOST = Decimal(10_000_000)
PHOTO = "assessment"


@service
def open_case(
    *,
    by: Access,
    order: WorkOrder,
    version: int | None,
    side: str,
    insurer: str,
    report_no: str,
    surveyor: str = "",
) -> AccidentFile:
    """The order belongs to one case of one insurer (报案号).

    Refused when another order of the visit has the same number: each case has an order of its own.
    """
    order = lock(order, version)
    by.require(Perm.CHANGE_WORKORDER, order)
    if order.work_class != WorkClass.ACCIDENT:
        raise Refused(_("只有事故工单登记报案号。"))
    if order.state not in OPEN:
        raise Refused(_("工单已结算，不能再改报案号。"))
    number = report_no.strip().upper()
    if not number or not insurer.strip():
        raise ValidationError({"report_no": _("请填写保险公司和报案号。")})
    twins = AccidentFile.objects.filter(order__visit=order.visit_id, report_no=number)
    if twins.exclude(order=order).exists():
        raise Refused(_("同次进店的另一张工单已用这个报案号。"), field="report_no")
    found = AccidentFile.objects.filter(order=order).first() or AccidentFile(order=order)
    found.side, found.insurer, found.report_no = side, insurer.strip(), number
    found.surveyor = surveyor.strip()
    found.save()
    return found


@service
def authorise_teardown(
    *,
    by: Access,
    order: WorkOrder,
    version: int | None,
    name: str,
    medium: str,
    teardown_jobs: Collection[int] = (),
) -> AccidentFile:
    """The customer agreed that the car is taken apart (拆检授权); these jobs are the teardown."""
    order = lock(order, version)
    by.require(Perm.AUTHORISE_WORKORDER, order)
    found = AccidentFile.objects.filter(order=order).first()
    if found is None:
        raise Refused(_("请先登记保险公司和报案号。"))
    if not name.strip():
        raise ValidationError({"name": _("请填写授权人。")})
    found.teardown_by, found.teardown_medium = name.strip(), medium
    found.teardown_at = by.now
    found.save()
    for job in lock_all(order.jobs.filter(pk__in=teardown_jobs)):
        job.teardown = True
        job.save()
    return found


def hold_for_assessment(order: WorkOrder, *, by: Actor) -> None:
    """Work of a just authorised accident waits for its round; the teardown does not."""
    if order.work_class != WorkClass.ACCIDENT or not hasattr(order, "accident"):
        return
    for job in lock_all(order.jobs.filter(state=JobState.PENDING, teardown=False)):
        job.order = order
        block(job, WaitingCause.INSURER, by=by, note=_("待定损"))


@service
def ask_assessment(
    *,
    by: Access,
    order: WorkOrder,
    version: int | None,
    jobs: Collection[int],
    scope: str = "",
    photos: Sequence[UploadedFile] = (),
) -> Assessment:
    """A round is asked of the insurer for these jobs, at their price; they wait for it."""
    for photo in photos:
        check_image(photo)
    order = lock(order, version)
    by.require(Perm.CHANGE_WORKORDER, order)
    if not hasattr(order, "accident"):
        raise Refused(_("请先登记保险公司和报案号。"))
    if order.state not in IN_WORKSHOP:
        raise Refused(_("工单尚未授权或已经完工，不能申报定损。"))
    chosen = lock_all(order.jobs.filter(pk__in=jobs, teardown=False).unfinished())
    if not chosen:
        raise ValidationError({"jobs": _("请选择要申报的项目。")})
    taken = [job for job in chosen if job.assessment_id]
    if taken:
        raise Refused(_("“%(name)s”已在别的轮次申报。") % {"name": taken[0].name}, field="jobs")
    last = order.assessments.aggregate(last=Max("number"))["last"] or 0
    found = Assessment(order=order, store=order.store, number=last + 1, scope=scope.strip())
    found.asked_by, found.asked_at = by.person, by.now
    found.asked_amount = sum((_price(job) for job in chosen), ZERO)
    found.save()
    record(found, "ask", "", found.state, by=by)
    for photo in photos:
        store_image(by, photo, owner=found, kind=PHOTO)
    for job in chosen:
        job.order, job.assessment = order, found
        job.save()
        block(job, WaitingCause.INSURER, by=by, note=str(found))
    return found


@service
def record_assessment(
    *,
    by: Access,
    round_: Assessment,
    version: int | None,
    reference: str,
    labour_amount: Decimal,
    parts_amount: Decimal,
    note: str = "",
) -> Assessment:
    """What the insurer allows for a round, with its number (核定金额、定损单号)."""
    lock(round_.order)
    round_ = lock(round_, version)
    if not reference.strip():
        raise ValidationError({"reference": _("请填写定损单号。")})
    for name, amount in (("labour_amount", labour_amount), ("parts_amount", parts_amount)):
        if not amount.is_finite() or not 0 <= amount <= MOST:
            raise ValidationError({name: _("金额不合理，请核对。")})
    round_.reference, round_.note = reference.strip(), note.strip()
    round_.labour_amount, round_.parts_amount = labour_amount, parts_amount
    round_.assessed_at = by.now
    perform(ASSESSMENT, round_, "assess", by=by)
    return round_


@service
def agree_assessment(
    *,
    by: Access,
    round_: Assessment,
    version: int | None,
    name: str,
    medium: str,
    promised_at: dt.datetime | None = None,
) -> Assessment:
    """The customer agrees to repair what the round allows: its jobs go to the workshop.

    The insurer is billed for what it allows, the customer, who says yes to it here, for the rest.
    With the last open round the promise is no longer 待定损: a time must be given.
    """
    order = lock(round_.order)
    round_ = lock(round_, version)
    if not name.strip():
        raise ValidationError({"name": _("请填写授权人。")})
    if medium not in Medium.values:
        raise ValidationError({"medium": _("请选择授权方式。")})
    others = order.assessments.open().exclude(pk=round_.pk).exists()
    if promised_at is None and order.promised_at is None and not others:
        raise ValidationError({"promised_at": _("定损已全部授权：请给客户承诺交车时间。")})
    round_.agreed_name, round_.agreed_medium = name.strip(), medium
    round_.agreed_at = by.now
    perform(ASSESSMENT, round_, "agree", by=by)
    _bill_insurer(by, order, round_)
    if promised_at is not None and promised_at != order.promised_at:
        move_promise(by, order, promised_at, str(round_), True)
        order.save()
    for job in lock_all(round_.jobs.all()):
        job.order, job.assessment = order, round_
        unblock(job, WaitingCause.INSURER, by=by, event="round_agreed")
    return round_


def _bill_insurer(by: Access, order: WorkOrder, round_: Assessment) -> None:
    """The insured lines are divided by what the rounds allow."""
    if not order.buckets.filter(payer=Payer.INS).exists():
        return
    take_terms(order, round_)
    told = _("%(round)s：保险核定工时 %(labour)s、材料 %(parts)s，超出部分由客户承担。") % {
        "round": round_,
        "labour": money_text(round_.labour_amount),
        "parts": money_text(round_.parts_amount),
    }
    word = Word(round_.agreed_medium, round_.agreed_name, told, beside="name")
    apportion(by, order, word=word)


@service
def dispute_assessment(
    *, by: Access, round_: Assessment, version: int | None, reason: str
) -> Assessment:
    """Shop or customer do not accept what was allowed: the insurer is asked again."""
    lock(round_.order)
    round_ = lock(round_, version)
    round_.note = reason.strip()[:300] or round_.note
    perform(ASSESSMENT, round_, "dispute", by=by, reason=reason)
    return round_


def drop_open_jobs(order: WorkOrder, *, by: Actor, cause: str) -> None:
    """Jobs of a locked order that are not done are dropped; Refused while a part is out."""
    for job in lock_all(order.jobs.all().unfinished()):
        job.order = order
        close_hold(job, by=by, event=cause)
        job.waiting_cause = ""
        follow(JOB, job, "drop", by=by, cause=cause)


def _price(job: Job) -> Decimal:
    labour = sum((line.amount for line in job.labour_lines.all()), ZERO)
    return labour + sum((line.amount for line in job.part_lines.all()), ZERO)


def covered_amount(round_: Assessment) -> Decimal:
    """What the insurer allows of a round."""
    return round_.labour_amount + round_.parts_amount if round_.state != RoundState.ASKED else ZERO
