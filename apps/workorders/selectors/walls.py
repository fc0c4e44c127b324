"""What the workshop's board on the wall shows: bays with what stands in them, promises in trouble.

A screen on the wall sees the rows of its store; a person sees those in reach.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Max, Q, Sum
from django.utils.translation import gettext as _

from apps.core.clock import business_day
from apps.core.tones import Tone
from apps.customers.plates import masked
from apps.workorders.choices import JobState
from apps.workorders.dispatch_figures import Figures
from apps.workorders.models import Bay, BayOutage, BaySlot, Job, WorkOrder
from apps.workorders.permissions import Perm
from apps.workorders.promise_health import (
    MOST_COUNTED,
    TONE,
    Health,
    promise_health,
    running,
)
from apps.workorders.selectors.board import short, window
from apps.workorders.selectors.card_facts import read_promises, with_wait
from apps.workorders.selectors.cards import Card, card_of
from apps.workorders.selectors.figures import figure
from apps.workorders.selectors.floor import span_of

if TYPE_CHECKING:
    from apps.core.capabilities import CapabilityEnum
    from apps.org.access import Access
    from apps.org.models import OrgUnit

BAYS_ON_PAGE = 12
MOST_URGENT = 8
TROUBLE = (Health.AT_RISK, Health.BREACHED)
RELATED = ("technician", "bay", "job__order__visit")
FINISHED = (JobState.DONE, JobState.CANCELLED)


@dataclass(frozen=True)
class Sight:
    """Who looks: a person by their rights, or (``access`` None) a screen of the store."""

    store: OrgUnit
    now: dt.datetime
    access: Access | None

    def rows(self, rows: Any, perm: CapabilityEnum) -> Any:
        """The rows of the store that are seen."""
        return rows if self.access is None else rows.visible_to(self.access, perm)


@dataclass(frozen=True)
class BayTile:
    """A bay: the car in it, the next one, or why there is none."""

    name: str
    card: Card | None
    plate: str
    after: str
    idle: str
    tone: Tone


@dataclass(frozen=True)
class Urgent:
    """A promise at risk or broken."""

    plate: str
    promised: dt.datetime
    tone: Tone
    words: str
    state: str


@dataclass(frozen=True)
class Wall:
    """The workshop's board, page by page."""

    pages: list[list[BayTile]]
    urgent: list[Urgent]
    more: int
    counts: list[tuple[str, int, Tone]]


def wall_of(sight: Sight) -> Wall:
    """The bays of the store with what stands in them now, and the promises in trouble."""
    figures = Figures.of(sight.store.pk, business_day(sight.now))
    hidden = bool(figure("workorders.wall_masked", business_day(sight.now), sight.store.pk))
    slots = _slots(sight, figures)
    shut = _shut(sight)
    bays = sight.rows(Bay.objects.filter(store=sight.store, active=True), Perm.VIEW_DISPATCH_BOARD)
    tiles = [
        _tile(bay, slots[bay.pk], shut.get(bay.pk, ""), sight.now, hidden)
        for bay in bays.order_by("unit__path", "code")
    ]
    orders = WorkOrder.objects.filter(store=sight.store)
    orders = orders if sight.access is None else orders.filter(_seen_jobs(sight))
    orders = promise_health(running(orders), sight.now, figures).select_related("visit")
    promised = list(orders.order_by("promised_at", "pk")[:MOST_COUNTED])
    urgent = [_urgent(o, hidden) for o in promised if o.health in TROUBLE and o.authorised_at]
    health = Counter(o.health for o in promised)
    return Wall(
        pages=paged(tiles, BAYS_ON_PAGE),
        urgent=urgent[:MOST_URGENT],
        more=max(0, len(urgent) - MOST_URGENT),
        counts=_counts(_states(sight), health, tiles),
    )


def _seen_jobs(sight: Sight) -> Q:
    """Orders with a job in sight: who sees the board sees their promises."""
    jobs = sight.rows(Job.objects.all(), Perm.VIEW_DISPATCH_BOARD)
    return Q(pk__in=jobs.filter(store=sight.store).values("order"))


