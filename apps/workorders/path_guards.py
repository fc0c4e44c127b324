"""What must be true on the paths of the work classes, each reason saying what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.workorders.choices import JobState, Payer, WorkClass
from apps.workorders.models import LabourLine, PartLine
from apps.workorders.models.order import IN_WORKSHOP
from apps.workorders.path_choices import RoundState, StepState, TransferState

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.workorders.models import (
        Assessment,
        CarTransfer,
        Consult,
        Job,
        PayerRefusal,
        RouteStep,
        Sublet,
        WorkOrder,
    )


# ----------------------------------------------------------------------------- the order


def teardown_authorised(order: WorkOrder, by: Actor) -> str | None:
    """An accident's case is known and its teardown agreed before anything is taken apart."""
    if order.work_class != WorkClass.ACCIDENT:
        return None
    accident = getattr(order, "accident", None)
    if accident is None:
        return _("请先在“事故与定损”登记保险公司和报案号。")
    if accident.teardown_at is None:
        return _("请先在“事故与定损”取得客户的拆检授权。")
    return None


def costs_nothing(order: WorkOrder, by: Actor) -> str | None:
    """Work that has no cashier has no price."""
    if order.path.cashier or order.total == 0:
        return None
    return _("免费检测和洗车不收费：请把金额改为零，或另开一张收费工单。")


def sold_first(order: WorkOrder, by: Actor) -> str | None:
    """An accessory is sold before it is put in."""
    if order.work_class != WorkClass.INSTALLATION or order.sale_number:
        return None
    return _("请先登记精品销售单号，再安装。")


def customers_order(order: WorkOrder, by: Actor) -> str | None:
    """The customer signs; internal work is approved by somebody else."""
    if order.path.approver:
        return _("内部工单不由客户签字：请在“内部审批”由审批人批准。")
    return None


def internal_order(order: WorkOrder, by: Actor) -> str | None:
    """Only work the house pays itself is approved inside."""
    if not order.path.approver:
        return _("这是客户付款的工单：请办理客户授权。")
    inside = (Payer.INT, Payer.PDI, "")
    if any(
        model.objects.filter(job__order=order)
        .exclude(job__state=JobState.CANCELLED)
        .exclude(payer__in=inside)
        .exists()
        for model in (LabourLine, PartLine)
    ):
        return _("内部工单的付款方须是“内部”或“售前检查”，请先改付款方。")
    return None


def nothing_begun(order: WorkOrder, by: Actor) -> str | None:
    """Work that was begun is ended with its papers: who decided, car re-assembled, what is due."""
    if hasattr(order, "ending") or order.state not in IN_WORKSHOP:
        return None
    if order.jobs.filter(clock_entries__isnull=False).exists():
        return _("已经开工：请用“终止维修”登记谁决定、车辆装复和应收费用。")
    return None


def car_here(order: WorkOrder, by: Actor) -> str | None:
    """The car is neither on the road, nor with another firm or store."""
    if order.aways.out().exists():
        return _("车辆待料放车，尚未返店：请先办理返店。")
    if order.sublets.filter(state="out", whole_car=True).exists():
        return _("车辆还在外协单位：请先办理取回。")
    if order.transfers.open().exclude(state=TransferState.PLANNED).exists():
        return _("车辆还在承做店：请先办理返回交接。")
    return None


def sublets_back(order: WorkOrder, by: Actor) -> str | None:
    """Nothing is still to be done by another firm."""
    if order.sublets.open().exists():
        return _("还有外加工没有取回：请先取回或取消。")
    return None


def refusals_settled(order: WorkOrder, by: Actor) -> str | None:
    """Every refused job has a new payer."""
    if order.refusals.open().exists():
        return _("有被拒付的项目还没有新的付款方：请先与客户重新确认。")
    return None


# ------------------------------------------------------------------------------- the job


def loss_agreed(job: Job, by: Actor) -> str | None:
    """Work of an accident waits for the round of assessment that covers it."""
    if job.order.work_class != WorkClass.ACCIDENT or job.teardown:
        return None
    if not hasattr(job.order, "accident"):
        return None
    if job.assessment is None:
        return _("这个项目还没有定损：请先在“事故与定损”申报。")
    if job.assessment.state != RoundState.AGREED:
        return _("%(round)s还没有授权：请先办理定损授权。") % {"round": job.assessment}
    return None


