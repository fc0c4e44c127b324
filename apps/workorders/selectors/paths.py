"""What the order page and the lists say about waits and the ways on from an order."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, F, OuterRef, Prefetch, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from apps.core.clock import business_day
from apps.core.figures_text import span_text, when_text
from apps.core.models import Setting
from apps.core.rare import rows_there
from apps.core.tones import Tone
from apps.parts.models import Demand
from apps.parts.permissions import Perm as PartsPerm
from apps.workorders.choices import JobKind, JobState, OrderState, WaitingCause, WorkClass
from apps.workorders.models import Hold, Job, PartLine, RouteStep, WorkOrder
from apps.workorders.models.order import IN_WORKSHOP, OPEN
from apps.workorders.path_choices import WaitOwner
from apps.workorders.permissions import Perm
from apps.workorders.selectors.prepaid import usable_on, uses_on

if TYPE_CHECKING:
    from collections.abc import Iterable

    from apps.core.actor import Actor
    from apps.org.access import Access

LIMITS = "workorders.wait_hours."


@dataclass(frozen=True)
class Word:
    """A coloured word."""

    tone: str
    words: str


@dataclass(frozen=True)
class Wait:
    """A job that waits: since when, how long it may, whose move it is, until when."""

    hold: Hold
    minutes: int
    limit_hours: float

    @property
    def over(self) -> bool:
        """Whether it lasts longer than its cause may, or than was expected."""
        return self.minutes > self.limit_hours * 60

    @property
    def timer(self) -> Word:
        """How long, beside how long it may."""
        words = _("%(spent)s / 限%(limit)s") % {
            "spent": span_text(self.minutes),
            "limit": span_text(int(self.limit_hours * 60)),
        }
        return Word(str(Tone.LATE if self.over else Tone.WAITING), words)

    @property
    def until(self) -> str:
        """Until when it is expected to wait."""
        return when_text(self.hold.expected_at) if self.hold.expected_at else _("未定")


@dataclass(frozen=True)
class Way:
    """A page of the order the person may go to."""

    words: str
    url: str


def running_holds(access: Actor) -> Any:
    """Jobs that wait, the longest first; a pause within the day is not shown as waiting."""
    rows = Hold.objects.visible_to(access, Perm.VIEW_WORKORDER).filter(
        to_at=None, job__state=JobState.WAITING, job__order__state__in=IN_WORKSHOP
    )
    related = ("job__order__visit__vehicle", "job__order__advisor", "job__assessment")
    return rows.select_related(*related).order_by("from_at", "pk")


def waits_of(holds: Iterable[Hold], now: dt.datetime) -> list[Wait]:
    """The waits with their timers; one statement for each cause and store."""
    limits: dict[tuple[str, int], float] = {}
    found = []
    for hold in holds:
        key = (hold.cause, hold.job.order.store_id)
        if key not in limits:
            limits[key] = limit_hours(hold.cause, now, hold.job.order.store_id)
        minutes = int((now - hold.from_at).total_seconds() // 60)
        found.append(Wait(hold, max(minutes, 0), limits[key]))
    return found


def limit_hours(cause: str, now: dt.datetime, store_id: int | None) -> float:
    """How many hours a cause may last."""
    return float(Setting.objects.value(f"{LIMITS}{cause}", business_day(now), store_id))


def waiting_holds(order: WorkOrder) -> Any:
    """The waits of one order's jobs that are not over."""
    rows = Hold.objects.filter(to_at=None, job__order=order, job__state=JobState.WAITING)
    return rows.select_related("job__order", "job__assessment")


def waits_on(order: WorkOrder, now: dt.datetime) -> list[Wait]:
    """What the jobs of one order wait for."""
    return waits_of(waiting_holds(order), now)


def owned_by(access: Actor, owner: str) -> Any:
    """The waits whose next move is a function's."""
    return running_holds(access).filter(owner=owner)


def parts_awaited(access: Actor) -> Any:
    """The waits the store room can end: jobs that stand still for parts the person hands out."""
    missing = Demand.objects.visible_to(access, PartsPerm.ISSUE_PART).filter(
        state__in=(Demand.State.REQUESTED, Demand.State.SHORT)
    )
    lines = PartLine.objects.filter(job=OuterRef("job"), demand__in=missing.values("pk"))
    rows = Hold.objects.filter(
        Exists(lines), to_at=None, owner=WaitOwner.PARTS, job__state=JobState.WAITING
    )
    shown = PartLine.objects.filter(demand__in=missing.values("pk")).select_related("demand")
    return (
        rows.select_related("job__order__visit__vehicle")
        .prefetch_related(Prefetch("job__part_lines", shown, to_attr="awaited"))
        .order_by("from_at", "pk")
    )


