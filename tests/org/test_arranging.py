"""The pages that rearrange units and open stores, as those who may see them."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from apps.org.models import OrgUnit, Position, Post
from tests.org.test_pages import queries_of
from tests.personas import department_of, staff_of, store_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse
    from django.test import Client

    SignIn = Callable[..., Client]

pytestmark = pytest.mark.django_db

OPEN = "admin:org_orgunit_open"


def arrange(client: Client, unit: OrgUnit, act: str, **typed: object) -> HttpResponse:
    """One form of the page, sent."""
    unit.refresh_from_db()
    data = {"act": act, "operation_key": uuid.uuid4(), "version": unit.version, **typed}
    return client.post(reverse("admin:org_orgunit_arrange", args=[unit.pk]), data)


def store_form(client: Client, template: str, **typed: object) -> dict[str, object]:
    """The form of a template as the page gives it, with what was typed."""
    form = client.get(reverse(OPEN), {"template": template}).context["form"]
    data = {f.html_name: f.value() for f in form if f.value() not in {None, False}}
    return {**data, "template": template, "operation_key": uuid.uuid4(), **typed}


def seats(unit: OrgUnit, position: str) -> Post:
    return Post.objects.get(unit=unit, position__code=position)


def test_administrator_changes_headcounts_per_post(client_as: SignIn) -> None:
    desk = department_of("front_desk")
    typed = {f"post_{p.pk}": p.headcount for p in desk.posts.filter(position__base=False)}
    typed[f"post_{seats(desk, 'service_advisor').pk}"] = 7
    assert arrange(client_as("administrator"), desk, "headcounts", **typed).status_code == 303
    assert seats(desk, "service_advisor").headcount == 7


def test_post_with_holders_is_not_taken_away_and_says_who(client_as: SignIn) -> None:
    desk = department_of("front_desk")
    typed = {f"post_{p.pk}": p.headcount for p in desk.posts.filter(position__base=False)}
    typed[f"post_{seats(desk, 'service_advisor').pk}"] = 0
    refused = arrange(client_as("administrator"), desk, "headcounts", **typed)
    assert refused.status_code == 409
    assert staff_of("service_advisor").name in refused.content.decode()
    assert seats(desk, "service_advisor").headcount == 5


def test_post_is_added_and_a_never_held_one_taken_away(client_as: SignIn) -> None:
    parts, client = department_of("parts"), client_as("administrator")
    position = Position.objects.get(owner=store_of(), code="receptionist")
    added = arrange(client, parts, "post", position=position.pk, headcount=1)
    assert added.status_code == 303
    post = seats(parts, "receptionist")
    typed = {f"post_{p.pk}": p.headcount for p in parts.posts.filter(position__base=False)}
    typed[f"post_{post.pk}"] = 0
    assert arrange(client, parts, "headcounts", **typed).status_code == 303
    assert not Post.objects.filter(pk=post.pk).exists()


def test_move_shows_its_impact_before_it_is_confirmed(client_as: SignIn) -> None:
    unit, client = OrgUnit.objects.get(code="cs1-mech1"), client_as("administrator")
    typed = {"new_parent": department_of("parts").pk, "reason": "就近管理"}
    seen = arrange(client, unit, "move", **typed)
    assert staff_of("workshop_supervisor").name in seen.content.decode()
    unit.refresh_from_db()
    assert unit.parent == department_of("workshop")
    assert arrange(client, unit, "move", confirm="1", **typed).status_code == 303
    unit.refresh_from_db()
    assert unit.parent == department_of("parts")


def test_move_below_itself_is_refused_beside_the_field(client_as: SignIn) -> None:
    workshop = department_of("workshop")
    inside = OrgUnit.objects.get(code="cs1-mech1")
    typed = {"new_parent": inside.pk, "reason": "误操作", "confirm": "1"}
    refused = arrange(client_as("administrator"), workshop, "move", **typed)
    assert refused.status_code == 409
    assert "自己的下级" in refused.content.decode()
    assert "误操作" in refused.content.decode()


def test_unit_of_another_store_is_not_found(client_as: SignIn) -> None:
    address = reverse("admin:org_orgunit_arrange", args=[department_of("parts", "cs2").pk])
    assert client_as("administrator").get(address).status_code == 404
    assert client_as("group_supervisor").get(address).status_code == 200


@pytest.mark.parametrize("login", ["service_manager", "technician", "hr_officer"])
def test_others_rearrange_nothing(client_as: SignIn, login: str) -> None:
    address = reverse("admin:org_orgunit_arrange", args=[department_of("parts").pk])
    assert client_as(login).get(address).status_code == 403


def test_arranging_asks_as_much_for_many_posts_as_for_few(client_as: SignIn) -> None:
    client = client_as("administrator")
    few, many = (
        queries_of(client, reverse("admin:org_orgunit_arrange", args=[department_of(f).pk]))
        for f in ("finance", "after_sales")
    )
    assert many == few


def test_only_the_group_opens_stores(client_as: SignIn) -> None:
    assert client_as("administrator").get(reverse(OPEN)).status_code == 403
    page = client_as("group_supervisor").get(reverse(OPEN)).content.decode()
    assert "三组制" in page


def test_store_is_previewed_and_then_opened_as_cut(client_as: SignIn) -> None:
    client = client_as("group_supervisor")
    typed = store_form(client, "three_groups", code="cs9", name="长沙九店", name_parts="配件物流组")
    typed["seats_workshop_support_technician"] = 3
    seen = client.post(reverse(OPEN), typed).content.decode()
    assert "配件物流组" in seen
    assert "技术支持技师 × 3" in seen
    assert not OrgUnit.objects.filter(code="cs9").exists()
    assert client.post(reverse(OPEN), {**typed, "confirm": "1"}).status_code == 303
    unit = OrgUnit.objects.get(code="cs9-parts")
    assert unit.name == "配件物流组"
    post = Post.objects.get(unit__code="cs9-workshop", position__code="support_technician")
    assert post.headcount == 3


def test_left_out_units_and_positions_are_not_made(client_as: SignIn) -> None:
    client = client_as("group_supervisor")
    typed = store_form(client, "three_groups", code="cs9", name="长沙九店", confirm="1")
    del typed["keep_parts"]
    typed["seats_workshop_support_lead"] = 0
    seen = client.post(reverse(OPEN), {k: v for k, v in typed.items() if k != "confirm"})
    assert "发料" in seen.content.decode()  # what the store would lack
    assert client.post(reverse(OPEN), typed).status_code == 303
    assert not OrgUnit.objects.filter(code="cs9-parts").exists()
    technician = Position.objects.get(owner__code="cs9", code="support_technician")
    assert technician.revisions.get().reports_to.code == "service_manager"


def test_store_without_its_head_is_refused_in_words(client_as: SignIn) -> None:
    client = client_as("group_supervisor")
    typed = store_form(client, "five_roles", code="cs9", name="长沙九店", confirm="1")
    typed["seats_store_general_manager"] = 0
    refused = client.post(reverse(OPEN), typed)
    assert refused.status_code == 422
    assert "唯一的顶点" in refused.content.decode()


def test_code_in_use_is_refused_beside_the_field(client_as: SignIn) -> None:
    client = client_as("group_supervisor")
    typed = store_form(client, "five_roles", code="cs1", name="长沙九店", confirm="1")
    refused = client.post(reverse(OPEN), typed)
    assert refused.status_code == 409
    assert "cs1 已被使用" in refused.content.decode()
