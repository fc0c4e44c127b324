"""What waits on the paths: whose move a wait is, late sublets, calls, questions, approvals."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from apps.core.queues import Queue, register
from apps.parts.permissions import Perm as PartsPerm
from apps.workorders.choices import OrderState
from apps.workorders.models import (
    Assessment,
    CarAway,
    CarTransfer,
    Consult,
    PayerRefusal,
    Sublet,
    WorkOrder,
)
from apps.workorders.path_choices import WaitOwner
from apps.workorders.permissions import Perm
from apps.workorders.selectors.paths import owned_by, parts_awaited
from apps.workorders.work_classes import WORK_CLASSES

if TYPE_CHECKING:
    from apps.core.actor import Actor

APPROVED_INSIDE = [code for code, path in WORK_CLASSES.items() if path.approver]


def sublets_open(by: Actor) -> Any:
    """Sublets planned or out."""
    return Sublet.objects.visible_to(by, Perm.CHANGE_WORKORDER).open()


def sublets_late(by: Actor) -> Any:
    """Sublets out longer than agreed."""
    return Sublet.objects.visible_to(by, Perm.CHANGE_WORKORDER).late(by.now)


def away(by: Actor) -> Any:
    """Cars on the road with their order open."""
    return CarAway.objects.visible_to(by, Perm.CHANGE_WORKORDER).out()


def to_call(by: Actor) -> Any:
    """Cars whose parts have come and whose customer does not know yet."""
    return away(by).filter(arrived_at__isnull=False, called_at=None)


def transfers_open(by: Actor) -> Any:
    """Cars on the way to or from another store, or there."""
    perm = Perm.CHANGE_WORKORDER if by.can(Perm.CHANGE_WORKORDER) else Perm.DISPATCH_JOB
    return CarTransfer.objects.visible_to(by, perm).open()


def consults_open(by: Actor) -> Any:
    """Questions nobody has answered."""
    perm = Perm.ADD_DIAGNOSIS if by.can(Perm.ADD_DIAGNOSIS) else Perm.REQUEST_DIAGNOSIS
    return Consult.objects.visible_to(by, perm).open()


def consults_blocking(by: Actor) -> Any:
    """Of these the ones a job stands still for."""
    return consults_open(by).filter(blocks=True)


def internal_orders(by: Actor) -> Any:
    """Drafts of internal work that wait for approval by somebody else than their advisor."""
    rows = WorkOrder.objects.visible_to(by, Perm.APPROVE_INTERNAL)
    drafts = rows.filter(state=OrderState.DRAFT, work_class__in=APPROVED_INSIDE)
    return drafts.exclude(advisor=by.staff_id)


def rounds_open(by: Actor) -> Any:
    """Rounds of assessment the insurer or the customer has not answered."""
    return Assessment.objects.visible_to(by, Perm.CHANGE_WORKORDER).open()


def refusals_open(by: Actor) -> Any:
    """Refused jobs without a new payer."""
    return PayerRefusal.objects.visible_to(by, Perm.AUTHORISE_WORKORDER).open()


for _owner, _perm, _label in (
    (WaitOwner.ADVISOR, Perm.DECIDE_FINDING, _("等客户答复")),
    (WaitOwner.INSURER, Perm.AUTHORISE_WORKORDER, _("等保险定损")),
    (WaitOwner.MANUFACTURER, Perm.CHANGE_PAYER, _("等厂家批复")),
    (WaitOwner.TECHNICIAN, Perm.DISPATCH_JOB, _("暂停未继续")),
    (WaitOwner.VENDOR, Perm.CHANGE_WORKORDER, _("等外协单位")),
):
    register(
        Queue(
            code=f"waits-{_owner.value}",
            capability=_perm,
            label=_label,
            rows=partial(owned_by, owner=_owner.value),
            page="workorders:waits",
            due="expected_at",
            query=f"owner={_owner.value}",
        )
    )
register(
    Queue(
        code="waits-parts",
        capability=PartsPerm.ISSUE_PART,
        label=_("停工待料的车"),
        rows=parts_awaited,
        page="workorders:waits_parts",
        due="expected_at",
    )
)
register(
    Queue(
        code="waits-expert",
        capability=Perm.ADD_DIAGNOSIS,
        label=_("停工等技术支援"),
        rows=consults_blocking,
        page="workorders:consults",
        due="due_at",
        query="blocks=1",
    )
)
register(
    Queue(
        code="sublets-late",
        capability=Perm.CHANGE_WORKORDER,
        label=_("外加工逾期未取回"),
        rows=sublets_late,
        page="workorders:sublets",
        due="due_at",
        query="late=1",
    )
)
register(
    Queue(
        code="aways-to-call",
        capability=Perm.CHANGE_WORKORDER,
        label=_("配件已到待通知返店"),
        rows=to_call,
        page="workorders:aways",
        due="arrived_at",
        query="call=1",
    )
)
register(
    Queue(
        code="consults-open",
        capability=Perm.ADD_DIAGNOSIS,
        label=_("待解答的技术问题"),
        rows=consults_open,
        page="workorders:consults",
        due="due_at",
    )
)
register(
    Queue(
        code="internal-orders",
        capability=Perm.APPROVE_INTERNAL,
        label=_("待审批的内部工单"),
        rows=internal_orders,
        page="workorders:internal",
    )
)
