"""The customer's answer to what technicians found."""

from __future__ import annotations

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from django.urls import reverse

from apps.core.clock import now
from apps.core.refusals import Refused
from apps.parts.models import Demand
from apps.workorders import hooks
from apps.workorders.models import Job, WorkOrder
from apps.workorders.services.findings import Item, decide_finding
from tests.factories.parts import stocked
from tests.factories.workorders import FindingFactory
from tests.personas import access_of

pytestmark = pytest.mark.django_db
SAID = {"medium": "phone", "customer_name": "张伟", "shown_text": "前刹车片剩3毫米，更换360元"}


@pytest.fixture
def finding(signed):
    suggested = [{"kind": "labour", "name": "更换前刹车片", "quantity": "1.2", "unit_price": "120"}]
    return FindingFactory(job=signed.jobs.get(), suggested=suggested)


def answer(client, finding, **data):
    url = reverse("workorders:decide_finding", args=[finding.pk])
    return client.post(url, {"operation_key": str(uuid.uuid4()), **SAID, **data})


def test_form_starts_with_the_technicians_words(client_as, finding):
    client = client_as("service_advisor")
    page = client.get(reverse("workorders:decide_finding", args=[finding.pk])).content.decode()
    assert "更换前刹车片" in page
    assert finding.text in page


def test_agreed_work_is_a_job_with_lines_and_demands(client_as, finding, signed):
    part = stocked(4, code="58101-A", list_price=Decimal("243.50"))
    told = []

    def joiner(finding, order, jobs, by):
        told.append((finding.state, [j.name for j in jobs]))

    hooks.finding_decided.connect(joiner)
    try:
        response = answer(
            client_as("service_advisor2"),
            finding,
            answer="accepted",
            name_0="更换前刹车片",
            quantity_0="1.2",
            payer_0="CP",
            name_1=part.code,
            quantity_1="1",
            payer_1="CP",
            promised_at=(now() + dt.timedelta(days=200)).strftime("%Y-%m-%dT%H:%M"),
        )
    finally:
        hooks.finding_decided._joined.remove(joiner)
    assert response.status_code == 303
    assert told == [("accepted", ["更换前刹车片"])]
    job = Job.objects.get(finding=finding)
    assert job.labour_lines.get().amount == Decimal("144.00")
    assert job.part_lines.get().demand.state == "reserved"
    order = WorkOrder.objects.get(pk=signed.pk)
    assert order.total == Decimal("60.00") + Decimal("144.00") + Decimal("243.50")
    assert order.promises.count() == 2
    assert order.first_promised_at == signed.first_promised_at
    finding.refresh_from_db()
    assert (finding.medium, finding.taker.user.username) == ("phone", "service_advisor2")


@pytest.mark.parametrize("given", ["declined", "deferred"])
def test_refused_work_keeps_its_reason_and_makes_no_job(client_as, finding, given):
    client = client_as("service_advisor")
    assert answer(client, finding, answer=given).status_code == 409
    assert answer(client, finding, answer=given, reason="太贵").status_code == 303
    finding.refresh_from_db()
    assert (finding.state, finding.reason) == (given, "太贵")
    assert not Job.objects.filter(finding=finding).exists()


def test_agreed_work_needs_labour(client_as, finding):
    response = answer(client_as("service_advisor"), finding, answer="accepted")
    assert response.status_code == 422
    assert "至少要有一个工时项目" in response.content.decode()
    assert "前刹车片剩3毫米" in response.content.decode()


def test_answer_is_recorded_once(finding, advisor):
    given = {"by": advisor, "finding": finding, "version": None, **SAID}
    items = [Item(Decimal(1), "CP", name="更换前刹车片")]
    decide_finding(answer="accepted", items=items, **given)
    with pytest.raises(Refused):
        decide_finding(answer="declined", reason="x", **given)
    assert Job.objects.filter(finding=finding).count() == 1


def test_technician_and_other_store_may_not_answer(client_as, finding):
    assert answer(client_as("technician"), finding, answer="accepted").status_code == 403
    other = client_as("service_advisor", store="cs2")
    assert answer(other, finding, answer="accepted").status_code == 404


def test_agreed_part_without_stock_is_short_on_the_order(finding, signed):
    part = stocked(1)
    decide_finding(
        by=access_of("service_advisor"),
        finding=finding,
        version=None,
        answer="accepted",
        items=[Item(Decimal(1), "CP", name="换"), Item(Decimal(3), "CP", part=part)],
        **SAID,
    )
    assert Demand.objects.get(document_no=signed.number).state == "short"
