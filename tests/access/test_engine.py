"""The engine on organisation rows: scope, dates, three agreements, limits, acting, shares."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.http import Http404

from apps.core.clock import SHANGHAI
from apps.core.refusals import Denied
from apps.org.access import UNLIMITED, Access
from apps.org.models import OrgUnit, Share, Staff, Tenure, UnitGrant
from apps.org.permissions import Perm
from apps.org.services.publishing import (
    expected_grants,
    held_grants,
    remove_left_over_grants,
    write_grants,
)
from apps.org.services.sharing import revoke_share, share_object
from tests.factories.org import (
    DepartmentFactory,
    GroupUnitFactory,
    StaffFactory,
    StoreFactory,
    add_revision,
    holding,
    position_with,
    post_in,
)

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 6, 1, 9, tzinfo=SHANGHAI)


@pytest.fixture
def desk() -> OrgUnit:
    """The front desk of one store; a second store stands beside it."""
    StoreFactory(code="other")
    return DepartmentFactory(parent=StoreFactory(code="one"))


def view_staff(scope: str, **extra: object) -> dict[str, object]:
    """A grant of the right to see people."""
    return {"capability": Perm.VIEW_STAFF.value, "scope": scope, **extra}


def access(tenure: Tenure, now: dt.datetime = NOW) -> Access:
    """The access of the holder of a tenure."""
    return Access.of(tenure.staff, now)


@pytest.mark.parametrize(
    ("scope", "seen"),
    [
        ("own", {"me"}),
        ("unit", {"me", "desk"}),
        ("store", {"me", "desk", "shop"}),
        ("group", {"me", "desk", "shop", "far"}),
    ],
)
def test_scope_covers_its_subtree(desk: OrgUnit, scope: str, seen: set[str]) -> None:
    tenure = holding(post_in(position_with(desk.store, "p", [view_staff(scope)]), desk))
    people = {
        "me": tenure.staff,
        "desk": StaffFactory(unit=desk),
        "shop": StaffFactory(unit=DepartmentFactory(parent=desk.store, function="workshop")),
        "far": StaffFactory(unit=DepartmentFactory(parent=OrgUnit.objects.get(code="other"))),
    }
    mine = access(tenure)
    listed = set(Staff.objects.visible_to(mine, Perm.VIEW_STAFF))
    assert listed & set(people.values()) == {people[k] for k in seen}
    assert all(mine.may(Perm.VIEW_STAFF, p) == (p in listed) for p in people.values())


def test_grant_stays_in_the_unit_of_its_post(desk: OrgUnit) -> None:
    position = position_with(GroupUnitFactory(), "p", [view_staff("store")])
    far_desk = DepartmentFactory(parent=OrgUnit.objects.get(code="other"))
    post_in(position, far_desk)
    mine = access(holding(post_in(position, desk)))
    assert not mine.may(Perm.VIEW_STAFF, StaffFactory(unit=far_desk))


def test_unit_grant_of_a_wider_scope_does_not_widen_a_narrow_one(desk: OrgUnit) -> None:
    wide = {"capability": Perm.CHANGE_STAFF.value, "scope": "store"}
    position = position_with(desk.store, "p", [view_staff("unit"), wide])
    post = post_in(position, desk)
    row = UnitGrant.objects.get(group=post.group, permission__codename=Perm.CHANGE_STAFF)
    UnitGrant.objects.filter(pk=row.pk).update(content_object=desk)
    shop = StaffFactory(unit=DepartmentFactory(parent=desk.store, function="workshop"))
    assert not access(holding(post)).may(Perm.CHANGE_STAFF, shop)


def test_action_includes_viewing_but_not_the_reverse(desk: OrgUnit) -> None:
    grant = {"capability": Perm.CHANGE_STAFF.value, "scope": "store"}
    mine = access(holding(post_in(position_with(desk.store, "p", [grant]), desk)))
    assert mine.can(Perm.VIEW_STAFF)
    looking = [view_staff("store")]
    other = access(holding(post_in(position_with(desk.store, "q", looking), desk)))
    assert not other.can(Perm.CHANGE_STAFF)


def test_require_denies_in_sight_and_hides_out_of_reach(desk: OrgUnit) -> None:
    mine = access(holding(post_in(position_with(desk.store, "p", [view_staff("unit")]), desk)))
    with pytest.raises(Denied):
        mine.require(Perm.CHANGE_STAFF, StaffFactory(unit=desk))
    far = StaffFactory(unit=DepartmentFactory(parent=OrgUnit.objects.get(code="other")))
    with pytest.raises(Http404):
        mine.require(Perm.CHANGE_STAFF, far)


@pytest.mark.parametrize(("minutes", "held"), [(-1, False), (0, True), (59, True), (60, False)])
def test_tenure_counts_from_its_start_until_before_its_end(
    desk: OrgUnit, minutes: int, held: bool
) -> None:
    post = post_in(position_with(desk.store, "p", [view_staff("store")]), desk)
    tenure = holding(post, starts_at=NOW, ends_at=NOW + dt.timedelta(minutes=60))
    assert access(tenure, NOW + dt.timedelta(minutes=minutes)).can(Perm.VIEW_STAFF) is held


def test_proposed_tenure_gives_nothing(desk: OrgUnit) -> None:
    post = post_in(position_with(desk.store, "p", [view_staff("store")]), desk)
    assert not access(holding(post, state=Tenure.State.PROPOSED)).can(Perm.VIEW_STAFF)


def test_left_over_unit_grant_is_inert_and_removed(desk: OrgUnit) -> None:
    position = position_with(desk.store, "p", [view_staff("store")])
    post = post_in(position, desk)
    tenure = holding(post)
    add_revision(position, [], effective_from=NOW - dt.timedelta(days=1))
    assert held_grants([post])
    assert not access(tenure).can(Perm.VIEW_STAFF)
    assert remove_left_over_grants([post], NOW) == 1
    assert held_grants([post]) == expected_grants([post], NOW) == set()


def test_grant_without_its_unit_row_gives_nothing(desk: OrgUnit) -> None:
    post = post_in(position_with(desk.store, "p", [view_staff("store")]), desk)
    UnitGrant.objects.all().delete()
    assert not access(holding(post)).can(Perm.VIEW_STAFF)


def test_future_revision_takes_effect_by_itself(desk: OrgUnit) -> None:
    position = position_with(desk.store, "p", [])
    post = post_in(position, desk)
    add_revision(position, [view_staff("store")], effective_from=NOW + dt.timedelta(hours=1))
    write_grants([post], NOW)
    tenure = holding(post)
    assert not access(tenure).can(Perm.VIEW_STAFF)
    assert access(tenure, NOW + dt.timedelta(hours=1)).can(Perm.VIEW_STAFF)


def test_acting_own_rows_are_mine_and_theirs_in_that_post_only(desk: OrgUnit) -> None:
    post = post_in(position_with(desk.store, "p", [view_staff("own")]), desk)
    absent = holding(post)
    stand_in = holding(post, kind=Tenure.Kind.ACTING, acting_for=absent)
    mine = access(stand_in)
    assert set(Staff.objects.visible_to(mine, Perm.VIEW_STAFF)) == {absent.staff, stand_in.staff}
    elsewhere = holding(post_in(position_with(desk.store, "q", [view_staff("own")]), desk))
    assert set(Staff.objects.visible_to(access(elsewhere), Perm.VIEW_STAFF)) == {elsewhere.staff}


def test_limit_is_the_largest_among_reaches_that_cover_the_row(desk: OrgUnit) -> None:
    other_desk = DepartmentFactory(parent=OrgUnit.objects.get(code="other"))
    small = position_with(desk.store, "p", [view_staff("store", limits={"cny": "200"})])
    large = position_with(other_desk.store, "q", [view_staff("store", limits={"unlimited": True})])
    tenure = holding(post_in(small, desk))
    holding(post_in(large, other_desk), staff=tenure.staff, kind=Tenure.Kind.CONCURRENT)
    mine = access(tenure)
    assert mine.limit(Perm.VIEW_STAFF, StaffFactory(unit=desk), "cny") == Decimal(200)
    assert mine.limit(Perm.VIEW_STAFF, StaffFactory(unit=other_desk), "cny") == UNLIMITED


def test_share_widens_reach_until_its_date_and_never_ability(desk: OrgUnit) -> None:
    giver_grants = [view_staff("store"), {"capability": Perm.SHARE_OBJECT.value, "scope": "unit"}]
    giver = access(holding(post_in(position_with(desk.store, "g", giver_grants), desk)))
    far_desk = DepartmentFactory(parent=OrgUnit.objects.get(code="other"))
    able = holding(post_in(position_with(far_desk.store, "a", [view_staff("own")]), far_desk))
    unable = holding(post_in(position_with(far_desk.store, "b", []), far_desk))
    person, unlent = StaffFactory(unit=desk), StaffFactory(unit=desk)
    facts = {"until": NOW + dt.timedelta(days=1), "reason": "协助"}
    share = share_object(
        by=giver, obj=person, capabilities=[Perm.VIEW_STAFF], staff=able.staff, **facts
    )
    # Written behind the service's back, which refuses a recipient without the right.
    Share.objects.create(
        shared=person,
        staff=unable.staff,
        capabilities=[Perm.VIEW_STAFF],
        shared_by=giver.staff,
        store=desk.store,
        unit=desk,
        starts_at=NOW,
        **facts,
    )
    assert access(able).may(Perm.VIEW_STAFF, person)
    assert person in Staff.objects.visible_to(access(able), Perm.VIEW_STAFF)
    assert not access(able).may(Perm.VIEW_STAFF, unlent)
    assert not access(unable).may(Perm.VIEW_STAFF, person)
    assert not access(able, NOW + dt.timedelta(days=1)).may(Perm.VIEW_STAFF, person)
    revoke_share(by=giver, share=share)
    assert not access(able).may(Perm.VIEW_STAFF, person)
    assert Share.objects.count() == 2


def test_share_of_a_right_one_lacks_is_denied(desk: OrgUnit) -> None:
    grants = [view_staff("store"), {"capability": Perm.SHARE_OBJECT.value, "scope": "unit"}]
    giver = access(holding(post_in(position_with(desk.store, "g", grants), desk)))
    with pytest.raises(Denied):
        share_object(
            by=giver,
            obj=StaffFactory(unit=desk),
            capabilities=[Perm.CHANGE_STAFF],
            staff=StaffFactory(),
            until=NOW + dt.timedelta(days=1),
            reason="x",
        )


def test_access_costs_two_queries(desk: OrgUnit, django_assert_num_queries) -> None:
    tenure = holding(post_in(position_with(desk.store, "p", [view_staff("store")]), desk))
    mine = access(tenure)
    with django_assert_num_queries(2):
        assert mine.tenures
        assert mine.can(Perm.VIEW_STAFF)
        Staff.objects.visible_to(mine, Perm.VIEW_STAFF)
        assert mine.store == desk.store
