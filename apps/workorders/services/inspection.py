"""Self-check, the leader's check and the final inspection; a fail sends the job back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.core.files import store_image
from apps.core.refusals import Refused
from apps.core.services import service
from apps.core.transitions import perform
from apps.workorders.choices import InspectionLevel, JobState
from apps.workorders.clocks import figure
from apps.workorders.following import follow_jobs
from apps.workorders.machines import JOB
from apps.workorders.models import Inspection, QualityIncident, Rework
from apps.workorders.services.clocking import end_own_clock
from apps.workorders.services.incidents import draft_incident
from apps.workorders.services.waiting import lock_job

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.core.files.uploadedfile import UploadedFile

    from apps.org.access import Access
    from apps.workorders.models import Checklist, Job

PASS, FAIL = Inspection.Result.PASS, Inspection.Result.FAIL
MOST_KM = "workorders.road_test_most_km"


@dataclass(frozen=True)
class Seen:
    """What an inspector brings beside the word: the list used, photos by item, kilometres."""

    checklist: Checklist | None = None
    photos: Sequence[tuple[int, UploadedFile]] = ()
    road_test_km: int | None = None
    odometer_km: int | None = None

    def __str__(self) -> str:
        """The same for the same content: an act sent twice is known by it."""
        files = [(n, photo.name, photo.size) for n, photo in self.photos]
        edition = self.checklist.pk if self.checklist else None
        return f"{edition} {files} {self.road_test_km} {self.odometer_km}"


@service
def self_check(
    *,
    by: Access,
    job: Job,
    items: Sequence[dict[str, object]],
    checklist: Checklist | None = None,
    photos: Sequence[tuple[int, UploadedFile]] = (),
    version: int | None = None,
) -> Inspection:
    """The technician is done and has checked the own work item by item (完工自检).

    The own clock ends; every item must be right, or the work goes on.
    """
    order, job = lock_job(job, version)
    end_own_clock(job, by=by)
    if not all(item["ok"] for item in items):
        raise Refused(_("自检没有全部合格，请先处理好再完工。"), field="items")
    perform(JOB, job, "self_check", by=by)
    for rework in job.reworks.filter(closed_at=None):
        rework.closed_at = by.now
        rework.save()
    found = _note(job, InspectionLevel.SELF, PASS, items, by=by)
    _keep(found, checklist, photos, by=by)
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
    seen: Seen | None = None,
    version: int | None = None,
) -> Inspection:
    """The team leader's word (组检): on to the inspector, done for classes with one check, or back.

    Never by somebody who worked on the job.
    """
    action = "leader_fail"
    if passed:
        action = "leader_finish" if job.order.path.one_check else "leader_pass"
    words = (fail_code, fail_reason, seen or Seen())
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
    seen: Seen | None = None,
    version: int | None = None,
) -> Inspection:
    """The inspector's word (终检): the job is done, or goes back as rework.

    The order is ready when this was its last job.  Never by somebody who worked on the job.
    """
    action = "final_pass" if passed else "final_fail"
    words = (fail_code, fail_reason, seen or Seen())
    return _judge(job, InspectionLevel.FINAL, action, items, words, by=by, version=version)


def _judge(
    job: Job,
    level: InspectionLevel,
    action: str,
    items: Sequence[dict[str, object]],
    words: tuple[str, str, Seen],
    *,
    by: Access,
    version: int | None,
) -> Inspection:
    code, reason, seen = words
    order, job = lock_job(job, version)
    failed = action.endswith("_fail")
    if failed and not code:
        raise Refused(_("请选择不合格类别。"), field="fail_code")
    if failed and not reason.strip():
        raise Refused(_("请写明哪里不合格。"), field="fail_reason")
    if not failed and not all(item["ok"] for item in items):
        raise Refused(_("有检验项目不合格，不能判为合格。"), field="items")
    _plausible(job, seen, by=by)
    if action in {"leader_finish", "final_pass"}:
        job.finished_at = by.now
    perform(JOB, job, action, by=by, reason=reason)
    result = FAIL if failed else PASS
    found = _note(job, level, result, items, by=by, words=(code, reason) if failed else ("", ""))
    found.road_test_km, found.odometer_km = seen.road_test_km, seen.odometer_km
    _keep(found, seen.checklist, seen.photos, by=by)
    if failed:
        _send_back(job, found, by=by)
    follow_jobs(order, by=by, cause=action)
    return found


def _note(
    job: Job,
    level: InspectionLevel,
    result: str,
    items: Sequence[dict[str, object]],
    *,
    by: Access,
    words: tuple[str, str] = ("", ""),
) -> Inspection:
    code, reason = words
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


def _send_back(job: Job, found: Inspection, *, by: Access) -> None:
    """The job is done again without credit; failing a second time is a quality incident."""
    number = job.reworks.count() + 1
    Rework.objects.create(job=job, inspection=found, number=number, opened_at=by.now)
    if number > 1:
        what = _("第%(n)s次检验不合格：%(reason)s") % {"n": number, "reason": found.fail_reason}
        draft_incident(by, job, what, QualityIncident.Source.INSPECTION, found)


def _keep(
    found: Inspection,
    checklist: Checklist | None,
    photos: Sequence[tuple[int, UploadedFile]],
    *,
    by: Access,
) -> None:
    """The edition that was used, and the photos of its items."""
    found.checklist = checklist
    found.save()
    for number, photo in photos:
        store_image(by, photo, owner=found, kind=f"item{number}")


def _plausible(job: Job, seen: Seen, *, by: Access) -> None:
    """The kilometres after the check fit those of arrival and the road test."""
    checkin = getattr(job.order.visit, "checkin", None)
    came = getattr(checkin, "odometer_km", None)
    if seen.odometer_km is None or came is None:
        return
    least = came + (seen.road_test_km or 0)
    most = came + int(figure(MOST_KM, by.now, job.store_id)) + (seen.road_test_km or 0)
    if not least <= seen.odometer_km <= most:
        words = _("里程应在%(least)s到%(most)s公里之间，请核对（进店%(came)s公里）。")
        facts = {"least": f"{least:,}", "most": f"{most:,}", "came": f"{came:,}"}
        raise Refused(words % facts, field="odometer_km")


def level_for(job: Job) -> InspectionLevel | None:
    """The check a job waits for next, None when it waits for none."""
    if job.state == JobState.LEADER_CHECKED:
        return InspectionLevel.FINAL
    if job.state == JobState.SELF_CHECKED:
        return InspectionLevel.FINAL if job.order.path.one_check else InspectionLevel.LEADER
    return None
