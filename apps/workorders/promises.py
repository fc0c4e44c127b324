"""When a car can honestly be promised, and how a promise given stands now.

A promise is computed from the hours that are left, a free bay, a technician with the skill, the
day missing parts come, and a margin for checks and washing.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from apps.core import figures_text as text
from apps.core.clock import business_day, day_bounds
from apps.workorders.models import Job, WorkOrder
from apps.workorders.models.job import UNFINISHED
from apps.workorders.promise_health import TONE, Health, promise_health
from apps.workorders.ready_time import CHECKED
from apps.workorders.selectors.floor import read_floor, span_of
from apps.workorders.selectors.readiness import READY, readiness_of
from apps.workorders.suggestions import Wish, known_by, length_of, suggest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from apps.core.tones import Tone
    from apps.workorders.selectors.floor import Floor

AHEAD = dt.timedelta(days=8)


@dataclass(frozen=True)
class Forecast:
    """When an order will be ready by what is planned and what is left, and how that stands."""

    ready_at: dt.datetime | None
    health: Health

    @property
    def tone(self) -> Tone:
        """The colour."""
        return TONE[self.health]

    @property
    def words(self) -> str:
        """The word beside the colour."""
        return str(self.health.label)


@dataclass(frozen=True)
class Earliest:
    """The earliest time that can be promised, with the reasons in words; None when nothing fits."""

    at: dt.datetime | None
    reasons: list[str] = field(default_factory=list)


def forecasts(orders: Iterable[WorkOrder], now: dt.datetime) -> dict[int, Forecast]:
    """The forecast of each order, in two statements however many there are."""
    ids = [o.pk for o in orders]
    if not ids:
        return {}
    rows = promise_health(WorkOrder.objects.filter(pk__in=ids), now)
    return {
        pk: Forecast(expected, Health(health))
        for pk, expected, health in rows.values_list("pk", "expected_at", "health")
    }


def earliest(order: WorkOrder, now: dt.datetime) -> Earliest:
    """The earliest honest time for an order, by the floor as it stands now."""
    first, __ = day_bounds(business_day(now))
    floor = read_floor(order.store, first, first + AHEAD, now=now)
    jobs = list(
        Job.objects.filter(order=order, state__in=UNFINISHED)
        .select_related("order__visit")
        .order_by("position", "pk")
    )
    if not jobs:
        return Earliest(None, [_("还没有维修项目，无法推算。")])
    ends, reasons = _laid(jobs, floor)
    if ends is None:
        return Earliest(None, reasons)
    margin = floor.figures.check + floor.figures.wash
    at = floor.figures.hours.after_minutes(ends, margin)
    reasons.append(_("另加检验与洗车 %(minutes)s 分钟") % {"minutes": margin})
    return Earliest(_quarter(at), reasons)


def _laid(jobs: list[Job], floor: Floor) -> tuple[dt.datetime | None, list[str]]:
    """Where the jobs end, one after the other: as planned, else at the best free place."""
    ready = readiness_of([j.pk for j in jobs], floor.figures, floor.now)
    known = known_by(jobs)
    planned: dict[int, dt.datetime] = {}
    for slot in floor.slots:
        planned[slot.job_id] = max(span_of(slot)[1], planned.get(slot.job_id, floor.now))
    at, reasons = floor.now, []
    for job in jobs:
        if job.state in CHECKED:
            continue
        if job.pk in planned:
            at = max(at, planned[job.pk])
            facts = {"name": job.name, "at": text.when_text(planned[job.pk])}
            reasons.append(_("%(name)s：已排到 %(at)s") % facts)
            continue
        wish = Wish(
            job,
            length_of(job),
            ready.get(job.pk, READY),
            known.get(job.order.visit.vehicle_id, frozenset()),
            at,
        )
        found = suggest(wish, floor, most=1)
        if not found:
            words = _("%(name)s：%(days)s 天内没有合适的工位与技师")
            return None, [*reasons, words % {"name": job.name, "days": AHEAD.days}]
        at = found[0].plan.end
        reasons.append(_job_words(job, found[0], wish))
    return at, reasons


def _job_words(job: Job, found: Any, wish: Wish) -> str:
    words = _("%(name)s：%(hours)s 小时，%(bay)s %(who)s %(start)s 起，%(parts)s") % {
        "name": job.name,
        "hours": f"{job.std_hours:f}".rstrip("0").rstrip(".") or "0",
        "bay": found.plan.bay.name,
        "who": found.person.staff.name,
        "start": text.when_text(found.plan.start),
        "parts": wish.parts.words,
    }
    return str(words)


def _quarter(at: dt.datetime) -> dt.datetime:
    past = dt.timedelta(minutes=at.minute % 15, seconds=at.second, microseconds=at.microsecond)
    return at if not past else at - past + dt.timedelta(minutes=15)
