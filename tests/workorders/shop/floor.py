"""The workshop of the test world: jobs, bays and people, ready for one line each."""

from __future__ import annotations

import datetime as dt
from typing import Any

from apps.org.models import OrgUnit, Staff
from apps.workorders.choices import JobState, OrderState
from apps.workorders.models import Assignment, Bay, BaySlot, ClockEntry, Job
from apps.workorders.services.waiting import open_hold
from tests.factories.workorders import (
    BayFactory,
    BaySlotFactory,
    JobFactory,
    VisitFactory,
    WorkOrderFactory,
)
from tests.personas import NOW, access_of, department_of, staff_of

HOUR = dt.timedelta(hours=1)
OPEN_STATE = {
    JobState.PENDING: OrderState.QUEUED,
    JobState.ASSIGNED: OrderState.QUEUED,
    JobState.WORKING: OrderState.IN_PROGRESS,
    JobState.FAILED: OrderState.IN_PROGRESS,
    JobState.WAITING: OrderState.WAITING,
    JobState.SELF_CHECKED: OrderState.CHECKING,
    JobState.LEADER_CHECKED: OrderState.CHECKING,
    JobState.DONE: OrderState.READY,
}
GIVEN = tuple(s for s in OPEN_STATE if s != JobState.PENDING)


def team_of(code: str = "body", store: str = "cs1") -> OrgUnit:
    """A team of a store's workshop."""
    return OrgUnit.objects.get(code=f"{store}-{code}")


def bay(code: str = "body", store: str = "cs1", **facts: Any) -> Bay:
    """A bay of a team."""
    return BayFactory(unit=team_of(code, store), **facts)


def order_in(state: str = OrderState.QUEUED, store: str = "cs1", **facts: Any) -> Any:
    """An authorised order of the front desk; facts of the visit start with ``visit__``."""
    desk = department_of("front_desk", store)
    advisor = staff_of("service_advisor", store)
    on_visit = {k.removeprefix("visit__"): facts.pop(k) for k in list(facts) if "__" in k}
    visit = VisitFactory(unit=desk, advisor=advisor, **on_visit)
    return WorkOrderFactory(visit=visit, authorised=True, state=state, **facts)


def job_in(
    state: str = JobState.PENDING,
    *,
    technician: str = "technician",
    store: str = "cs1",
    team: str = "body",
    order: Any = None,
    **facts: Any,
) -> Job:
    """A job in a state, given to a technician of the team once it is dispatched."""
    order = order or order_in(OPEN_STATE[JobState(state)], store)
    given = state in GIVEN
    unit = team_of(team, store) if given else department_of("workshop", store)
    if given:
        facts.setdefault("confirmed_at", NOW)
    job: Job = JobFactory(order=order, unit=unit, state=state, **facts)
    if given:
        Assignment.objects.create(job=job, staff=staff_of(technician, store))
    if state == JobState.WAITING:
        open_hold(job, job.waiting_cause, by=access_of(technician, store))
    return job


def slot_of(job: Job, place: Bay, start: dt.datetime = NOW, **facts: Any) -> BaySlot:
    """An hour planned for a job."""
    facts.setdefault("during", (start, start + HOUR))
    facts.setdefault("planned_by", staff_of("dispatcher_inspector"))
    slot: BaySlot = BaySlotFactory(job=job, bay=place, **facts)
    return slot


def clock_on(job: Job, person: Staff, since: dt.datetime) -> ClockEntry:
    """A clock that runs."""
    return ClockEntry.objects.create(store=job.store, job=job, staff=person, during=(since, None))
