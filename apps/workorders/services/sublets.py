"""Work given to another firm: planned, sent, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.core.numbering import next_number
from apps.core.refusals import Refused
from apps.core.services import lock, service
from apps.core.transitions import perform, record
from apps.workorders.choices import JobState, OrderState, Payer, WaitingCause
from apps.workorders.following import refresh_totals
from apps.workorders.machines import SUBLET
from apps.workorders.models import Sublet
from apps.workorders.models.job import UNFINISHED
from apps.workorders.path_choices import GatePurpose, LineKind, SubletState
from apps.workorders.permissions import Perm
from apps.workorders.services.exits import passing
from apps.workorders.services.fees import charge
from apps.workorders.services.lines import sane_price
from apps.workorders.services.more_to_pay import Word, agree_to_new
from apps.workorders.services.waiting import block, lock_job, unblock

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

    from apps.org.access import Access
    from apps.parts.models import Supplier
    from apps.workorders.models import Job, WorkOrder


@service
def plan_sublet(
    *,
    by: Access,
    job: Job,
    version: int | None,
    supplier: Supplier,
    what: str,
    cost: Decimal,
    price: Decimal,
    payer: str,
    due_at: dt.datetime,
    main_work: bool = False,
    whole_car: bool = False,
    consent_name: str = "",
    consent_medium: str = "",
    purchase_no: str = "",
) -> Sublet:
    """A firm is to do part of a job by a time; its price stands on the order as a line.

    What the customer pays on an order already authorised, and main work in any case, needs the
    customer's consent (民法典 772).
    """
    order, job = lock_job(job, version)
    by.require(Perm.CHANGE_WORKORDER, order)
    if order.state not in (OrderState.DRAFT, OrderState.AUTHORISED) and (
        job.state not in UNFINISHED
    ):
        raise Refused(_("这个项目已经完工或取消，不能再外加工。"))
    if not what.strip():
        raise ValidationError({"what": _("请写明加工内容。")})
    if due_at <= by.now:
        raise ValidationError({"due_at": _("约定取回须在现在之后。")})
    same = Sublet.objects.filter(job=job, supplier=supplier, what=what.strip())
    if twin := same.filter(state__in=(SubletState.PLANNED, SubletState.OUT)).first():
        words = _("同样的外加工已经登记为 %(number)s，请不要重复登记。") % {"number": twin.number}
        raise ValidationError({"what": words})
    row = Sublet(order=order, job=job, store=order.store, supplier=supplier, what=what.strip())
    row.cost, row.price, row.payer = sane_price(cost), sane_price(price), payer
    row.main_work, row.whole_car = main_work, whole_car
    row.purchase_no, row.due_at = purchase_no.strip(), due_at
    row.number = next_number("WX", order.store, by.now)
    row.planned_by, row.planned_at = by.person, by.now
    _consent(by, order, row, consent_name, consent_medium)
    row.save()
    record(row, "plan", "", row.state, by=by)
    if price > 0:
        words = _("外加工：%(what)s") % {"what": row.what}
        row.line = charge(job, words, price, payer=payer, kind=LineKind.SUBLET)
        row.save()
        word = Word(row.consent_medium, row.consent_name)
        agree_to_new(by, order, [row.line], word, told=words)
        refresh_totals(order)
    return row


def _consent(by: Access, order: WorkOrder, row: Sublet, name: str, medium: str) -> None:
    """Keep the customer's word, and demand it where it is needed."""
    if name.strip() and medium:
        row.consent_name, row.consent_medium, row.consent_at = name.strip(), medium, by.now
    dearer = row.price > 0 and row.payer == Payer.CP and order.authorised_at is not None
    if row.consent_at is None and (dearer or row.main_work):
        words = _("主要工作外包或增加收费须客户同意：请填写同意人和方式。")
        raise ValidationError({"consent_name": words})


@service
def send_sublet(
    *, by: Access, sublet: Sublet, version: int | None, out_km: int | None = None
) -> Sublet:
    """It left: the job waits for the firm until the agreed time; a whole car gets a gate pass."""
    order, job = lock_job(sublet.job)
    sublet = lock(sublet, version)
    sublet.order, sublet.job = order, job
    if sublet.whole_car and out_km is None:
        raise ValidationError({"out_km": _("整车送出须登记里程。")})
    sublet.out_at, sublet.out_by, sublet.out_km = by.now, by.person, out_km
    perform(SUBLET, sublet, "send", by=by)
    note = f"{sublet.supplier} {sublet.what}"[:160]
    block(job, WaitingCause.SUBLET, by=by, note=note, expected_at=sublet.due_at)
    if sublet.whole_car:
        passing(order, GatePurpose.SUBLET, by=by)
    return sublet


@service
def take_back(
    *,
    by: Access,
    sublet: Sublet,
    version: int | None,
    back_note: str,
    back_km: int | None = None,
    cost: Decimal | None = None,
) -> Sublet:
    """It is back and was looked at; what the firm finally asks is its cost; the job goes on."""
    __, job = lock_job(sublet.job)
    sublet = lock(sublet, version)
    if not back_note.strip():
        raise ValidationError({"back_note": _("请写明验收结果。")})
    if sublet.whole_car and back_km is None:
        raise ValidationError({"back_km": _("整车取回须登记里程。")})
    if back_km is not None and sublet.out_km is not None and back_km < sublet.out_km:
        raise ValidationError({"back_km": _("取回里程不能小于送出里程。")})
    sublet.back_at, sublet.back_by, sublet.back_km = by.now, by.person, back_km
    sublet.back_note = back_note.strip()
    if cost is not None:
        sublet.cost = sane_price(cost)
    perform(SUBLET, sublet, "take_back", by=by)
    _go_on(job, by=by, event="sublet_back")
    return sublet


@service
def call_off(
    *, by: Access, sublet: Sublet, version: int | None, action: str, reason: str
) -> Sublet:
    """It is not sent, or came back undone: its line leaves the order, the job goes on."""
    order, job = lock_job(sublet.job)
    sublet = lock(sublet, version)
    if action == "undone":
        sublet.back_at, sublet.back_by, sublet.back_note = by.now, by.person, reason[:300]
    line, sublet.line = sublet.line, None
    perform(SUBLET, sublet, action, by=by, reason=reason)
    if line is not None:
        line.delete()
        refresh_totals(order)
    _go_on(job, by=by, event="sublet_cancelled")
    return sublet


def _go_on(job: Job, *, by: Access, event: str) -> None:
    """The job goes on when nothing of it is out any more."""
    if job.state == JobState.WAITING and not job.sublets.filter(state="out").exists():
        unblock(job, WaitingCause.SUBLET, by=by, event=event)
