"""The position sheet of every edition, and the draft with its changes in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from apps.org.models import PositionRevision
from apps.org.services import revising
from tests.org.drafting import give, in_force, position_of
from tests.personas import NOW, access_of, staff_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse
    from django.test import Client

    SignIn = Callable[..., Client]

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> PositionRevision:
    """The cashier's next edition, with one sentence changed and one right more."""
    found = revising.draft_revision(
        by=access_of("administrator"), position=position_of("cashier"), change="增加登记"
    )
    duty = found.duties.get(code="CH-2")
    duty.text += "，并登记"
    duty.save()
    give(duty, "workorders.dispatch_job")
    return found


def sheet(draft: PositionRevision, name: str = "", page: str = "sheet") -> str:
    """The address of the sheet, of one edition when named."""
    address = reverse(f"org:position_{page}", args=[draft.position_id])
    return f"{address}?edition={name}" if name else address


def words(response: HttpResponse) -> str:
    """The page as text."""
    assert response.status_code == 200
    return response.content.decode()


def published(draft: PositionRevision) -> PositionRevision:
    """The draft signed by three and in force."""
    draft = revising.submit_revision(by=access_of("administrator"), revision=draft)
    draft = revising.review_revision(by=access_of("service_manager"), revision=draft)
    return revising.approve_revision(by=access_of("general_manager"), revision=draft)


@pytest.mark.parametrize("login", ["administrator", "service_manager", "general_manager"])
def test_who_writes_or_signs_sees_the_draft_in_place(
    client_as: SignIn, draft: PositionRevision, login: str
) -> None:
    page = words(client_as(login).get(sheet(draft, "A/1")))
    assert "<ins>，并登记</ins>" in page
    assert "得到" in page
    assert staff_of("cashier").name in page
    assert "办理 A/1" in page


@pytest.mark.parametrize("login", ["cashier", "service_advisor"])
def test_others_do_not_see_the_draft(
    client_as: SignIn, draft: PositionRevision, login: str
) -> None:
    client = client_as(login)
    assert client.get(sheet(draft, "A/1")).status_code == 404
    page = words(client.get(sheet(draft)))
    assert "A/1" not in page
    assert "起草修订" not in page


def test_unknown_edition_is_not_found(client_as: SignIn, draft: PositionRevision) -> None:
    assert client_as("administrator").get(sheet(draft, "Q/7")).status_code == 404


def test_open_draft_is_offered_instead_of_another(
    client_as: SignIn, draft: PositionRevision
) -> None:
    page = words(client_as("administrator").get(sheet(draft)))
    assert "草稿 A/1" in page
    assert "起草修订" not in page


def test_earlier_edition_is_read_and_gone_back_to(
    client_as: SignIn, draft: PositionRevision
) -> None:
    published(draft)
    client = client_as("administrator")
    page = words(client.get(sheet(draft, "A/0")))
    assert "不是现行版本" in page
    assert "，并登记" not in page
    old = in_force(draft.position)
    assert f"add/?position={draft.position_id}&amp;based_on={old.pk}" in page
    assert "回退到" not in words(client_as("cashier").get(sheet(draft, "A/0")))


def test_paper_carries_names_and_days_of_the_signatures(
    client_as: SignIn, draft: PositionRevision
) -> None:
    published(draft)
    page = words(client_as("cashier").get(sheet(draft, page="print")))
    for login in ("administrator", "service_manager", "general_manager"):
        assert staff_of(login).name in page
    assert f"{NOW:%Y-%m-%d}" in page
    assert "非现行版本" not in page
    assert "非现行版本" in words(client_as("cashier").get(sheet(draft, "A/0", "print")))


def test_withdrawn_edition_stays_in_the_table(client_as: SignIn, draft: PositionRevision) -> None:
    revising.withdraw_revision(by=access_of("administrator"), revision=draft, reason="不改了")
    assert "已撤回" in words(client_as("administrator").get(sheet(draft)))
    assert "已撤回" not in words(client_as("cashier").get(sheet(draft)))
