"""A job done in another store: the car goes there and comes back, handed over each way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.core.numbering import next_number
from apps.core.refusals import Refused
from apps.core.services import constraint_words, lock, service
from apps.core.transitions import perform, record
from apps.org.models import OrgUnit
from apps.workorders.choices import JobState
from apps.workorders.machines import TRANSFER
from apps.workorders.models import CarTransfer, Handover
from apps.workorders.path_choices import GatePurpose, HandoverLeg
from apps.workorders.permissions import Perm
from apps.workorders.services.exits import free_bays, passing
from apps.workorders.services.lines import sane_price
from apps.workorders.services.waiting import lock_job

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

    from apps.org.access import Access
    from apps.workorders.models import Job

BEFORE = (JobState.PENDING, JobState.ASSIGNED, JobState.WAITING)


@service
def plan_transfer(
    *,
    by: Access,
    job: Job,
    version: int | None,
    to_store: OrgUnit,
    reason: str,
    price: Decimal,
    due_at: dt.datetime,
) -> CarTransfer:
    """Another store of the group does the job: it goes to that store's workshop at once.

    Both stores see order and transfer from then on; the customer keeps one order and one bill.
    """
    order, job = lock_job(job, version)
    by.require(Perm.CHANGE_WORKORDER, order)
    if job.state not in BEFORE or job.clock_entries.exists():
        raise Refused(_("这个项目已经开工，不能再调往别的店。"))
    if to_store.pk == order.store_id:
        raise Refused(_("请选择另一家店。"), field="to_store")
    if not reason.strip():
        raise ValidationError({"reason": _("请写明原因。")})
    if due_at <= by.now:
        raise ValidationError({"due_at": _("约定返回须在现在之后。")})
    workshop = OrgUnit.objects.department(to_store, "workshop")
    row = CarTransfer(order=order, job=job, store=order.store, to_store=to_store)
    row.number = next_number("DC", order.store, by.now)
    row.reason, row.price, row.due_at = reason.strip()[:160], sane_price(price), due_at
    row.planned_by, row.planned_at = by.person, by.now
    with constraint_words(transfer_one_open=_("这辆车已经有一张未完的调车单。")):
        row.save()
    record(row, "plan", "", row.state, by=by)
    Handover.objects.create(transfer=row, store=to_store, unit=workshop, leg=HandoverLeg.OUT)
    Handover.objects.create(transfer=row, store=order.store, unit=order.unit, leg=HandoverLeg.BACK)
    free_bays(order, by=by)
    job.assignments.all().delete()
    job.store, job.unit = to_store, workshop
    job.save()
    return row


@service
def hand_over(
    *,
    by: Access,
    transfer: CarTransfer,
    version: int | None,
    action: str,
    km: int,
    condition: str,
    custody: str = "",
) -> CarTransfer:
    """One side gives or takes the car, with reading, condition and what lies in it.

    ``action`` is a step of the machine: send, receive, send_back or take_back.
    """
    order, job = lock_job(transfer.job)
    transfer = lock(transfer, version)
    transfer.order, transfer.job = order, job
    leg = HandoverLeg.OUT if action in {"send", "receive"} else HandoverLeg.BACK
    paper = lock(transfer.handovers.get(leg=leg))
    if not condition.strip():
        raise ValidationError({"condition": _("请写明车况。")})
    if action in {"send", "send_back"}:
        _given(by, paper, km, condition, custody)
    else:
        _taken(by, paper, km, condition)
    perform(TRANSFER, transfer, action, by=by)
    paper.save()
    if action == "send":
        passing(order, GatePurpose.TRANSFER, by=by)
    return transfer


def _given(by: Access, paper: Handover, km: int, condition: str, custody: str) -> None:
    if not custody.strip():
        raise ValidationError({"custody": _("请写明随车钥匙与物品，没有请写“无”。")})
    paper.given_by, paper.given_at, paper.given_km = by.person, by.now, km
    paper.given_condition, paper.custody = condition.strip()[:300], custody.strip()[:300]


def _taken(by: Access, paper: Handover, km: int, condition: str) -> None:
    if paper.given_km is not None and km < paper.given_km:
        raise ValidationError(
            {"km": _("接收里程不能小于交出里程 %(km)d。") % {"km": paper.given_km}}
        )
    paper.taken_by, paper.taken_at, paper.taken_km = by.person, by.now, km
    paper.taken_condition = condition.strip()[:300]


@service
def cancel_transfer(
    *, by: Access, transfer: CarTransfer, version: int | None, reason: str
) -> CarTransfer:
    """The car stays: the job comes back to the own workshop."""
    order, job = lock_job(transfer.job)
    transfer = lock(transfer, version)
    transfer.order, transfer.job = order, job
    perform(TRANSFER, transfer, "cancel", by=by, reason=reason)
    job.store, job.unit = order.store, OrgUnit.objects.department(order.store, "workshop")
    job.save()
    return transfer
