"""What must be true before a step of the visit, each with its reason in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q, Sum
from django.utils.translation import gettext as _

from apps.workorders.choices import Closing, JobKind, JobState, PartKind, Payer
from apps.workorders.models import CheckIn, ClockEntry
from apps.workorders.models.job import UNFINISHED
from apps.workorders.models.order import IN_WORKSHOP
from apps.workorders.work_classes import HIGH_VOLTAGE_PERMIT, WHOLE

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.workorders.models import Finding, Job, Settlement, WorkOrder


# ----------------------------------------------------------------------------- the order


def checked_in(order: WorkOrder, by: Actor) -> str | None:
    """The car was walked round, with a reading or a reason for having none."""
    if not order.path.checkin:
        return None
    checkin = CheckIn.objects.filter(visit_id=order.visit_id).first()
    if checkin is None:
        return _("还没有环车检查记录：请先完成接车环检。")
    if checkin.rolled_back and not checkin.rollback_reason:
        return _("里程低于上次进店，须填写原因：请在环检单补写。")
    return None


def consented(order: WorkOrder, by: Actor) -> str | None:
    """The customer signed, or an internal approver answers for a cost centre."""
    if order.path.signature and order.signed_at is None:
        return _("客户尚未签字：请办理客户授权。")
    if order.path.approver and (order.internal_approver_id is None or not order.cost_centre):
        return _("内部工单须有审批人和成本中心：请在“内部审批”批准。")
    return None


def promised(order: WorkOrder, by: Actor) -> str | None:
    """A promised time was given."""
    if order.path.promise and order.promised_at is None:
        return _("还没有预交车时间：请先承诺交车时间。")
    return None


def has_job(order: WorkOrder, by: Actor) -> str | None:
    """There is something to do."""
    if not order.path.jobs or order.jobs.exclude(state=JobState.CANCELLED).exists():
        return None
    return _("工单上还没有维修项目：请先加项目。")


def every_line_has_payer(order: WorkOrder, by: Actor) -> str | None:
    """Somebody pays each line."""
    jobs = order.jobs.exclude(state=JobState.CANCELLED)
    if jobs.filter(labour_lines__payer="").exists() or jobs.filter(part_lines__payer="").exists():
        return _("有项目还没有选择付款方：请先逐行选择付款方。")
    return None


def needs_no_job(order: WorkOrder, by: Actor) -> str | None:
    """Work of this class may be finished without a job."""
    if order.path.jobs or order.jobs.filter(state__in=UNFINISHED).exists():
        return _("还有未完成的维修项目：请先完工或取消。")
    return None


def all_jobs_done(order: WorkOrder, by: Actor) -> str | None:
    """Every job is done or cancelled."""
    if order.jobs.filter(state__in=UNFINISHED).exists():
        return _("还有未完成的维修项目：请先完工或取消。")
    return None


def nothing_undone(order: WorkOrder, by: Actor) -> str | None:
    """No work was begun that would have to be charged, no clock runs, no part is out."""
    running = ClockEntry.objects.running().filter(Q(job__order=order) | Q(beside__job__order=order))
    if running.exists():
        return _("还有技师在打卡作业，请先停工。")
    if order.jobs.filter(state=JobState.DONE).exists():
        return _("已有完工项目，须结算后交车，不能取消：请办理结算，或终止维修。")
    if any(
        line.kept for job in order.jobs.all() for line in job.part_lines.select_related("demand")
    ):
        return _("已领的配件还没有退回：请先退料。")
    return None


def findings_answered(order: WorkOrder, by: Actor) -> str | None:
    """The customer answered every finding."""
    if order.findings.pending().exists():
        return _("有增项还没有客户答复：请先登记答复。")
    return None


def buckets_closed(order: WorkOrder, by: Actor) -> str | None:
    """There is a settlement and each payer's part of it is closed."""
    settlement = order.settlements.standing().first()
    if settlement is None:
        return _("还没有结算单：请先准备结算。")
    return every_bucket_closed(settlement, by)


