"""The pages of estimates and declined work as people use them."""

from __future__ import annotations

import uuid
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.core import clock
from apps.core.queues import queue
from apps.workorders.models import Estimate, Offer
from tests.access import samples
from tests.factories.parts import stocked
from tests.personas import access_of

pytestmark = pytest.mark.django_db


def queries(client, name, **query):
    with CaptureQueriesContext(connection) as seen:
        assert client.get(reverse(name), query).status_code == 200
    return len(seen)


@pytest.mark.parametrize(
    ("name", "make"),
    [("workorders:estimates", samples.published), ("workorders:declined", samples.refused_work)],
)
def test_list_asks_as_often_at_thirty_rows_as_at_three(client_as, name, make):
    client = client_as("service_advisor")
    for _ in range(3):
        make()
    client.get(reverse(name))
    few = queries(client, name)
    for _ in range(27):
        make()
    assert queries(client, name) == few


def test_queue_counts_what_its_list_shows(client_as):
    samples.published()
    by = access_of("service_advisor", now=clock.now())
    assert queue("estimates-expired").rows(by).count() == 1
    client = client_as("service_advisor")
    page = client.get(reverse("workorders:estimates"), {"queue": "estimates-expired"})
    assert len(page.context["found"].object_list) == 1


def test_drafting_page_offers_another_way_and_publishes(client_as, priced, prices):
    client = client_as("service_advisor")
    url = reverse("workorders:quote", args=[priced.pk])
    job = priced.jobs.get()
    posted = client.post(
        reverse("workorders:other_way", args=[priced.pk]),
        {"operation_key": str(uuid.uuid4()), "job": job.pk, "option": "半合成机油"},
    )
    assert posted.status_code == 303
    assert "半合成机油" in client.get(url).content.decode()
    assert client.post(url, {"operation_key": str(uuid.uuid4())}).status_code == 303
    assert Estimate.objects.get().items.count() == 2


def test_margin_is_shown_to_those_who_may_see_profit_only(client_as, priced, prices):
    url = reverse("workorders:quote", args=[priced.pk])
    assert "毛利" not in client_as("service_advisor").get(url).content.decode()


def test_parts_are_found_for_an_offer_and_added(client_as):
    offer = samples._offer()
    client = client_as("service_advisor")
    part = stocked(3, code="YG-1", name="雨刮片", list_price=Decimal(88))
    url = reverse("workorders:quote", args=[offer.order_id])
    assert "YG-1" in client.get(url, {"offer": offer.pk, "find": "YG"}).content.decode()
    key = {"operation_key": str(uuid.uuid4()), "part": part.pk}
    client.post(reverse("workorders:change_offer", args=[offer.pk]), key)
    assert Offer.objects.get(pk=offer.pk).lines.filter(part=part).exists()


@pytest.mark.parametrize("name", ["print_estimate", "estimate"])
def test_papers_open(client_as, name):
    row = samples.published()
    page = client_as("service_advisor").get(reverse(f"workorders:{name}", args=[row.pk]))
    assert page.status_code == 200


@pytest.mark.parametrize("name", ["print_risk", "risk", "declined_work"])
def test_papers_of_declined_work_open(client_as, name):
    work = samples.refused_work()
    page = client_as("service_advisor").get(reverse(f"workorders:{name}", args=[work.pk]))
    assert page.status_code == 200
