"""断电 → 挂牌 → 验电, and high voltage back on: each with a second person under an own login."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.core.clock import business_day
from apps.core.refusals import Refused
from apps.core.services import constraint_words, lock, service
from apps.core.transitions import record
from apps.workorders.clocks import SKEW, figure
from apps.workorders.models import LockOut, Quarantine
from apps.workorders.models.lockout import NO_VOLTAGE
from apps.workorders.permissions import Perm
from apps.workorders.services.waiting import lock_job
from apps.workorders.services.work import BEFORE_WORK
from apps.workorders.work_classes import HIGH_VOLTAGE_PERMIT

if TYPE_CHECKING:
    import datetime as dt

    from apps.org.access import Access
    from apps.org.models import Staff, StaffPermit
    from apps.workorders.models import Bay, Job, WorkOrder

GUARDIAN_PERMIT, LEAST = "workorders.guardian_needs_permit", "workorders.insulation_megohm"


def permit_of(person: Staff, by: Access) -> StaffPermit | None:
    """The high-voltage permit a person holds today."""
    rows = person.permits.filter(permit=HIGH_VOLTAGE_PERMIT, valid_until__gte=business_day(by.now))
    found: StaffPermit | None = rows.order_by("-valid_until").first()
    return found


@service
def lock_out(
    *,
    by: Access,
    job: Job,
    guardian: Staff,
    bay: Bay,
    tag_no: str,
    volts: Decimal,
    tool_no: str,
    insulation: Decimal | None = None,
    charge: int | None = None,
    version: int | None = None,
) -> LockOut:
    """The technician switched off, locked and tagged, and measured; the guardian has to confirm."""
    __, job = lock_job(job, version)
    by.require(Perm.CLOCK_JOB, job)
    if not job.high_voltage or job.state not in BEFORE_WORK:
        raise Refused(_("这个项目现在不需要断电挂牌。"))
    permit = permit_of(by.person, by)
    if permit is None:
        raise Refused(_("您没有今天有效的高压作业证，不能操作。"))
    _fit_to_guard(guardian, job, by)
    if not bay.high_voltage or bay.store_id != job.store_id:
        raise Refused(_("高压作业须在隔离工位。"), field="bay")
    if not 0 <= volts < NO_VOLTAGE:
        raise Refused(_("验电读数须低于60V才算断电，请等待放电后重测。"), field="volts")
    if job.order.quarantines.standing().exists():
        raise Refused(_("电池已隔离，请先由另一人解除隔离，再开始作业。"))
    row = LockOut(job=job, technician=by.person, permit_no=permit.number, guardian=guardian)
    row.bay, row.tag_no, row.volts, row.tool_no = bay, tag_no, volts, tool_no
    row.insulation, row.charge, row.off_at = insulation, charge, by.now
    with constraint_words(lockout_one_standing=_("已经有一张没有结束的断电记录。")):
        row.save()
    record(job, "lock_out", job.state, job.state, by=by)
    return row


@service
def confirm_lockout(*, by: Access, lockout: LockOut, version: int | None = None) -> LockOut:
    """The guardian saw the switch, the tag and the reading: work may begin."""
    lockout, job = _locked(lockout, version)
    _guarding(lockout, by)
    if lockout.confirmed_at is not None:
        raise Refused(_("已经确认过了。"))
    lockout.confirmed_at = _after(lockout.off_at, by)
    lockout.save()
    job.guardian_id, job.isolated_at = lockout.guardian_id, lockout.confirmed_at
    job.save()
    record(job, "isolation_confirmed", job.state, job.state, by=by)
    return lockout


@service
def reject_lockout(*, by: Access, lockout: LockOut, reason: str, version: int | None = None) -> Job:
    """The guardian does not agree: the record is taken back and has to be made anew."""
    lockout, job = _locked(lockout, version)
    _guarding(lockout, by)
    if lockout.confirmed_at is not None and lockout.restore_asked_at is None:
        raise Refused(_("已经确认过了。"))
    if not reason.strip():
        raise Refused(_("请填写原因。"), field="reason")
    if lockout.restore_asked_at is not None:
        lockout.restore_asked_at, lockout.insulation_after = None, None
        lockout.save()
    else:
        lockout.delete()
    record(job, "isolation_rejected", job.state, job.state, by=by, reason=reason)
    return job


@service
def ask_to_restore(
    *, by: Access, lockout: LockOut, insulation_after: Decimal, version: int | None = None
) -> LockOut:
    """The work on the system is over, insulation is measured: the guardian may let it be live."""
    lockout, job = _locked(lockout, version)
    by.require(Perm.CLOCK_JOB, job)
    if lockout.confirmed_at is None or lockout.restored_at is not None:
        raise Refused(_("现在没有需要恢复的断电。"))
    least = Decimal(str(figure(LEAST, by.now, job.store_id)))
    if insulation_after < least:
        words = _("绝缘电阻低于%(n)s MΩ，不能恢复供电，请查明原因。") % {"n": least}
        raise Refused(words, field="insulation_after")
    asked_at = _after(lockout.confirmed_at, by)
    lockout.insulation_after, lockout.restore_asked_at = insulation_after, asked_at
    lockout.save()
    return lockout


@service
def restore(*, by: Access, lockout: LockOut, version: int | None = None) -> LockOut:
    """The guardian agrees: tags off, high voltage on; touching it again needs a new lock-out."""
    lockout, job = _locked(lockout, version)
    _guarding(lockout, by)
    if lockout.restore_asked_at is None or lockout.restored_at is not None:
        raise Refused(_("技师还没有申请恢复供电。"))
    lockout.restored_at = _after(lockout.restore_asked_at, by)
    lockout.save()
    job.isolated_at = None
    job.save()
    record(job, "restored", job.state, job.state, by=by)
    return lockout


@service
def set_apart(
    *, by: Access, job: Job, cause: str, place: str, note: str = "", version: int | None = None
) -> Quarantine:
    """A flooded, crashed or hot pack stands apart; nobody works on it until that is lifted."""
    order, job = lock_job(job, version)
    by.require(Perm.HOLD_JOB, job)
    row = Quarantine(order=order, store_id=order.store_id, cause=cause, place=place, note=note)
    row.by, row.from_at = by.person, by.now
    with constraint_words(quarantine_one_standing=_("这辆车的电池已经在隔离中。")):
        row.save()
    return row


@service
def lift(*, by: Access, quarantine: Quarantine, note: str, version: int | None = None) -> WorkOrder:
    """Another person examined the pack: it may be worked on again."""
    quarantine = lock(quarantine, version)
    by.require(Perm.ADD_DIAGNOSIS, quarantine)
    if quarantine.by_id == by.staff_id:
        raise Refused(_("解除隔离须由另一个人检查。"))
    if quarantine.lifted_at is not None:
        raise Refused(_("隔离已经解除。"))
    if not note.strip():
        raise Refused(_("请写明检查依据。"), field="note")
    quarantine.lifted_by, quarantine.lifted_at, quarantine.lifted_note = by.person, by.now, note
    quarantine.save()
    return quarantine.order


def _after(earlier: dt.datetime, by: Access) -> dt.datetime:
    """The moment of an act that cannot lie before another one; two phones may differ a little."""
    if by.now + SKEW < earlier:
        raise Refused(_("点按的时间早于上一步，请校准手机时间后在现场重新确认。"))
    return max(by.now, earlier)


def _fit_to_guard(guardian: Staff, job: Job, by: Access) -> None:
    if guardian.pk in {by.staff_id, *job.workers()}:
        raise Refused(_("监护人不能是做这个项目的技师。"), field="guardian")
    if figure(GUARDIAN_PERMIT, by.now, job.store_id) and permit_of(guardian, by) is None:
        words = _("%(name)s没有有效的高压作业证，不能监护。") % {"name": guardian.name}
        raise Refused(words, field="guardian")


def _guarding(lockout: LockOut, by: Access) -> None:
    by.require(Perm.GUARD_HIGHVOLTAGE, lockout)
    if by.staff_id != lockout.guardian_id:
        raise Refused(_("须由监护人%(name)s本人确认。") % {"name": lockout.guardian.name})


def _locked(lockout: LockOut, version: int | None) -> tuple[LockOut, Job]:
    __, job = lock_job(lockout.job)
    fresh = lock(lockout, version)
    fresh.job = job
    return fresh, job
