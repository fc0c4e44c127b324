"""The small world most tests stand on: one group, two stores, every position held."""

from __future__ import annotations

import datetime as dt

from apps.core import demo
from apps.core.clock import SHANGHAI
from apps.org.access import Access
from apps.org.catalogue import read_catalogue
from apps.org.chart import read_chart
from apps.org.models import OrgUnit, Post, Staff, Tenure, User
from apps.org.services.founding import UnitNames, found_group, found_store
from apps.org.services.positions import load_positions

FOUNDED = dt.datetime(2026, 1, 1, 8, tzinfo=SHANGHAI)
STORES = ("cs1", "cs2")
NAMES = {"hj": "华骏汽车集团", "cs1": "长沙一店", "cs2": "长沙二店"}
HOLDERS_PER_POST = 2


def load() -> None:
    """Build the world unless it stands already."""
    if OrgUnit.objects.exists():
        return
    demo.mark({}, FOUNDED.date()).save()
    system = Access(staff=None, now=FOUNDED)
    chart, catalogue = read_chart(), read_catalogue()
    group = found_group(by=system, chart=chart, names=UnitNames("hj", NAMES["hj"]))
    units = [group]
    for code in STORES:
        names = UnitNames(code, NAMES[code])
        units.append(found_store(by=system, chart=chart, group=group, names=names))
    for unit in units:
        load_positions(by=system, owner=unit, catalogue=catalogue, chart=chart)
        _hire(unit)


def login_of(code: str, number: int, owner: str) -> str:
    """The login of the n-th holder of a position; outside the first store it names the store."""
    login = code if number == 1 else f"{code}{number}"
    return login if owner in {"hj", STORES[0]} else f"{owner}.{login}"


def _hire(owner: OrgUnit) -> None:
    posts = Post.objects.filter(position__owner=owner, position__base=False)
    for post in posts.select_related("position", "unit").order_by("unit__path", "id"):
        for _ in range(min(post.headcount, HOLDERS_PER_POST)):
            _appoint(owner, post)


def _appoint(owner: OrgUnit, post: Post) -> None:
    code = post.position.code
    number = Tenure.objects.filter(post__position=post.position).count() + 1
    login = login_of(code, number, owner.code)
    user = User.objects.create_user(login, password="demo")
    staff = Staff.objects.create(
        staff_no=f"{owner.code}-{Staff.objects.count() + 1:04d}",
        name=f"{post.position.name[:6]}{number}",
        unit=post.unit,
        user=user,
    )
    Tenure.objects.create(
        staff=staff,
        post=post,
        kind=Tenure.Kind.PERMANENT,
        state=Tenure.State.APPROVED,
        starts_at=FOUNDED,
    )
