"""Recalls: imported, told at check-in, answered before the car leaves."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from apps.core.refusals import Refused
from apps.warranty.counters import counter_alerts
from apps.warranty.models import Claim, RecallVehicle
from apps.warranty.services.recalling import import_recall, record_recall
from apps.workorders.holds import nothing_holds
from tests.access.samples import order as sample_order
from tests.factories.customers import vin_number
from tests.factories.stays import RecallFactory, RecallVehicleFactory, photo_of
from tests.personas import access_of
from tests.warranty.claims import drafted

pytestmark = pytest.mark.django_db

CAMPAIGN = {
    "number": "S2026M0001I",
    "kind": "recall",
    "title": "气囊气体发生器",
    "text": "免费更换",
    "announced_on": dt.date(2026, 3, 1),
}


@pytest.fixture
def order(db):
    return sample_order()


@pytest.fixture
def named(order):
    """The car of the order stands in a recall."""
    return RecallVehicleFactory(vin=order.visit.vehicle.vin)


def test_import_takes_each_vin_once_and_adds_new_ones_later():
    by = access_of("warranty_appraiser")
    one, two, three = (vin_number(n) for n in (1, 2, 3))
    recall = import_recall(by=by, vins=f"{one}\n{two}\n{one}", **CAMPAIGN)
    import_recall(by=by, vins=f"{two}, {three}", **CAMPAIGN)
    assert sorted(recall.vehicles.values_list("vin", flat=True)) == sorted([one, two, three])


@pytest.mark.parametrize("vins", ["LJD3", "", f"{vin_number(1)}\nXX"])
def test_import_with_a_wrong_vin_takes_none(vins):
    with pytest.raises(ValidationError):
        import_recall(by=access_of("warranty_appraiser"), vins=vins, **CAMPAIGN)
    assert not RecallVehicle.objects.exists()


def test_advisor_may_not_import(client_as):
    assert client_as("service_advisor").get(reverse("warranty:recall_new")).status_code == 403


def test_open_recall_stands_at_check_in_and_on_the_order(client_as, order, named):
    client = client_as("service_advisor")
    for name, pk in (("checkin", order.visit.vehicle_id), ("detail", order.pk)):
        page = client.get(reverse(f"workorders:{name}", args=[pk])).content.decode()
        assert named.recall.number in page
        assert "交车前须登记结果" in page


def test_open_recall_holds_the_delivery(order, named):
    assert named.recall.number in nothing_holds(order, access_of("service_advisor"))


@pytest.mark.parametrize(
    "answer",
    [
        {"state": "done"},
        {"state": "no_parts", "note": "气囊缺货，约 7 月"},
        {"state": "refused", "proof": True},
    ],
)
def test_answered_recall_lets_the_car_go(order, named, answer):
    by = access_of("service_advisor")
    proof = photo_of() if answer.pop("proof", False) else None
    facts = {**answer, "order_number": order.number}
    record_recall(by=by, row=named, version=None, proof=proof, **facts)
    assert nothing_holds(order, by) is None


@pytest.mark.parametrize(
    ("answer", "field"), [({"state": "refused"}, "proof"), ({"state": "no_parts"}, "note")]
)
def test_answer_without_what_it_needs_is_refused(named, answer, field):
    with pytest.raises(ValidationError) as refusal:
        record_recall(by=access_of("service_advisor"), row=named, version=None, **answer)
    assert field in refusal.value.message_dict


def test_missing_parts_of_an_earlier_stay_hold_again(order, named):
    before = access_of("service_advisor", now=order.visit.opened_at - dt.timedelta(days=9))
    record_recall(by=before, row=named, version=None, state="no_parts", note="缺件")
    assert nothing_holds(order, access_of("service_advisor"))


def test_order_of_another_car_is_refused(named):
    with pytest.raises(Refused):
        record_recall(
            by=access_of("service_advisor"),
            row=named,
            version=None,
            state="done",
            order_number=sample_order().number,
        )


def test_recall_pages_list_and_answer(client_as, order, named):
    client = client_as("service_advisor")
    assert named.recall.title in client.get(reverse("warranty:recalls")).content.decode()
    page = client.get(reverse("warranty:recall", args=[named.recall_id])).content.decode()
    assert named.vin[-6:] in page
    url = reverse("warranty:recall_car", args=[named.pk])
    post = {"operation_key": str(uuid.uuid4()), "version": named.version, "state": "done"}
    assert client.post(url, post).status_code == 303
    named.refresh_from_db()
    assert named.state == "done"


def test_recall_page_takes_as_many_queries_for_thirty_as_for_three(
    client_as, django_assert_max_num_queries
):
    recall = RecallFactory()
    client, url = client_as("service_advisor"), reverse("warranty:recall", args=[recall.pk])
    RecallVehicleFactory.create_batch(3, recall=recall)
    client.get(url)
    with django_assert_max_num_queries(40) as three:
        client.get(url)
    RecallVehicleFactory.create_batch(27, recall=recall)
    with django_assert_max_num_queries(40) as thirty:
        client.get(url)
    assert len(thirty) == len(three)


# ------------------------------------------------------------------------- the counters


def near(days, **facts):
    """A claim of a family car whose repair took so many days."""
    claim = drafted()
    claim.repair_ended_at = claim.order.opened_at + dt.timedelta(days=days)
    for name, value in facts.items():
        setattr(claim, name, value)
    claim.save()
    vehicle = claim.vehicle
    vehicle.sale_date, vehicle.last_odometer_km = dt.date(2025, 12, 1), 10_000
    vehicle.save()
    return vehicle


def alerts(vehicle):
    return counter_alerts(vehicle=vehicle, by=access_of("warranty_appraiser"))


@pytest.mark.parametrize(
    ("days", "tones"),
    [(19, []), (20, ["blocked"]), (30, ["blocked"]), (31, ["late"]), (35, ["late"])],
)
def test_thirty_days_is_the_limit_of_today_not_thirty_five(days, tones):
    assert [a.tone for a in alerts(near(days))] == tones


def test_safety_repair_is_told_from_the_first():
    assert "安全" in alerts(near(1, safety=True))[0].words


def test_counters_of_a_car_out_of_its_period_are_not_told():
    vehicle = near(31)
    vehicle.last_odometer_km = 50_001
    assert alerts(vehicle) == []


def test_withdrawn_claims_do_not_count():
    vehicle = near(31)
    for claim in Claim.objects.all():
        claim.state = "void"
        claim.save()
    assert alerts(vehicle) == []
