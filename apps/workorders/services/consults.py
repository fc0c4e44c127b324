"""A technical question, and the expert's answer (技术支援)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core.clock import business_day
from apps.core.files import check_image, store_image
from apps.core.models import Setting
from apps.core.refusals import Refused
from apps.core.services import lock, service
from apps.core.transitions import perform, record
from apps.org.services.notices import ring
from apps.workorders.choices import WaitingCause
from apps.workorders.machines import CONSULT
from apps.workorders.models import Consult
from apps.workorders.models.job import UNFINISHED
from apps.workorders.models.order import OPEN
from apps.workorders.permissions import Perm
from apps.workorders.services.waiting import block, lock_job, unblock

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.core.files.uploadedfile import UploadedFile

    from apps.org.access import Access
    from apps.workorders.models import Job, WorkOrder

HOURS = "workorders.consult_hours"


@service
def ask_expert(
    *,
    by: Access,
    order: WorkOrder,
    version: int | None,
    question: str,
    job: Job | None = None,
    tried: str = "",
    urgent: bool = False,
    blocks: bool = False,
    photos: Sequence[UploadedFile] = (),
) -> Consult:
    """Advisor or technician ask whoever knows more; the job may wait for the answer."""
    for photo in photos:
        check_image(photo)
    order = lock(order, version)
    if job is not None:
        __, job = lock_job(job)
    if order.state not in OPEN:
        raise Refused(_("工单已结算，不能再请求技术支援。"))
    if not question.strip():
        raise ValidationError({"question": _("请写明问题。")})
    if job is not None and job.order_id != order.pk:
        raise Refused(_("这个项目不属于这张工单。"), field="job")
    hours = Setting.objects.value(HOURS, business_day(by.now), order.store_id)
    row = Consult(order=order, store=order.store, job=job, question=question.strip())
    row.tried, row.urgent, row.blocks = tried.strip(), urgent, blocks and job is not None
    row.asked_by, row.asked_at = by.person, by.now
    row.due_at = by.now + dt.timedelta(hours=float(hours) / (2 if urgent else 1))
    row.save()
    by.require(Perm.REQUEST_DIAGNOSIS, row)
    record(row, "ask", "", row.state, by=by)
    for photo in photos:
        store_image(by, photo, owner=row, kind="consult")
    if row.blocks and job is not None and job.state in UNFINISHED:
        job.order = order
        block(job, WaitingCause.DIAGNOSIS, by=by, note=row.question[:160], expected_at=row.due_at)
    return row


@service
def answer_consult(
    *,
    by: Access,
    consult: Consult,
    version: int | None,
    diagnosis: str,
    advice: str = "",
    readings: Sequence[dict[str, Any]] = (),
    photos: Sequence[UploadedFile] = (),
) -> Consult:
    """The diagnosis stands on the order with its readings; who asked is rung, the job goes on."""
    for photo in photos:
        check_image(photo)
    order = lock(consult.order)
    consult = lock(consult, version)
    consult.diagnosis, consult.advice = diagnosis.strip(), advice.strip()
    consult.readings = list(readings)
    consult.answered_by, consult.answered_at = by.person, by.now
    perform(CONSULT, consult, "answer", by=by)
    for photo in photos:
        store_image(by, photo, owner=consult, kind="diagnosis")
    ring(
        to={consult.asked_by_id, order.advisor_id},
        kind="consult",
        words=gettext_lazy("%(plate)s 的技术支援已解答：%(text)s"),
        facts={"plate": order.visit.plate_no, "text": consult.diagnosis[:80]},
        page=reverse("workorders:consult", args=[consult.pk]),
        at=by.now,
        key=f"consult-{consult.pk}",
    )
    _go_on(consult, order, by=by, event="consult_answered")
    return consult


@service
def withdraw_consult(*, by: Access, consult: Consult, version: int | None, reason: str) -> Consult:
    """The question needs no answer any more."""
    order = lock(consult.order)
    consult = lock(consult, version)
    perform(CONSULT, consult, "withdraw", by=by, reason=reason)
    _go_on(consult, order, by=by, event="consult_withdrawn")
    return consult


def _go_on(consult: Consult, order: WorkOrder, *, by: Access, event: str) -> None:
    if consult.job is None or not consult.blocks:
        return
    job = lock(consult.job)
    job.order = order
    if not job.consults.open().filter(blocks=True).exists():
        unblock(job, WaitingCause.DIAGNOSIS, by=by, event=event)
