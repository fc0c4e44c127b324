"""The pages of a car's stay: the check-in sheet, what is missing, days in the shop, custody."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _

from apps.core.clock import business_day
from apps.workorders.choices import JobState, OrderState
from apps.workorders.inbox.stay import before, incomplete
from apps.workorders.models import CarPhoto, Hold, Job, StorageNotice, Visit, WorkOrder
from apps.workorders.models.order import IN_WORKSHOP
from apps.workorders.permissions import Perm
from apps.workorders.sheet import BOXES, Cover, Light

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.functional import _StrOrPromise

    from apps.org.access import Access
    from apps.workorders.models import CheckIn, DamageMark, VisitPerson

GONE = (OrderState.CLOSED, OrderState.CANCELLED, OrderState.DELIVERED)


@dataclass(frozen=True)
class Spot:
    """A mark as it is drawn: number, place in the picture, words, photos."""

    number: int
    x: int
    y: int
    mark: DamageMark
    photos: list[CarPhoto]


@dataclass(frozen=True)
class Missing:
    """Something a sheet still lacks, and where it is made up."""

    words: _StrOrPromise
    url: str = ""


@dataclass
class Sheet:
    """Everything on one check-in sheet."""

    visit: Visit
    checkin: CheckIn
    spots: list[Spot] = field(default_factory=list)
    car_photos: list[CarPhoto] = field(default_factory=list)
    lights: list[tuple[str, str]] = field(default_factory=list)
    covers: list[str] = field(default_factory=list)


def sheet_of(visit: Visit) -> Sheet:
    """The sheet of a stay with its marks and photos."""
    checkin = visit.checkin
    rows = CarPhoto.objects.filter(checkin=checkin).select_related("file").order_by("pk")
    photos = list(rows)
    spots = []
    for number, mark in enumerate(checkin.damages.order_by("pk"), start=1):
        x, y = BOXES[mark.view].at(mark.x, mark.y)
        spots.append(Spot(number, x, y, mark, [p for p in photos if p.mark_id == mark.pk]))
    return Sheet(
        visit,
        checkin,
        spots,
        [p for p in photos if p.mark_id is None],
        [(str(code), str(Light(code).label)) for code in checkin.lights if code in Light.values],
        [str(Cover(code).label) for code in checkin.covers if code in Cover.values],
    )


def missing_of(visit: Visit) -> list[Missing]:
    """What the sheet lacks before the order can be authorised."""
    checkin, found = visit.checkin, []
    if not visit.vehicle.vin:
        found.append(Missing(_("VIN 待补"), reverse("customers:vehicle", args=[visit.vehicle_id])))
    intake = getattr(visit, "intake", None)
    if intake is not None and not intake.consent:
        found.append(Missing(_("车主同意待补"), "#consent"))
    if checkin.signed_at is None and checkin.unsigned_reason:
        found.append(Missing(_("客户签字待补"), "#sign"))
    if checkin.odometer_unreadable:
        found.append(Missing(_("里程待补"), "#reading"))
    return found


@dataclass(frozen=True)
class Part:
    """Who takes one part in the stay; ``row`` holds the phone."""

    role: _StrOrPromise
    name: str
    row: Any
    field: str
    note: _StrOrPromise = ""


def people_of(visit: Visit) -> list[Part]:
    """The four people of a car: owner, bringer, authoriser, payer."""
    owner = visit.owner
    named: dict[str, VisitPerson] = {p.role: p for p in visit.people.all()}
    parts = [
        Part(_("车主"), owner.name if owner else "—", owner, "phone"),
        Part(
            _("送修人"),
            visit.sender_name or "—",
            visit if visit.sender_phone else None,
            "sender_phone",
        ),
    ]
    for role, label in (("authoriser", _("授权人")), ("payer", _("付款人"))):
        person = named.get(role)
        if person is None:
            parts.append(Part(label, owner.name if owner else "—", None, "", _("同车主")))
        else:
            phone = person if person.phone else None
            parts.append(Part(label, person.name, phone, "phone", person.relation))
    return parts


# ----------------------------------------------------------------------- days in the shop


@dataclass(frozen=True)
class Standing:
    """One car in the house: since when, why it still stands, who takes the next step."""

    visit: Visit
    days: int
    order: WorkOrder | None
    cause: _StrOrPromise
    owner: str
    notice: StorageNotice | None


def stays_shown(by: Access, show: str, days: int | None) -> Any:
    """Cars in the house of one view: all, over so many days, ready and not collected, deserted.

    Without ``days`` the figure of each car's own store counts, as in the duty inbox.
    """
    rows = Visit.objects.visible_to(by, Perm.VIEW_WORKORDER).in_house()
    asked = None if days is None else by.now - dt.timedelta(days=days)
    if show == "long":
        rows = rows.filter(opened_at__lte=asked or before(by, "long_stay_days"))
    elif show == "ready":
        rows = rows.filter(ready_at__isnull=False)
    elif show == "deserted":
        rows = rows.filter(ready_at__lte=asked or before(by, "abandoned_days"))
    elif show == "incomplete":
        rows = incomplete(by)
    return rows.order_by("opened_at", "pk")


def with_standing(rows: Any) -> Any:
    """The rows with what a line of the list shows, in a flat number of queries."""
    holds = Hold.objects.filter(to_at=None).order_by("pk")
    jobs = Job.objects.exclude(state=JobState.CANCELLED).order_by("position", "pk")
    jobs = jobs.prefetch_related(
        Prefetch("holds", holds, to_attr="open_holds"), "assignments__staff"
    )
    orders = WorkOrder.objects.exclude(state__in=GONE).select_related("advisor").order_by("pk")
    return rows.select_related(
        "vehicle__model", "advisor", "owner", "checkin", "store"
    ).prefetch_related(
        Prefetch("orders", orders.prefetch_related(Prefetch("jobs", jobs)), to_attr="standing"),
        Prefetch("storage_notices", StorageNotice.objects.order_by("-at"), to_attr="notices"),
    )


def standing_of(visit: Any, by: Access) -> Standing:
    """The line of one car: the cause of its worst order and whose turn it is."""
    days = (business_day(by.now) - business_day(visit.opened_at)).days
    notice = visit.notices[0] if visit.notices else None
    if not visit.standing:
        return Standing(visit, days, None, _("没有未完的工单"), visit.advisor.name, notice)
    order = next((o for o in visit.standing if o.state != OrderState.READY), visit.standing[0])
    cause, owner = _turn(order)
    return Standing(visit, days, order, cause, owner, notice)


def _turn(order: Any) -> tuple[_StrOrPromise, str]:
    """Why an order stands where it does, and who moves it on."""
    waiting = next((j for j in order.jobs.all() if j.state == JobState.WAITING), None)
    if waiting is not None:
        return str(waiting.get_waiting_cause_display()), _waiting_owner(order, waiting)
    words = {
        OrderState.READY: _("已完工，待结算取车"),
        OrderState.SETTLED: _("已结算，待客户取车"),
    }
    turns = {OrderState.QUEUED: _("调度"), OrderState.CHECKING: _("检验员")}
    workshop = order.state in IN_WORKSHOP
    default = (_technicians(order) or _("车间")) if workshop else order.advisor.name
    cause = words.get(order.state) or str(order.get_state_display())
    return cause, str(turns.get(order.state, default))


def _waiting_owner(order: Any, job: Any) -> str:
    turns = {
        "parts": _("备件"),
        "approval": order.advisor.name,
        "oem": _("索赔"),
        "sublet": _("调度"),
    }
    hold = job.open_holds[0] if job.open_holds else None
    if hold is not None and hold.owner:
        return str(hold.get_owner_display())
    return str(turns.get(job.waiting_cause, _("车间")))


def _technicians(order: Any) -> str:
    names = [a.staff.name for j in order.jobs.all() for a in j.assignments.all()]
    return str(_("、")).join(dict.fromkeys(names))


def visits_open(access: Access, pks: Iterable[int]) -> set[int]:
    """Which of these visits the person may open."""
    rows = Visit.objects.visible_to(access, Perm.VIEW_WORKORDER).filter(pk__in=set(pks))
    return set(rows.order_by().values_list("pk", flat=True))


def photo_waiting(pk: int, access: Access) -> CarPhoto | None:
    """A photo that waits for its sheet, for its taker alone."""
    mine = CarPhoto.objects.filter(pk=pk, by=access.staff_id, checkin=None)
    return mine.select_related("file").first()


def photo_of_sheet(pk: int) -> CarPhoto | None:
    """A photo of a check-in sheet; whoever shows it asks about the visit first."""
    rows = CarPhoto.objects.filter(pk=pk, checkin__isnull=False)
    return rows.select_related("file", "checkin").first()
