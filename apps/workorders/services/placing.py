"""Laying slots into bays: what is refused, what is warned of, and what is written down of it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _
from psycopg2.extras import DateTimeTZRange

from apps.core.clock import business_day, day_bounds
from apps.core.refusals import Refused, Stale
from apps.core.services import constraint_words, lock
from apps.org.models import Staff
from apps.workorders.conflicts import Conflict, Plan, clash_words, conflicts, span_words
from apps.workorders.models import Bay, BaySlot, SlotMove
from apps.workorders.models.job import UNFINISHED
from apps.workorders.permissions import Perm
from apps.workorders.selectors.floor import RELATED, read_floor, span_of
from apps.workorders.selectors.people import clocking_staff
from apps.workorders.step_conflicts import against_route

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from apps.core.actor import Actor
    from apps.workorders.models import Job

FIELDS = {
    **dict.fromkeys(("past", "closed", "promise", "step_order", "step_gap", "same_car"), "start"),
    **dict.fromkeys(
        ("hv_permit", "skill", "absent", "off_shift", "double", "overload"), "technician"
    ),
}
"""Beside which field of a plan the words about it stand; the others are about the bay."""

GRID_MINUTES = 15
LONGEST_MINUTES = 12 * 60
EVERYTHING = frozenset({"*"})  # accepts every warning: what a rule does itself, not a person


class Occupied(Refused):
    """Another car stands in the bay at that time; ``slot`` is the one in the way."""

    def __init__(self, message: str, slot: BaySlot | None) -> None:
        super().__init__(message, field="bay")
        self.slot = slot


class Warned(Refused):
    """Nothing forbids the plan, but the dispatcher has not said yes to these ``warnings``."""

    def __init__(self, warnings: list[Conflict]) -> None:
        fields = {FIELDS.get(c.code, "bay") for c in warnings}
        beside = fields.pop() if len(fields) == 1 else ""
        super().__init__(" ".join(c.words for c in warnings), field=beside)
        self.warnings = warnings


def judge(
    plan: Plan,
    *,
    by: Actor,
    accepted: Collection[str] = (),
    among: Collection[int] = (),
    past: bool = False,
) -> list[str]:
    """The words of the warnings gone over; Refused for what is forbidden or not accepted.

    ``among`` are slots that move in the same act; ``past`` lets a slot lie where it lay before.
    """
    found = [c for c in against(plan, now=by.now) if not (c.slot and c.slot.pk in among)]
    if past:
        found = [c for c in found if c.code != "past"]
    hard = next((c for c in found if c.hard), None)
    if hard is not None and hard.code == "occupied":
        raise Occupied(hard.words, hard.slot)
    if hard is not None:
        raise Refused(hard.words, field=FIELDS.get(hard.code, "bay"))
    open_ = [c for c in found if c.code not in accepted]
    if open_ and "*" not in accepted:
        raise Warned(open_)
    return [c.words for c in found]


def against(plan: Plan, *, now: dt.datetime) -> list[Conflict]:
    """Everything against a plan, by what the database says of its bay and technician."""
    first, __ = day_bounds(business_day(plan.start))
    __, last = day_bounds(business_day(plan.end))
    who = plan.person.staff if plan.person else None
    people = clocking_staff(now).filter(pk=who.pk) if who else Staff.objects.none()
    near = BaySlot.objects.between(first, last).filter(Q(bay=plan.bay) | Q(technician=who or 0))
    floor = read_floor(
        plan.bay.store,
        first,
        last,
        now=now,
        bays=Bay.objects.filter(pk=plan.bay.pk),
        people=people,
        slots=near.select_related("bay", *RELATED),
    )
    person = floor.people[0] if floor.people else plan.person
    bay = floor.bays[0] if floor.bays else plan.bay
    step = plan.step or (plan.slot.step if plan.slot else None)
    whole = Plan(plan.job, bay, person, plan.start, plan.end, plan.slot, step)
    found = conflicts(whole, floor) + (against_route(whole, step) if step else [])
    return sorted(found, key=lambda c: not c.hard)


def place(slots: Iterable[BaySlot]) -> None:
    """Save slots together; Occupied names the car in the way when the bay is taken."""
    rows = list(slots)
    try:
        with constraint_words(
            bay_slot_no_overlap=_("这个工位在这段时间已停了别的车。"),
            bay_slot_not_in_outage=_("这个工位在这段时间停用。"),
        ):
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS bay_slot_no_overlap DEFERRED")
            for slot in rows:
                slot.save()
    except Refused as refusal:
        found = next(filter(None, (clash(slot, rows) for slot in rows)), None)
        words = clash_words(found) if found else str(refusal.message)
        raise Occupied(words, found) from refusal


def clash(slot: BaySlot, among: Iterable[BaySlot] = ()) -> BaySlot | None:
    """The slot that stands in the way of this one, None when the bay is free."""
    own = [s.pk for s in among if s.pk] or [slot.pk or 0]
    rows = BaySlot.objects.standing().filter(bay=slot.bay, during__overlap=slot.during)
    others = rows.exclude(pk__in=own).select_related("bay", "job__order__visit", "planned_by")
    return others.order_by("during").first()


def note(
    slot: BaySlot,
    act: str,
    *,
    by: Actor,
    before: tuple[Any, ...] = (None, None, None, None),
    cause: str = "",
    overridden: Collection[str] = (),
    reason: str = "",
) -> SlotMove:
    """Write a change of a slot into the ledger of the board; ``before`` is what ``where`` gave."""
    bay_id, start, end, technician_id = before
    gone = slot.cancelled_at is not None
    to_start, to_end = span_of(slot)
    return SlotMove.objects.create(
        slot=slot,
        act=act,
        at=by.now,
        by_id=by.staff_id,
        from_bay_id=bay_id,
        from_start=start,
        from_end=end,
        from_technician_id=technician_id,
        to_bay=None if gone else slot.bay,
        to_start=None if gone else to_start,
        to_end=None if gone else to_end,
        to_technician_id=None if gone else slot.technician_id,
        slot_version=slot.version,
        cause=cause[:160],
        overridden=list(overridden),
        reason=reason[:160],
    )


def where(slot: BaySlot) -> tuple[int, dt.datetime, dt.datetime, int | None]:
    """Bay, start, end and technician of a slot as they are now."""
    return (slot.bay_id, *span_of(slot), slot.technician_id)


def lock_bays(*bays: Bay) -> None:
    """One plan at a time per bay, so that the later one gets words and not a dead lock."""
    rows = Bay.objects.filter(pk__in={b.pk for b in bays}).order_by("pk")
    list(rows.select_for_update(no_key=True).values_list("pk"))


def span(start: dt.datetime, minutes: int) -> DateTimeTZRange:
    """A span on the grid; Refused for an absurd length."""
    if not GRID_MINUTES <= minutes <= LONGEST_MINUTES:
        raise Refused(_("时长须在 15 分钟到 12 小时之间。"), field="minutes")
    return DateTimeTZRange(start, start + dt.timedelta(minutes=minutes))


def fresh(slot: BaySlot, version: int | None) -> BaySlot:
    """The slot locked; Stale says who moved it where when it is not the version that was seen."""
    row = lock(slot)
    if version is not None and row.version != version:
        raise Stale(moved_words(row), row=row)
    if row.cancelled_at is not None:
        raise Refused(_("这个时段已经撤回，请刷新看板。"))
    return row


def moved_words(slot: BaySlot) -> str:
    """Who moved a slot where, by the ledger of the board."""
    last = slot.moves.select_related("by").first()
    who = last.by if last else slot.planned_by
    facts = {
        "who": who.name if who else _("系统"),
        "plate": slot.job.order.visit.plate_no,
        "bay": slot.bay.name,
        "span": span_words(slot),
    }
    if slot.cancelled_at is not None:
        return _("%(who)s 已把 %(plate)s 撤回待派工。") % facts
    return _("%(who)s 已把 %(plate)s 改到 %(bay)s %(span)s，请核对后再拖。") % facts


def in_team(bay: Bay, job: Job, *, by: Actor) -> None:
    """A job goes only to a bay of its store inside the reach of who plans; else Refused."""
    mine = by.limit_reach(Bay.objects.filter(pk=bay.pk, active=True), Perm.DISPATCH_JOB)
    if bay.store_id != job.store_id or not mine.exists():
        raise Refused(_("这个工位不在您可以派工的范围内。"), field="bay")


def movable(job: Job) -> None:
    """Work that is over stays where it was done."""
    if job.state not in UNFINISHED:
        raise Refused(_("这个项目已经完工或取消，不能再移动。"))


def to_team(job: Job, bay: Bay) -> None:
    """The job belongs to the team of its bay."""
    if job.unit_id != bay.unit_id:
        job.unit_id = bay.unit_id
        job.save()
