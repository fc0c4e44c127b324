"""What stands against the place of a step: the order of the route, drying, the car elsewhere."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from apps.core import figures_text as text
from apps.core.clock import business_day
from apps.core.models import Setting
from apps.workorders.conflicts import Conflict, Plan, clock_words
from apps.workorders.models import BaySlot, RouteStep
from apps.workorders.path_choices import StepKind, StepState
from apps.workorders.selectors.floor import span_of, touches

if TYPE_CHECKING:
    from collections.abc import Iterator

DRYING = "workorders.drying_minutes"
OVER = (StepState.DONE, StepState.SKIPPED)


def drying_of(on: dt.date, store_id: int | None) -> dict[str, dt.timedelta]:
    """How long each kind of step has to dry before the next one begins."""
    value = Setting.objects.value(DRYING, on, store_id)
    return {kind: dt.timedelta(minutes=int(value.get(kind, 0))) for kind in StepKind.values}


def against_route(plan: Plan, step: RouteStep) -> list[Conflict]:
    """Everything the route of its job says against the place of a step."""
    drying = drying_of(business_day(plan.start), plan.job.store_id)
    own = plan.slot.pk if plan.slot else 0
    slots = BaySlot.objects.standing().filter(job=plan.job).exclude(pk=own or 0)
    rows = list(slots.select_related("step", "bay").order_by("during"))
    steps = list(plan.job.steps.exclude(pk=step.pk).order_by("position"))
    return [
        *_elsewhere(plan, rows),
        *_too_early(plan, step, rows, steps, drying),
        *_too_late(plan, step, rows, drying),
        *_gaps(step, rows, steps),
    ]


def _elsewhere(plan: Plan, rows: list[BaySlot]) -> Iterator[Conflict]:
    for slot in rows:
        if touches(span_of(slot), plan.span):
            facts = {"bay": slot.bay.name, "span": clock_words(*span_of(slot))}
            words = _("这台车 %(span)s 已排在%(bay)s，同一时间不能在两个工位。") % facts
            yield Conflict("same_car", words, hard=True, slot=slot)
            return


def _too_early(
    plan: Plan,
    step: RouteStep,
    rows: list[BaySlot],
    steps: list[RouteStep],
    drying: dict[str, dt.timedelta],
) -> Iterator[Conflict]:
    ends: list[tuple[dt.datetime, RouteStep, BaySlot | None]] = [
        (span_of(s)[1], s.step, s)
        for s in rows
        if s.step is not None and s.step.position < step.position and s.step.state not in OVER
    ]
    ends += [
        (s.finished_at, s, None)
        for s in steps
        if s.position < step.position and s.state == StepState.DONE and s.finished_at
    ]
    late = [(at + drying[s.kind], at, s, slot) for at, s, slot in ends]
    if not late:
        return
    free, at, before, slot = max(late, key=lambda found: found[0])
    if plan.start < free:
        yield Conflict("step_order", _early_words(step, before, at, free), hard=True, slot=slot)


def _early_words(step: RouteStep, before: RouteStep, at: dt.datetime, free: dt.datetime) -> str:
    facts: dict[str, Any] = {
        "before": before,
        "step": step,
        "at": text.when_text(at),
        "free": text.when_text(free),
        "minutes": int((free - at).total_seconds() // 60),
    }
    if free == at:
        return _("“%(before)s”到 %(at)s 才完成，“%(step)s”不能排在它前面。") % facts
    words = _("“%(before)s”%(at)s 完成后要干燥 %(minutes)s 分钟，%(free)s 起才能排“%(step)s”。")
    return words % facts


def _too_late(
    plan: Plan, step: RouteStep, rows: list[BaySlot], drying: dict[str, dt.timedelta]
) -> Iterator[Conflict]:
    free = plan.end + drying[step.kind]
    for slot in rows:
        if slot.step is None or slot.step.position <= step.position or slot.step.state in OVER:
            continue
        if span_of(slot)[0] < free:
            words = _("后道“%(after)s”已排 %(at)s 开工，“%(step)s”加干燥要到 %(free)s。") % {
                "after": slot.step,
                "at": text.when_text(span_of(slot)[0]),
                "step": step,
                "free": text.when_text(free),
            }
            yield Conflict("step_order", words, hard=True, slot=slot)
            return


def _gaps(step: RouteStep, rows: list[BaySlot], steps: list[RouteStep]) -> Iterator[Conflict]:
    placed = {s.step_id for s in rows}
    if any(s.step_id is None for s in rows):
        return
    for before in steps:
        open_ = before.position < step.position and before.state not in OVER
        if open_ and before.pk not in placed and before.state != StepState.WORKING:
            words = _("前道“%(step)s”还没有排工位。") % {"step": before}
            yield Conflict("step_gap", words)
            return


def earliest_for(step: RouteStep) -> dt.datetime:
    """When the planned steps before it are over and dry, as far as they are planned."""
    slots = BaySlot.objects.standing().filter(
        job=step.job_id, step__position__lt=step.position, step__isnull=False
    )
    last = slots.exclude(step__state__in=OVER).select_related("step").order_by("-during").first()
    ready = step.ready_at or dt.datetime.min.replace(tzinfo=dt.UTC)
    if last is None or last.step is None:
        return ready
    end = span_of(last)[1]
    return max(ready, end + drying_of(business_day(end), step.job.store_id)[last.step.kind])
