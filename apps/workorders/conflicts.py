"""What stands against a car in a bay at a time with a technician: hard refusals and warnings."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.core import figures_text as text
from apps.core.clock import business_day
from apps.workorders.choices import JobKind
from apps.workorders.models import Bay
from apps.workorders.path_choices import StepKind
from apps.workorders.selectors.floor import span_of, touches
from apps.workorders.work_classes import HIGH_VOLTAGE_PERMIT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from apps.workorders.models import BaySlot, Job, RouteStep
    from apps.workorders.selectors.floor import Floor, Person, Span

GRID = dt.timedelta(minutes=15)
FITTING = {
    JobKind.BODY: {Bay.Kind.BODY},
    JobKind.PAINT: {Bay.Kind.PAINT},
    JobKind.CLEANING: {Bay.Kind.WASH},
}
KIND_OF: dict[str, JobKind] = {
    StepKind.PRIMER: JobKind.PAINT,
    StepKind.PAINT: JobKind.PAINT,
    StepKind.POLISH: JobKind.PAINT,
}
OTHERWISE = {Bay.Kind.MECHANICAL, Bay.Kind.INSPECTION}


@dataclass(frozen=True)
class Conflict:
    """One thing against a plan; a ``hard`` one is refused, another one may be gone over."""

    code: str
    words: str
    hard: bool = False
    slot: BaySlot | None = None


@dataclass(frozen=True)
class Plan:
    """A job in a bay from ``start`` to ``end`` with a technician; ``slot`` is the one moved.

    Of a body or paint job it may be one ``step`` of the route.
    """

    job: Job
    bay: Bay
    person: Person | None
    start: dt.datetime
    end: dt.datetime
    slot: BaySlot | None = None
    step: RouteStep | None = None

    @property
    def span(self) -> Span:
        """From when to when."""
        return self.start, self.end

    @property
    def kind(self) -> JobKind:
        """The kind of work: that of the step, else that of the job."""
        return KIND_OF.get(self.step.kind, JobKind.BODY) if self.step else JobKind(self.job.kind)

    @property
    def needs_permit(self) -> bool:
        """Whether the work is on a high-voltage system."""
        return self.job.high_voltage or self.job.kind == JobKind.HIGH_VOLTAGE


def conflicts(plan: Plan, floor: Floor) -> list[Conflict]:
    """Everything against a plan, the hard ones first."""
    found = [c for check in CHECKS for c in check(plan, floor)]
    return sorted(found, key=lambda c: not c.hard)


def fits(bay: Bay, kind: str) -> bool:
    """Whether a bay is made for a kind of work."""
    return bay.kind in FITTING.get(JobKind(kind), OTHERWISE)


def clock_words(start: dt.datetime, end: dt.datetime) -> str:
    """From when to when, such as 09:00–10:30."""
    return f"{text.local(start):%H:%M}–{text.local(end):%H:%M}"


def span_words(slot: BaySlot) -> str:
    """From when to when a slot goes."""
    return clock_words(*span_of(slot))


def clash_words(slot: BaySlot) -> str:
    """Which car stands in a bay, from when to when, and who planned it."""
    return _("%(bay)s %(span)s 已停 %(plate)s（%(work)s，%(who)s 安排），请换工位或时间。") % {
        "bay": slot.bay.name,
        "span": span_words(slot),
        "plate": slot.job.order.visit.plate_no or _("无牌"),
        "work": slot.job.name,
        "who": slot.planned_by.name if slot.planned_by else _("系统"),
    }


def _past(plan: Plan, floor: Floor) -> Iterator[Conflict]:
    begun = plan.slot is not None and span_of(plan.slot)[0] == plan.start
    if not begun and plan.start <= floor.now - GRID:
        yield Conflict("past", _("开始时间已经过去，不能往回排。"), hard=True)


def _occupied(plan: Plan, floor: Floor) -> Iterator[Conflict]:
    for span, slot in floor.taken.get(plan.bay.pk, []):
        own = plan.slot is not None and slot.pk == plan.slot.pk
        if not own and touches(span, plan.span):
            yield Conflict("occupied", clash_words(slot), hard=True, slot=slot)
            return


def _outage(plan: Plan, floor: Floor) -> Iterator[Conflict]:
    for span, why in floor.outages(plan.bay):
        if touches(span, plan.span):
            words = _("%(bay)s %(span)s 停用：%(why)s。") % {
                "bay": plan.bay.name,
                "span": f"{text.when_text(span[0])}–{text.when_text(span[1])}",
                "why": why,
            }
            yield Conflict("outage", words, hard=True)
            return


def _isolated_bay(plan: Plan, floor: Floor) -> Iterator[Conflict]:
    if plan.needs_permit and not plan.bay.high_voltage:
        words = _("高压作业须在隔离工位进行，%(bay)s不是。") % {"bay": plan.bay.name}
        yield Conflict("hv_bay", words, hard=True)


def _permit(plan: Plan, floor: Floor) -> Iterator[Conflict]:
    if plan.person is None or not plan.needs_permit:
        return
    if not plan.person.permitted(HIGH_VOLTAGE_PERMIT, business_day(plan.start)):
        words = _("%(name)s没有有效的高压作业证。") % {"name": plan.person.staff.name}
        yield Conflict("hv_permit", words, hard=True)


def _skill(plan: Plan, floor: Floor) -> Iterator[Conflict]:
    if plan.person is None or not floor.keeps_skills:
        return
    level, needed = plan.person.skills.get(plan.kind, 0), floor.figures.skill_needed
    facts = {"name": plan.person.staff.name, "kind": plan.kind.label, "level": level}
    if level == 0:
        yield Conflict("skill", _("%(name)s没有“%(kind)s”技能。") % facts)
    elif level < needed:
        words = _("%(name)s的“%(kind)s”技能只有 %(level)s 级，独立作业须 %(needed)s 级。")
        yield Conflict("skill", words % {**facts, "needed": needed})


def _shift(plan: Plan, floor: Floor) -> Iterator[Conflict]:
    if plan.person is None:
        return
    name = plan.person.staff.name
    if plan.person.absent(*plan.span):
        yield Conflict("absent", _("%(name)s这段时间请假或外出。") % {"name": name})
    elif business_day(plan.start) in floor.rostered_days and not plan.person.on_shift(*plan.span):
        yield Conflict("off_shift", _("%(name)s这段时间不当班。") % {"name": name})


def _elsewhere(plan: Plan, floor: Floor) -> Iterator[Conflict]:
    if plan.person is None:
        return
    for span, slot in floor.busy.get(plan.person.staff.pk, []):
        own = plan.slot is not None and slot.pk == plan.slot.pk
        if not own and slot.job_id != plan.job.pk and touches(span, plan.span):
            words = _("%(name)s %(span)s 还排了 %(plate)s（%(bay)s）。") % {
                "name": plan.person.staff.name,
                "span": span_words(slot),
                "plate": slot.job.order.visit.plate_no or _("无牌"),
                "bay": slot.bay.name,
            }
            yield Conflict("double", words)
            return


def _overload(plan: Plan, floor: Floor) -> Iterator[Conflict]:
    day = business_day(plan.start)
    if plan.person is None or day not in floor.rostered_days:
        return
    there = floor.rostered(plan.person, day)
    if not there:
        return
    planned = floor.planned(plan.person.staff.pk, day) + (plan.end - plan.start)
    if plan.slot is not None and plan.slot.technician_id == plan.person.staff.pk:
        was = span_of(plan.slot)
        planned -= was[1] - was[0]
    if planned > there:
        words = _("%(name)s当天将排 %(planned)s 小时，超过当班 %(there)s 小时。") % {
            "name": plan.person.staff.name,
            "planned": hours_words(planned),
            "there": hours_words(there),
        }
        yield Conflict("overload", words)


def _closed(plan: Plan, floor: Floor) -> Iterator[Conflict]:
    if not floor.figures.is_open(*plan.span):
        yield Conflict("closed", _("这段时间不全在营业时间内。"))


def _promise(plan: Plan, floor: Floor) -> Iterator[Conflict]:
    promised = plan.job.order.promised_at
    margin = dt.timedelta(minutes=floor.figures.check + floor.figures.wash)
    if promised is not None and plan.end + margin > promised:
        words = _("完工后加检验洗车已到 %(ready)s，晚于承诺的 %(promised)s。") % {
            "ready": text.when_text(plan.end + margin),
            "promised": text.when_text(promised),
        }
        yield Conflict("promise", words)


def _bay_kind(plan: Plan, floor: Floor) -> Iterator[Conflict]:
    if not fits(plan.bay, plan.kind):
        words = _("%(bay)s是%(bay_kind)s工位，不适合%(kind)s。") % {
            "bay": plan.bay.name,
            "bay_kind": plan.bay.get_kind_display(),
            "kind": plan.kind.label,
        }
        yield Conflict("bay_kind", words)


def hours_words(length: dt.timedelta) -> str:
    """Hours with at most one decimal."""
    return f"{length.total_seconds() / 3600:.1f}".removesuffix(".0")


CHECKS: tuple[Callable[[Plan, Floor], Iterator[Conflict]], ...] = (
    _past,
    _occupied,
    _outage,
    _isolated_bay,
    _permit,
    _skill,
    _shift,
    _elsewhere,
    _overload,
    _closed,
    _promise,
    _bay_kind,
)
HARD = frozenset({"past", "occupied", "outage", "hv_bay", "hv_permit", "same_car", "step_order"})
