"""The dispatch board of one store, for a day or two, read in a handful of queries."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Exists, F, Max, OuterRef, Q, Subquery, Sum
from django.utils.translation import gettext as _

from apps.core.clock import SHANGHAI, business_day
from apps.workorders.choices import JobState, WaitingCause
from apps.workorders.dispatch_figures import Figures
from apps.workorders.models import Bay, BayOutage, BaySlot, Job, PartLine, SlotMove
from apps.workorders.permissions import Perm
from apps.workorders.promise_health import Health
from apps.workorders.selectors.card_facts import read_promises, with_wait
from apps.workorders.selectors.cards import (
    Card,
    TrayCard,
    card_of,
    event_of,
    naive,
    rank,
    tray_card_of,
)
from apps.workorders.selectors.floor import Floor, read_floor, span_of
from apps.workorders.selectors.people import clocking_staff
from apps.workorders.selectors.readiness import READY, SHORT, readiness_of
from apps.workorders.selectors.strip import Strip, strip_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from apps.core.actor import Actor
    from apps.org.access import Access
    from apps.org.models import OrgUnit

DAY = dt.timedelta(days=1)
RELATED = ("step", "technician", "planned_by", "job__order__visit__checkin")
TROUBLE = {Health.AT_RISK, Health.BREACHED}


@dataclass(frozen=True)
class Board:
    """What the board shows; ``groups`` are teams with their bays and the cards of each."""

    store: OrgUnit | None
    day: dt.date
    days: int
    floor: Floor | None
    groups: list[tuple[OrgUnit, list[tuple[Bay, list[Card]]]]]
    cards: list[Card]
    tray: list[TrayCard]
    strip: Strip | None
    may_dispatch: bool

    @property
    def at_risk(self) -> list[Card | TrayCard]:
        """Everything whose promise is at risk or broken, once per job."""
        found: dict[int, Card | TrayCard] = {}
        shown: list[Card | TrayCard] = [*self.cards, *self.tray]
        for card in shown:
            if card.health in TROUBLE:
                found.setdefault(card.job.pk, card)
        return sorted(found.values(), key=lambda c: c.job.order.promised_at or self._never)

    @property
    def _never(self) -> dt.datetime:
        return dt.datetime.max.replace(tzinfo=SHANGHAI)


def window(day: dt.date, days: int = 1) -> tuple[dt.datetime, dt.datetime]:
    """So many business days as two moments."""
    start = dt.datetime.combine(day, dt.time(), SHANGHAI)
    return start, start + dt.timedelta(days=days)


def today(access: Access) -> dt.date:
    """The business day of the request."""
    return access.now.astimezone(SHANGHAI).date()


def store_of(access: Access) -> OrgUnit | None:
    """The store whose board is shown: where the person works, else the first in reach."""
    return access.store or access.stores(Perm.VIEW_DISPATCH_BOARD).first()


def board_of(access: Access, day: dt.date, show: str = "", days: int = 1) -> Board:
    """The board of a day; ``show`` chooses the tray (``parts``: jobs that wait for parts)."""
    store = store_of(access)
    may = access.can(Perm.DISPATCH_JOB)
    if store is None:
        return Board(None, day, days, None, [], [], [], None, may)
    floor = floor_of(access, store, day)
    slots = _shown(floor, day, days)
    rows = (waiting_for_parts if show == "parts" else to_dispatch)(access)
    jobs = list(with_wait(rows, "pk"))
    read_promises([*slots, *jobs], floor.figures, access.now)
    cards = [card_of(s, access.now) for s in slots]
    return Board(
        store=store,
        day=day,
        days=days,
        floor=floor,
        groups=_groups(floor, cards),
        cards=cards,
        tray=tray_of(jobs, floor.figures, access.now),
        strip=strip_of(floor, day),
        may_dispatch=may,
    )


def floor_of(access: Access, store: OrgUnit, day: dt.date) -> Floor:
    """The floor of a day and the next as far as the person may see it."""
    first, last = window(day, 2)
    bays = Bay.objects.visible_to(access, Perm.VIEW_DISPATCH_BOARD).filter(active=True, store=store)
    slots = BaySlot.objects.visible_to(access, Perm.VIEW_DISPATCH_BOARD).between(first, last)
    slots = slots.filter(bay__store=store).select_related(*RELATED)
    figures = Figures.of(store.pk, business_day(access.now))
    moves = SlotMove.objects.filter(slot=OuterRef("pk")).order_by("-pk")
    slots = slots.annotate(short=short("job_id"), last_act=Subquery(moves.values("act")[:1]))
    slots = with_wait(slots, "job")
    return read_floor(store, first, last, now=access.now, bays=bays, slots=slots, figures=figures)


def _groups(floor: Floor, cards: list[Card]) -> list[tuple[OrgUnit, list[tuple[Bay, list[Card]]]]]:
    by_bay: dict[int, list[Card]] = {}
    for card in cards:
        by_bay.setdefault(card.slot.bay_id, []).append(card)
    grouped = groupby(floor.bays, key=lambda b: b.unit)
    return [(unit, [(b, by_bay.get(b.pk, [])) for b in rows]) for unit, rows in grouped]


def _shown(floor: Floor, day: dt.date, days: int) -> list[Any]:
    """The slots of so many days."""
    start, end = window(day, days)
    return [s for s in floor.slots if span_of(s)[0] < end and span_of(s)[1] > start]


def tray_of(jobs: list[Any], figures: Figures, now: dt.datetime) -> list[TrayCard]:
    """The tray in its order: parts there first, then the latest start the promise allows."""
    short = [j.pk for j in jobs if j.short]
    ready = readiness_of(short, figures, now) if short else {}
    cards = [tray_card_of(j, figures, now, ready.get(j.pk, READY)) for j in jobs]
    return sorted(cards, key=rank)


def to_dispatch(access: Actor) -> Any:
    """Authorised jobs nobody was given, the earliest promise first; what the tray shows."""
    perm = Perm.DISPATCH_JOB if access.can(Perm.DISPATCH_JOB) else Perm.VIEW_DISPATCH_BOARD
    return _tray(Job.objects.visible_to(access, perm).to_dispatch())


def waiting_for_parts(access: Actor) -> Any:
    """Unfinished jobs of authorised orders with a part missing, or standing still for parts."""
    rows = Job.objects.visible_to(access, Perm.VIEW_DISPATCH_BOARD).released().unfinished()
    still = Q(state=JobState.WAITING, waiting_cause=WaitingCause.PARTS)
    return _tray(rows.filter(still | Q(short("pk"))))


def technicians(access: Access, store: OrgUnit | None) -> Any:
    """Who can be given work there: people at work whose duty is to clock, with their skills."""
    rows = access.limit_reach(clocking_staff(access.now), Perm.DISPATCH_JOB)
    return rows.filter(store=store).prefetch_related("skills").select_related("unit")


def version_of(access: Access, day: dt.date, days: int = 1) -> str:
    """A short text that changes whenever anything on the board does; two cheap statements."""
    store = store_of(access)
    span = window(day, days)
    visible = BaySlot.objects.visible_to(access, Perm.VIEW_DISPATCH_BOARD)
    shut = BayOutage.objects.between(*span).filter(bay__store=store)
    slots = visible.filter(bay__store=store, during__overlap=span).aggregate(
        n=Count("pk"),
        v=Sum("version"),
        j=Sum("job__version"),
        p=Sum("job__part_lines__version"),
        o=Max(Subquery(shut.values("bay__store").annotate(v=Sum("version")).values("v"))),
    )
    jobs = Job.objects.visible_to(access, Perm.VIEW_DISPATCH_BOARD).released().unfinished()
    open_jobs = jobs.aggregate(
        n=Count("pk", distinct=True),
        v=Sum("version"),
        d=Sum("part_lines__demand__version"),
        o=Max("order__version"),
    )
    figures = [day.isoformat(), *slots.values(), *open_jobs.values()]
    return "-".join(str(f or 0) for f in figures)


def feed_of(access: Access, day: dt.date, days: int = 1) -> dict[str, Any]:
    """The board as the calendar reads it: bays by team, slots as events, what is shut or past."""
    store = store_of(access)
    if store is None:
        return {"resources": [], "events": [], "now": naive(access.now)}
    floor = floor_of(access, store, day)
    may = access.can(Perm.DISPATCH_JOB)
    grouped = groupby(floor.bays, key=lambda b: b.unit)
    shown = _shown(floor, day, days)
    read_promises(shown, floor.figures, access.now)
    events = [
        event_of(
            card_of(s, access.now),
            editable=may,
            staff_id=access.staff_id,
            now=access.now,
        )
        for s in shown
    ]
    return {
        "resources": [
            {"id": f"u{u.pk}", "title": str(u), "children": [_resource(b) for b in rows]}
            for u, rows in grouped
        ],
        "events": events,
        "shut": _shut(floor, day, days),
        "now": naive(access.now),
    }


def _shut(floor: Floor, day: dt.date, days: int) -> list[dict[str, Any]]:
    """Spans in which nothing can be done: before opening, breaks, after closing, outages."""
    everybody = [str(b.pk) for b in floor.bays]
    found = []
    for n in range(days):
        on = day + n * DAY
        begins, ends = window(on)
        opens, closes = floor.figures.open_on(on)
        spans = [(begins, opens, "closed"), (closes, ends, "closed")]
        spans += [(a, b, "break") for a, b in floor.figures.breaks_on(on)]
        found += [_background(everybody, a, b, kind) for a, b, kind in spans if a < b]
    for bay in floor.bays:
        for (a, b), why in floor.outages(bay):
            words = _("停用：%(why)s") % {"why": why}
            found.append(_background([str(bay.pk)], a, b, "outage", words))
    return found


def _background(
    bays: list[str], start: dt.datetime, end: dt.datetime, kind: str, words: str = ""
) -> dict[str, Any]:
    return {
        "resourceIds": bays,
        "start": naive(start),
        "end": naive(end),
        "display": "background",
        "title": words,
        "classNames": [f"bg-{kind}"],
    }


def _resource(bay: Bay) -> dict[str, Any]:
    return {
        "id": str(bay.pk),
        "title": bay.name,
        "extendedProps": {"kind": bay.get_kind_display(), "hv": bay.high_voltage},
    }


def _tray(rows: Any) -> Any:
    promise = F("order__promised_at").asc(nulls_last=True)
    related = rows.select_related("order__visit", "unit").annotate(short=short("pk"))
    return related.order_by(promise, "pk")


def short(job: str) -> Exists:
    """Whether a part of a job is missing."""
    return Exists(PartLine.objects.filter(job=OuterRef(job), demand__state__in=SHORT))


def outages_ahead(now: dt.datetime) -> QuerySet[BayOutage]:
    """When bays are out of use, now or later, the earliest first."""
    rows = BayOutage.objects.standing().filter(during__endswith__gt=now)
    return rows.order_by("during")
