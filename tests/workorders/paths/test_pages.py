"""The pages of the paths: they open, take a step, keep what was typed, and stay flat."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.workorders.choices import JobState
from apps.workorders.models import Hold
from tests.access import path_samples as rows
from tests.access.samples import job as sample_job
from tests.access.samples import order as sample_order
from tests.personas import NOW
from tests.workorders.paths.cases import accident_order, job
from tests.workorders.shop.rows import part_line

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


def waiting() -> None:
    row = sample_job(state=JobState.WAITING, waiting_cause="oem")
    type(row.order).objects.get(pk=row.order_id)
    row.order.state = "waiting"
    row.order.save()
    Hold.objects.create(job=row, cause="oem", owner="manufacturer", from_at=NOW)


def waiting_for_parts() -> None:
    row = sample_job(state=JobState.WAITING, waiting_cause="parts")
    Hold.objects.create(job=row, cause="parts", owner="parts", from_at=NOW)
    part_line(row, "short")


LISTS: dict[str, tuple[str, Callable[[], Any]]] = {
    "waits": ("service_advisor", waiting),
    "waits_parts": ("parts_keeper", waiting_for_parts),
    "sublets": ("service_advisor", lambda: rows.sublet(sample_job())),
    "aways": ("service_advisor", lambda: rows.away(sample_order())),
    "transfers": ("service_advisor", lambda: rows.transfer(sample_job())),
    "consults": ("technical_expert", lambda: rows.consult(sample_job())),
    "internal": (
        "front_desk_supervisor",
        lambda: sample_order(state="draft", work_class="pdi", authorised_at=None),
    ),
    "routes": ("dispatcher_inspector", lambda: rows.step(sample_job())),
}


def queries(client: Client, name: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(reverse(f"workorders:{name}")).status_code == 200
    return len(caught)


@pytest.mark.parametrize("name", sorted(LISTS))
def test_list_takes_as_many_queries_at_thirty_rows_as_at_three(
    client_as: SignIn, name: str
) -> None:
    login, make = LISTS[name]
    client = client_as(login)
    for _ in range(3):
        make()
    queries(client, name)
    few = queries(client, name)
    for _ in range(27):
        make()
    assert queries(client, name) <= few


def test_accident_page_takes_the_case_and_shows_it(client_as: SignIn) -> None:
    order = sample_order(state="draft", work_class="accident", authorised_at=None)
    page = reverse("workorders:accident", args=[order.pk])
    client = client_as("service_advisor")
    sent = {"step": "case", "side": "own", "insurer": "人保", "report_no": "rb88"}
    key = "11111111-1111-4111-8111-111111111111"
    answer = client.post(page, {**sent, "operation_key": key, "version": order.version})
    assert answer.status_code == 303
    assert "RB88" in client.get(page).text


def test_refused_step_keeps_what_was_typed(client_as: SignIn) -> None:
    order = accident_order()
    page = reverse("workorders:accident", args=[order.pk])
    key = "11111111-1111-4111-8111-111111111112"
    sent = {"step": "total_loss", "teardown_fee": "0", "storage_days": "0", "payer": "INS"}
    facts = {"storage_per_day": "31.00", "operation_key": key, "version": order.version}
    answer = client_as("service_advisor").post(page, {**sent, **facts})
    assert answer.status_code == 422
    assert "31.00" in answer.text
    assert "请填写拆检费" in answer.text


def test_order_page_offers_the_ways(client_as: SignIn) -> None:
    row = job()
    text = client_as("service_advisor").get(reverse("workorders:detail", args=[row.order_id])).text
    assert reverse("workorders:order_sublets", args=[row.order_id]) in text
    assert reverse("workorders:order_consults", args=[row.order_id]) in text


@pytest.mark.parametrize("name", ["sublet_print", "transfer_print"])
def test_papers_print(client_as: SignIn, name: str) -> None:
    make = rows.sublet if name == "sublet_print" else rows.transfer
    row = make(sample_job())
    text = client_as("service_advisor").get(reverse(f"workorders:{name}", args=[row.pk])).text
    assert row.number in text


def test_orders_are_listed_by_what_they_wait_for(client_as: SignIn) -> None:
    waiting()
    client, page = client_as("service_advisor"), reverse("workorders:list")
    assert "待厂家批复" in client.get(page, {"cause": "oem", "state": "waiting"}).text
    assert "没有符合条件" in client.get(page, {"cause": "sublet"}).text
