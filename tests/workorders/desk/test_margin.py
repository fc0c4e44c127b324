"""What an order earns, and who may know."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.urls import reverse

from apps.workorders.costs import cost_of
from apps.workorders.models import LabourLine, PartLine
from apps.workorders.services import lines
from tests.factories.parts import PartFactory, stocked

pytestmark = pytest.mark.django_db


@pytest.fixture
def fitted(received, prices, advisor):
    """Half an hour and a part of 39 yuan that cost 20 without tax."""
    part = stocked(5, cost="20.0000", name="滤清器", list_price=Decimal("39.00"))
    lines.add_job(by=advisor, order=received, version=None, payer="CP", operation=prices)
    lines.add_part(
        by=advisor,
        order=received,
        version=None,
        job=None,
        part=part,
        quantity=Decimal(2),
        payer="CP",
    )
    return received


def test_a_part_costs_the_average_and_an_hour_its_figure(fitted):
    assert cost_of(PartLine.objects.get()) == Decimal("40.00")
    assert cost_of(LabourLine.objects.get()) == Decimal("30.00")


def test_a_part_never_bought_has_no_cost(received, prices, advisor):
    lines.add_job(by=advisor, order=received, version=None, payer="CP", operation=prices)
    line = lines.add_part(
        by=advisor,
        order=received,
        version=None,
        job=None,
        part=PartFactory(),
        quantity=Decimal(1),
        payer="CP",
    )
    assert cost_of(line) is None


@pytest.mark.parametrize(
    ("login", "seen"), [("service_manager", True), ("service_advisor", False), ("cashier", False)]
)
def test_the_margin_stands_on_the_page_of_those_who_may_see_profit(fitted, client_as, login, seen):
    url = reverse("workorders:detail", args=[fitted.pk])
    text = client_as(login).get(url).content.decode()
    assert ("毛利" in text) is seen
    assert ("29.03" in text) is seen  # 69.03 net less 40.00
