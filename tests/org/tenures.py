"""Tenures of the small world for tests: proposed, approved, acting."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from apps.core import clock
from apps.org.models import OrgUnit, Post, Staff, Tenure
from apps.org.services import tenures
from tests.personas import NOW, access_of, staff_of, store_of

if TYPE_CHECKING:
    from apps.org.access import Access

DAY = dt.timedelta(days=1)


def hr(now: dt.datetime = NOW) -> Access:
    """Who proposes in the first store."""
    return access_of("hr_officer", now=now)


def gm(now: dt.datetime = NOW) -> Access:
    """Who approves in the first store."""
    return access_of("general_manager", now=now)


def newcomer(store: str = "cs1") -> Staff:
    """Somebody who works in the store without any post."""
    unit = OrgUnit.objects.department(store_of(store), "front_desk")
    number = Staff.objects.count()
    return Staff.objects.create(staff_no=f"N{number}", name=f"新人{number}", unit=unit)


def post_of(login: str, store: str = "cs1") -> Post:
    """The post somebody of the world holds permanently."""
    tenure = staff_of(login, store).tenures.get(kind="permanent")
    return Post.objects.select_related("position", "unit__store").get(pk=tenure.post_id)


def vacated(login: str) -> Post:
    """A post whose one holder left it a day ago."""
    tenure = staff_of(login).tenures.get(kind="permanent")
    tenure.ends_at = NOW - DAY
    tenure.save()
    return post_of(login)


def proposed(**facts: Any) -> Tenure:
    """HR proposes a newcomer as a service advisor from tomorrow."""
    by = facts.pop("by", None) or hr(facts.pop("now", NOW))
    facts = {
        "staff": facts.pop("staff", None) or newcomer(),
        "post": facts.pop("post", None) or post_of("service_advisor"),
        "kind": "permanent",
        "starts_at": by.now + DAY,
        "reason": "补充人手",
        "conflict_reason": "店小人少",
        **facts,
    }
    return tenures.propose_tenure(by=by, **facts)


def approved(**facts: Any) -> Tenure:
    """The same, approved by the general manager."""
    return tenures.approve_tenure(by=gm(), tenure=proposed(**facts))


def acting(login: str, absent: str, **facts: Any) -> Tenure:
    """Somebody is proposed to stand in for somebody else from now for a week."""
    of = staff_of(absent).tenures.get(kind="permanent")
    facts = {"starts_at": NOW, "ends_at": NOW + 7 * DAY, **facts}
    return proposed(
        staff=staff_of(login), post=post_of(absent), kind="acting", acting_for=of, **facts
    )


def at(hour: int, minute: int = 0, day: int = 1) -> dt.datetime:
    """A time of June 2026 in China."""
    return dt.datetime(2026, 6, day, hour, minute, tzinfo=clock.SHANGHAI)
