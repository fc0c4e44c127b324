"""How the promises of orders stand, decided here and nowhere else: in the database, for any list.

An order is expected to be ready after what is planned and the hours that are not, from the day its
missing parts come or its wait is expected to end, in working hours, with checks and washing.  It
is at risk when that is later than ``workorders.at_risk_minutes`` before the promise.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import (
    BooleanField,
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
    Q,
    Subquery,
    Sum,
    TextChoices,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest, Upper
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core.clock import business_day
from apps.core.models import Setting
from apps.core.tones import Tone
from apps.core.working_time import HOURS
from apps.workorders.choices import JobState, OrderState
from apps.workorders.models import BaySlot, Hold, Job, PartLine, RouteStep, WorkOrder
from apps.workorders.models.job import UNFINISHED
from apps.workorders.models.order import IN_WORKSHOP

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django.db.models import QuerySet

    from apps.workorders.dispatch_figures import Figures

    ByStore = Callable[[Callable[[dict[str, Any]], Any]], Any]

CHECKED = (JobState.SELF_CHECKED, JobState.LEADER_CHECKED)
FIGURES = ("check_minutes", "wash_minutes", "at_risk_minutes", "parts_unknown_hours")
MOST_COUNTED = 999
NO_HOURS = Value(Decimal(0), output_field=DecimalField(max_digits=8, decimal_places=2))


class Health(TextChoices):
    """How a promise stands."""

    NONE = "none", gettext_lazy("未承诺")
    ON_TRACK = "on_track", gettext_lazy("准点")
    AT_RISK = "at_risk", gettext_lazy("有风险")
    BREACHED = "breached", gettext_lazy("已超时")


RUNNING = (Health.BREACHED, Health.AT_RISK, Health.ON_TRACK)
"""How a promise that was given can stand, the worst first."""

RUNS = Q(
    state__in=(OrderState.DRAFT, OrderState.AUTHORISED, *IN_WORKSHOP),
    promised_at__isnull=False,
    ready_at=None,
)

TONE = {
    Health.NONE: Tone.WAITING,
    Health.ON_TRACK: Tone.DONE,
    Health.AT_RISK: Tone.BLOCKED,
    Health.BREACHED: Tone.LATE,
}


class Expected(NamedTuple):
    """What decides how the promise of an order stands; ``at_risk`` is the margin of its store."""

    pk: int
    runs: bool
    promised_at: dt.datetime | None
    ready_at: dt.datetime | None
    at_risk: dt.timedelta
    expected_at: dt.datetime


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
        " FROM (SELECT %(expressions)s) AS t(b, m, o, c)) AS u) AS w)"
    )


class Opening(Func):
    """The moment so long after the midnight of a day, Chinese time."""

    output_field = DateTimeField()
    template = "((%(expressions)s) AT TIME ZONE 'Asia/Shanghai')"
    arg_joiner = " + "


def promise_health(
    rows: QuerySet[WorkOrder], now: dt.datetime, figures: Figures | None = None
) -> Any:
    """The same orders with ``expected_at``, when each will be ready, and ``health``.

    An order that is ready is judged by when it was; ``expected_at`` of one with no promise is
    reckoned all the same.  Adds one statement, for the figures, however many orders there are;
    none when the ``figures`` of their only store are given.
    """
    by_store = _by_store(now, figures)
    risk = ExpressionWrapper(
        F("promised_at") - by_store(lambda v: dt.timedelta(minutes=v["at_risk_minutes"])),
        output_field=DateTimeField(),
    )
    done = Coalesce("ready_at", Value(now))
    health = Case(
        When(promised_at=None, then=Value(Health.NONE)),
        When(promised_at__lt=done, then=Value(Health.BREACHED)),
        When(Q(ready_at=None, expected_at__gt=risk), then=Value(Health.AT_RISK)),
        default=Value(Health.ON_TRACK),
    )
    return rows.annotate(expected_at=_expected(by_store, now)).annotate(health=health)


def health_of(order: Expected, now: dt.datetime) -> Health:
    """The rule of ``promise_health`` for an order of which is known when it will be ready."""
    if order.promised_at is None:
        return Health.NONE
    if order.promised_at < (order.ready_at or now):
        return Health.BREACHED
    if order.ready_at is None and order.expected_at > order.promised_at - order.at_risk:
        return Health.AT_RISK
    return Health.ON_TRACK


def promise_of(order: str, now: dt.datetime, figures: Figures) -> Subquery:
    """The health of the order a row of one store points to by the field ``order``."""
    rows = WorkOrder.objects.filter(pk=OuterRef(order))
    return Subquery(promise_health(rows, now, figures).values("health"))


def running(rows: QuerySet[WorkOrder]) -> Any:
    """Of these orders those whose promise is still to be kept: promised, open and not ready."""
    return rows.filter(RUNS)


def tally(
    rows: QuerySet[WorkOrder], now: dt.datetime, shown: Sequence[WorkOrder] = ()
) -> Counter[str]:
    """How many running promises of these orders stand how; beyond 999 the latest are not counted.

    The earliest promises are counted first, so that what is late never falls out.  Those of the
    orders that are ``shown`` get ``expected_at`` and ``health`` from the same statement.
    """
    marked: dict[int, Any] = {order.pk: order for order in shown}
    by_store = _by_store(now, None)
    asked = rows.filter(RUNS | Q(pk__in=marked))
    told = _told_of(asked, by_store, now, MOST_COUNTED + len(marked))
    left = marked.keys() - {each.pk for each in told}
    beyond = _told_of(rows.filter(pk__in=left), by_store, now) if left else ()
    for each in (*told, *beyond):
        if each.pk in marked:
            marked[each.pk].expected_at = each.expected_at
            marked[each.pk].health = health_of(each, now)
    return Counter([health_of(each, now) for each in told if each.runs][:MOST_COUNTED])


def _told_of(
    rows: QuerySet[WorkOrder], by_store: ByStore, now: dt.datetime, most: int = MOST_COUNTED
) -> list[Expected]:
    """What the rule looks at, the earliest promise first; the reckoning stands in it once."""
    facts = rows.annotate(
        runs=ExpressionWrapper(RUNS, BooleanField()),
        at_risk=by_store(lambda v: dt.timedelta(minutes=v["at_risk_minutes"])),
        expected_at=_expected(by_store, now),
    )
    told = facts.order_by("promised_at", "pk").values_list(*Expected._fields)
    return [Expected(*row) for row in told[:most]]


def words_of(health: str, *, ready: bool) -> str:
    """The word for how a promise stands; of a car that is ready whether it was in time."""
    if not ready or health == Health.NONE:
        return str(Health(health).label)
    return _("超时完工") if health == Health.BREACHED else _("按时完工")


def first_missed(order: WorkOrder, now: dt.datetime) -> bool:
    """Whether the first promise, by which punctuality is measured, was not kept."""
    first = order.first_promised_at
    return first is not None and first < (order.ready_at or now)


def _expected(by_store: ByStore, now: dt.datetime) -> Any:
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


def _by_store(now: dt.datetime, figures: Figures | None) -> ByStore:
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
