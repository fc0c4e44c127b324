"""The handover: guards, guarantee, certificate, gate pass."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404

from apps.core.refusals import Denied, Refused, Stale
from apps.workorders.choices import InspectionLevel, OrderState, RepairClass, WorkClass
from apps.workorders.handover import months_after
from apps.workorders.hooks import vehicle_delivered
from apps.workorders.models import Delivery, GatePass, WorkOrder
from apps.workorders.services.delivery import release_vehicle
from apps.workorders.services.gate import use_gate_pass
from tests.factories.workorders import InspectionFactory, reread
from tests.personas import NOW, access_of, staff_of
from tests.workorders.till.orders import prepared, ready_order, settled

pytestmark = pytest.mark.django_db


@pytest.fixture
def order() -> WorkOrder:
    return reread(settled().order)


def release(order: WorkOrder, login: str = "service_advisor", **facts: object) -> Delivery:
    by = access_of(login, str(facts.pop("store", "cs1")))
    asked = {"old_parts": "take", "km_out": 20_005, "receiver_name": "李送修", "version": None}
    return release_vehicle(**{"by": by, "order": order, **asked, **facts})


def test_release_hands_over_with_pass_and_least_guarantee(order: WorkOrder) -> None:
    heard: list[Delivery] = []
    joiner = vehicle_delivered.connect(lambda order, delivery, by: heard.append(delivery))
    try:
        delivery = release(order)
    finally:
        vehicle_delivered._joined.remove(joiner)
    order = reread(order)
    assert (order.state, order.delivered_at) == (OrderState.DELIVERED, NOW)
    assert (delivery.guarantee_until, delivery.guarantee_km) == (dt.date(2026, 6, 11), 2000)
    assert order.visit.delivered_at == NOW
    assert order.visit.vehicle.last_odometer_km == 20_005
    assert heard == [delivery]
    assert len(GatePass.objects.get(order=order).code) == 8


@pytest.mark.parametrize(
    ("repair_class", "days", "km"),
    [
        (RepairClass.WHOLE_VEHICLE, 100, 20_000),
        (RepairClass.ASSEMBLY, 100, 20_000),
        (RepairClass.LEVEL2, 30, 5_000),
        (RepairClass.LEVEL1, 10, 2_000),
    ],
)
def test_guarantee_follows_the_repair_class(repair_class: str, days: int, km: int) -> None:
    order = ready_order(repair_class=repair_class)
    InspectionFactory(job=order.jobs.get(), level=InspectionLevel.FINAL)
    delivery = release(settled(order).order)
    assert delivery.guarantee_until == NOW.date() + dt.timedelta(days=days)
    assert delivery.guarantee_km == km


def test_colleague_releases_and_the_credit_stays(order: WorkOrder) -> None:
    delivery = release(order, "service_advisor2")
    assert delivery.released_by == staff_of("service_advisor2")
    assert reread(order).advisor == staff_of("service_advisor")


def test_class_with_certificate_waits_for_the_inspector() -> None:
    order = ready_order(repair_class=RepairClass.LEVEL2)
    settled(order)
    with pytest.raises(Refused, match="合格证"):
        release(order)
    InspectionFactory(job=order.jobs.get(), level=InspectionLevel.FINAL)
    release(order)
    assert reread(order).certificate_no.startswith("HG-CS1-")


def test_unsettled_car_stays() -> None:
    order = prepared().order
    with pytest.raises(Refused, match="结算后"):
        release(order)
    assert not GatePass.objects.exists()


def test_release_twice_is_refused(order: WorkOrder) -> None:
    release(order)
    with pytest.raises(Refused):
        release(order)
    assert GatePass.objects.count() == 1


@pytest.mark.parametrize("km", [19_999, 21_001, 2_000_001, None])
def test_reading_that_cannot_be_is_refused(order: WorkOrder, km: int | None) -> None:
    with pytest.raises(ValidationError) as caught:
        release(order, km_out=km)
    assert "km_out" in caught.value.message_dict
    assert reread(order).state == OrderState.SETTLED


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"old_parts": ""}, "old_parts"),
        ({"next_service_on": NOW.date()}, "next_service_on"),
        ({"next_service_km": 20_005}, "next_service_km"),
    ],
)
def test_incomplete_handover_is_refused(
    order: WorkOrder, facts: dict[str, object], field: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        release(order, **facts)
    assert field in caught.value.message_dict


def test_cashier_may_not_release_and_other_stores_see_nothing(order: WorkOrder) -> None:
    with pytest.raises(Denied):
        release(order, "cashier")
    with pytest.raises(Http404):
        release(order, store="cs2")


def test_stale_page_is_refused(order: WorkOrder) -> None:
    with pytest.raises(Stale):
        release(order, version=order.version - 1)


def test_wash_is_settled_and_released_without_the_cashier() -> None:
    order = ready_order(work_class=WorkClass.WASH, lines=False)
    prepared(order)
    assert release(order).km_out == 20_005


def test_gate_pass_is_used_once(order: WorkOrder) -> None:
    release(order)
    code = GatePass.objects.get().code
    use_gate_pass(by=access_of("cashier"), code=f" {code} ")
    assert GatePass.objects.get().checked_by == staff_of("cashier")
    with pytest.raises(Refused, match="用过"):
        use_gate_pass(by=access_of("cashier"), code=code)


def test_gate_knows_no_foreign_void_or_invented_code(order: WorkOrder) -> None:
    release(order)
    gate_pass = GatePass.objects.get()
    with pytest.raises(Refused, match="没有这张"):
        use_gate_pass(by=access_of("cashier", "cs2"), code=gate_pass.code)
    with pytest.raises(Refused, match="没有这张"):
        use_gate_pass(by=access_of("cashier"), code="0")
    gate_pass.voided_at = NOW
    gate_pass.save()
    with pytest.raises(Refused, match="作废"):
        use_gate_pass(by=access_of("cashier"), code=gate_pass.code)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        ((2026, 1, 31), 1, (2026, 2, 28)),
        ((2026, 6, 1), 12, (2027, 6, 1)),
        ((2024, 2, 29), 12, (2025, 2, 28)),
        ((2026, 12, 5), 1, (2027, 1, 5)),
    ],
)
def test_months_after_keeps_the_day_or_the_last(
    day: tuple[int, int, int], months: int, then: tuple[int, int, int]
) -> None:
    assert months_after(dt.date(*day), months) == dt.date(*then)


def test_money_of_the_visit_is_untouched_by_the_handover(order: WorkOrder) -> None:
    release(order)
    assert reread(order).total == Decimal("526.00")
