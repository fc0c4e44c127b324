"""The admin asks our rights, writes through services and shows our history."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from apps.core.models import Operation
from apps.org.models import OrgUnit
from tests.personas import department_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

pytestmark = pytest.mark.django_db


def desk() -> OrgUnit:
    """The unit these tests change."""
    return department_of("front_desk")


def page(unit: OrgUnit, name: str = "change") -> str:
    """Its address in the admin."""
    return reverse(f"admin:org_orgunit_{name}", args=[unit.pk])


def typed(unit: OrgUnit, **changes: object) -> dict[str, object]:
    """The form as the page gives it, with what was typed."""
    return {
        "operation_key": str(uuid.uuid4()),
        "seen_version": unit.version,
        "name": unit.name,
        "name_en": unit.name_en,
        "headcount": unit.headcount,
        "duties_text": unit.duties_text,
        "duties_text_en": unit.duties_text_en,
        **changes,
    }


def test_administrator_changes_a_unit_under_a_key_and_it_is_recorded(
    client_as: Callable[..., Client],
) -> None:
    unit, client = desk(), client_as("administrator")
    response = client.post(page(unit), typed(unit, name="前台"))
    assert response.status_code == 302
    unit.refresh_from_db()
    assert unit.name == "前台"
    assert unit.history.latest().history_user.user.username == "administrator"
    assert Operation.objects.filter(service__endswith="save_edited").count() == 1
    shown = client.get(page(unit, "history")).content.decode()
    assert "前台接待部" in shown
    assert "前台" in shown


def test_stale_form_is_refused_and_keeps_the_text(client_as: Callable[..., Client]) -> None:
    unit, client = desk(), client_as("administrator")
    stale = typed(unit, name="新名字")
    unit.save()
    response = client.post(page(unit), stale)
    assert response.status_code == 200
    assert "被别人改过" in response.content.decode()
    assert "新名字" in response.content.decode()
    unit.refresh_from_db()
    assert unit.name != "新名字"


def test_other_stores_are_out_of_reach(client_as: Callable[..., Client]) -> None:
    unit = department_of("front_desk", "cs2")
    client = client_as("administrator")
    assert client.post(page(unit), typed(unit, name="x")).status_code in {302, 403, 404}
    unit.refresh_from_db()
    assert unit.name != "x"
    listed = client.get(reverse("admin:org_orgunit_changelist")).content.decode()
    assert desk().code in listed
    assert unit.code not in listed


@pytest.mark.parametrize("login", ["service_advisor", "cashier", "technician"])
def test_positions_without_such_duties_do_not_enter(
    client_as: Callable[..., Client], login: str
) -> None:
    assert client_as(login).get("/admin/").status_code == 403


def test_superuser_flag_opens_nothing(client_as: Callable[..., Client]) -> None:
    client = client_as("cashier")
    user = client.get("/").wsgi_request.user
    user.is_superuser = user.is_staff = True
    user.save()
    assert client.get("/admin/").status_code == 403


def test_post_without_an_operation_key_changes_nothing(client_as: Callable[..., Client]) -> None:
    unit = desk()
    data = typed(unit, name="x") | {"operation_key": ""}
    assert client_as("administrator").post(page(unit), data).status_code == 422
    unit.refresh_from_db()
    assert unit.name != "x"


def test_nothing_can_be_deleted(client_as: Callable[..., Client]) -> None:
    unit = desk()
    address = page(unit).replace("change", "delete")
    client = client_as("administrator")
    assert client.post(address, {"post": "yes", "operation_key": uuid.uuid4()}).status_code != 200
    assert OrgUnit.objects.filter(pk=unit.pk).exists()


def test_a_refusal_of_the_admin_itself_is_a_page_and_not_a_fault(client_as) -> None:
    """Somebody with another right in the admin asks for a form they have no right to."""
    answer = client_as("general_manager").get(reverse("admin:org_staff_add"))
    assert answer.status_code == 403
    assert "您不能打开这一页" in answer.content.decode()
