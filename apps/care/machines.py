"""How callbacks and complaints move, and how goodwill is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from apps.care.choices import CallbackState, ComplaintState, Grade
from apps.care.permissions import Perm
from apps.core.clock import business_day
from apps.core.models import Setting
from apps.core.transitions import Machine, Transition
from apps.org.asking import declare
from apps.workorders.permissions import Perm as Orders

if TYPE_CHECKING:
    from apps.care.models import Callback, Complaint
    from apps.core.actor import Actor

C = ComplaintState
LADDER = (Grade.GRUMBLE, Grade.GENERAL, Grade.ESCALATED, Grade.MAJOR)


def tried_enough(callback: Callback, by: Actor) -> str | None:
    """Calls on as many different days as the rule asks, none answered."""
    needed = int(Setting.objects.value("care.unreachable_days", business_day(by.now)))
    days = {business_day(a.at) for a in callback.attempts.all()}
    if len(days) >= needed:
        return None
    return _("须在 %(needed)d 个不同的日子拨打未通才能放弃，现在是 %(days)d 天。") % {
        "needed": needed,
        "days": len(days),
    }


def handler_chosen(complaint: Complaint, by: Actor) -> str | None:
    """Somebody handles it, and a repeat is not handled by the first one again."""
    if complaint.handler_id is None:
        return _("请选择处理人。")
    first = complaint.repeat_of
    if first is not None and first.handler_id == complaint.handler_id:
        return _("重复投诉须换人处理。")
    return None


def contacted(complaint: Complaint, by: Actor) -> str | None:
    """The customer was reached, or tried three times."""
    return _("还没有联系上客户。") if complaint.first_contact_at is None else None


def worked_out(complaint: Complaint, by: Actor) -> str | None:
    """Cause, responsible unit and action are written down, and no goodwill waits for approval."""
    missing = [
        str(label)
        for label, value in (
            (_("原因"), complaint.cause.strip()),
            (_("责任部门"), complaint.responsible_unit_id),
            (_("已采取措施"), complaint.action.strip()),
        )
        if not value
    ]
    if missing:
        return _("请先填写：%(fields)s。") % {"fields": _("、").join(missing)}
    if complaint.remedy_requests.pending().exists():
        return _("补偿方案还没有批复。")
    return None


def agreed(complaint: Complaint, by: Actor) -> str | None:
    """The customer agreed, and there is proof of it."""
    if complaint.agreed and complaint.agreement:
        return None
    return _("还没有登记客户认可及凭据。")


def called_again(complaint: Complaint, by: Actor) -> str | None:
    """Another person called after it was handled."""
    if complaint.rechecks.filter(state=CallbackState.OPEN).exists():
        return _("复访还没有完成。")
    if not complaint.rechecks.exists():
        return _("须由另一人复访后才能结案。")
    return None


def can_rise(complaint: Complaint, by: Actor) -> str | None:
    """There is a grade above."""
    return _("已经是最高等级。") if complaint.grade == Grade.MAJOR else None


WAITING = (CallbackState.OPEN,)
CALLBACK = Machine(
    model="care.Callback",
    transitions=(
        Transition(
            "complete",
            _lazy("完成回访"),
            WAITING,
            CallbackState.DONE,
            Perm.PERFORM_CALLBACK,
            distinct_from=("not_for",),
        ),
        Transition(
            "give_up",
            _lazy("无法联系，放弃"),
            WAITING,
            CallbackState.UNREACHABLE,
            Perm.PERFORM_CALLBACK,
            guards=(tried_enough,),
            distinct_from=("not_for",),
        ),
        Transition(
            "decline",
            _lazy("客户拒绝回访"),
            WAITING,
            CallbackState.REFUSED,
            Perm.PERFORM_CALLBACK,
            distinct_from=("not_for",),
        ),
    ),
    # The advisor who served; on a second call who handled the complaint or called first.
    persons={"not_for": (Orders.ADD_WORKORDER, Perm.CHANGE_COMPLAINT, Perm.PERFORM_CALLBACK)},
)

COMPLAINT = Machine(
    model="care.Complaint",
    transitions=(
        *(
            Transition(
                "assign", _lazy("转办"), (old,), new, Perm.ASSIGN_COMPLAINT, (handler_chosen,)
            )
            for old, new in (
                (C.RECEIVED, C.ASSIGNED),
                (C.ASSIGNED, C.ASSIGNED),
                (C.CONTACTED, C.CONTACTED),
            )
        ),
        Transition(
            "contact",
            _lazy("首次联系"),
            (C.RECEIVED, C.ASSIGNED),
            C.CONTACTED,
            Perm.CONTACT_COMPLAINT,
            (contacted,),
        ),
        Transition(
            "handle",
            _lazy("处理完毕，安排复访"),
            (C.CONTACTED,),
            C.HANDLED,
            Perm.CHANGE_COMPLAINT,
            (worked_out,),
        ),
        Transition(
            "reopen", _lazy("复访不满意，重新处理"), (C.HANDLED,), C.CONTACTED, kind="follows"
        ),
        Transition(
            "close",
            _lazy("结案"),
            (C.HANDLED,),
            C.CLOSED,
            Perm.CLOSE_COMPLAINT,
            (worked_out, agreed, called_again),
        ),
        Transition(
            "close_not_agreed",
            _lazy("未达成一致结案"),
            (C.CONTACTED, C.HANDLED),
            C.NOT_AGREED,
            Perm.CLOSE_COMPLAINT,
            (worked_out,),
            needs_reason=True,
        ),
        *(
            Transition(
                "escalate",
                _lazy("升级"),
                (state,),
                state,
                Perm.ESCALATE_COMPLAINT,
                (can_rise,),
                needs_reason=True,
            )
            for state in (C.RECEIVED, C.ASSIGNED, C.CONTACTED, C.HANDLED)
        ),
    ),
)

REMEDY = declare(
    "remedy",
    label=_lazy("补偿"),
    queue=_lazy("补偿待批"),
    model="care.RemedyRequest",
    asking=(Perm.CHANGE_COMPLAINT, Perm.APPROVE_REMEDY),
    perm=Perm.APPROVE_REMEDY,
)