def ways_of(order: WorkOrder, access: Access) -> list[Way]:
    """The pages of the paths that can be gone to from this order now."""
    perms = (
        Perm.CHANGE_WORKORDER,
        Perm.CANCEL_WORKORDER,
        Perm.CHANGE_PAYER,
        Perm.RELEASE_VEHICLE,
        Perm.REQUEST_DIAGNOSIS,
        Perm.APPROVE_INTERNAL,
    )
    held = access.allowed(order, perms)
    shop = order.state in IN_WORKSHOP
    open_ = order.state in OPEN
    draft = order.state == OrderState.DRAFT
    candidates = (
        (
            order.work_class == WorkClass.ACCIDENT,
            Perm.CHANGE_WORKORDER,
            _("事故与定损"),
            "accident",
        ),
        (shop, Perm.CHANGE_WORKORDER, _("等待"), "order_waits"),
        (open_, Perm.REQUEST_DIAGNOSIS, _("请求技术支援"), "order_consults"),
        (open_, Perm.CHANGE_WORKORDER, _("外加工"), "order_sublets"),
        (shop, Perm.CHANGE_WORKORDER, _("调往他店"), "order_transfers"),
        (shop, Perm.RELEASE_VEHICLE, _("待料放车"), "order_away"),
        (open_, Perm.CHANGE_PAYER, _("登记拒付"), "order_refusals"),
        (shop, Perm.CANCEL_WORKORDER, _("终止维修"), "ending"),
        (draft and order.path.approver, Perm.APPROVE_INTERNAL, _("内部审批"), "internal_order"),
        (
            order.work_class == WorkClass.INSTALLATION and open_,
            Perm.CHANGE_WORKORDER,
            _("精品销售单"),
            "sale",
        ),
    )
    ways = [
        Way(words, reverse(f"workorders:{page}", args=[order.pk]))
        for there, perm, words, page in candidates
        if there and perm in held
    ]
    return ways + (_route_ways(order, access) if shop else [])


def _route_ways(order: WorkOrder, access: Access) -> list[Way]:
    """The routes of the body and paint jobs of an order."""
    rows = Job.objects.visible_to(access, Perm.VIEW_JOB).filter(
        order=order, kind__in=(JobKind.BODY, JobKind.PAINT)
    )
    return [
        Way(_("工序：%(name)s") % {"name": job.name}, reverse("workorders:route", args=[job.pk]))
        for job in rows.unfinished().order_by("position", "pk")
    ]


def path_facts(order: WorkOrder, access: Access) -> dict[str, Any]:
    """What the order page shows of paths and prepaid packages; most orders have none of these."""
    rare = rows_there(
        order,
        holds=waiting_holds(order),
        refusals=order.refusals.open().select_related("job"),
        consults=order.consults.select_related("asked_by", "answered_by"),
        sublets=order.sublets.select_related("supplier"),
        transfers=order.transfers.select_related("to_store"),
        aways=order.aways.all(),
        uses=uses_on(order),
        usable=usable_on(order, access),
    )
    return {**rare, "waits": waits_of(rare["holds"], access.now), "ways": ways_of(order, access)}


def past_waits(order: WorkOrder) -> Any:
    """The waits of an order's jobs that are over."""
    return Hold.objects.filter(job__order=order, to_at__isnull=False).select_related("job")


def waiting_since(rows: Any, cause: str = "") -> Any:
    """Orders with the cause and the beginning of their longest wait; only of ``cause`` if given."""
    holds = Hold.objects.filter(
        job__order=OuterRef("pk"), to_at=None, job__state=JobState.WAITING
    ).order_by("from_at", "pk")
    if cause in WaitingCause.values:
        rows = rows.filter(Exists(holds.filter(cause=cause)))
        holds = holds.filter(cause=cause)
    return rows.annotate(
        waiting_for=Subquery(holds.values("cause")[:1]),
        waiting_from=Subquery(holds.values("from_at")[:1]),
    )


def waiting_words(order: Any, now: dt.datetime) -> str:
    """What an annotated order waits for and how long; empty when it does not wait."""
    if order.state != OrderState.WAITING or not order.waiting_for:
        return ""
    minutes = int((now - order.waiting_from).total_seconds() // 60)
    return f"{WaitingCause(order.waiting_for).label} {span_text(max(minutes, 0))}"


def route_jobs(access: Actor) -> Any:
    """Unfinished jobs with a route, the earliest promise first."""
    from_promise = F("order__promised_at").asc(nulls_last=True)
    rows = Job.objects.visible_to(access, Perm.VIEW_JOB).unfinished()
    rows = rows.filter(Exists(RouteStep.objects.filter(job=OuterRef("pk"))))
    related = rows.select_related("order__visit__vehicle", "order__advisor")
    return related.prefetch_related("steps__technician").order_by(from_promise, "pk")


OWNERS = WaitOwner.choices
CAUSES = WaitingCause.choices
