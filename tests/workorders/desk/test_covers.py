"""Who answers for the car, said while the line is written; and the short way of a small job."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from apps.core.models import Setting
from apps.core.refusals import Denied, Refused
from apps.workorders.services import lines, orders
from apps.workorders.services.express import authorise_express
from tests.personas import access_of
from tests.workorders.desk.test_suggestions import visited
from tests.workorders.menu import operation, rate

pytestmark = pytest.mark.django_db


def sold(order, on: dt.date, km: int = 20_000):
    """The car was sold on a day and reads so much."""
    car = order.visit.vehicle
    car.sale_date = on
    car.save()
    order.visit.checkin.odometer_km, order.visit.checkin.previous_odometer_km = km, None
    order.visit.checkin.save()
    return order


def add(advisor, order, payer, work=None):
    work = work or operation()
    return lines.add_job(by=advisor, order=order, version=None, payer=payer, operation=work)


def page_of(client_as, order) -> str:
    url = reverse("workorders:detail", args=[order.pk])
    return client_as("service_advisor").get(url).content.decode()


def test_a_warranty_line_says_that_the_car_is_covered(received, prices, advisor, client_as):
    sold(received, dt.date(2025, 6, 1))
    add(advisor, received, "WAR")
    assert "包修期内" in page_of(client_as, received)


def test_a_warranty_line_after_the_period_is_warned_of(received, prices, advisor, client_as):
    sold(received, dt.date(2015, 6, 1))
    add(advisor, received, "WAR")
    assert "到期" in page_of(client_as, received)


def test_a_warranty_line_after_the_period_may_be_forbidden(received, prices, advisor):
    day = dt.date(2026, 1, 1)
    Setting.objects.create(
        code="warranty.expired_line", value="refuse", effective_from=day, source="厂家"
    )
    with pytest.raises(Refused, match="到期"):
        add(advisor, sold(received, dt.date(2015, 6, 1)), "WAR")
    assert not received.jobs.exists()


def test_a_brand_may_forbid_warranty_on_express(received, prices, advisor):
    received.work_class = "express"
    received.save()
    brand = received.visit.vehicle.model.brand
    Setting.objects.create(
        code="warranty.brands_without_war_on_express",
        value=[brand],
        effective_from=dt.date(2026, 1, 1),
        source="厂家",
    )
    with pytest.raises(Refused, match="快修工单不能有保修项目"):
        add(advisor, received, "WAR")
    received.work_class = "general"
    received.save()
    add(advisor, received, "WAR")


@pytest.mark.parametrize(
    ("sale", "km", "words"),
    [(dt.date(2026, 3, 1), 4_000, ""), (dt.date(2024, 1, 1), 4_000, "到期")],
)
def test_first_service_counts_within_its_period(received, prices, advisor, sale, km, words):
    sold(received, sale, km)
    if words:
        with pytest.raises(Refused, match=words):
            add(advisor, received, "FSV")
    else:
        add(advisor, received, "FSV")


def test_first_service_is_refused_beyond_its_kilometres(received, prices, advisor):
    limit = received.visit.vehicle.model.first_service_km
    with pytest.raises(Refused, match="里程"):
        add(advisor, sold(received, dt.date(2026, 5, 1), limit + 1), "FSV")


def test_first_service_is_given_once(received, prices, advisor, car):
    sold(received, dt.date(2026, 3, 1), 4_000)
    job = visited(car, dt.date(2026, 4, 1), 2_000, operation())
    job.labour_lines.create(
        description="首保", hours=Decimal(1), unit_price=Decimal(80), payer="FSV"
    )
    with pytest.raises(Refused, match="首保只有一次"):
        add(advisor, received, "FSV")


def test_a_line_may_not_be_changed_to_a_payer_that_refuses(received, prices, advisor):
    job = add(advisor, sold(received, dt.date(2015, 6, 1)), "CP")
    with pytest.raises(Refused):
        lines.change_labour(
            by=advisor, line=job.labour_lines.get(), version=None, hours=Decimal(1), payer="FSV"
        )
    assert job.labour_lines.get().payer == "CP"


def test_a_repair_the_maker_might_pay_is_pointed_out(received, prices, advisor, client_as):
    sold(received, dt.date(2025, 6, 1))
    add(advisor, received, "CP", operation("DQ01", "更换发电机"))
    assert "由厂家保修付款" in page_of(client_as, received)


def test_maintenance_is_not_pointed_out(received, prices, advisor, client_as):
    sold(received, dt.date(2025, 6, 1))
    add(advisor, received, "CP", operation("BY11", "保养", repair_class="level1"))
    assert "由厂家保修付款" not in page_of(client_as, received)


# ------------------------------------------------------------------------- the short way


@pytest.fixture
def bulb(received, prices, advisor):
    """An express order with a bulb on it."""
    received.work_class = "express"
    received.save()
    add(advisor, received, "CP", operation("DQ05", "更换大灯灯泡", std_hours=Decimal("0.30")))
    received.refresh_from_db()
    return received


def test_a_bulb_is_promised_and_authorised_in_one_act(bulb, advisor):
    order = authorise_express(by=advisor, order=bulb, version=bulb.version)
    assert order.state == "queued"
    assert order.first_promised_at - advisor.now == dt.timedelta(hours=1)
    assert order.signer_name


def test_a_promise_that_was_given_stays(bulb, advisor):
    at = advisor.now + dt.timedelta(hours=3)
    orders.promise(by=advisor, order=bulb, version=None, promised_at=at)
    order = authorise_express(by=advisor, order=bulb, version=None)
    assert order.promised_at == at


def test_a_gearbox_may_not_take_the_short_way(bulb, advisor):
    gearbox = operation("BX01", "变速箱总成大修", repair_class="assembly", std_hours=Decimal(26))
    add(advisor, bulb, "CP", gearbox)
    bulb.refresh_from_db()
    assert bulb.repair_class == "assembly"
    assert bulb.needs_certificate
    with pytest.raises(Refused, match="总成修理"):
        authorise_express(by=advisor, order=bulb, version=None)


def test_a_gearbox_is_asked_for_promise_and_signature(received, prices, advisor):
    add(advisor, received, "CP", operation("BX01", "变速箱", repair_class="assembly"))
    with pytest.raises(ValidationError):
        orders.authorise(by=advisor, order=received, version=None, signer_name="张伟")
    with pytest.raises(Refused, match="预交车时间"):
        orders.authorise(
            by=advisor, order=received, version=None, signer_name="张伟", signed_on_paper=True
        )


def test_a_general_order_may_not_take_the_short_way(priced, advisor):
    with pytest.raises(Refused, match="快保快修"):
        authorise_express(by=advisor, order=priced, version=None)


def test_the_short_way_needs_the_right_to_authorise(bulb):
    with pytest.raises(Denied):
        authorise_express(by=access_of("cashier"), order=bulb, version=None)


def test_rates_by_trade_reach_the_line(received, prices, advisor):
    rate("CP", "180", kind="paint")
    job = add(advisor, received, "CP", operation("PQ01", "单面喷漆", kind="paint"))
    assert job.labour_lines.get().unit_price == Decimal("180.00")
