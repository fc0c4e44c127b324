"""The stores, their people, posts, skills, permits and shifts."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.contrib.auth.hashers import make_password

from aftersales.demo.names import read
from apps.core.clock import SHANGHAI
from apps.core.pinyin import initials, pinyin
from apps.org.access import Access
from apps.org.catalogue import read_catalogue
from apps.org.chart import read_chart
from apps.org.models import (
    OrgUnit,
    Position,
    Post,
    Shift,
    Staff,
    StaffPermit,
    StaffSkill,
    Tenure,
    User,
)
from apps.org.services.founding import UnitNames, found_group, found_store
from apps.org.services.positions import load_positions
from apps.workorders.choices import JobKind
from apps.workorders.work_classes import HIGH_VOLTAGE_PERMIT

if TYPE_CHECKING:
    from random import Random

    from aftersales.demo.names import Namer
    from aftersales.demo.rows import Rows

PASSWORD = "demo"  # of every account; demo logins exist on demo data only
SALT = "one-salt-for-all-of-the-demo"  # one hash is computed once and the same every time
SHIFT_DAYS = 14
SOON_ENDING = 18  # days until the first permit of a store ends
SHIFT_HOURS = (
    (dt.time(8, 30), dt.time(17, 30)),
    (dt.time(8), dt.time(17)),
    (dt.time(10), dt.time(19)),
)
MECHANIC = (JobKind.MECHANICAL, JobKind.ELECTRICAL, JobKind.INSPECTION, JobKind.INSTALLATION)
BODY = (JobKind.BODY, JobKind.PAINT, JobKind.CLEANING)


@dataclass
class Shop:
    """One store with its units by function or team code and its people by position."""

    unit: OrgUnit
    units: dict[str, OrgUnit]
    people: dict[str, list[Staff]] = field(default_factory=lambda: defaultdict(list))
    teams: dict[str, list[Staff]] = field(default_factory=lambda: defaultdict(list))
    leaders: dict[str, Staff] = field(default_factory=dict)
    positions: dict[str, Position] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """The store's code."""
        return str(self.unit.code)

    def one(self, position: str) -> Staff:
        """The first holder of a position."""
        return self.people[position][0]


def found(now: dt.datetime) -> list[Shop]:
    """The group with its stores, positions and posts stands since a moment."""
    text, chart, catalogue = read("organisation"), read_chart(), read_catalogue()
    by = Access(staff=None, now=now)
    group = found_group(by=by, chart=chart, names=UnitNames(**text["group"]))
    stores = [
        found_store(by=by, chart=chart, group=group, names=UnitNames(**names))
        for names in text["stores"]
    ]
    for owner in (group, *stores):
        load_positions(by=by, owner=owner, catalogue=catalogue, chart=chart)
    return [Shop(store, _units(store)) for store in stores]


def _units(store: OrgUnit) -> dict[str, OrgUnit]:
    units = OrgUnit.objects.filter(store=store).order_by("path")
    return {u.function or u.code.removeprefix(f"{store.code}-"): u for u in units}


