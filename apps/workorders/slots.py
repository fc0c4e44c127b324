"""The book of slots: who may still come when, to whom, and when the next place is free."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from apps.core.clock import business_day, day_bounds
from apps.core.figures_text import quantity_text, when_text
from apps.org.models import Absence, Shift, Staff, Tenure
from apps.workorders.appointment_terms import Figures, Terms
from apps.workorders.capacity import DayHours, Span, hours_of, spans_of
from apps.workorders.choices import JobKind
from apps.workorders.models import Appointment, SlotQuota
from apps.workorders.models.appointment import ONLINE
from apps.workorders.permissions import Perm

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from apps.org.models import OrgUnit

ZERO = Decimal(0)
LOOK_AHEAD = dt.timedelta(days=14)
SHOWN = 5


@dataclass(frozen=True)
class Wanted:
    """What somebody asks of the book: a time, perhaps an advisor, and hours by kind of work."""

    slot_at: dt.datetime
    advisor_id: int | None = None
    hours: Mapping[str, Decimal] = field(default_factory=dict)
    online: bool = False


@dataclass(frozen=True)
class Place:
    """A free place: when, with whom."""

    at: dt.datetime
    advisor: Staff


@dataclass
class Slot:
    """One slot of a day with its places and who has them."""

    at: dt.datetime
    places: int
    online: int
    booked: list[Appointment] = field(default_factory=list)

    @property
    def left(self) -> int:
        """Places nobody has."""
        return max(self.places - len(self.booked), 0)

    @property
    def left_online(self) -> int:
        """Places that may still be booked over the net."""
        taken = sum(a.source in ONLINE for a in self.booked)
        return max(min(self.online - taken, self.left), 0)

    def of(self, advisor_id: int) -> int:
        """How many cars an advisor has in it."""
        return sum(a.advisor_id == advisor_id for a in self.booked)


def advisors_of(store: OrgUnit, now: dt.datetime) -> QuerySet[Staff]:
    """Who receives booked cars in a store: whose post books them and opens their orders.

    Those who may hand orders to others ``lead``: they stand last and are asked last.
    """
    held = Tenure.objects.live(now).filter(staff=OuterRef("pk"), post__unit__store=store)

    def may(perm: Perm) -> Exists:
        granted = {"post__group__unitgrant__permission__codename": perm.value}
        return Exists(held.filter(**granted))

    rows = Staff.objects.filter(may(Perm.ADD_WORKORDER), may(Perm.ADD_APPOINTMENT), is_active=True)
    return rows.annotate(leads=may(Perm.REASSIGN_WORKORDER)).order_by("leads", "name_pinyin", "pk")


class Book:
    """The slots of a store from one day to another, read at once."""

    def __init__(
        self,
        store: OrgUnit,
        first: dt.date,
        last: dt.date,
        *,
        now: dt.datetime,
        without: int | None = None,
    ) -> None:
        self.store, self.now = store, now
        self.figures = Figures(store.pk)
        self.advisors = list(advisors_of(store, now))
        self.hours: dict[dt.date, DayHours] = hours_of(store, first, last, without=without)
        start, end = day_bounds(first)[0], day_bounds(last)[1]
        self.shifts = spans_of(
            Shift.objects.filter(store=store, starts_at__gte=start, starts_at__lt=end)
        )
        self.away = spans_of(Absence.objects.between(start, end).filter(store=store))
        self.rostered = {business_day(s[0]) for spans in self.shifts.values() for s in spans}
        quotas = list(SlotQuota.objects.filter(store=store))
        taken = Appointment.objects.filter(store=store).between(start, end).holding(now)
        booked = list(taken.exclude(pk=without or 0))
        self.days = {day: self._slots(day, quotas, booked) for day in self.hours}

    def terms(self, day: dt.date) -> Terms:
        """The figures of a day."""
        return self.figures.on(day)

    def slot(self, at: dt.datetime) -> Slot | None:
        """The slot that begins at a moment, None when none does."""
        return next((s for s in self.days.get(business_day(at), ()) if s.at == at), None)

    def why_not(self, wanted: Wanted) -> tuple[str, str] | None:
        """The field and the words that turn a wish down; None when it fits."""
        slot, terms = self.slot(wanted.slot_at), self.terms(business_day(wanted.slot_at))
        if wanted.slot_at < self.now:
            return "slot_at", _("这个时间已经过去，请选择以后的时段。")
        if wanted.slot_at > self.now + dt.timedelta(days=terms.days_ahead):
            return "slot_at", _("最多提前 %(n)d 天预约。") % {"n": terms.days_ahead}
        if slot is None:
            return "slot_at", _("没有从这个时间开始的时段，请从时段表里选择。")
        return self._full(slot, wanted) or self._no_advisor(slot, wanted) or self._over(wanted)

    def advisor_for(self, slot: Slot) -> Staff | None:
        """Who can take one more car in a slot and has the fewest that day; None when nobody can."""
        day = Counter(a.advisor_id for s in self.days[business_day(slot.at)] for a in s.booked)
        able = [a for a in self.advisors if self.why_busy(a, slot) is None]
        return min(able, key=lambda a: (getattr(a, "leads", False), day[a.pk], a.pk), default=None)

    def why_busy(self, advisor: Staff, slot: Slot) -> str | None:
        """Why an advisor cannot take a car in a slot, in words."""
        terms = self.terms(business_day(slot.at))
        if not self.on_duty(advisor, slot.at):
            return _("%(name)s 这个时段不当班。") % {"name": advisor.name}
        if slot.of(advisor.pk) >= terms.per_advisor:
            return _("%(name)s 这个时段已约满。") % {"name": advisor.name}
        return None

    def on_duty(self, advisor: Staff, at: dt.datetime) -> bool:
        """Whether somebody is at work then; on a day without a roster everybody is."""
        if any(_inside(span, at) for span in self.away.get(advisor.pk, ())):
            return False
        if business_day(at) not in self.rostered:
            return True
        return any(_inside(span, at) for span in self.shifts.get(advisor.pk, ()))

    def free_places(self, wanted: Wanted, most: int = SHOWN) -> list[Place]:
        """The next places that fit a wish from its time on, with the advisor asked for if free."""
        found: list[Place] = []
        for slot in self._from(wanted.slot_at):
            for place in self._places_in(slot, wanted):
                found.append(place)
                if len(found) == most:
                    return found
        return found

    def _places_in(self, slot: Slot, wanted: Wanted) -> Iterator[Place]:
        asked = next((a for a in self.advisors if a.pk == wanted.advisor_id), None)
        fits = Wanted(slot.at, None, wanted.hours, wanted.online)
        if self.why_not(fits) is not None:
            return
        if asked is not None and self.why_busy(asked, slot) is None:
            yield Place(slot.at, asked)
        elif (other := self.advisor_for(slot)) is not None:
            yield Place(slot.at, other)

    def _from(self, at: dt.datetime) -> Iterator[Slot]:
        for day in sorted(self.days):
            yield from (s for s in self.days[day] if s.at >= max(at, self.now))

    def _slots(
        self, day: dt.date, quotas: list[SlotQuota], booked: list[Appointment]
    ) -> list[Slot]:
        terms = self.terms(day)
        slots = []
        for at in terms.starts(day):
            rule = quota_for(quotas, at)
            places = terms.slot_places if rule is None else rule.places
            online = terms.online_places if rule is None or rule.online is None else rule.online
            here = [a for a in booked if at <= a.slot_at < at + terms.step]
            slots.append(Slot(at, places, min(online, places), here))
        return slots

    def _full(self, slot: Slot, wanted: Wanted) -> tuple[str, str] | None:
        if not slot.left:
            words = _("%(when)s 已约满。") if slot.places else _("%(when)s 不开放预约。")
            return "slot_at", words % {"when": when_text(slot.at)}
        if wanted.online and not slot.left_online:
            return "slot_at", _("%(when)s 的网上名额已满。") % {"when": when_text(slot.at)}
        return None

    def _no_advisor(self, slot: Slot, wanted: Wanted) -> tuple[str, str] | None:
        if wanted.advisor_id is None:
            busy = self.advisor_for(slot) is None
            return ("advisor", _("这个时段没有空闲的服务顾问。")) if busy else None
        asked = next((a for a in self.advisors if a.pk == wanted.advisor_id), None)
        if asked is None:
            return "advisor", _("没有这位服务顾问，请重新选择。")
        why = self.why_busy(asked, slot)
        return ("advisor", why) if why else None

    def _over(self, wanted: Wanted) -> tuple[str, str] | None:
        """The kind of work the day has too few hours for."""
        day = business_day(wanted.slot_at)
        free = self.hours[day].free(self.terms(day).share)
        for kind, hours in wanted.hours.items():
            left = free.get(kind)
            if left is not None and hours > left:
                words = _("当天%(kind)s工时不够：还可预约 %(left)s 小时，这次要 %(need)s 小时。")
                facts = {"left": quantity_text(round(max(left, ZERO), 1)), "need": f"{hours:f}"}
                return "slot_at", words % {"kind": JobKind(kind).label, **facts}
        return None


def quota_for(quotas: list[SlotQuota], at: dt.datetime) -> SlotQuota | None:
    """The row that sets the places of a slot: the narrowest that fits, the latest of those."""
    day = business_day(at)
    moment = (day_bounds(day)[0], at)
    time = (dt.datetime.min + (moment[1] - moment[0])).time()
    fitting = [
        q
        for q in quotas
        if q.effective_from <= day
        and q.day in {None, day}
        and q.weekday in {None, day.weekday()}
        and q.starts in {None, time}
    ]
    return max(fitting, key=lambda q: q.rank, default=None)


def _inside(span: Span, at: dt.datetime) -> bool:
    return span[0] <= at < span[1]
