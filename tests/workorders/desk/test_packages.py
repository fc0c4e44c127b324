"""Menu jobs on the order: lines, exact prices, substitutes, and taking them apart."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from apps.core.refusals import Denied, Refused
from apps.workorders.models import LabourLine, PartLine
from apps.workorders.prices import spread_price
from apps.workorders.services import lines as line_services
from apps.workorders.services.packages import add_package, remove_package
from tests.factories.customers import VehicleModelFactory
from tests.factories.parts import PartFactory
from tests.personas import access_of
from tests.workorders.menu import operation, package, small_service

pytestmark = pytest.mark.django_db
FEN = Decimal("0.01")
AMOUNTS = st.decimals(0, 100_000, places=2)


def lines_on(order):
    labour = LabourLine.objects.filter(job__order=order).exclude(job__state="cancelled")
    parts = PartLine.objects.filter(job__order=order).exclude(job__state="cancelled")
    return [*labour, *parts]


@given(st.decimals("0.01", 1_000_000, places=2), st.lists(AMOUNTS, min_size=1, max_size=12))
def test_a_package_price_is_spread_to_the_fen(price, amounts):
    shares = spread_price(price, amounts)
    assert sum(shares) == price
    assert all(share >= 0 and share == share.quantize(FEN) for share in shares)


@given(st.decimals("0.01", 1_000_000, places=2), st.lists(AMOUNTS, min_size=1, max_size=12))
def test_a_share_is_within_a_fen_of_its_part_of_the_price(price, amounts):
    whole = sum(amounts)
    if not whole:
        return
    for share, amount in zip(spread_price(price, amounts), amounts, strict=True):
        assert abs(share - price * amount / whole) <= FEN


def test_a_package_brings_jobs_lines_hours_payer_and_statement(received, prices, advisor):
    variant = small_service()
    statement = received.visit.statements.first()
    add_package(by=advisor, order=received, version=None, variant=variant, statement=statement)
    jobs = list(received.jobs.order_by("position"))
    assert [j.name for j in jobs] == ["更换机油机滤", "常规保养检查"]
    assert {j.statement for j in jobs} == {statement}
    assert [line.hours for line in LabourLine.objects.order_by("pk")] == [
        Decimal("0.50"),
        Decimal("0.30"),
    ]
    assert {line.payer for line in lines_on(received)} == {"CP"}


def test_a_fixed_price_is_what_the_order_costs(received, prices, advisor):
    order = add_package(by=advisor, order=received, version=None, variant=small_service("199.99"))
    assert order.total == Decimal("199.99")
    assert sum(line.amount for line in lines_on(order)) == Decimal("199.99")
    assert order.buckets.get().gross == Decimal("199.99")


def test_a_summed_package_costs_its_lines(received, prices, advisor):
    order = add_package(by=advisor, order=received, version=None, variant=small_service(None))
    assert order.total == Decimal("60.00") + Decimal("36.00") + Decimal("39.00") + Decimal("247.80")


def test_a_package_stands_on_an_order_once(received, prices, advisor):
    variant = small_service()
    add_package(by=advisor, order=received, version=None, variant=variant)
    with pytest.raises(Refused, match="已经在工单上"):
        add_package(by=advisor, order=received, version=None, variant=variant)
    assert received.jobs.count() == 2


def test_another_payer_pays_its_own_prices_not_the_fixed_one(received, prices, advisor):
    order = add_package(
        by=advisor, order=received, version=None, variant=small_service(), payer="WAR"
    )
    assert not any(line.package_amount for line in lines_on(order))
    assert LabourLine.objects.first().unit_price == Decimal("80.00")


def test_a_superseded_part_gives_way_to_its_substitute(received, prices, advisor):
    new = PartFactory(name="新滤清器", list_price=Decimal("41.00"))
    old = PartFactory(name="旧滤清器", superseded_by=new, active=False)
    variant = package((operation(), [(old, "1")]))
    add_package(by=advisor, order=received, version=None, variant=variant)
    assert PartLine.objects.get().part == new
    assert PartLine.objects.get().unit_price == Decimal("41.00")


def test_a_part_out_of_use_without_substitute_is_refused_by_name(received, prices, advisor):
    gone = PartFactory(name="停产件", active=False)
    variant = package((operation(), [(gone, "1")]))
    with pytest.raises(Refused, match="停产件"):
        add_package(by=advisor, order=received, version=None, variant=variant)
    assert not received.jobs.exists()


def test_changing_one_line_gives_every_line_its_own_price_back(received, prices, advisor):
    add_package(by=advisor, order=received, version=None, variant=small_service())
    line = PartLine.objects.get(name="机油")
    line_services.change_part(
        by=advisor, line=line, version=None, quantity=Decimal("4.0"), payer="CP"
    )
    received.refresh_from_db()
    assert received.total == Decimal("60.00") + Decimal("36.00") + Decimal("39.00") + Decimal("236")
    assert not any(line.package_id for line in lines_on(received))


def test_taking_a_job_out_dissolves_the_package(received, prices, advisor):
    add_package(by=advisor, order=received, version=None, variant=small_service())
    job = received.jobs.get(name="常规保养检查")
    order = line_services.remove_job(by=advisor, job=job, version=None)
    assert order.total == Decimal("60.00") + Decimal("39.00") + Decimal("247.80")


def test_a_whole_package_is_taken_away_at_once(received, prices, advisor):
    variant = small_service()
    add_package(by=advisor, order=received, version=None, variant=variant)
    order = remove_package(by=advisor, order=received, version=None, variant=variant)
    assert order.total == 0
    assert not lines_on(order)


def test_a_package_needs_the_right_to_change_the_order(received, prices):
    with pytest.raises(Denied):
        add_package(by=access_of("cashier"), order=received, version=None, variant=small_service())


def test_the_menu_shows_the_edition_of_the_day_for_the_model(received, prices, client_as):
    mine = small_service("199.00", name="小保养甲")
    small_service("99.00", name="别的车型", model=VehicleModelFactory(series="EV6", name="EV6"))
    later = dt.date(2027, 1, 1)
    package((operation(), []), price="299.00", package=mine.package, since=later)
    shown = client_as("service_advisor").get(reverse("workorders:detail", args=[received.pk]))
    text = shown.content.decode()
    assert "小保养甲" in text
    assert "199.00" in text
    assert "别的车型" not in text
    assert "299.00" not in text


def test_an_edition_counts_from_its_first_day(received, prices, advisor, client_as):
    mine = small_service("199.00")
    today = advisor.now.date()
    package((operation(), []), price="159.00", package=mine.package, since=today)
    shown = client_as("service_advisor").get(reverse("workorders:detail", args=[received.pk]))
    assert "159.00" in shown.content.decode()


def test_a_package_is_added_by_one_press(received, prices, client_as):
    variant = small_service("199.99")
    data = {
        "operation_key": "4a3c2c1e-1111-4111-8111-111111111111",
        "version": received.version,
        "payer": "CP",
        "pick": f"pkg:{variant.pk}",
    }
    answer = client_as("service_advisor").post(
        reverse("workorders:add_line", args=[received.pk]), data
    )
    assert answer.status_code == 303
    received.refresh_from_db()
    assert received.total == Decimal("199.99")


def test_the_page_finds_packages_by_initials(received, prices, client_as):
    small_service("199.99")
    url = reverse("workorders:detail", args=[received.pk])
    text = client_as("service_advisor").get(url, {"find": "xby"}).content.decode()
    assert "data-first-hit" in text
    assert "pkg:" in text.split('id="hits"')[1]
