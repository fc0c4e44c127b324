"""The repair file of a car (维修档案): what the house keeps of every stay, and until when.

Stays whose orders the person may see are told whole; those of other stores as day, reading and
work, without money or contact, as everywhere in the group.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.translation import gettext as _

from apps.core.clock import business_day
from apps.core.models import StoredFile
from apps.workorders import hooks
from apps.workorders.choices import InspectionLevel, JobState, OrderState, Payer, SettlementState
from apps.workorders.handover import months_after
from apps.workorders.models import CheckIn, Comeback, Finding, Job, Visit, WorkOrder
from apps.workorders.permissions import Perm
from apps.workorders.selectors.figures import figure
from apps.workorders.work_classes import CERTIFICATE_CLASSES

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from apps.customers.models import Vehicle
    from apps.org.access import Access

YEARS, YEARS_SAFETY = "workorders.file_years", "workorders.file_years_safety"
RELATED = ("checkin", "store", "advisor")
PARTS = (
    "statements",
    "orders__advisor",
    "orders__delivery",
    "orders__settlements",
    "orders__findings",
    "orders__declined_works",
    "orders__jobs__assignments__staff",
    "orders__jobs__labour_lines",
    "orders__jobs__part_lines",
    "orders__jobs__inspections__inspector",
)


@dataclass(frozen=True)
class FileJob:
    """One job of the file with who did and who checked it."""

    job: Job
    workers: str
    checks: list[Any]
    labour: list[Any]
    parts: list[Any]


@dataclass(frozen=True)
class FileOrder:
    """One order of the file; ``lacks`` says what the law wants and is not there."""

    order: WorkOrder
    jobs: list[FileJob]
    settlement: Any
    delivery: Any
    papers: list[hooks.FilePaper]
    lacks: list[str]


@dataclass(frozen=True)
class FileVisit:
    """One stay; ``whole`` says whether its orders may be seen."""

    visit: Visit
    whole: bool
    work: str
    orders: list[FileOrder] = field(default_factory=list)
    files: list[StoredFile] = field(default_factory=list)

    @property
    def checkin(self) -> CheckIn | None:
        """The sheet of the walk-round, where there is one."""
        return getattr(self.visit, "checkin", None)


@dataclass(frozen=True)
class Kept:
    """Until when the file is kept, and why that long; ``until`` is None before the first stay."""

    visits: int
    last_on: dt.date | None
    until: dt.date | None
    years: int
    safety: bool


def visits_of(car: Vehicle) -> Any:
    """Every stay of a car in the whole group, newest first."""
    return Visit.objects.filter(vehicle=car).order_by("-opened_at", "-pk")


def kept_of(car: Vehicle, today: dt.date) -> Kept:
    """How long the file stands: counted from the last time the car left."""
    visits = visits_of(car)
    last = visits.first()
    safety = _about_safety(car)
    years = int(figure(YEARS_SAFETY if safety else YEARS, today, last.store_id if last else None))
    if last is None:
        return Kept(0, None, None, years, safety)
    last_on = business_day(last.delivered_at or last.opened_at)
    return Kept(visits.count(), last_on, months_after(last_on, 12 * years), years, safety)


def _about_safety(car: Vehicle) -> bool:
    """Whether something of recall, safety or dispute stands in the file."""
    orders = WorkOrder.objects.filter(visit__vehicle=car)
    unsafe = Finding.objects.filter(order__visit__vehicle=car, safety=True)
    disputed = Comeback.objects.filter(order__visit__vehicle=car)
    return (
        orders.filter(
            Q(buckets__payer=Payer.CAM)
            | Q(pk__in=unsafe.values("order"))
            | Q(pk__in=disputed.values("order"))
        )
        .exclude(state=OrderState.CANCELLED)
        .exists()
    )


def told(
    visits: Iterable[Visit], access: Access, kept: Iterable[hooks.FilePaper]
) -> list[FileVisit]:
    """These stays with everything the person may see of them."""
    keys = [v.pk for v in visits]
    rows = Visit.objects.filter(pk__in=keys).select_related(*RELATED).prefetch_related(*PARTS)
    found = {v.pk: v for v in rows}
    orders = [o for v in found.values() for o in v.orders.all()]
    seen = set(
        WorkOrder.objects.visible_to(access, Perm.VIEW_WORKORDER)
        .filter(pk__in=[o.pk for o in orders])
        .values_list("pk", flat=True)
    )
    files = _files([v for v in found.values() if any(o.pk in seen for o in v.orders.all())], seen)
    papers: dict[int, list[hooks.FilePaper]] = {}
    for paper in kept:
        papers.setdefault(paper.order_id or 0, []).append(paper)
    return [_visit(found[key], seen, files, papers) for key in keys]


def papers_of(car: Vehicle, access: Access) -> list[hooks.FilePaper]:
    """What the rooms above keep of the car and its orders."""
    return hooks.file_papers.ask(vehicle=car, by=access)


def _visit(
    visit: Visit,
    seen: set[int],
    files: dict[int, list[StoredFile]],
    papers: dict[int, list[hooks.FilePaper]],
) -> FileVisit:
    orders = [o for o in visit.orders.all() if o.pk in seen]
    names = [j.name for o in visit.orders.all() for j in o.jobs.all() if j.state != "cancelled"]
    work = _("、").join(names) or str(visit.get_work_class_display())
    told_orders = [_order(o, visit, papers.get(o.pk, [])) for o in orders]
    return FileVisit(visit, bool(orders), work, told_orders, files.get(visit.pk, []))


def _order(order: WorkOrder, visit: Visit, papers: list[hooks.FilePaper]) -> FileOrder:
    jobs = [_job(j) for j in order.jobs.all() if j.state != JobState.CANCELLED]
    standing = (s for s in order.settlements.all() if s.state != SettlementState.REVERSED)
    settlement, delivery = next(standing, None), getattr(order, "delivery", None)
    lacks = _lacks(order, visit, jobs, settlement) if delivery is not None else []
    return FileOrder(order, jobs, settlement, delivery, papers, lacks)


def _job(job: Job) -> FileJob:
    workers = _("、").join(a.staff.name for a in job.assignments.all())
    labour, parts = list(job.labour_lines.all()), [p for p in job.part_lines.all() if p.quantity]
    return FileJob(job, workers, list(job.inspections.all()), labour, parts)


def _lacks(order: WorkOrder, visit: Visit, jobs: list[FileJob], settlement: Any) -> list[str]:
    """What a file must hold of a car that left (JT/T 816, MoT Order on vehicle repair)."""
    found = []
    if not order.path.approver and order.signed_at is None:
        found.append(_("缺客户签字或授权"))
    if getattr(visit, "checkin", None) is None:
        found.append(_("缺进厂检查单"))
    if settlement is None:
        found.append(_("缺结算清单"))
    idle = [j.job.name for j in jobs if not j.workers]
    if idle:
        found.append(_("缺维修人员：%(jobs)s") % {"jobs": _("、").join(idle[:3])})
    if order.repair_class in CERTIFICATE_CLASSES:
        if any(not _checked(j) for j in jobs):
            found.append(_("缺竣工检验单"))
        if not order.certificate_no:
            found.append(_("缺竣工出厂合格证"))
    return found


def _checked(row: FileJob) -> bool:
    return any(c.result == "pass" and c.level != InspectionLevel.SELF for c in row.checks)


def _files(visits: list[Visit], seen: set[int]) -> dict[int, list[StoredFile]]:
    """Photos and signatures of these stays, by stay, in one query."""
    owners: dict[tuple[int, int], int] = {}
    kinds = ContentType.objects.get_for_models(Visit, CheckIn, WorkOrder, Finding, Job)
    for visit in visits:
        owners[kinds[Visit].pk, visit.pk] = visit.pk
        checkin = getattr(visit, "checkin", None)
        if checkin is not None:
            owners[kinds[CheckIn].pk, checkin.pk] = visit.pk
        for order in visit.orders.all():
            if order.pk in seen:
                rows = [order, *order.findings.all(), *order.jobs.all()]
                owners |= {(kinds[type(row)].pk, row.pk): visit.pk for row in rows}
    wanted: dict[int, list[int]] = {}
    for kind, key in owners:
        wanted.setdefault(kind, []).append(key)
    if not wanted:
        return {}
    asked = Q()
    for kind, keys in wanted.items():
        asked |= Q(content_type_id=kind, object_id__in=keys)
    found: dict[int, list[StoredFile]] = {}
    for file in StoredFile.objects.filter(asked).order_by("pk"):
        found.setdefault(owners[file.content_type_id, file.object_id], []).append(file)
    return found
