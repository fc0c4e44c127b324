"""Readings, looked-at parts and voice notes of a job."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.core.files import check_audio, store_audio
from apps.core.refusals import Refused
from apps.core.services import service
from apps.workorders.models import PartCheck, Reading
from apps.workorders.models.job import UNFINISHED
from apps.workorders.permissions import Perm
from apps.workorders.services.waiting import lock_job

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from apps.core.models import StoredFile
    from apps.org.access import Access
    from apps.workorders.models import Job, PartLine

VOICE = "voice"


@service
def take_reading(
    *,
    by: Access,
    job: Job,
    measure: str,
    value: Decimal,
    unit: str,
    low: Decimal | None = None,
    high: Decimal | None = None,
    tool_no: str = "",
    note: str = "",
    version: int | None = None,
) -> Reading:
    """A value was measured; it passes when it lies between its limits (检测数据)."""
    __, job = lock_job(job, version)
    by.require(Perm.ADD_TESTRECORD, job)
    if job.state not in UNFINISHED:
        raise Refused(_("这个项目已经结束，不能再登记检测数据。"))
    if low is not None and high is not None and low > high:
        raise Refused(_("下限不能大于上限。"), field="low")
    row = Reading(job=job, measure=measure, value=value, unit=unit, low=low, high=high)
    row.passed = (low is None or value >= low) and (high is None or value <= high)
    row.tool_no, row.note, row.taken_by, row.at = tool_no, note, by.person, by.now
    row.save()
    return row


@service
def check_part(
    *,
    by: Access,
    job: Job,
    line: PartLine,
    right: bool,
    batch_no: str = "",
    note: str = "",
    version: int | None = None,
) -> PartCheck:
    """Somebody who did not work on the job looked at a fitted part (换件检查)."""
    __, job = lock_job(job, version)
    by.require(Perm.ADD_PARTCHECK, job)
    if by.staff_id in job.workers():
        raise Refused(_("换件检查不能由做这个项目的人完成。"))
    if line.job_id != job.pk or not line.fitted_quantity:
        raise Refused(_("这个配件还没有装车。"))
    if not right and not note.strip():
        raise Refused(_("请写明哪里不正确。"), field="note")
    facts = {"batch_no": batch_no, "note": note, "checked_by": by.person, "at": by.now}
    return PartCheck.objects.create(line=line, right=right, **facts)


@service
def leave_voice(*, by: Access, job: Job, sound: UploadedFile) -> StoredFile:
    """A spoken note on a job, which the advisor can listen to."""
    check_audio(sound)
    __, job = lock_job(job)
    by.require(Perm.ADD_FINDING, job)
    if job.state not in UNFINISHED:
        raise Refused(_("这个项目已经结束，不能再留言。"))
    return store_audio(by, sound, owner=job, kind=VOICE)
