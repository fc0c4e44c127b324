"""When an order will be ready, as an expression over it, so that any list can filter by it.

After what is planned and the hours that are not, from the day its missing parts come or its wait
is expected to end, in working hours, with checks and washing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import (
    Case,
    DateTimeField,
    DecimalField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    Func,
    IntegerField,
    Max,
    OuterRef,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest, Upper

from apps.core.clock import business_day
from apps.core.models import Setting
from apps.core.working_time import HOURS
from apps.workorders.choices import JobState
from apps.workorders.models import BaySlot, Hold, Job, PartLine, RouteStep
from apps.workorders.models.job import UNFINISHED

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from apps.workorders.dispatch_figures import Figures

ByStore = Callable[[Callable[[dict[str, Any]], Any]], Any]
"""Turns a figure into an expression of the order's store."""

CHECKED = (JobState.SELF_CHECKED, JobState.LEADER_CHECKED)
FIGURES = ("check_minutes", "wash_minutes", "at_risk_minutes", "parts_unknown_hours")
NO_HOURS = Value(Decimal(0), output_field=DecimalField(max_digits=8, decimal_places=2))


class WorkedUntil(Func):
    """When so many minutes of work from a moment are over, between opening and closing of days.

    Takes the moment, the minutes, and opening and closing in minutes from midnight.
    """

    output_field = DateTimeField()
    template = (
        "(SELECT greatest(w.b, (w.day + w.days * interval '1 day'"
        " + (w.o + w.total - w.days * (w.c - w.o)) * interval '1 minute')"
        " AT TIME ZONE 'Asia/Shanghai')"
        " FROM (SELECT u.*, greatest(ceil(u.total / (u.c - u.o)) - 1, 0) AS days"
        " FROM (SELECT t.*, date_trunc('day', t.b AT TIME ZONE 'Asia/Shanghai') AS day,"
        " least(greatest(extract(epoch FROM (t.b AT TIME ZONE 'Asia/Shanghai')::time) / 60"
        " - t.o, 0), t.c - t.o) + t.m AS total"
        " FROM (SELECT %(expressions)s OFFSET 0) AS t(b, m, o, c)) AS u) AS w)"
    )


class Opening(Func):
    """The moment so long after the midnight of a day, Chinese time."""

    output_field = DateTimeField()
    template = "((%(expressions)s) AT TIME ZONE 'Asia/Shanghai')"
    arg_joiner = " + "


def expected_at(by_store: ByStore, now: dt.datetime) -> Any:
    """The moment an order will be ready; of one that is ready, when it was."""
    margin = by_store(lambda v: v["check_minutes"] + v["wash_minutes"])
    rest = by_store(
        lambda v: dt.timedelta(minutes=v["check_minutes"] + v["wash_minutes"]),
    )
    begin = Greatest(Value(now), _parts_at(by_store, now), _wait_until())
    worked = WorkedUntil(
        begin,
        (_hours_of_jobs(now) + _hours_of_steps(now)) * 60 + margin,
        by_store(lambda v: v["opens"]),
        by_store(lambda v: v["closes"]),
    )
    planned = ExpressionWrapper(_planned_until() + rest, output_field=DateTimeField())
    return Case(
        When(ready_at__isnull=False, then=F("ready_at")),
        default=Greatest(worked, planned),
        output_field=DateTimeField(),
    )


def _ahead(now: dt.datetime, **of: Any) -> Exists:
    """Whether what is asked for has a place in the plan that is not over."""
    return Exists(BaySlot.objects.standing().filter(during__endswith__gt=now, **of))


def _hours_of_jobs(now: dt.datetime) -> Any:
    """Hours of the unfinished jobs nobody planned; jobs with a route count by their steps."""
    jobs = Job.objects.filter(order=OuterRef("pk"), state__in=UNFINISHED)
    left = jobs.exclude(state__in=CHECKED).filter(
        ~_ahead(now, job=OuterRef("pk")), ~Exists(RouteStep.objects.filter(job=OuterRef("pk")))
    )
    return Coalesce(_one(left, "order", Sum("std_hours")), NO_HOURS)