def gate_pass_issued(order: WorkOrder, by: Actor) -> str | None:
    """A valid gate pass exists."""
    if order.gate_passes.filter(voided_at=None, purpose="delivery").exists():
        return None
    return _("还没有开出门条：请办理交车放行。")


def old_parts_chosen(order: WorkOrder, by: Actor) -> str | None:
    """The customer decided about the replaced parts."""
    return None if order.old_parts else _("还没有选择旧件处理方式：请与客户确认。")


def certificate_ready(order: WorkOrder, by: Actor) -> str | None:
    """The completion certificate exists where the repair class asks for it."""
    if order.needs_certificate and not order.certificate_no:
        return _("这类维修须有竣工出厂合格证：请先终检合格。")
    return None


def comebacks_judged(order: WorkOrder, by: Actor) -> str | None:
    """What sounds like an earlier repair has its word before the customer is asked to pay."""
    found = list(order.comebacks.all())
    if not found:
        return None
    if any(row.state in row.OPEN for row in found):
        return _("有疑似返修还没有判定，请先判定责任，再收客户的钱。")
    ours = {row.statement_id for row in found if not row.chargeable}
    jobs = order.jobs.filter(statement_id__in=ours).exclude(state=JobState.CANCELLED)
    paid = Q(labour_lines__payer=Payer.CP) | Q(part_lines__payer=Payer.CP)
    if jobs.filter(paid).exists():
        return _("判定为返修责任的项目不能由客户自费，请改付款方。")
    return None


# ------------------------------------------------------------------------------- the job


def order_in_workshop(job: Job, by: Actor) -> str | None:
    """The order is authorised and not finished."""
    if job.order.state in IN_WORKSHOP:
        return None
    return _("工单尚未授权或已经完工：请先办理授权。")


def order_authorised(job: Job, by: Actor) -> str | None:
    """The customer agreed to the order."""
    return None if job.order.authorised_at else _("工单尚未授权：请先办理客户授权。")


def order_ready(job: Job, by: Actor) -> str | None:
    """The car is finished and not settled."""
    return None if job.order.state == "ready" else _("工单不在“已完工”：请先完成全部项目。")


def has_technician(job: Job, by: Actor) -> str | None:
    """Somebody is assigned, and the shares add up."""
    share = job.assignments.aggregate(sum=Sum("share"))["sum"]
    if share is None:
        return _("还没有指派技师：请先派工。")
    return None if share == WHOLE else _("分工比例合计须为100%：请调整分工。")


def plate_confirmed(job: Job, by: Actor) -> str | None:
    """A technician compared plate and items with the car."""
    return None if job.confirmed_at else _("请先核对车牌与项目。")


def high_voltage_safe(job: Job, by: Actor) -> str | None:
    """High-voltage work has permits, a second person and a recorded isolation."""
    if not job.high_voltage:
        return None
    why = permits_held(job, by)
    if why:
        return why
    if job.order.quarantines.standing().exists():
        return _("电池已隔离，请先由另一人解除隔离，再开始作业。")
    if job.guardian_id is None or job.guardian_id in job.workers():
        return _("高压作业须有另一人监护：请先登记监护人。")
    return None if job.isolated_at else _("高压作业须先断电、挂牌、验电并记录：请先登记断电验电。")


def high_voltage_restored(job: Job, by: Actor) -> str | None:
    """What was switched off is switched on again, in presence of the second person."""
    if job.lockouts.standing().exists():
        return _("高压还没有恢复供电：请先拆牌、测绝缘，由监护人确认。")
    return None


def permits_held(job: Job, by: Actor) -> str | None:
    """Every technician of a high-voltage job holds a valid permit."""
    if not (job.high_voltage or job.kind == JobKind.HIGH_VOLTAGE):
        return None
    today = by.now.date()
    for part in job.assignments.select_related("staff"):
        permits = part.staff.permits.filter(permit=HIGH_VOLTAGE_PERMIT, valid_until__gte=today)
        if not permits.exists():
            return _("%(name)s没有有效的高压作业证：请改派有证的技师。") % {"name": part.staff.name}
    return None


