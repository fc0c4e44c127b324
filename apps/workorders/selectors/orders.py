"""The order page: lines by what the customer said, payers, stock, findings, what happened."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Prefetch, Q, Sum
from django.utils.translation import gettext as _

from apps.core.figures_text import when_text
from apps.core.models import StoredFile
from apps.core.transitions import changes_of
from apps.customers.selectors import contacts_shown, gave_away
from apps.parts.models import Part, StockLevel
from apps.parts.permissions import Perm as PartsPerm
from apps.workorders.choices import JobState, OrderState, Payer
from apps.workorders.models import (
    Finding,
    LabourLine,
    LabourOperation,
    PartLine,
    Visit,
    WorkOrder,
)
from apps.workorders.permissions import Perm
from apps.workorders.selectors.menu import menu_of
from apps.workorders.services.charging import part_prices

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from decimal import Decimal

    from django.db.models import QuerySet

    from apps.core.actor import Actor
    from apps.org.access import Access
    from apps.parts.models.catalogue import PartQuerySet
    from apps.workorders.models import Job

MOST_HITS = 8
WORD = re.compile(r"[A-Za-z]+")


@dataclass
class PartRow:
    """A part line with what the store room says about it; ``free`` is None where it is hidden."""

    line: PartLine
    free: Decimal | None
    short: bool


@dataclass
class JobRow:
    """A job with its lines; ``whole`` are the lines from which their whole package is removed."""

    job: Job
    labour: list[Any]
    parts: list[PartRow]
    whole: set[int]


@dataclass
class Group:
    """The jobs that answer one statement, or one finding, or neither."""

    title: str
    kind: str
    jobs: list[JobRow] = field(default_factory=list)


@dataclass(frozen=True)
class Moment:
    """One entry of the timeline, newest first."""

    at: dt.datetime
    what: str
    who: str = ""
    note: str = ""
    tone: str = ""


@dataclass(frozen=True)
class FindingRow:
    """A finding with its photos."""

    finding: Finding
    photos: list[StoredFile]
    may_decide: bool


@dataclass(frozen=True)
class Hit:
    """A priced thing that can be added: ``pick`` is what the button sends."""

    pick: str
    name: str
    code: str
    price: Decimal | None
    note: str
    free: Decimal | None = None


def operations(access: Actor) -> QuerySet[LabourOperation]:
    """The labour price list in use."""
    return LabourOperation.objects.visible_to(access, Perm.VIEW_WORKORDER).filter(active=True)


def parts(access: Actor) -> PartQuerySet:
    """The catalogue in use."""
    rows: PartQuerySet = Part.objects.visible_to(access, PartsPerm.REQUEST_PART)
    return rows.active()


def orders_with_car() -> QuerySet[WorkOrder]:
    """Orders with the visit, its car and its people; in one statement planning outlasts reading."""
    visits = Visit.objects.select_related("vehicle__model", "owner", "checkin")
    orders = WorkOrder.objects.select_related("advisor", "store", "unit")
    return orders.prefetch_related(Prefetch("visit", queryset=visits))


def groups_of(order: WorkOrder, access: Access) -> list[Group]:
    """The jobs in the order of the customer's words; cancelled ones stay away."""
    jobs = order.jobs.exclude(state=JobState.CANCELLED).select_related("finding", "statement")
    labour = LabourLine.objects.order_by("pk").select_related("package__package")
    wanted = PartLine.objects.order_by("pk").select_related("demand", "package__package")
    rows = list(
        jobs.prefetch_related(Prefetch("labour_lines", labour), Prefetch("part_lines", wanted))
    )
    free = stock_of({p.part_id for j in rows for p in j.part_lines.all() if p.part_id}, access)
    packages: set[int] = set()
    groups = {("s", s.pk): Group(s.text, "statement") for s in order.visit.statements.all()}
    for job in rows:
        key, group = _place(job)
        parts_of = [_part_row(p, free) for p in job.part_lines.all()]
        lines = list(job.labour_lines.all())
        whole = _first_of_package(lines, packages)
        groups.setdefault(key, group).jobs.append(JobRow(job, lines, parts_of, whole))
    return list(groups.values())


def _first_of_package(lines: list[LabourLine], packages: set[int]) -> set[int]:
    """The lines with which a package begins that none of the ``packages`` before them is."""
    first = set()
    for line in lines:
        if line.package_id is not None and line.package_id not in packages:
            packages.add(line.package_id)
            first.add(line.pk)
    return first


def _place(job: Job) -> tuple[tuple[str, int], Group]:
    if job.finding is not None:
        return ("f", job.finding.pk), Group(job.finding.text, "finding")
    if job.statement is not None:
        return ("s", job.statement.pk), Group(job.statement.text, "statement")
    return ("o", 0), Group(_("其他项目"), "other")


