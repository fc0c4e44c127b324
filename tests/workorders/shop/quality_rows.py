"""Lock-outs, incidents, comebacks and clocks of the first store, ready for one line."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from apps.org.models import StaffPermit
from apps.workorders.models import (
    Bay,
    ClockEntry,
    Comeback,
    Delivery,
    Job,
    LockOut,
    QualityIncident,
    Quarantine,
    Statement,
)
from apps.workorders.work_classes import HIGH_VOLTAGE_PERMIT
from tests.factories.workorders import AssignmentFactory, BayFactory, JobFactory
from tests.personas import NOW, department_of, staff_of
from tests.workorders.shop.floor import HOUR, job_in, order_in, team_of

DAY = dt.timedelta(days=1)


def permit(login: str, until: dt.date | None = None) -> StaffPermit:
    """A high-voltage permit."""
    person = staff_of(login)
    return StaffPermit.objects.create(
        staff=person,
        permit=HIGH_VOLTAGE_PERMIT,
        number=f"T{person.pk}",
        valid_until=until or NOW.date() + DAY,
    )


def isolated_bay() -> Bay:
    """A bay shut off for high voltage."""
    bay: Bay = BayFactory(unit=team_of("mech1"), high_voltage=True, code="HV", name="高压工位")
    return bay


def lockout(**facts: Any) -> LockOut:
    """A lock-out of the technician that waits for the second one."""
    job = facts.pop("job", None) or job_in("assigned", high_voltage=True)
    facts.setdefault("off_at", NOW)
    return LockOut.objects.create(
        job=job,
        technician=staff_of("technician"),
        permit_no="T1",
        guardian=staff_of("technician2"),
        bay=isolated_bay(),
        tag_no="L-07",
        volts=Decimal(2),
        tool_no="W-01",
        **facts,
    )


def quarantine(**facts: Any) -> Quarantine:
    """A flooded pack set apart by the technician."""
    order = facts.pop("order", None) or job_in("assigned", high_voltage=True).order
    by = staff_of("technician")
    known = {"cause": "flooded", "place": "室外隔离区", "by": by, "from_at": NOW}
    return Quarantine.objects.create(order=order, store=order.store, **known, **facts)


def incident(**facts: Any) -> QualityIncident:
    """An incident on a job of the technician, analysed by the inspector."""
    job = facts.pop("job", None) or job_in("failed")
    known = {
        "number": f"ZL-{job.pk}",
        "source": "inspection",
        "what": "车轮螺栓未按力矩复紧",
        "opened_by": staff_of("dispatcher_inspector"),
        "opened_at": NOW,
        "cause_kind": "person",
        "cause": "未用力矩扳手",
        "measure": "复训并抽查",
        "responsible": staff_of("team_leader"),
        "due_on": NOW.date() + 7 * DAY,
        "analysed_by": staff_of("dispatcher_inspector"),
        "proof": "抽查十台合格",
        "closed_by": staff_of("workshop_supervisor"),
        "closed_at": NOW,
    }
    return QualityIncident.objects.create(job=job, store=job.store, **(known | facts))


def earlier_repair(days: int = 5, name: str = "更换水泵", **facts: Any) -> Job:
    """A repair of the technician, delivered some days ago."""
    order = order_in("delivered", delivered_at=NOW - days * DAY, **facts)
    Delivery.objects.create(
        order=order,
        released_by=order.advisor,
        at=NOW - days * DAY,
        old_parts="taken",
        guarantee_until=NOW.date() + (10 - days) * DAY,
        guarantee_km=2000,
    )
    said = Statement.objects.create(visit=order.visit, text="发动机水温高漏防冻液")
    job: Job = JobFactory(
        order=order,
        unit=department_of("workshop"),
        name=name,
        statement=said,
        state="done",
        finished_at=NOW - days * DAY,
    )
    AssignmentFactory(job=job, staff=staff_of("technician"))
    return job


def comeback(**facts: Any) -> Comeback:
    """The car is back with the same fault."""
    job = facts.pop("job", None) or earlier_repair()
    order = facts.pop("order", None) or order_in("draft", visit__vehicle=job.order.visit.vehicle)
    said = Statement.objects.create(visit=order.visit, text="又漏防冻液，水温高")
    known = {
        "earlier": job.order,
        "job": job,
        "days": 5,
        "guaranteed": True,
        "failed_before": 1,
        "opened_at": NOW,
        "proof_due_at": NOW + 3 * DAY,
        "verdict": "workmanship",
        "grounds": "水泵密封圈装偏",
        "proposed_by": staff_of("dispatcher_inspector"),
        "judged_by": staff_of("technical_expert"),
        "judged_at": NOW,
    }
    return Comeback.objects.create(
        order=order, store=order.store, statement=said, **(known | facts)
    )


def clock_span(login: str, start: dt.datetime, end: dt.datetime | None, **facts: Any) -> ClockEntry:
    """A span of somebody's clock; work on a job of theirs unless told otherwise."""
    person = staff_of(login)
    if facts.get("kind", "work") == "work":
        facts.setdefault("job", job_in("working", technician=login))
    store = person.unit.store
    return ClockEntry.objects.create(staff=person, store=store, during=(start, end), **facts)


def an_hour() -> ClockEntry:
    """An hour of work of the technician, over."""
    return clock_span("technician", NOW - HOUR, NOW)
