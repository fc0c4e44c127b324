"""What an hour or a part costs whom on a day."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.core.refusals import Refused
from apps.workorders import hooks
from apps.workorders.models import LabourLine, LabourRate, PartPrice
from apps.workorders.prices import Price, price_of
from apps.workorders.services import lines
from apps.workorders.services.price_list import (
    keep_operation,
    set_labour_rate,
    set_part_price,
    withdraw_price,
)
from tests.factories.parts import PartFactory, stocked
from tests.personas import access_of, store_of
from tests.workorders.menu import operation, part_rule, rate

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 6, 1)


def hour(payer="CP", kind="mechanical", on=DAY):
    return price_of(kind, store_id=store_of().pk, payer=payer, on=on).unit


def unit(part, payer="CP", on=DAY):
    return price_of(part, store_id=store_of().pk, payer=payer, on=on).unit


@pytest.fixture
def manager():
    """Who sets prices, with the second factor shown."""
    return access_of("service_manager")


def test_an_hour_costs_a_trade_its_own_rate():
    rate("CP", "120")
    rate("CP", "180", kind="paint")
    assert (hour(), hour(kind="paint")) == (Decimal(120), Decimal(180))


def test_a_payers_general_rate_goes_before_the_customers_of_the_trade():
    rate("CP", "180", kind="paint")
    rate("WAR", "80")
    assert hour("WAR", "paint") == Decimal(80)


def test_the_stores_rate_goes_before_the_groups():
    rate("CP", "100", store=None)
    assert hour() == Decimal(100)
    rate("CP", "120")
    assert hour() == Decimal(120)


@pytest.mark.parametrize(("day", "yuan"), [(30, 120), (31, 120), (1, 140)])
def test_a_rate_counts_from_its_first_day(day, yuan):
    rate("CP", "120")
    rate("CP", "140", since=dt.date(2026, 6, 1))
    month = 6 if day == 1 else 5
    assert hour(on=dt.date(2026, month, day)) == Decimal(yuan)


def test_no_rate_at_all_is_said_in_words():
    with pytest.raises(Refused, match="工时单价"):
        hour()


def test_a_part_costs_its_list_price_and_the_maker_its_own():
    part = PartFactory(list_price=Decimal(100), warranty_price=Decimal(80))
    assert (unit(part), unit(part, "WAR"), unit(part, "INS")) == (100, 80, 100)


def test_a_payers_percentage_is_taken_of_its_basis():
    part = PartFactory(list_price=Decimal("99.99"), warranty_price=Decimal(80))
    part_rule("INS", percent=Decimal(95))
    part_rule("WAR", basis="maker", percent=Decimal(110))
    assert unit(part, "INS") == Decimal("94.99")
    assert unit(part, "WAR") == Decimal("88.00")


def test_a_markup_on_cost_holds_the_tax():
    part = stocked(5, cost="20", list_price=Decimal(39))
    part_rule("INT", basis="cost", percent=Decimal(110))
    assert unit(part, "INT") == Decimal("24.86")


def test_a_parts_own_price_goes_before_its_category_and_that_before_all():
    part = PartFactory(category="oil", list_price=Decimal(100))
    part_rule("CP", percent=Decimal(90))
    assert unit(part) == 90
    part_rule("CP", category="oil", percent=Decimal(80))
    assert unit(part) == 80
    part_rule("CP", part=part, price=Decimal("77.70"))
    assert unit(part) == Decimal("77.70")


def test_a_payer_without_rules_pays_the_customers_list():
    part = PartFactory(list_price=Decimal(100))
    part_rule("CP", percent=Decimal(90))
    assert unit(part, "INS") == 90


def test_a_contract_goes_before_every_list(monkeypatch):
    rate("CP", "120")
    agreed = Price(Decimal(99), Decimal(13), "合同价")
    monkeypatch.setattr(hooks.contract_price, "_joined", [lambda **facts: [agreed]])
    assert hour() == 99
    assert unit(PartFactory(list_price=Decimal(10))) == 99


def test_old_orders_keep_their_prices(priced, advisor):
    rate("CP", "200", since=advisor.now.date())
    line = LabourLine.objects.get()
    assert line.unit_price == Decimal("120.00")


def test_an_order_is_priced_by_the_day_it_was_opened(received, prices, advisor):
    rate("CP", "200", since=advisor.now.date() + dt.timedelta(days=1))
    job = lines.add_job(by=advisor, order=received, version=None, payer="CP", operation=prices)
    assert job.labour_lines.get().unit_price == Decimal("120.00")


def test_a_rate_is_set_and_replaced_on_its_own_day(manager):
    facts = {"payer": "INS", "kind": "paint", "vat_rate": Decimal(13)}
    day = manager.now.date()
    set_labour_rate(by=manager, rate=Decimal(300), effective_from=day, **facts)
    set_labour_rate(by=manager, rate=Decimal(310), effective_from=day, **facts)
    assert LabourRate.objects.get().rate == Decimal(310)


def test_a_price_may_not_begin_in_the_past(manager):
    with pytest.raises(ValidationError) as error:
        set_labour_rate(
            by=manager,
            payer="CP",
            kind="",
            rate=Decimal(1),
            vat_rate=Decimal(13),
            effective_from=manager.now.date() - dt.timedelta(days=1),
        )
    assert "effective_from" in error.value.message_dict


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"price": None, "percent": None}, "price"),
        ({"price": Decimal(1), "percent": Decimal(90)}, "price"),
        ({"price": Decimal(1), "percent": None}, "part"),
        ({"price": None, "percent": Decimal(0)}, "percent"),
    ],
)
def test_a_part_price_is_fixed_or_a_percentage(manager, facts, field):
    with pytest.raises(ValidationError) as error:
        set_part_price(
            by=manager,
            payer="CP",
            part=None,
            category="",
            basis="list",
            effective_from=manager.now.date(),
            **facts,
        )
    assert field in error.value.message_dict
    assert not PartPrice.objects.exists()


def test_only_a_price_to_come_is_withdrawn(manager):
    today = manager.now.date()
    now, later = rate("CP", "120", since=today), rate("CP", "130", since=today.replace(day=20))
    withdraw_price(by=manager, row=later, version=later.version)
    with pytest.raises(Refused, match="已经生效"):
        withdraw_price(by=manager, row=now, version=now.version)
    assert list(LabourRate.objects.all()) == [now]


def test_prices_are_set_by_those_who_may(advisor):
    with pytest.raises(Http404):
        set_labour_rate(
            by=advisor,
            payer="CP",
            kind="",
            rate=Decimal(1),
            vat_rate=Decimal(13),
            effective_from=advisor.now.date(),
        )
    assert not LabourRate.objects.exists()


def test_an_operation_may_not_include_itself_or_take_a_used_code(manager):
    row, facts = operation(), {"kind": "mechanical", "repair_class": "minor"}
    facts |= {"name": "甲", "std_hours": Decimal(1), "high_voltage": False, "active": True}
    with pytest.raises(Refused, match="包含自己"):
        keep_operation(
            by=manager, operation=row, version=None, code="BY01", includes=["BY01"], **facts
        )
    with pytest.raises(Refused, match="有人用了"):
        keep_operation(by=manager, operation=None, version=None, code="by01", includes=[], **facts)


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("prices", lambda n: rate("CP", "100", kind="paint", since=DAY + dt.timedelta(n))),
        ("part_prices", lambda n: part_rule("CP", part=PartFactory(), price=Decimal(n))),
        ("operations", lambda n: operation(f"QQ{n:03d}", f"项目{n}")),
    ],
)
def test_the_lists_ask_the_same_however_long(name, make, client_as):
    client = client_as("service_manager")
    for n in range(3):
        make(n)
    url = reverse(f"workorders:{name}")
    few = queries_of(client, url)
    for n in range(3, 30):
        make(n)
    assert queries_of(client, url) == few


def queries_of(client, url):

    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)