class Hiring:
    """Gives accounts, persons and tenures to the stores as ``fixtures/demo/staff.yaml`` says."""

    def __init__(self, rows: Rows, namer: Namer, since: dt.datetime) -> None:
        self.rows, self.namer, self.since = rows, namer, since
        self.hash = make_password(PASSWORD, salt=SALT)
        self.holders: dict[str, int] = defaultdict(int)
        self.number = 0

    def staff_all(self, shops: list[Shop]) -> None:
        """Everybody is hired; the posts are those of the chart."""
        text = read("staff")
        root = OrgUnit.objects.get(parent=None)
        for post in Post.objects.filter(position__owner=root, position__base=False):
            for _ in range(text["group"].get(post.position.code, 0)):
                self._hire(post, root)
        for shop in shops:
            self._staff(shop, text["stores"][shop.code])

    def _staff(self, shop: Shop, text: dict[str, Any]) -> None:
        posts = self._posts(shop)
        shop.positions = {post.position.code: post.position for post in posts.values()}
        first: dict[str, Staff] = {}
        for place, count in text["people"].items():
            for _ in range(count):
                staff = self._hire(posts[place], posts[place].unit)
                first[place] = staff
                self._seat(shop, place, staff)
        for place, holder in text["beside"].items():
            self._tenure(first[holder], posts[place], Tenure.Kind.CONCURRENT)
            shop.people[place].append(first[holder])

    def _posts(self, shop: Shop) -> dict[str, Post]:
        rows = Post.objects.filter(position__owner=shop.unit, position__base=False)
        posts = {}
        for post in rows.select_related("position", "unit"):
            team = post.unit.kind == OrgUnit.Kind.TEAM
            place = f"@{post.unit.code.removeprefix(f'{shop.code}-')}" if team else ""
            posts[f"{post.position.code}{place}"] = post
        return posts

    def _seat(self, shop: Shop, place: str, staff: Staff) -> None:
        position, _, team = place.partition("@")
        shop.people[position].append(staff)
        if position == "technician":
            shop.teams[team].append(staff)
        if position == "team_leader":
            shop.leaders[team] = staff

    def _hire(self, post: Post, unit: OrgUnit) -> Staff:
        code = post.position.code
        self.holders[code] += 1
        self.number += 1
        name = self.namer.other_person()
        number = self.holders[code]
        user = User(
            username=code if number == 1 else f"{code}{number}",
            password=self.hash,
            date_joined=self.since,
        )
        staff = Staff(
            user=self.rows.add(user),
            staff_no=f"{self.number:04d}",
            name=name,
            name_pinyin=pinyin(name),
            name_initials=initials(name),
            phone=self.namer.phone(),
            store_id=unit.store_id,
            unit=unit,
        )
        self.rows.add(staff)
        self._tenure(staff, post, Tenure.Kind.PERMANENT)
        return staff

    def _tenure(self, staff: Staff, post: Post, kind: str) -> None:
        tenure = Tenure(
            staff=staff,
            post=post,
            kind=kind,
            state=Tenure.State.APPROVED,
            starts_at=self.since,
        )
        self.rows.add(tenure)


def qualify(rows: Rows, shops: list[Shop], chance: Random, today: dt.date) -> None:
    """Skills and permits of those who work on cars."""
    for shop in shops:
        for team, members in shop.teams.items():
            kinds = BODY if team == "body" else MECHANIC
            for staff in (*members, shop.leaders[team]):
                for kind in kinds:
                    rows.add(StaffSkill(staff=staff, skill=kind, level=chance.randint(2, 5)))
        for staff in (*shop.teams["mech1"], shop.leaders["mech1"], shop.leaders["mech2"]):
            rows.add(
                StaffSkill(staff=staff, skill=JobKind.HIGH_VOLTAGE, level=chance.randint(2, 4))
            )
            number = f"T43{chance.randrange(10**8):08d}"
            until = today + dt.timedelta(days=chance.randint(200, 900))
            if staff is shop.leaders["mech2"]:
                until = today + dt.timedelta(days=SOON_ENDING)
            rows.add(
                StaffPermit(
                    staff=staff, permit=HIGH_VOLTAGE_PERMIT, number=number, valid_until=until
                )
            )


def roster(rows: Rows, today: dt.date) -> None:
    """Shifts of everybody from this Monday on, with one day off in seven, never today.

    Every fourth person comes early and every eighth late; nobody is off on the day of the demo.
    """
    for index, staff in enumerate(rows.of(Staff)):
        if staff.store_id is None:
            continue
        pattern = SHIFT_HOURS[1 if index % 4 == 1 else 2 if index % 8 == 3 else 0]
        for day in range(-today.weekday(), SHIFT_DAYS):
            if day and (day + index) % 7 == 0:
                continue
            start, end = (
                dt.datetime.combine(today + dt.timedelta(days=day), hour, tzinfo=SHANGHAI)
                for hour in pattern
            )
            rows.add(Shift(staff=staff, store_id=staff.store_id, starts_at=start, ends_at=end))
