"""How promises stand: one rule for the list, the home page, the board and the bell."""

from __future__ import annotations

import datetime as dt

import pytest

from apps.core.models import Setting
from apps.core.working_time import working_hours
from apps.workorders.models import RouteStep, WorkOrder
from apps.workorders.promise_health import Health, first_missed, promise_health, tally
from tests.workorders.shop.floor import HOUR, NOW, bay, job_in, order_in, slot_of

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)


def promised(at, state="queued", **facts):
    return order_in(state, promised_at=at, first_promised_at=at, **facts)


def stands(order, now=NOW):
    rows = WorkOrder.objects.filter(pk=order.pk)
    filtered, shown = promise_health(rows, now).get(), rows.get()
    tally(rows, now, [shown])
    assert (shown.health, shown.expected_at) == (filtered.health, filtered.expected_at)
    return Health(shown.health)


def expected(order, now=NOW):
    return promise_health(WorkOrder.objects.filter(pk=order.pk), now).get().expected_at


def margin_is(minutes, store=None):
    for code, value in (("check", 0), ("wash", 0), ("at_risk", minutes)):
        row, _ = Setting.objects.get_or_create(
            code=f"workorders.{code}_minutes",
            store=store,
            effective_from=NOW.date(),
            defaults={"value": value, "source": "test"},
        )
        row.value = value
        row.save()


@pytest.mark.parametrize(("early", "health"), [(30, Health.ON_TRACK), (29, Health.AT_RISK)])
def test_promise_is_at_risk_within_the_minutes_of_the_setting(early, health) -> None:
    margin_is(30)
    order = promised(NOW + 2 * HOUR + early * MINUTE)
    job_in(order=order, std_hours=2)
    assert stands(order) == health


def test_store_with_its_own_minutes_is_judged_by_them() -> None:
    margin_is(30)
    order = promised(NOW + 2 * HOUR + 60 * MINUTE)
    job_in(order=order, std_hours=2)
    assert stands(order) == Health.ON_TRACK
    margin_is(90, order.store)
    assert stands(order) == Health.AT_RISK


def test_hours_that_do_not_fit_into_the_day_go_on_the_next_morning() -> None:
    margin_is(0)
    order = promised(NOW + 30 * HOUR)
    job_in(order=order, std_hours=2)
    evening = NOW.replace(hour=17)
    hours = working_hours(NOW.date(), order.store_id)
    assert expected(order, evening) == hours.after_minutes(evening, 120)
    assert expected(order, evening).date() > NOW.date()


def test_planned_end_counts_and_not_the_hours_again() -> None:
    margin_is(0)
    order = promised(NOW + 4 * HOUR)
    slot_of(job_in(order=order, std_hours=5), bay(), NOW + HOUR)
    assert expected(order) == NOW + 2 * HOUR


def test_part_that_comes_after_the_promise_puts_it_at_risk(line_of) -> None:
    order = promised(NOW + 6 * HOUR)
    line = line_of(job_in(order=order, std_hours=1), state="short")
    line.demand.expected_on = (NOW + dt.timedelta(days=2)).date()
    line.demand.save()
    assert stands(order) == Health.AT_RISK


def test_wait_expected_past_the_promise_puts_it_at_risk() -> None:
    order = promised(NOW + 6 * HOUR, "waiting")
    hold = job_in("waiting", order=order, waiting_cause="oem").holds.get()
    assert stands(order) == Health.ON_TRACK
    hold.expected_at = NOW + 7 * HOUR
    hold.save()
    assert stands(order) == Health.AT_RISK


def test_route_counts_by_the_steps_that_are_left() -> None:
    margin_is(0)
    order = promised(NOW + 8 * HOUR)
    job = job_in(order=order, std_hours=9, kind="paint")
    for n, (kind, state) in enumerate(
        (("body", "done"), ("paint", "ready"), ("quality", "pending"))
    ):
        RouteStep.objects.create(job=job, position=n, kind=kind, std_hours=3, state=state)
    assert expected(order) == NOW + 3 * HOUR


def test_ready_car_is_judged_by_when_it_was_ready() -> None:
    late = promised(NOW - HOUR, "ready", ready_at=NOW - 30 * MINUTE)
    kept = promised(NOW - HOUR, "ready", ready_at=NOW - 2 * HOUR)
    assert (stands(late), stands(kept)) == (Health.BREACHED, Health.ON_TRACK)


def test_order_without_a_promise_has_no_health() -> None:
    order = order_in(promised_at=None, first_promised_at=None)
    assert stands(order) == Health.NONE


def test_first_promise_stays_the_measure_after_a_new_one() -> None:
    order = promised(NOW + HOUR)
    order.promised_at = NOW + 9 * HOUR
    order.save()
    assert not first_missed(order, NOW)
    assert first_missed(order, NOW + 2 * HOUR)
    assert stands(order, NOW + 2 * HOUR) == Health.ON_TRACK


def test_tally_counts_running_promises_only() -> None:
    promised(NOW - HOUR)
    promised(NOW + 8 * HOUR)
    promised(NOW - HOUR, "ready", ready_at=NOW)
    order_in(promised_at=None, first_promised_at=None)
    assert tally(WorkOrder.objects.all(), NOW) == {"breached": 1, "on_track": 1}


def test_order_that_left_the_list_while_it_was_read_still_gets_its_mark() -> None:
    shown = promised(NOW - HOUR)
    left = WorkOrder.objects.exclude(pk=shown.pk)
    assert tally(left, NOW, [shown]) == {}
    assert shown.health == Health.BREACHED


def test_health_of_many_orders_takes_two_statements(django_assert_num_queries) -> None:
    for _ in range(5):
        job_in(order=promised(NOW + HOUR))
    with django_assert_num_queries(2):
        assert len(list(promise_health(WorkOrder.objects.all(), NOW))) == 5