def clocks_off(job: Job, by: Actor) -> str | None:
    """Nobody's clock runs on the job."""
    if ClockEntry.objects.running().on(job).exists():
        return _("还有技师在这个项目上打卡，请先停工。")
    return None


def parts_accounted(job: Job, by: Actor) -> str | None:
    """What the store gave was fitted or brought back: issued − returned = fitted."""
    lines = job.part_lines.exclude(part_kind=PartKind.CUSTOMER_SUPPLIED).select_related("demand")
    for line in lines:
        if line.kept != line.fitted_quantity:
            return _("配件“%(name)s”领用与装车数量不符：请退料或补登装车。") % {"name": line.name}
        if line.fitted_quantity != line.quantity:
            return _("配件“%(name)s”还没有全部装车：请先装车并登记。") % {"name": line.name}
    return None


def parts_brought_back(job: Job, by: Actor) -> str | None:
    """No part of a job to be cancelled is still out of the store."""
    if any(line.kept for line in job.part_lines.select_related("demand")):
        return _("已领的配件还没有退回：请先退料。")
    return None


def no_open_finding(job: Job, by: Actor) -> str | None:
    """Nothing found on the job waits for the customer."""
    return _("有增项还没有客户答复：请先登记答复。") if job.findings.pending().exists() else None


def one_check_enough(job: Job, by: Actor) -> str | None:
    """The class of the order asks for one check after the self-check."""
    return None if job.order.path.one_check else _("这类工单须先组检再终检：请先由班组长检验。")


def leader_level_due(job: Job, by: Actor) -> str | None:
    """The class of the order has a check by the team leader of its own."""
    return _("这类工单只需一次检验：请直接终检。") if job.order.path.one_check else None


def final_level_due(job: Job, by: Actor) -> str | None:
    """The final check comes after the leader's where the class has both."""
    if job.state == JobState.LEADER_CHECKED or job.order.path.one_check:
        return None
    return _("须先由班组长检验：请先完成组检。")


# ------------------------------------------------------- the finding and the settlement


def order_open(finding: Finding, by: Actor) -> str | None:
    """The order can still take work."""
    if finding.order.state in IN_WORKSHOP:
        return None
    return _("工单已不在维修中，不能再答复增项：请另开工单。")


def answer_recorded(finding: Finding, by: Actor) -> str | None:
    """Who answered, how, and to which words."""
    if finding.medium and finding.decided_by_customer_name and finding.shown_text:
        return None
    return _("须记录沟通方式、答复人和告知内容：请补齐。")


def refusal_explained(finding: Finding, by: Actor) -> str | None:
    """Why the customer does not want the work now."""
    return None if finding.reason else _("请填写不做的原因。")


def every_bucket_closed(settlement: Settlement, by: Actor) -> str | None:
    """Each payer paid, was posted to receivables, owes nothing, or is left open with a reason."""
    if settlement.buckets.filter(closing="", held_reason="").exists():
        return _("还有付款方没有结清或转应收：请先收款或转应收。")
    return None


def order_finished(settlement: Settlement, by: Actor) -> str | None:
    """The order is ready and no finding is open."""
    if settlement.order.state != "ready":
        return _("工单还没有完工：请先完成全部项目。")
    return comebacks_judged(settlement.order, by) or findings_answered(settlement.order, by)


def nothing_to_collect(settlement: Settlement, by: Actor) -> str | None:
    """The class has no cashier and the total is zero."""
    if not settlement.order.path.cashier and settlement.due == 0:
        return every_bucket_closed(settlement, by)
    return _("须由收银员结算：请交收银台。")


def not_delivered(settlement: Settlement, by: Actor) -> str | None:
    """The car has not left."""
    if settlement.order.delivered_at is not None:
        return _("车辆已交付，不能冲销结算：请申请退款。")
    return None


def money_given_back(settlement: Settlement, by: Actor) -> str | None:
    """Nothing paid and no receivable is left on it."""
    if settlement.buckets.filter(paid__gt=0).exists():
        return _("请先退还已收的款项。")
    if settlement.buckets.filter(
        closing=Closing.RECEIVABLE, receivable__open_amount__gt=0
    ).exists():
        return _("请先冲销应收账款。")
    return None
