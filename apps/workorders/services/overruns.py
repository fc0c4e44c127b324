"""A job that goes on past its time pushes the later ones of its bay and technician, and says so."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from psycopg2.extras import DateTimeTZRange

from apps.core.clock import business_day, day_bounds
from apps.core.services import lock_all, service
from apps.workorders.choices import JobState
from apps.workorders.models import Bay, BaySlot, ClockEntry, Job, SlotMove
from apps.workorders.path_choices import StepState
from apps.workorders.selectors.floor import Floor, Span, read_floor, span_of, touches
from apps.workorders.services.placing import note, place, where
from apps.workorders.services.telling import tell_health, tell_pushed
from apps.workorders.step_conflicts import drying_of
from apps.workorders.suggestions import on_grid

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.org.models import OrgUnit

Act = SlotMove.Act
AHEAD = dt.timedelta(days=4)
NOT_BEGUN = (JobState.PENDING, JobState.ASSIGNED)
MOST_PUSHES = 200
LOCK_SPACE = 7301  # the advisory locks of this file


def overrun(store: OrgUnit | None, now: dt.datetime) -> Any:
    """The slots whose work runs although their time is over; one indexed statement."""
    working = Job.objects.filter(store=store, state=JobState.WORKING).values("pk")
    later = BaySlot.objects.standing().filter(
        job=OuterRef("job"), during__startswith__gt=OuterRef("during__startswith")
    )
    same = later.filter(step=OuterRef("step"))
    rows = BaySlot.objects.standing().filter(job__in=working, during__endswith__lte=now)
    whole = Q(step=None) & ~Exists(later)
    step = Q(step__state=StepState.WORKING) & ~Exists(same)
    return rows.filter(bay__store=store).filter(whole | step)


def due(store: OrgUnit | None, now: dt.datetime) -> bool:
    """Whether there is something to push, inside opening hours only."""
    return store is not None and bool(overrun(store, now).exists())


@service
def push_overruns(*, by: Actor, store: OrgUnit) -> list[SlotMove]:
    """Overrun slots go on to the next quarter at least, and what lies behind them moves on.

    Who looks at the board first applies it; whoever comes at the same time goes on without.
    A pinned slot, a begun one and an outage stand: in front of them the overrun ends.
    """
    if not _only_one(store):
        return []
    first, __ = day_bounds(business_day(by.now))
    bays = Bay.objects.filter(store=store, active=True)
    lock_all(bays)
    floor = read_floor(store, first, first + AHEAD, now=by.now, bays=bays)
    late = {s.pk for s in overrun(store, by.now)}
    shift = _Shift(floor, by.now)
    for slot in [s for s in floor.slots if s.pk in late]:
        shift.extend(slot)
    return _write(shift, by=by)


def _only_one(store: OrgUnit) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [LOCK_SPACE, store.pk])
        return bool(cursor.fetchone()[0])


@dataclass
class _Shift:
    """New spans of slots, worked out in memory; ``causes`` names the car that pushed each."""

    floor: Floor
    now: dt.datetime
    spans: dict[int, Span] = field(default_factory=dict)
    causes: dict[int, BaySlot] = field(default_factory=dict)
    extended: set[int] = field(default_factory=set)

    @cached_property
    def drying(self) -> dict[str, dt.timedelta]:
        """How long each kind of step dries; read only where a step overruns."""
        return drying_of(business_day(self.now), self.floor.store.pk)

    def extend(self, slot: BaySlot) -> None:
        """Let a running slot go on, and push what is in its way."""
        start, end = self.span(slot)
        closes = self.floor.figures.hours.end_of(business_day(self.now))
        until = min(self._until(slot), closes)
        for wall in self._walls(slot):
            if end <= wall < until:
                until = wall
        if until <= end:
            return
        self.spans[slot.pk] = (start, until)
        self.extended.add(slot.pk)
        self._push(slot)

    def span(self, slot: BaySlot) -> Span:
        """Where a slot lies by now."""
        return self.spans.get(slot.pk, span_of(slot))

    def _until(self, slot: BaySlot) -> dt.datetime:
        """By what is left of the standard hours, the next quarter of an hour at least."""
        step = slot.step
        if step is not None:
            begun = step.started_at or self.now
            planned = begun + dt.timedelta(hours=float(step.std_hours))
            return on_grid(max(planned, self.now + dt.timedelta(minutes=1)))
        entries = ClockEntry.objects.filter(job=slot.job_id)
        worked = sum(float(e.hours(self.now)) for e in entries)
        left = max(0.0, float(slot.job.std_hours) - worked)
        return on_grid(max(self.now + dt.timedelta(hours=left), self.now + dt.timedelta(minutes=1)))

    def _walls(self, slot: BaySlot) -> list[dt.datetime]:
        """When something in the bay begins that cannot be pushed."""
        fixed = [s for s in self._others(slot) if s.bay_id == slot.bay_id and not self._loose(s)]
        bay = self.floor.by_bay.get(slot.bay_id)
        outages = [span[0] for span, _o in self.floor.outages(bay)] if bay else []
        return sorted([self.span(s)[0] for s in fixed] + outages)

    def _push(self, first: BaySlot) -> None:
        waiting, count = [first], 0
        while waiting and count < MOST_PUSHES:
            count += 1
            slot = waiting.pop(0)
            for other in self._others(slot):
                if self._loose(other) and self._hit(slot, other):
                    after = self._follows(slot, other)
                    self._move_behind(other, self._free(slot) if after else self.span(slot)[1])
                    self.causes[other.pk] = self.causes.get(slot.pk, slot)
                    waiting.append(other)

    def _hit(self, slot: BaySlot, other: BaySlot) -> bool:
        """Whether a slot now lies across another of its bay, or newly across its technician's."""
        new = self.span(slot)
        if self._follows(slot, other):
            return self.span(other)[0] < self._free(slot)
        if not touches(new, self.span(other)):
            return False
        if other.bay_id == slot.bay_id:
            return True
        return other.technician_id == slot.technician_id and not touches(
            span_of(slot), span_of(other)
        )

    def _move_behind(self, slot: BaySlot, start: dt.datetime) -> None:
        hours, was = self.floor.figures.hours, self.span(slot)
        length = was[1] - was[0]
        start = on_grid(hours.first(max(start, was[0])))
        bay = self.floor.by_bay.get(slot.bay_id)
        blocked = sorted([span for span, _o in self.floor.outages(bay)] if bay else []) + sorted(
            self.span(s)
            for s in self._others(slot)
            if s.bay_id == slot.bay_id and not self._loose(s)
        )
        for span in sorted(blocked):
            if touches(span, (start, start + length)):
                start = on_grid(hours.first(span[1]))
        self.spans[slot.pk] = (start, start + length)

    def _follows(self, slot: BaySlot, other: BaySlot) -> bool:
        """Whether another slot is a later step of the same route."""
        if slot.job_id != other.job_id or slot.step is None or other.step is None:
            return False
        return other.step.position > slot.step.position

    def _free(self, slot: BaySlot) -> dt.datetime:
        """When the next step may begin: done and dry."""
        end = self.span(slot)[1]
        return end + self.drying[slot.step.kind] if slot.step else end

    def _others(self, slot: BaySlot) -> list[BaySlot]:
        rows = [s for s in self.floor.slots if s.pk != slot.pk]
        near = [
            s
            for s in rows
            if s.bay_id == slot.bay_id
            or (slot.technician_id and s.technician_id == slot.technician_id)
            or self._follows(slot, s)
        ]
        return sorted(near, key=lambda s: self.span(s)[0])

    def _loose(self, slot: BaySlot) -> bool:
        begun = slot.job.state not in NOT_BEGUN
        if slot.step is not None:
            begun = slot.step.state not in {StepState.PENDING, StepState.READY}
        return not slot.pinned and not begun and slot.pk not in self.extended


def _write(shift: _Shift, *, by: Actor) -> list[SlotMove]:
    changed = [s for s in shift.floor.slots if shift.spans.get(s.pk, span_of(s)) != span_of(s)]
    if not changed:
        return []
    lock_all(BaySlot.objects.filter(pk__in=[s.pk for s in changed]))
    before = {s.pk: where(s) for s in changed}
    for slot in changed:
        during: Any = DateTimeTZRange(*shift.spans[slot.pk])
        slot.during = during
    place(changed)
    moves = [_note(slot, shift, before[slot.pk], by=by) for slot in changed]
    tell_pushed([m for m in moves if m.act == Act.PUSH], by=by)
    tell_health([s.job.order for s in changed], by=by)
    return moves


def _note(slot: BaySlot, shift: _Shift, before: tuple[Any, ...], *, by: Actor) -> SlotMove:
    cause = shift.causes.get(slot.pk)
    if cause is None:
        return note(slot, Act.EXTEND, by=by, before=before, cause=_("作业超过计划时间"))
    words = _("%(plate)s（%(bay)s）超时") % {
        "plate": cause.job.order.visit.plate_no or _("无牌"),
        "bay": cause.bay.name,
    }
    return note(slot, Act.PUSH, by=by, before=before, cause=words)
