"""The page on which the group sends a standard text to its stores."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from apps.org.models import OrgUnit, PositionRevision
from apps.org.selectors.rollout import plan_roll_out
from apps.org.selectors.rollout_effects import effects_of
from apps.org.services import revising
from tests.org.drafting import give, position_of
from tests.personas import NOW, access_of, store_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse
    from django.test import Client

    SignIn = Callable[..., Client]

pytestmark = pytest.mark.django_db


@pytest.fixture
def standard() -> PositionRevision:
    """An edition of the first store, signed by three, with one right more."""
    draft = revising.draft_revision(
        by=access_of("administrator"), position=position_of("cashier"), change="标准"
    )
    give(draft.duties.get(code="CH-1"), "workorders.dispatch_job")
    draft = revising.submit_revision(by=access_of("administrator"), revision=draft)
    draft = revising.review_revision(by=access_of("service_manager"), revision=draft)
    return revising.approve_revision(by=access_of("general_manager"), revision=draft)


def address() -> str:
    """Where it is done."""
    return reverse("admin:org_positionrevision_rollout")


def sent(client: Client, **data: Any) -> HttpResponse:
    """A posted choice under a key of its own."""
    return client.post(address(), {"operation_key": str(uuid.uuid4()), **data})


def words(response: HttpResponse, status: int = 200) -> str:
    """The page as text."""
    assert response.status_code == status
    return response.content.decode()


@pytest.mark.parametrize("login", ["administrator", "general_manager", "cashier"])
def test_page_is_for_those_who_roll_out(client_as: SignIn, login: str) -> None:
    assert client_as(login).get(address()).status_code == 403


def test_only_signed_editions_are_offered(client_as: SignIn, standard: PositionRevision) -> None:
    page = words(client_as("group_supervisor").get(address()))
    assert "收银结算员 A/1" in page
    assert "服务顾问 A/0" not in page


def test_preview_tells_what_each_store_gains_and_writes_nothing(
    client_as: SignIn, standard: PositionRevision
) -> None:
    page = words(sent(client_as("group_supervisor"), revisions=standard.pk, everywhere="on"))
    assert "派工（本店）" in page
    assert "这就是来源岗位" in page
    assert "确认推广" in page
    assert position_of("cashier", "cs2").revisions.count() == 1


def test_confirmed_choice_is_done_once_and_counted(
    client_as: SignIn, standard: PositionRevision
) -> None:
    client = client_as("group_supervisor")
    form = {
        "operation_key": str(uuid.uuid4()),
        "revisions": standard.pk,
        "stores": store_of("cs2").pk,
        "confirm": "1",
    }
    first, second = (client.post(address(), form) for _ in range(2))
    assert first.status_code == second.status_code == 303
    assert position_of("cashier", "cs2").revisions.count() == 2
    page = words(client.get(first["Location"]))
    assert "1 份岗位文件已换成标准文本" in page


def test_store_with_a_text_of_its_own_is_named_and_kept(
    client_as: SignIn, standard: PositionRevision
) -> None:
    own = revising.draft_revision(
        by=access_of("administrator", "cs2"), position=position_of("cashier", "cs2"), change="本店"
    )
    give(own.duties.get(code="CH-2"), "workorders.view_job")
    own = revising.submit_revision(by=access_of("administrator", "cs2"), revision=own)
    own = revising.review_revision(by=access_of("service_manager", "cs2"), revision=own)
    revising.approve_revision(by=access_of("general_manager", "cs2"), revision=own)
    client = client_as("group_supervisor")
    assert "门店自己的文本" in words(sent(client, revisions=standard.pk, everywhere="on"))
    done = sent(client, revisions=standard.pk, everywhere="on", confirm="1")
    assert "保留自己文本的门店" in words(client.get(done["Location"]))
    assert position_of("cashier", "cs2").revisions.effective(NOW).get() == own


@pytest.mark.parametrize(
    ("choice", "told"),
    [
        ({"everywhere": "on"}, "请选择要推广的版本"),
        ({"revisions": True}, "请选择门店，或选择所有门店"),
        (
            {"revisions": True, "everywhere": "on", "effective_from": "2019-01-01T08:00"},
            "不能早于现在",
        ),
    ],
)
def test_incomplete_choice_is_refused_with_words(
    client_as: SignIn, standard: PositionRevision, choice: dict[str, Any], told: str
) -> None:
    data = {**choice, "confirm": "1", "reason": "留住我"}
    if "revisions" in choice:
        data["revisions"] = standard.pk
    response = sent(client_as("group_supervisor"), **data)
    assert response.status_code in {409, 422}
    assert told in response.content.decode()
    assert "留住我" in response.content.decode()


def test_result_of_somebody_else_is_not_found(client_as: SignIn) -> None:
    client = client_as("group_supervisor")
    assert client.get(address(), {"done": str(uuid.uuid4())}).status_code == 404
    assert client.get(address(), {"done": "x"}).status_code == 404


def test_many_stores_cost_no_further_queries(
    standard: PositionRevision, django_assert_max_num_queries: Callable[..., object]
) -> None:
    access = access_of("group_supervisor")
    stores = list(OrgUnit.objects.stores())
    plan = plan_roll_out(access, [standard], stores, NOW)
    with django_assert_max_num_queries(3):
        found = effects_of(plan, NOW)
    assert [e.holders for e in found] == [1]
