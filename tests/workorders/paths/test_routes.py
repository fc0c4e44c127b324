"""The route of body and paint work, walked to its end."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from apps.core.refusals import Refused
from apps.workorders.choices import JobState
from apps.workorders.models import Job, RouteTemplate
from apps.workorders.services import inspection, routing
from tests.factories.workorders import reread
from tests.personas import NOW, access_of, staff_of
from tests.workorders.shop.floor import job_in

pytestmark = pytest.mark.django_db
DISPATCHER = "dispatcher_inspector"


def routed(name: str = "单面喷漆", **facts: object) -> Job:
    """A job of ten hours with a route."""
    row = job_in(JobState.ASSIGNED, std_hours=Decimal(10), **facts)
    template = template_of(name)
    return routing.lay_route(by=access_of(DISPATCHER), job=row, version=None, template=template)


def template_of(name: str) -> RouteTemplate:
    """A usual route; tests that commit empty the tables of routes."""
    found, new = RouteTemplate.objects.get_or_create(name=name)
    steps = (("primer", 30), ("paint", 50), ("polish", 20), ("quality", 0))
    for position, (kind, share) in enumerate(steps if new else (), start=1):
        found.steps.create(position=position, kind=kind, share=share)
    return found


def states(row: Job) -> list[str]:
    return list(row.steps.order_by("position").values_list("state", flat=True))


def walk(row: Job, login: str = "technician") -> None:
    """Every step but the inspection is done by one technician."""
    for n, step in enumerate(row.steps.exclude(kind="quality").order_by("position")):
        by = access_of(login, now=NOW + n * dt.timedelta(hours=2))
        routing.start_step(by=by, step=reread(step), version=None)
        routing.finish_step(by=by, step=reread(step), version=None)


def test_first_step_is_ready_and_the_next_follows_it() -> None:
    row = routed()
    assert states(row) == ["ready", "pending", "pending", "pending"]
    step = row.steps.first()
    routing.start_step(by=access_of("technician"), step=step, version=None)
    routing.finish_step(by=access_of("technician"), step=reread(step), version=None)
    assert states(row) == ["done", "ready", "pending", "pending"]


def test_hours_of_the_job_are_divided_among_the_steps() -> None:
    assert sum(routed().steps.values_list("std_hours", flat=True)) == Decimal(10)


def test_credit_follows_the_steps() -> None:
    row = routed()
    first, second, *__ = row.steps.order_by("position")
    by = access_of(DISPATCHER)
    routing.give_step(by=by, step=first, version=None, technician=staff_of("technician"))
    routing.give_step(by=by, step=second, version=None, technician=staff_of("technician2"))
    shares = dict(row.assignments.values_list("staff__user__username", "share"))
    assert shares == {"technician": Decimal("37.50"), "technician2": Decimal("62.50")}


def test_job_is_not_finished_while_a_step_is_left() -> None:
    row = routed()
    routing.start_step(by=access_of("technician"), step=row.steps.first(), version=None)
    with pytest.raises(Refused, match="工序"):
        inspection.self_check(by=access_of("technician"), job=row, items=[])


def test_skipping_needs_a_reason_and_moves_on() -> None:
    row = routed()
    by, step = access_of(DISPATCHER), row.steps.first()
    with pytest.raises(Refused, match="原因"):
        routing.skip_step(by=by, step=step, version=None, reason=" ")
    routing.skip_step(by=by, step=step, version=None, reason="无需底漆")
    assert states(row)[:2] == ["skipped", "ready"]


def test_inspection_is_the_last_step() -> None:
    row = routed()
    walk(row)
    late = NOW + dt.timedelta(hours=6)
    inspection.self_check(by=access_of("technician", now=late), job=reread(row), items=[])
    leader, last = access_of("team_leader", now=late), access_of(DISPATCHER, now=late)
    inspection.leader_check(by=leader, job=reread(row), passed=True)
    inspection.final_check(by=last, job=reread(row), passed=True)
    assert states(row) == ["done"] * 4


def test_step_of_a_colleague_is_not_taken() -> None:
    row = routed()
    step = row.steps.first()
    routing.give_step(
        by=access_of(DISPATCHER), step=step, version=None, technician=staff_of("technician2")
    )
    with pytest.raises(Refused, match="本人"):
        routing.start_step(by=access_of("technician"), step=reread(step), version=None)


def test_step_waits_until_the_one_before_is_dry_unless_somebody_touched_it() -> None:
    row = routed()
    first, second, *__ = row.steps.order_by("position")
    me, soon = access_of("technician"), NOW + dt.timedelta(minutes=29)
    routing.start_step(by=me, step=first, version=None)
    routing.finish_step(by=me, step=reread(first), version=None)
    with pytest.raises(Refused, match="干燥"):
        routing.start_step(by=access_of("technician", now=soon), step=reread(second), version=None)
    dispatcher = access_of(DISPATCHER, now=soon)
    routing.confirm_dry(by=dispatcher, step=reread(second), version=None)
    routing.start_step(by=access_of("technician", now=soon), step=reread(second), version=None)
    assert states(row)[:2] == ["done", "working"]


def test_step_done_again_puts_the_next_one_back() -> None:
    row = routed()
    step = row.steps.first()
    routing.start_step(by=access_of("technician"), step=step, version=None)
    routing.finish_step(by=access_of("technician"), step=reread(step), version=None)
    routing.redo_step(by=access_of(DISPATCHER), step=reread(step), version=None, reason="流挂")
    assert states(row) == ["ready", "pending", "pending", "pending"]
