"""Rearranging the chart: adding, moving, closing and removing units."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from django.http import Http404

from apps.core.refusals import Denied, Refused, Stale
from apps.org.access import Access
from apps.org.models import OrgUnit, Position, Post, Staff
from apps.org.permissions import Perm
from apps.org.selectors.units import impact_of_move
from apps.org.services.posts import add_post
from apps.org.services.units import add_unit, close_unit, move_unit, remove_unit
from tests.personas import access_of, department_of, staff_of, store_of

pytestmark = pytest.mark.django_db


def team(code: str = "cs1-mech1") -> OrgUnit:
    return OrgUnit.objects.get(code=code)


def move(by: Access, unit: OrgUnit, to: OrgUnit, **how: object) -> OrgUnit:
    return move_unit(by=by, unit=unit, new_parent=to, **{"reason": "调整分工", **how})


def test_moving_a_unit_rewrites_every_path_below_with_history() -> None:
    workshop, parts = department_of("workshop"), department_of("parts")
    move(access_of("administrator"), workshop, parts)
    moved = team()
    assert moved.path == f"{parts.path}cs1-workshop/cs1-mech1/"
    assert moved.history.latest().path == moved.path
    assert workshop.history.latest().history_change_reason == "调整分工"
    assert OrgUnit.objects.below(OrgUnit.objects.get(pk=parts.pk)).count() == 5


def test_holders_keep_what_they_may_after_a_move() -> None:
    leader = staff_of("team_leader")
    before = {r.capability for rs in access_of("team_leader").held().values() for r in rs}
    move(access_of("administrator"), leader.unit, department_of("parts"))
    held = access_of("team_leader").held()
    assert set(held) == before
    assert held["workorders.leader_check_job"][0].root_path.startswith(department_of("parts").path)


def test_unit_never_lies_below_itself() -> None:
    with pytest.raises(Refused, match="自己的下级"):
        move(access_of("administrator"), department_of("workshop"), team())
    assert team().path.endswith("cs1-workshop/cs1-mech1/")


def test_move_needs_a_reason_and_another_place() -> None:
    with pytest.raises(Refused, match="原因"):
        move(access_of("administrator"), team(), department_of("parts"), reason=" ")
    with pytest.raises(Refused, match="已经在"):
        move(access_of("administrator"), team(), department_of("workshop"))


def test_stores_and_the_group_do_not_move() -> None:
    with pytest.raises(Refused, match="集团和门店"):
        move(access_of("group_supervisor"), store_of("cs2"), store_of())


@pytest.mark.parametrize("login", ["service_manager", "technician"])
def test_who_may_not_change_units_moves_none(login: str) -> None:
    with pytest.raises(Denied):
        move(access_of(login), team(), department_of("parts"))


def test_stale_move_is_refused() -> None:
    seen = team().version
    team().save()
    with pytest.raises(Stale):
        move(access_of("administrator"), team(), department_of("parts"), version=seen)


def test_other_store_is_out_of_reach_of_the_store() -> None:
    with pytest.raises(Http404):
        move(access_of("administrator"), team(), department_of("workshop", "cs2"))


def test_group_moves_a_team_to_another_store_with_posts_and_people() -> None:
    person = staff_of("team_leader")
    unit = person.unit
    move(access_of("group_supervisor"), unit, department_of("workshop", "cs2"))
    there = store_of("cs2")
    post = Post.objects.get(unit=unit, position__code="team_leader")
    assert post.position == Position.objects.get(owner=there, code="team_leader")
    assert Staff.objects.get(pk=person.pk).store == there
    reaches = access_of("team_leader").held()["workorders.leader_check_job"]
    assert [r.store_id for r in reaches] == [there.pk]


def test_other_store_must_know_the_positions() -> None:
    Position.objects.filter(owner=store_of("cs2"), code="team_leader").update(code="gone")
    with pytest.raises(Refused, match="请先推广"):
        move(access_of("group_supervisor"), team(), department_of("workshop", "cs2"))


def test_impact_names_whose_reach_changes() -> None:
    found = impact_of_move(team(), department_of("parts"), access_of("administrator").now)
    assert found.posts == 2
    assert not found.across
    assert staff_of("workshop_supervisor").name in found.losing
    assert staff_of("parts_supervisor").name in found.gaining
    assert staff_of("service_manager").name not in found.losing


def test_database_refuses_a_circle() -> None:
    workshop = department_of("workshop")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE org_orgunit SET parent_id = %s WHERE id = %s", [team().pk, workshop.pk]
        )
        with pytest.raises(IntegrityError, match="does not follow its parent"):
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        transaction.set_rollback(True)


def test_added_unit_takes_the_code_of_its_store() -> None:
    unit = add_unit(
        by=access_of("administrator"),
        parent=department_of("workshop"),
        kind="team",
        suffix="mech3",
        name="机修三组",
    )
    assert (unit.code, unit.store) == ("cs1-mech3", store_of())


@pytest.mark.parametrize(
    ("kind", "suffix", "words"),
    [("store", "x", "组织模板"), ("team", "mech1", "已被使用"), ("team", "机修", "代码只用")],
)
def test_unit_that_cannot_be_is_refused(kind: str, suffix: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        add_unit(
            by=access_of("administrator"),
            parent=department_of("workshop"),
            kind=kind,
            suffix=suffix,
            name="新",
        )


def test_unit_with_people_is_not_closed_and_says_why() -> None:
    with pytest.raises(Refused, match="下级单元 3 个、在任或待任"):
        close_unit(by=access_of("administrator"), unit=department_of("workshop"), reason="合并")


def test_closed_unit_leaves_the_chart_and_the_look_ups() -> None:
    by = access_of("administrator")
    unit = add_unit(
        by=by, parent=store_of(), kind="department", suffix="q", name="质量部", function="quality"
    )
    assert OrgUnit.objects.department(store_of(), "quality") == unit
    position = Position.objects.get(owner=store_of(), code="quality_controller")
    add_post(by=by, unit=unit, position=position, headcount=1)
    close_unit(by=by, unit=unit, reason="并入售后")
    assert OrgUnit.objects.department(store_of(), "quality") == department_of("after_sales")
    assert unit not in OrgUnit.objects.open()
    assert not Post.objects.filter(unit=unit).exists()


def test_referenced_unit_is_not_removed_and_says_by_what() -> None:
    with pytest.raises(Refused, match="岗位席位 2.*引用它"):
        remove_unit(by=access_of("administrator"), unit=team())


def test_unreferenced_unit_is_removed() -> None:
    by = access_of("administrator")
    unit = add_unit(by=by, parent=store_of(), kind="team", suffix="typo", name="打错了")
    remove_unit(by=by, unit=unit)
    assert not OrgUnit.objects.filter(code="cs1-typo").exists()


def test_group_supervisor_holds_the_chart_of_every_store() -> None:
    assert access_of("group_supervisor").may(Perm.CHANGE_ORGUNIT, store_of("cs2"))
    assert not access_of("administrator").may(Perm.CHANGE_ORGUNIT, store_of("cs2"))