def _part_row(line: PartLine, free: dict[int, Decimal] | None) -> PartRow:
    demand = line.demand
    short = demand is not None and demand.state == demand.State.SHORT
    there = None if free is None or line.part_id is None else free.get(line.part_id)
    return PartRow(line, there, short)


def stock_of(part_ids: Iterable[int], access: Access) -> dict[int, Decimal] | None:
    """What lies free of these parts in the person's store; None without the right to see stock."""
    if not access.can(PartsPerm.VIEW_STOCK):
        return None
    wanted = set(part_ids)
    rows = StockLevel.objects.visible_to(access, PartsPerm.VIEW_STOCK).filter(part__in=wanted)
    sums = (
        rows.filter(warehouse__store=access.store)
        .values("part")
        .annotate(free=Sum(F("on_hand") - F("reserved")))
    )
    found: dict[int, Decimal] = dict.fromkeys(wanted, 0)  # type: ignore[arg-type]  # zero pieces
    return found | {row["part"]: row["free"] for row in sums}


def findings_of(order: WorkOrder, access: Access) -> list[FindingRow]:
    """What technicians found, open ones first, with photos."""
    rows = list(order.findings.select_related("reported_by", "taker", "job").order_by("-pk"))
    kind = ContentType.objects.get_for_model(Finding)
    photos: dict[int, list[StoredFile]] = {}
    if rows:
        for file in StoredFile.objects.filter(
            content_type=kind, object_id__in=[f.pk for f in rows]
        ):
            photos.setdefault(file.object_id, []).append(file)
    may = bool(rows) and bool(access.allowed(order, [Perm.DECIDE_FINDING]))
    return [FindingRow(f, photos.get(f.pk, []), may and f.state == "pending") for f in rows]


def timeline_of(order: WorkOrder) -> list[Moment]:
    """What happened to the order, newest first."""
    moments = [
        Moment(c.at, _state_words(c.to_state), c.by.name if c.by else "", c.reason)
        for c in changes_of([order])
    ]
    moments += [
        Moment(
            p.at,
            _("承诺 %(when)s 交车") % {"when": when_text(p.new_at)},
            p.by.name,
            p.reason,
            "blocked" if p.old_at else "",
        )
        for p in order.promises.select_related("by")
    ]
    moments += [
        Moment(c.at, _("留言"), c.by.name, c.text) for c in order.comments.select_related("by")
    ]
    return sorted(moments, key=lambda m: m.at)[::-1]


def photos_of(order: WorkOrder) -> list[StoredFile]:
    """The photos and signatures taken at check-in and on the order."""
    checkin = getattr(order.visit, "checkin", None)
    kinds = ContentType.objects.get_for_models(type(order), *([type(checkin)] if checkin else []))
    wanted = Q(content_type=kinds[type(order)], object_id=order.pk)
    if checkin is not None:
        wanted |= Q(content_type=kinds[type(checkin)], object_id=checkin.pk)
    return list(StoredFile.objects.filter(wanted).order_by("pk"))


def hits_for(term: str, order: WorkOrder, access: Access) -> list[Hit]:
    """Packages, operations and parts a typed term points to, with the customer's price."""
    text = term.strip()
    if not text:
        return []
    named = Q(name__icontains=text) | Q(code__istartswith=text)
    if WORD.fullmatch(text):
        named |= Q(name_initials__startswith=text.lower())
    found = list(operations(access).filter(named)[:MOST_HITS])
    rows = list(parts(access).search(text)[:MOST_HITS])
    free = stock_of([p.pk for p in rows], access) or {}
    labour = [
        Hit(f"op:{o.pk}", o.name, o.code, None, _("%(h)s 工时") % {"h": f"{o.std_hours:f}"})
        for o in found
    ]
    prices = part_prices(order, rows, Payer.CP)
    menu = [
        Hit(o.pick, o.variant.package.name, o.variant.package.code, o.price, _("套餐"))
        for o in menu_of(order, text)
        if not o.there
    ]
    return [*menu, *labour] + [
        Hit(f"part:{p.pk}", p.name, p.code, prices[p.pk].unit, p.measure, free.get(p.pk))
        for p in rows
    ]


def phone_open(order: WorkOrder, access: Access) -> bool:
    """Whether the customer's phone may be shown whole."""
    owner = order.visit.owner
    if owner is None or gave_away(owner, order.visit.vehicle):
        return False
    return bool(contacts_shown(access, [owner]))


def _state_words(state: str) -> str:
    return str(OrderState(state).label)
