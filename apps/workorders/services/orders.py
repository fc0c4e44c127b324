"""The order as the advisor leads it: promise, authority, remarks, calling off, reassigning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.core.files import store_signature
from apps.core.refusals import Refused
from apps.core.services import lock, lock_all, service
from apps.core.transitions import follow, perform
from apps.org.models import OrgUnit
from apps.parts.services import raise_demands, withdraw_demands
from apps.workorders import hooks
from apps.workorders.choices import JobState, Medium
from apps.workorders.consent import waiting_jobs
from apps.workorders.following import follow_jobs, refresh_totals
from apps.workorders.machines import JOB, ORDER
from apps.workorders.models import OrderComment, PartLine, PromiseChange
from apps.workorders.models.job import UNFINISHED
from apps.workorders.models.order import IN_WORKSHOP, OPEN
from apps.workorders.permissions import Perm
from apps.workorders.services.at_once import agree_to_lines, needs_word
from apps.workorders.services.reception import CUSTOMER_SIGNATURE

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from apps.org.access import Access
    from apps.org.models import Staff
    from apps.workorders.models import Job, WorkOrder


@service
def describe(
    *, by: Access, order: WorkOrder, version: int | None, repair_class: str, old_parts: str
) -> WorkOrder:
    """Repair class and what becomes of the old parts are as the customer agreed."""
    order = lock(order, version)
    by.require(Perm.CHANGE_WORKORDER, order)
    if order.state not in OPEN:
        raise Refused(_("工单已结算，不能再改。"))
    order.repair_class, order.old_parts = repair_class, old_parts
    order.save()
    return order


@service
def promise(
    *,
    by: Access,
    order: WorkOrder,
    version: int | None,
    promised_at: dt.datetime,
    reason: str = "",
    agreed: bool = False,
) -> WorkOrder:
    """The customer was given a time; the first one stays the measure of punctuality.

    Raises ValidationError for a time that has passed and for a change without a reason.
    """
    order = lock(order, version)
    by.require(Perm.SET_PROMISEDTIME, order)
    if order.state not in OPEN:
        raise Refused(_("工单已结算，不能再改预交车时间。"))
    move_promise(by, order, promised_at, reason, agreed)
    order.save()
    return order


def move_promise(
    by: Access, order: WorkOrder, promised_at: dt.datetime, reason: str, agreed: bool
) -> None:
    """Write the new time on a locked order, without saving it; the first promise is kept."""
    if promised_at <= by.now:
        raise ValidationError({"promised_at": _("预交车时间已经过去。")})
    if order.promised_at is not None and not reason.strip():
        raise ValidationError({"reason": _("改约须写明原因。")})
    PromiseChange.objects.create(
        order=order,
        old_at=order.promised_at,
        new_at=promised_at,
        reason=reason.strip(),
        agreed=agreed or order.promised_at is None,
        by=by.person,
        at=by.now,
    )
    order.first_promised_at = order.first_promised_at or promised_at
    order.promised_at = promised_at


@service
def authorise(
    *,
    by: Access,
    order: WorkOrder,
    version: int | None,
    signer_name: str = "",
    medium: str = Medium.IN_PERSON,
    signature: str = "",
    signed_on_paper: bool = False,
    undecided: Sequence[Job] = (),
) -> WorkOrder:
    """The customer agreed to the order: its parts are demanded and it waits for dispatch.

    In person a drawn or a paper signature is needed.  Each line agreed to is on record; jobs left
    ``undecided`` wait for the customer's word.  What was agreed to on an estimate needs no second
    signature.  Raises Refused for internal work: nobody but its approver lets that pass.
    """
    order = lock(order, version)
    by.require(Perm.AUTHORISE_WORKORDER, order)
    if order.path.signature and needs_word(order, undecided):
        _signed(by, order, signer_name, medium, signature, signed_on_paper)
        agree_to_lines(by, order, undecided)
    order.authorised_at = by.now
    perform(ORDER, order, "authorise", by=by)
    ask_for_parts(by, order)
    follow_jobs(order, by=by, cause="authorise")
    hooks.order_authorised.send(order=order, by=by)
    return order


def _signed(  # noqa: PLR0917  # what the foot of the contract asks
    by: Access, order: WorkOrder, name: str, medium: str, signature: str, on_paper: bool
) -> None:
    if not name.strip():
        raise ValidationError({"signer_name": _("请填写签字人。")})
    if medium == Medium.IN_PERSON and not (signature or on_paper):
        raise ValidationError({"signed_on_paper": _("请客户签字，或勾选已在纸上签字。")})
    order.consent_medium, order.signer_name, order.signed_at = medium, name.strip(), by.now
    if signature:
        store_signature(by, signature, owner=order, kind=CUSTOMER_SIGNATURE)


def ask_for_parts(by: Access, order: WorkOrder) -> list[PartLine]:
    """Raise demands for the part lines of a locked order that have none yet."""
    hooks.parts_wanted.send(by=by, order=order)
    rows = PartLine.objects.filter(job__order=order, demand=None, part__isnull=False)
    lines = list(rows.exclude(job__state=JobState.CANCELLED).order_by("pk").select_related("part"))
    unsaid = {job.pk for job in waiting_jobs(order)}
    lines = [line for line in lines if line.job_id not in unsaid]
    wanted = [(line.part, line.quantity) for line in lines if line.part is not None]
    if not wanted:
        return []
    demands = raise_demands(
        by=by,
        store=order.store,
        unit=OrgUnit.objects.department(order.store, "workshop"),
        document_no=order.number,
        plate_no=order.visit.plate_no,
        needed_at=order.promised_at,
        lines=wanted,
    )
    for line, demand in zip(lines, demands, strict=True):
        line.demand = demand
        line.save()
    return lines


@service
def comment(*, by: Access, order: WorkOrder, text: str) -> OrderComment:
    """A remark stands on the order for everybody who works on it."""
    by.require(Perm.COMMENT_WORKORDER, order)
    if not text.strip():
        raise ValidationError({"text": _("请填写留言。")})
    return OrderComment.objects.create(order=order, text=text.strip(), by=by.person, at=by.now)


@service
def call_off(
    *, by: Access, order: WorkOrder, version: int | None, action: str, reason: str
) -> WorkOrder:
    """A draft is void or an order is cancelled: jobs dropped, demanded parts given back."""
    order = lock(order, version)
    perform(ORDER, order, action, by=by, reason=reason)
    for job in lock_all(order.jobs.filter(state__in=UNFINISHED)):
        job.waiting_cause = ""
        for hold in job.holds.filter(to_at=None):
            hold.to_at = by.now
            hold.save()
        follow(JOB, job, "drop", by=by, cause=action)
    lines = PartLine.objects.filter(job__order=order, demand__isnull=False)
    demands = [line.demand for line in lines.select_related("demand") if line.demand]
    withdraw_demands(by=by, demands=[d for d in demands if d.state in d.OPEN_STATES], cause=action)
    hooks.order_cancelled.send(order=order, by=by)
    return refresh_totals(order)


@service
def reassign(
    *, by: Access, order: WorkOrder, version: int | None, advisor: Staff, reason: str
) -> WorkOrder:
    """Another advisor leads the order from now on; visit and order go together."""
    order = lock(order, version)
    by.require(Perm.REASSIGN_WORKORDER, order)
    if order.state not in (*OPEN, *IN_WORKSHOP):
        raise Refused(_("工单已结束，不能改派。"))
    if advisor.pk == order.advisor_id:
        raise Refused(_("已经是这位服务顾问。"), field="advisor")
    old = order.advisor
    order.advisor = advisor
    order.save()
    words = _("服务顾问由 %(old)s 改为 %(new)s。%(reason)s")
    OrderComment.objects.create(
        order=order,
        text=words % {"old": old.name, "new": advisor.name, "reason": reason},
        by=by.person,
        at=by.now,
    )
    return order