def _hours_of_steps(now: dt.datetime) -> Any:
    """Hours of the steps to come that have no place in the plan."""
    steps = RouteStep.objects.left().filter(
        ~_ahead(now, step=OuterRef("pk")),
        ~_ahead(now, job=OuterRef("job"), step=None),
        job__order=OuterRef("pk"),
        job__state__in=UNFINISHED,
    )
    return Coalesce(_one(steps, "job__order", Sum("std_hours")), NO_HOURS)


def _planned_until() -> Any:
    slots = BaySlot.objects.standing().filter(
        job__order=OuterRef("pk"), job__state__in=[s for s in UNFINISHED if s not in CHECKED]
    )
    return _one(slots, "job__order", Max(Upper("during")))


def _wait_until() -> Any:
    holds = Hold.objects.filter(job__order=OuterRef("pk"), to_at=None, job__state=JobState.WAITING)
    return _one(holds, "job__order", Max("expected_at"))


def _parts_at(by_store: ByStore, now: dt.datetime) -> Any:
    """From when the parts are there: the day named, else as long as the figure for unknown says."""
    missing = PartLine.objects.filter(job__order=OuterRef("pk"), job__state__in=UNFINISHED)
    named = missing.filter(demand__state__in=("requested", "short"))
    day = _one(named, "job__order", Max("demand__expected_on"))
    unnamed = missing.filter(demand__state="short", demand__expected_on=None)
    unknown = Case(
        When(
            Exists(unnamed),
            then=by_store(lambda v: now + dt.timedelta(hours=v["parts_unknown_hours"])),
        ),
        output_field=DateTimeField(),
    )
    return Greatest(Opening(day, by_store(lambda v: dt.timedelta(minutes=v["opens"]))), unknown)


def _one(rows: QuerySet[Any], of: str, what: Any) -> Subquery:
    """One figure over the rows of each order."""
    ordered = rows.order_by().values(of)
    return Subquery(ordered.annotate(found=what).values("found"))


def by_store_of(now: dt.datetime, figures: Figures | None = None) -> ByStore:
    """Turns a figure into an expression of the order's store; most stores share one value."""
    group, own = _figures(now) if figures is None else (_of_one(figures), {})

    def expression(figure: Callable[[dict[str, Any]], Any]) -> Any:
        default = figure(group)
        kinds = {dt.timedelta: DurationField, dt.datetime: DateTimeField}
        kind = kinds.get(type(default), IntegerField)()
        whens = [When(store=pk, then=Value(figure(v), kind)) for pk, v in own.items()]
        if not whens:
            return Value(default, output_field=kind)
        return Case(*whens, default=Value(default, kind), output_field=kind)

    return expression


def _figures(now: dt.datetime) -> tuple[dict[str, Any], dict[int, dict[str, Any]]]:
    """The figures of the group, and of each store that has some of its own, in one statement."""
    codes = [HOURS, *(f"workorders.{code}" for code in FIGURES)]
    rows = Setting.objects.filter(code__in=codes, effective_from__lte=business_day(now))
    ordered = rows.order_by(F("store").asc(nulls_first=True), "effective_from", "pk")
    group: dict[str, Any] = {}
    own: dict[int, dict[str, Any]] = {}
    for store, code, value in ordered.values_list("store", "code", "value"):
        told = own.setdefault(store, dict(group)) if store else group
        told.update(_told(code, value))
    return group, own


def _of_one(figures: Figures) -> dict[str, Any]:
    return {
        "check_minutes": figures.check,
        "wash_minutes": figures.wash,
        "at_risk_minutes": figures.at_risk,
        "parts_unknown_hours": figures.parts_unknown_hours,
        **_told(HOURS, [figures.hours.opens.isoformat(), figures.hours.closes.isoformat()]),
    }


def _told(code: str, value: Any) -> dict[str, int]:
    if code != HOURS:
        return {code.removeprefix("workorders."): int(value)}
    opens, closes = (dt.time.fromisoformat(text) for text in value)
    return {"opens": opens.hour * 60 + opens.minute, "closes": closes.hour * 60 + closes.minute}
