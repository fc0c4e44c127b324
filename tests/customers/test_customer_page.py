"""Changing what is known of a customer."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from tests.factories.customers import car_of
from tests.personas import store_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def customer(db):
    return car_of(store_of(), plate="湘A12345", owner="张伟", phone="13812345678").owner


def save(client, customer, **changed):
    post = {"name": "张伟", "kind": "person", "phone": "13812345678", **changed}
    post = {"operation_key": str(uuid.uuid4()), "version": customer.version, **post}
    return client.post(reverse("customers:detail", args=[customer.pk]), post)


def test_advisor_changes_the_invoice_data(client_as, customer):
    client = client_as("service_advisor")
    assert save(client, customer, invoice_title="华强公司", tax_no="9143").status_code == 303
    customer.refresh_from_db()
    assert customer.invoice_title == "华强公司"


def test_stale_page_is_409_and_bad_phone_422_with_the_text_kept(client_as, customer):
    client = client_as("service_advisor")
    old = customer.version
    save(client, customer, address="一路")
    customer.version = old
    response = save(client, customer, address="二路")
    assert response.status_code == 409
    assert "二路" in response.content.decode()
    customer.refresh_from_db()
    assert save(client, customer, phone="abc").status_code == 422


def test_other_store_gets_404_and_technician_403(client_as, customer):
    url = reverse("customers:detail", args=[customer.pk])
    assert client_as("service_advisor", store="cs2").get(url).status_code == 404
    assert client_as("technician").get(url).status_code == 403
    page = client_as("service_advisor").get(url).content.decode()
    assert "湘" in page
    assert "138****5678" in page
    assert "13812345678" not in page
