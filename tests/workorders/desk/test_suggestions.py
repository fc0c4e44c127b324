"""What a car needs by its schedule: by mileage, by time, by what was done."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from apps.core.clock import SHANGHAI
from apps.core.figures_text import money_text
from apps.core.refusals import Refused
from apps.workorders.choices import JobState, OrderState
from apps.workorders.models import Job, PartLine
from apps.workorders.selectors.mileage import estimated_km, pace_of
from apps.workorders.selectors.suggestions import Need, suggestions_for
from apps.workorders.services.packages import add_suggested
from tests.access.samples import refused_work
from tests.factories.customers import VehicleModelFactory
from tests.factories.parts import PartFactory
from tests.factories.workorders import (
    CheckInFactory,
    JobFactory,
    VisitFactory,
    WorkOrderFactory,
)
from tests.personas import access_of
from tests.workorders.menu import operation, schedule

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 6, 1)


def visited(car, on: dt.date, km: int, *operations, state=OrderState.CLOSED) -> Job | None:
    """The car was here on a day, and these operations were done."""
    at = dt.datetime.combine(on, dt.time(10), SHANGHAI)
    visit = VisitFactory(vehicle=car, opened_at=at)
    CheckInFactory(visit=visit, odometer_km=km, taken_at=at)
    order = WorkOrderFactory(visit=visit, opened_at=at, state=state)
    job = None
    for work in operations:
        job = JobFactory(order=order, operation=work, name=work.name, state=JobState.DONE)
    return job


def rows(car, km=20_000, today=TODAY, **more):
    return suggestions_for(car, km, today, **more).rows


@pytest.fixture
def oil(car):
    """Oil every 5,000 km or six months."""
    work = operation()
    schedule(car.model, (work, {"every_km": 5_000, "every_months": 6}, []))
    return work


@pytest.mark.parametrize(
    ("km", "need"),
    [(18_999, None), (19_000, Need.SOON), (19_999, Need.SOON), (20_000, Need.OVERDUE)],
)
def test_it_is_due_by_mileage(car, oil, km, need):
    visited(car, dt.date(2026, 5, 1), 15_000, oil)
    assert [r.need for r in rows(car, km)] == ([need] if need else [])


@pytest.mark.parametrize(
    ("day", "need"),
    [
        (dt.date(2026, 6, 30), None),
        (dt.date(2026, 7, 2), Need.SOON),
        (dt.date(2026, 8, 1), Need.OVERDUE),
    ],
)
def test_it_is_due_by_time(car, oil, day, need):
    visited(car, dt.date(2026, 2, 1), 15_000, oil)
    assert [r.need for r in rows(car, 15_500, day)] == ([need] if need else [])


def test_it_says_by_how_much_and_when_it_was_last_done(car, oil):
    visited(car, dt.date(2026, 5, 1), 14_000, oil)
    (row,) = rows(car, 20_000)
    assert (row.over_km, row.last.km, row.last.on) == (1_000, 14_000, dt.date(2026, 5, 1))
    assert "1,000" in row.words


def test_a_larger_operation_counts_for_what_it_includes(car, oil):
    large = operation("BY10", "二级维护", includes=["BY01"])
    visited(car, dt.date(2026, 5, 20), 19_800, large)
    assert rows(car, 20_000) == []


@pytest.mark.parametrize("state", [OrderState.CANCELLED, OrderState.DRAFT])
def test_what_was_not_done_does_not_count(car, oil, state):
    visited(car, dt.date(2026, 5, 20), 19_800, oil, state=state)
    assert [r.last for r in rows(car, 5_100)] == [None]


def test_the_first_time_has_its_own_interval(car):
    spans = {"every_km": 10_000, "first_km": 5_000}
    schedule(car.model, (operation(), spans, []))
    assert [r.need for r in rows(car, 5_000)] == [Need.OVERDUE]
    visited(car, dt.date(2026, 5, 1), 5_000, operation())
    assert rows(car, 8_000) == []


def test_intervals_long_past_without_a_record_are_asked_about(car, oil):
    (row,) = rows(car, 80_000)
    assert row.need == Need.UNKNOWN


def test_the_edition_of_the_day_counts(car, oil):
    later = dt.date(2026, 6, 2)
    schedule(car.model, (oil, {"every_km": 10_000}, []), since=later)
    visited(car, dt.date(2026, 5, 1), 15_000, oil)
    assert [r.need for r in rows(car, 20_000)] == [Need.OVERDUE]
    assert rows(car, 20_000, later) == []


def test_a_taxi_goes_by_the_severe_variant(car, oil):
    schedule(car.model, (oil, {"every_km": 2_500}, []), severe=True)
    visited(car, dt.date(2026, 5, 20), 15_000, oil)
    assert rows(car, 17_600) == []
    car.usage = "taxi"
    advice = suggestions_for(car, 17_600, TODAY)
    assert advice.severe == "出租"
    assert [r.need for r in advice.rows] == [Need.OVERDUE]


def test_very_many_kilometres_a_year_are_severe_use(car, oil):
    schedule(car.model, (oil, {"every_km": 2_500}, []), severe=True)
    visited(car, dt.date(2025, 6, 1), 10_000)
    visited(car, dt.date(2026, 5, 20), 60_000, oil)
    assert suggestions_for(car, 60_100, TODAY).severe


def test_a_booking_goes_by_an_estimated_reading(car, oil):
    visited(car, dt.date(2026, 1, 1), 10_000, oil)
    visited(car, dt.date(2026, 4, 11), 14_000)
    assert pace_of(car, TODAY).per_day == pytest.approx(40)
    assert estimated_km(car, dt.date(2026, 5, 11)) == 15_200
    advice = suggestions_for(car, None, dt.date(2026, 5, 11))
    assert advice.estimated
    assert [r.need for r in advice.rows] == [Need.OVERDUE]


def test_what_was_declined_is_offered_again(advisor):
    work = refused_work()
    found = [r.name for r in rows(work.vehicle, by=advisor) if r.need == Need.DECLINED]
    assert found == [f"{work.name} {money_text(work.amount)}"]


def test_what_another_store_was_told_shows_without_its_money(advisor):
    work = refused_work()
    there = access_of("service_advisor", "cs2")
    found = [r.name for r in rows(work.vehicle, by=there) if r.need == Need.DECLINED]
    assert found == [work.name]


def test_due_items_are_added_with_their_parts_by_one_press(received, prices, client_as):
    sieve = PartFactory(name="滤清器", list_price=Decimal("39.00"))
    model = received.visit.vehicle.model
    made = schedule(model, (prices, {"every_km": 5_000}, [(sieve, "1")]))
    data = {
        "operation_key": "4a3c2c1e-2222-4111-8111-111111111111",
        "version": received.version,
        "payer": "CP",
        "pick": f"due:{made.items.get().pk}",
    }
    url = reverse("workorders:add_line", args=[received.pk])
    assert client_as("service_advisor").post(url, data).status_code == 303
    assert PartLine.objects.get().part == sieve
    received.refresh_from_db()
    assert received.total == Decimal("99.00")


def test_an_item_of_another_model_is_refused(received, prices, client_as, advisor):
    other = VehicleModelFactory(series="EV6", name="EV6")
    made = schedule(other, (prices, {"every_km": 5_000}, []))
    data = {
        "operation_key": "4a3c2c1e-3333-4111-8111-111111111111",
        "version": received.version,
        "payer": "CP",
        "pick": f"due:{made.items.get().pk}",
    }
    url = reverse("workorders:add_line", args=[received.pk])
    assert client_as("service_advisor").post(url, data).status_code == 422
    assert not received.jobs.exists()


def test_what_is_on_the_order_is_not_added_again(received, prices, advisor):
    made = schedule(received.visit.vehicle.model, (prices, {"every_km": 5_000}, []))
    items = list(made.items.all())
    add_suggested(by=advisor, order=received, version=None, items=items)
    with pytest.raises(Refused, match="已经在工单上"):
        add_suggested(by=advisor, order=received, version=None, items=items)


def test_check_in_says_what_is_due(car, oil, client_as):
    visited(car, dt.date(2025, 1, 1), 10_000, oil)
    shown = client_as("service_advisor").get(reverse("workorders:checkin", args=[car.pk]))
    assert "按保养计划到期" in shown.content.decode()


def test_suggestions_ask_the_same_however_long(car, django_assert_max_num_queries):
    works = [operation(f"S{n:02d}", f"项目{n}") for n in range(30)]
    schedule(car.model, *[(w, {"every_km": 5_000}, []) for w in works])
    with django_assert_max_num_queries(12):
        suggestions_for(car, 20_000, TODAY, by=access_of("service_advisor"))