def _slots(sight: Sight, figures: Figures) -> dict[int, list[BaySlot]]:
    first, last = window(business_day(sight.now))
    rows = BaySlot.objects.between(first, last).filter(bay__store=sight.store)
    rows = sight.rows(rows, Perm.VIEW_DISPATCH_BOARD).exclude(job__state__in=FINISHED)
    rows = with_wait(rows.select_related(*RELATED).annotate(short=short("job_id")), "job")
    slots = list(rows.order_by("during"))
    read_promises(slots, figures, sight.now)
    found: dict[int, list[BaySlot]] = defaultdict(list)
    for slot in slots:
        found[slot.bay_id].append(slot)
    return found


def _shut(sight: Sight) -> dict[int, str]:
    rows = BayOutage.objects.standing().filter(bay__store=sight.store, during__contains=sight.now)
    return dict(rows.values_list("bay", "reason"))


def _tile(bay: Bay, slots: list[BaySlot], shut: str, now: dt.datetime, hidden: bool) -> BayTile:
    begun = [s for s in slots if span_of(s)[0] <= now]
    here = next((s for s in reversed(begun) if _stands(s, now)), None)
    after = next((s for s in slots if span_of(s)[0] > now), None)
    words = ""
    if after is not None:
        start = span_of(after)[0].astimezone(now.tzinfo)
        words = _("%(at)s %(plate)s") % {"at": f"{start:%H:%M}", "plate": _plate(after, hidden)}
    card = card_of(here, now) if here else None
    idle = "" if card else (_("停用：%(why)s") % {"why": shut} if shut else _("空闲"))
    tone = card.tone if card else Tone.WAITING
    return BayTile(bay.name, card, _plate(here, hidden) if here else "", words, idle, tone)


def _stands(slot: BaySlot, now: dt.datetime) -> bool:
    """Whether the car of a slot is in the bay: its time runs, or its work does beyond it."""
    return span_of(slot)[1] > now or slot.job.state == JobState.WORKING


def _plate(slot: BaySlot, hidden: bool) -> str:
    plate: str = slot.job.order.visit.plate_no or _("无牌")
    return masked(plate) if hidden else plate


def _urgent(order: Any, hidden: bool) -> Urgent:
    plate, health = order.visit.plate_no or order.number, Health(order.health)
    return Urgent(
        plate=masked(plate) if hidden else plate,
        promised=order.promised_at,
        tone=TONE[health],
        words=str(health.label),
        state=order.get_state_display(),
    )


def _states(sight: Sight) -> Counter[str]:
    jobs = sight.rows(Job.objects.filter(store=sight.store), Perm.VIEW_DISPATCH_BOARD)
    rows = jobs.released().unfinished().order_by().values_list("state").annotate(n=Count("pk"))
    return Counter(dict(rows))


def _counts(
    states: Counter[str], promises: Counter[str], tiles: list[BayTile]
) -> list[tuple[str, int, Tone]]:
    idle = sum(1 for t in tiles if t.card is None)
    check = states[JobState.SELF_CHECKED] + states[JobState.LEADER_CHECKED]
    return [
        (_("作业中"), states[JobState.WORKING] + states[JobState.FAILED], Tone.WORKING),
        (_("等待中"), states[JobState.WAITING], Tone.BLOCKED),
        (_("待派工"), states[JobState.PENDING], Tone.WAITING),
        (_("待检验"), check, Tone.WORKING),
        (_("空闲工位"), idle, Tone.WAITING),
        (_("有风险"), promises[Health.AT_RISK], Tone.BLOCKED),
        (_("已超时"), promises[Health.BREACHED], Tone.LATE),
    ]


def wall_version(sight: Sight) -> str:
    """Changes with everything the workshop's board shows but the clock; two cheap statements."""
    first, last = window(business_day(sight.now))
    slots = BaySlot.objects.filter(bay__store=sight.store, during__overlap=(first, last))
    jobs = Job.objects.filter(store=sight.store).released().unfinished()
    facts = [
        *slots.aggregate(n=Count("pk"), v=Sum("version"), j=Sum("job__version")).values(),
        *jobs.aggregate(n=Count("pk"), v=Sum("version"), o=Max("order__version")).values(),
    ]
    return "-".join(str(f or 0) for f in (first.date(), *facts))


def paged(rows: list[Any], most: int) -> list[list[Any]]:
    """Pages of about one length: fourteen of at most twelve are seven and seven."""
    count = math.ceil(len(rows) / most)
    size = math.ceil(len(rows) / count) if count else 1
    return [rows[i * size : (i + 1) * size] for i in range(count)]
