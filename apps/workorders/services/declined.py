"""What becomes of work a customer did not want: offered again, asked about, put away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.core.files import store_signature
from apps.core.refusals import Refused
from apps.core.services import lock, service
from apps.core.transitions import record
from apps.workorders.choices import OrderState
from apps.workorders.following import refresh_totals
from apps.workorders.models import DeclinedWork, Job
from apps.workorders.models.offer import LineKind
from apps.workorders.permissions import Perm
from apps.workorders.prices import current
from apps.workorders.services.lines import open_draft, write_job, write_part
from apps.workorders.services.offers import add_to_offer, offer_more
from apps.workorders.services.reception import CUSTOMER_SIGNATURE

if TYPE_CHECKING:
    import datetime as dt

    from apps.org.access import Access
    from apps.workorders.models import EstimateLine, Offer, WorkOrder


@service
def revive(
    *, by: Access, work: DeclinedWork, order: WorkOrder, version: int | None
) -> DeclinedWork:
    """The work is offered again at today's prices: lines of a draft order, else an offer on it.

    Raises Refused for another car and for work that was offered again before.
    """
    order = lock(order, version)
    work = lock(work)
    by.require(Perm.CHANGE_WORKORDER, order)
    if work.vehicle_id != order.visit.vehicle_id:
        raise Refused(_("这不是同一辆车的项目。"))
    if work.state != DeclinedWork.State.OPEN:
        raise Refused(_("这个项目已经再次报价或不再跟进。"))
    lines = list(work.item.lines.select_related("part"))
    if order.state == OrderState.DRAFT:
        work.revived_job = _as_job(by, order, work, lines)
    else:
        work.revived_offer = _as_offer(by, order, work, lines)
    return _become(work, DeclinedWork.State.REVIVED, "revive", by=by, cause=order.number)


def _as_job(by: Access, order: WorkOrder, work: DeclinedWork, lines: list[EstimateLine]) -> Job:
    order = open_draft(by, order, None)
    labour = [line for line in lines if line.kind == LineKind.LABOUR]
    operation = work.item.operation
    job = write_job(
        by,
        order,
        payer="CP",
        operation=operation if operation and operation.active else None,
        name=work.name,
        hours=sum((x.quantity for x in labour[1:]), labour[0].quantity) if labour else None,
    )
    for line in lines:
        if line.part is not None:
            write_part(job, part=current(line.part), quantity=line.quantity, payer="CP")
    refresh_totals(order)
    return job


def _as_offer(by: Access, order: WorkOrder, work: DeclinedWork, lines: list[EstimateLine]) -> Offer:
    labour = [line for line in lines if line.kind == LineKind.LABOUR]
    hours = sum((x.quantity for x in labour[1:]), labour[0].quantity) if labour else None
    offer = offer_more(
        by=by,
        order=order,
        version=None,
        name=work.name,
        operation=work.item.operation,
        hours=hours,
    )
    for line in lines:
        if line.part is not None:
            add_to_offer(by=by, offer=offer, version=None, part=line.part, quantity=line.quantity)
    return offer


@service
def note_call(
    *, by: Access, work: DeclinedWork, version: int | None, note: str, call_at: dt.datetime | None
) -> DeclinedWork:
    """The customer was asked; the work is asked about again at the given time, or never."""
    work = lock(work, version)
    by.require(Perm.VIEW_WORKORDER, work)
    if not note.strip():
        raise ValidationError({"note": _("请填写回访结果。")})
    if call_at is not None and call_at <= by.now:
        raise ValidationError({"call_at": _("下次回访时间已经过去。")})
    work.called_at, work.call_note, work.call_at = by.now, note.strip()[:160], call_at
    if call_at is None:
        return _become(work, DeclinedWork.State.CLOSED, "close", by=by, reason=work.call_note)
    work.save()
    return work


@service
def sign_risk(
    *, by: Access, work: DeclinedWork, version: int | None, signature: str
) -> DeclinedWork:
    """The customer signed that the risk of not doing safety work now was explained."""
    work = lock(work, version)
    by.require(Perm.AUTHORISE_WORKORDER, work)
    if not work.safety:
        raise Refused(_("这个项目不影响行车安全，无需签风险告知。"))
    if not signature:
        raise ValidationError({"signature": _("请在签字板上签名。")})
    store_signature(by, signature, owner=work, kind=CUSTOMER_SIGNATURE)
    work.risk_signed_at = by.now
    work.save()
    return work


def _become(
    work: DeclinedWork, state: str, action: str, *, by: Access, cause: str = "", reason: str = ""
) -> DeclinedWork:
    before, work.state = work.state, state
    if state != DeclinedWork.State.OPEN:
        work.call_at = None
    work.save()
    record(work, action, before, state, by=by, cause=cause, reason=reason)
    return work
