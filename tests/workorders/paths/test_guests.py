"""The store that does a job for another sees that job, the car, and no more of the order."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from apps.workorders.choices import JobState
from apps.workorders.services.transfers import cancel_transfer
from tests.factories.workorders import JobFactory, LabourLineFactory
from tests.personas import access_of
from tests.workorders.paths.cases import job, transfer_of

if TYPE_CHECKING:
    from django.test import Client

    from apps.workorders.models import CarTransfer

pytestmark = pytest.mark.django_db
Clients = Callable[..., "Client"]


@pytest.fixture
def sent() -> CarTransfer:
    """A paint job given to the second store, beside a job that stays."""
    row = job(JobState.PENDING)
    owner = row.order.visit.owner
    if owner is not None:
        owner.name, owner.phone = "欧阳车主", "13855501234"
        owner.save()
    stays = JobFactory(order=row.order, name="更换刹车油", position=2)
    LabourLineFactory(job=stays, description="更换刹车油")
    found: CarTransfer = transfer_of(row)
    return found


def page(client_as: Clients, sent: CarTransfer, login: str, store: str = "cs2") -> Any:
    return client_as(login, store).get(reverse("workorders:detail", args=[sent.order_id]))


@pytest.mark.parametrize("login", ["dispatcher_inspector", "service_advisor"])
def test_other_store_sees_its_job_and_the_car(
    client_as: Clients, sent: CarTransfer, login: str
) -> None:
    text = page(client_as, sent, login).content.decode()
    assert sent.job.name in text
    assert sent.order.visit.vehicle.model.name in text
    assert sent.order.number in text


def test_other_store_sees_no_money_contact_or_other_work(
    client_as: Clients, sent: CarTransfer
) -> None:
    text = page(client_as, sent, "dispatcher_inspector").content.decode()
    main = text.split('<main id="main"')[1].split("</main>")[0]
    for hidden in ("¥", "13855501234", "138****1234", "欧阳车主", "更换刹车油"):
        assert hidden not in main


def test_own_store_sees_the_whole_order(client_as: Clients, sent: CarTransfer) -> None:
    text = page(client_as, sent, "service_advisor", "cs1").content.decode()
    assert "更换刹车油" in text


def test_job_called_back_is_seen_no_more(client_as: Clients, sent: CarTransfer) -> None:
    by = access_of("service_advisor")
    cancel_transfer(by=by, transfer=sent, version=None, reason="烤漆房修好了")
    assert page(client_as, sent, "dispatcher_inspector").status_code == 404


def test_who_may_not_see_orders_sees_none_of_another_store(
    client_as: Clients, sent: CarTransfer
) -> None:
    assert page(client_as, sent, "receptionist").status_code in {403, 404}


@pytest.mark.parametrize(
    "name", ["order_payers", "settlement", "settlement_preview", "quote", "authorise"]
)
def test_other_addresses_of_the_order_stay_closed(
    client_as: Clients, sent: CarTransfer, name: str
) -> None:
    url = reverse(f"workorders:{name}", args=[sent.order_id])
    assert client_as("front_desk_supervisor", "cs2").get(url).status_code == 404
