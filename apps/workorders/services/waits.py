"""What people do about a job that waits: say until when, and say that it has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core.refusals import Refused
from apps.core.services import service
from apps.workorders.choices import JobState, WaitingCause
from apps.workorders.permissions import Perm
from apps.workorders.services.waiting import block, lock_job, unblock

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from django.utils.functional import _StrOrPromise

    from apps.org.access import Access
    from apps.workorders.models import Hold, Job

BY_HAND: Mapping[str, _StrOrPromise] = {
    WaitingCause.OEM: gettext_lazy("厂家已批复"),
    WaitingCause.INSURER: gettext_lazy("保险公司已定损"),
    WaitingCause.PAUSED: gettext_lazy("可以继续"),
}
"""Causes that end by somebody's word, and the event in words."""

ELSEWHERE: Mapping[str, _StrOrPromise] = {
    WaitingCause.PARTS: gettext_lazy("配件到齐入库后自动解除。"),
    WaitingCause.APPROVAL: gettext_lazy("登记客户答复后自动解除。"),
    WaitingCause.SUBLET: gettext_lazy("登记外加工取回后自动解除。"),
    WaitingCause.DIAGNOSIS: gettext_lazy("技术支援解答后自动解除。"),
}
"""Causes that end by an event of their own, and where it is recorded."""


@service
def expect(
    *, by: Access, job: Job, version: int | None, expected_at: dt.datetime, note: str = ""
) -> Hold:
    """Everybody sees until when the job is expected to wait; a moment past is refused."""
    __, job = lock_job(job, version)
    by.require(Perm.CHANGE_WORKORDER, job.order)
    hold = job.holds.filter(to_at=None).first()
    if hold is None:
        raise Refused(_("这个项目现在不在等待。"))
    if expected_at <= by.now:
        raise ValidationError({"expected_at": _("预计时间须在现在之后。")})
    hold.expected_at = expected_at
    hold.note = note.strip()[:160] or hold.note
    hold.save()
    return hold


@service
def end_wait(*, by: Access, job: Job, version: int | None, note: str = "") -> Job:
    """What the job waited for has come by somebody's word: manufacturer, insurer, or a pause.

    Refused for causes that end by an event of their own, with the words where that is recorded.
    """
    __, job = lock_job(job, version)
    by.require(Perm.CHANGE_WORKORDER, job.order)
    if job.state != JobState.WAITING:
        raise Refused(_("这个项目现在不在等待。"))
    if job.waiting_cause not in BY_HAND:
        raise Refused(str(ELSEWHERE[job.waiting_cause]))
    if job.assessment is not None and job.waiting_cause == WaitingCause.INSURER:
        raise Refused(_("这个项目等定损授权：请在“事故与定损”办理。"))
    unblock(job, job.waiting_cause, by=by, event=f"{job.waiting_cause}_answered")
    return job


@service
def wait_for(  # what a wait is
    *,
    by: Access,
    job: Job,
    version: int | None,
    cause: str,
    note: str,
    expected_at: dt.datetime | None = None,
) -> Job:
    """The advisor lets a job wait for the manufacturer or the insurer, with the reason."""
    order, job = lock_job(job, version)
    by.require(Perm.CHANGE_WORKORDER, order)
    if cause not in {WaitingCause.OEM, WaitingCause.INSURER}:
        raise Refused(_("只能登记等厂家或等保险；其他等待由相应单据产生。"), field="cause")
    if not note.strip():
        raise ValidationError({"note": _("请写明在等什么。")})
    if job.state not in {JobState.PENDING, JobState.ASSIGNED, JobState.WORKING, JobState.WAITING}:
        raise Refused(_("这个项目已经完工，不能转入等待。"))
    block(job, cause, by=by, note=note.strip()[:160], expected_at=expected_at)
    return job
