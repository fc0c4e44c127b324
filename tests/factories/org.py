"""Units, positions with grants, posts, people and tenures for tests."""

from __future__ import annotations

import datetime as dt
from typing import Any

import factory
from django.contrib.auth.models import Group
from factory.django import DjangoModelFactory

from apps.core.clock import SHANGHAI
from apps.org.models import (
    Duty,
    Grant,
    OrgUnit,
    Position,
    PositionRevision,
    Post,
    Staff,
    Tenure,
    User,
)
from apps.org.services.publishing import write_grants

LONG_AGO = dt.datetime(2020, 1, 1, tzinfo=SHANGHAI)
FAR_AHEAD = dt.datetime(2099, 1, 1, tzinfo=dt.UTC)


class GroupUnitFactory(DjangoModelFactory[OrgUnit]):
    """The root of the chart."""

    class Meta:
        model = OrgUnit
        django_get_or_create = ("code",)

    code = "hj"
    kind = OrgUnit.Kind.GROUP
    name = "华骏集团"


class StoreFactory(DjangoModelFactory[OrgUnit]):
    """A store below the group."""

    class Meta:
        model = OrgUnit

    code = factory.Sequence(lambda n: f"s{n}")
    kind = OrgUnit.Kind.STORE
    name = factory.LazyAttribute(lambda o: f"{o.code} 店")
    parent = factory.SubFactory(GroupUnitFactory)


class DepartmentFactory(DjangoModelFactory[OrgUnit]):
    """A department below a store."""

    class Meta:
        model = OrgUnit

    function = "front_desk"
    code = factory.LazyAttribute(lambda o: f"{o.parent.code}-{o.function}")
    kind = OrgUnit.Kind.DEPARTMENT
    name = factory.LazyAttribute(lambda o: o.function)
    parent = factory.SubFactory(StoreFactory)


class UserFactory(DjangoModelFactory[User]):
    """An account that cannot log in by password."""

    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"user{n}")
    password = "!"


class StaffFactory(DjangoModelFactory[Staff]):
    """A person with an account."""

    class Meta:
        model = Staff

    staff_no = factory.Sequence(lambda n: f"T{n:05d}")
    name = factory.Sequence(lambda n: f"员工{n}")
    unit = factory.SubFactory(DepartmentFactory)
    user = factory.SubFactory(UserFactory)


def position_with(owner: OrgUnit, code: str, grants: list[dict[str, Any]]) -> Position:
    """A position whose one duty in force grants these capabilities."""
    position = Position.objects.create(
        owner=owner, code=code, name=code, name_en=code, unit_kind="front_desk"
    )
    add_revision(position, grants, effective_from=LONG_AGO)
    return position


def add_revision(
    position: Position, grants: list[dict[str, Any]], *, effective_from: dt.datetime
) -> PositionRevision:
    """An approved revision in force from an instant."""
    count = position.revisions.count()
    revision = PositionRevision.objects.create(
        position=position,
        document_no=f"D-{position.pk}",
        edition=f"A/{count}",
        change="x",
        state=PositionRevision.State.APPROVED,
        effective_from=effective_from,
    )
    for i, grant in enumerate(grants):
        duty = Duty.objects.create(revision=revision, code=f"X-{i}", order=i, text="职责")
        Grant.objects.create(duty=duty, **grant)
    return revision


def post_in(position: Position, unit: OrgUnit) -> Post:
    """The post of a position in a unit, with guardian's rows written."""
    group = Group.objects.create(name=f"{position.pk}@{unit.pk}")
    post = Post.objects.create(position=position, unit=unit, group=group)
    write_grants([post], LONG_AGO + dt.timedelta(days=1))
    return post


def holding(post: Post, staff: Staff | None = None, **facts: Any) -> Tenure:
    """A live tenure of a post; acting tenures end in a far year."""
    if facts.get("kind") == Tenure.Kind.ACTING:
        facts.setdefault("ends_at", FAR_AHEAD)
    return Tenure.objects.create(
        staff=staff or StaffFactory(unit=post.unit),
        post=post,
        **{
            "kind": Tenure.Kind.PERMANENT,
            "state": Tenure.State.APPROVED,
            "starts_at": LONG_AGO,
            **facts,
        },
    )
