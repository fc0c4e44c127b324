"""Self-check, the leader's check and the final inspection; a fail sends the job back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.core.refusals import Refused
from apps.core.services import service
from apps.core.transitions import perform
from apps.workorders.choices import InspectionLevel, JobState
from apps.workorders.following import follow_jobs
from apps.workorders.machines import JOB
from apps.workorders.models import Inspection, Rework
from apps.workorders.services.waiting import end_clock, lock_job

if TYPE_CHECKING:
    from collections.abc import Sequence

    from apps.org.access import Access
    from apps.workorders.models import Job

PASS, FAIL = Inspection.Result.PASS, Inspection.Result.FAIL


@service
def self_check(
    *, by: Access, job: Job, items: Sequence[dict[str, object]], version: int | None = None
) -> Inspection:
    """The technician is done and has checked the own work item by item (完工自检).

    The own clock ends; every item must be right, or the work goes on.
    """
    order, job = lock_job(job, version)
    for entry in job.clock_entries.running().filter(staff=by.person):
        end_clock(entry, by=by)
    if not all(item["ok"] for item in items):
        raise Refused(_("自检没有全部合格，请先处理好再完工。"), field="items")
    perform(JOB, job, "self_check", by=by)
    for rework in job.reworks.filter(closed_at=None):
        rework.closed_at = by.now
        rework.save()
    found = _note(job, InspectionLevel.SELF, PASS, items, by=by)
    follow_jobs(order, by=by, cause="self_check")
    return found


@service
def leader_check(
    *,
    by: Access,
    job: Job,
    passed: bool,
    items: Sequence[dict[str, object]] = (),
    fail_code: str = "",
    fail_reason: str = "",
    road_test_km: int | None = None,
    version: int | None = None,
) -> Inspection:
    """The team leader's word (组检): on to the inspector, done for classes with one check, or back.

    Never by somebody who worked on the job.
    """
    action = "leader_fail"
    if passed:
        action = "leader_finish" if job.order.path.one_check else "leader_pass"
    words = (fail_code, fail_reason, road_test_km)
    return _judge(job, InspectionLevel.LEADER, action, items, words, by=by, version=version)


@service
def final_check(
    *,
    by: Access,
    job: Job,
    passed: bool,
    items: Sequence[dict[str, object]] = (),
    fail_code: str = "",
    fail_reason: str = "",
    road_test_km: int | None = None,
    version: int | None = None,
) -> Inspection:
    """The inspector's word (终检): the job is done, or goes back as rework.

    The order is ready when this was its last job.  Never by somebody who worked on the job.
    """
    action = "final_pass" if passed else "final_fail"
    words = (fail_code, fail_reason, road_test_km)
    return _judge(job, InspectionLevel.FINAL, action, items, words, by=by, version=version)


def _judge(
    job: Job,
    level: InspectionLevel,
    action: str,
    items: Sequence[dict[str, object]],
    words: tuple[str, str, int | None],
    *,
    by: Access,
    version: int | None,
) -> Inspection:
    code, reason, road_test_km = words
    order, job = lock_job(job, version)
    failed = action.endswith("_fail")
    if failed and not code:
        raise Refused(_("请选择不合格类别。"), field="fail_code")
    if failed and not reason.strip():
        raise Refused(_("请写明哪里不合格。"), field="fail_reason")
    if not failed and not all(item["ok"] for item in items):
        raise Refused(_("有检验项目不合格，不能判为合格。"), field="items")
    if action in {"leader_finish", "final_pass"}:
        job.finished_at = by.now
    perform(JOB, job, action, by=by, reason=reason)
    result = FAIL if failed else PASS
    found = _note(job, level, result, items, by=by, words=words if failed else ("", "", None))
    if road_test_km is not None:
        found.road_test_km = road_test_km
        found.save()
    if failed:
        number = job.reworks.count() + 1
        Rework.objects.create(job=job, inspection=found, number=number, opened_at=by.now)
    follow_jobs(order, by=by, cause=action)
    return found


def _note(
    job: Job,
    level: InspectionLevel,
    result: str,
    items: Sequence[dict[str, object]],
    *,
    by: Access,
    words: tuple[str, str, int | None] = ("", "", None),
) -> Inspection:
    code, reason, __ = words
    return Inspection.objects.create(
        store_id=job.store_id,
        job=job,
        level=level,
        result=result,
        inspector=by.person,
        at=by.now,
        items=list(items),
        fail_code=code,
        fail_reason=reason,
    )


def level_for(job: Job) -> InspectionLevel | None:
    """The check a job waits for next, None when it waits for none."""
    if job.state == JobState.LEADER_CHECKED:
        return InspectionLevel.FINAL
    if job.state == JobState.SELF_CHECKED:
        return InspectionLevel.FINAL if job.order.path.one_check else InspectionLevel.LEADER
    return None