def car_in_house(job: Job, by: Actor) -> str | None:
    """The car of the job stands where it is worked on."""
    if job.order.aways.out().exists():
        return _("车辆待料放车，尚未返店：请先办理返店。")
    if job.order.sublets.filter(state="out", whole_car=True).exists():
        return _("车辆还在外协单位：请先办理取回。")
    return None


def car_at_its_bay(job: Job, by: Actor) -> str | None:
    """A car worked on in another store has been received there, and another's has come back."""
    for transfer in job.order.transfers.open().exclude(state=TransferState.PLANNED):
        there = transfer.state == TransferState.RECEIVED
        if transfer.job_id == job.pk and not there:
            return _("车辆还没有交接到承做店：请先办理接车。")
        if transfer.job_id != job.pk:
            return _("车辆还在承做店：请先办理返回交接。")
    return None


def payer_known(job: Job, by: Actor) -> str | None:
    """No payer refused the job."""
    if job.refusals.open().exists():
        return _("付款方已拒付：请服务顾问先与客户重新确认。")
    return None


def consult_answered(job: Job, by: Actor) -> str | None:
    """No question the job waits for is open."""
    if job.consults.open().filter(blocks=True).exists():
        return _("技术支援还没有答复：请等解答或撤回问题。")
    return None


def route_walked(job: Job, by: Actor) -> str | None:
    """Every step before the inspection is done or skipped."""
    left = job.steps.left().first()
    if left is None:
        return None
    return _("工序“%(step)s”还没有完成：请先完成或写明原因跳过。") % {"step": left}


# ------------------------------------------------------------- the steps and the documents


def step_has_technician(step: RouteStep, by: Actor) -> str | None:
    """Somebody is named for the step."""
    return None if step.technician_id else _("请先为这道工序指派技师。")


def earlier_steps_over(step: RouteStep, by: Actor) -> str | None:
    """A step to be done again has none after it that was begun."""
    later = step.job.steps.filter(position__gt=step.position)
    if later.exclude(state__in=(StepState.PENDING, StepState.READY, StepState.SKIPPED)).exists():
        return _("后面的工序已经开工：请从最后一道开始退回。")
    return None


def order_under_repair(document: Sublet | CarTransfer, by: Actor) -> str | None:
    """The order is authorised and not finished."""
    if document.order.state in IN_WORKSHOP:
        return None
    return _("工单尚未授权或已经完工：请先办理授权。")


def main_work_agreed(sublet: Sublet, by: Actor) -> str | None:
    """The customer agreed that another firm does the main work (民法典 772)."""
    if not sublet.main_work or sublet.consent_at is not None:
        return None
    return _("主要工作交外单位须客户同意：请先登记客户同意。")


def no_clock_on_job(document: Sublet | CarTransfer, by: Actor) -> str | None:
    """Nobody works on the job that goes out."""
    if document.job.clock_entries.running().exists():
        return _("还有技师在这个项目上打卡：请先停工。")
    return None


def assessed(round_: Assessment, by: Actor) -> str | None:
    """The insurer gave its number and amounts."""
    if round_.reference and round_.assessed_at is not None:
        return None
    return _("请先登记保险公司的定损单号和核定金额。")


def has_jobs(round_: Assessment, by: Actor) -> str | None:
    """The round covers something."""
    return None if round_.jobs.exists() else _("请先选择这一轮申报的项目。")


def still_billable(refusal: PayerRefusal, by: Actor) -> str | None:
    """The customer is not billed for a refused job after the car was handed over."""
    if refusal.order.delivered_at is None and refusal.order.settled_at is None:
        return None
    return _("已结算或交车后不得再向客户收费：请在索赔单登记店内损失原因。")


def answer_written(consult: Consult, by: Actor) -> str | None:
    """There is a diagnosis."""
    return None if consult.diagnosis.strip() else _("请填写诊断意见。")
