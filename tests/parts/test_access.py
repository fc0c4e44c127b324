"""Who may ask, see, hand out and receive: scopes, row filters, other stores."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.http import Http404
from django.urls import reverse

from apps.core.refusals import Denied, Refused
from apps.parts import services
from apps.parts.models import Demand, GoodsReceipt, Part, StockLevel
from apps.parts.permissions import Perm
from apps.parts.services import Arrival
from tests.factories.parts import PartFactory, asked, room, stocked
from tests.personas import access_of, department_of, store_of

pytestmark = pytest.mark.django_db


def hand_out(who, part, store="cs1"):
    """One piece over the desk."""
    return services.hand_out(
        by=access_of(who, store),
        store=store_of(store),
        unit=department_of("front_desk", store),
        document_no="ZP-1",
        plate_no="",
        part=part,
        quantity=Decimal(1),
    )


def test_advisor_asks_but_does_not_issue():
    demand = asked(stocked(2))
    with pytest.raises(Denied):
        services.issue(by=access_of("service_advisor"), demands=[demand])


def test_keeper_of_another_store_does_not_even_see_the_demand():
    demand = asked(stocked(2))
    with pytest.raises(Http404):
        services.issue(by=access_of("parts_keeper", "cs2"), demands=[demand])
    assert not Demand.objects.visible_to(access_of("parts_keeper", "cs2")).exists()


def test_technician_sees_what_they_asked_for_and_nothing_else():
    part = stocked(5)
    mine = asked(part, by="technician")
    others = asked(part, by="technician2")
    seen = Demand.objects.visible_to(access_of("technician"), Perm.REQUEST_PART)
    assert list(seen) == [mine]
    with pytest.raises(Http404):
        services.change_quantity(by=access_of("technician"), demand=others, quantity=Decimal(2))


def test_technician_may_bring_back_what_was_handed_to_them():
    demand = asked(stocked(5), 2)
    mate = access_of("technician")
    services.issue(by=access_of("parts_keeper"), demands=[demand], taken_by=mate.staff)
    done = services.return_to_stock(by=mate, demand=demand, quantity=Decimal(1))
    assert done.kept == 1
    with pytest.raises(Http404):
        services.return_to_stock(by=access_of("technician2"), demand=demand, quantity=Decimal(1))


def test_cashier_of_the_sibling_department_sees_no_demand():
    asked(stocked(2))
    assert not Demand.objects.visible_to(access_of("cashier")).exists()


def test_accessory_keeper_handles_accessories_only():
    filter_, mats = stocked(5), stocked(5, category="accessory")
    keeper = access_of("accessory_keeper")
    assert list(Part.objects.visible_to(keeper, Perm.VIEW_STOCK)) == [mats]
    assert {lv.part for lv in StockLevel.objects.visible_to(keeper, Perm.VIEW_STOCK)} == {mats}
    assert hand_out("accessory_keeper", mats).state == Demand.State.ISSUED
    with pytest.raises((Denied, Http404)):
        hand_out("accessory_keeper", filter_)


def test_accessory_keeper_receives_no_delivery_with_other_parts_in_it():
    mats, filter_ = PartFactory.create(category="accessory"), PartFactory.create()
    keeper = access_of("accessory_keeper")
    facts = {"by": keeper, "warehouse": room(), "supplier": None}
    lines = [Arrival(mats, Decimal(1), Decimal(9)), Arrival(filter_, Decimal(1), Decimal(9))]
    with pytest.raises((Denied, Http404)):
        services.receive_goods(**facts, lines=lines)
    receipt = services.receive_goods(**facts, lines=lines[:1])
    assert list(GoodsReceipt.objects.visible_to(keeper, Perm.RECEIVE_PART)) == [receipt]


def test_receptionist_hands_out_gifts_only():
    gift, mats = stocked(5, category="gift"), stocked(5, category="accessory")
    assert hand_out("receptionist", gift).state == Demand.State.ISSUED
    with pytest.raises((Denied, Http404)):
        hand_out("receptionist", mats)
    with pytest.raises(Refused, match="可用 4"):
        services.hand_out(
            by=access_of("receptionist"),
            store=store_of(),
            unit=department_of("front_desk"),
            document_no="ZP-2",
            plate_no="",
            part=gift,
            quantity=Decimal(9),
        )


def test_keeper_receives_into_the_own_store_only():
    part = PartFactory.create()
    with pytest.raises((Denied, Http404)):
        services.receive_goods(
            by=access_of("parts_keeper", "cs2"),
            warehouse=room("cs1"),
            supplier=None,
            lines=[Arrival(part, Decimal(1), Decimal(1))],
        )
    assert not GoodsReceipt.objects.exists()


def test_cost_is_shown_to_those_who_may_see_it_and_to_nobody_else(client_as):
    part = stocked(3, "17.77")
    address = reverse("parts:stock")
    assert "¥17.77" in client_as("parts_supervisor").get(address).content.decode()
    for login in ("parts_keeper", "service_advisor", "accessory_keeper"):
        for url in (address, reverse("parts:part", args=[part.pk])):
            assert "17.77" not in client_as(login).get(url).content.decode()


@pytest.mark.parametrize("name", ["demand", "part"])
def test_page_of_another_store_shows_nothing_of_it(client_as, name):
    part = stocked(3)
    demand = asked(part)
    if name == "demand":
        response = client_as("parts_keeper", store="cs2").get(
            reverse("parts:demand", args=[demand.pk])
        )
        assert response.status_code == 404
    else:
        response = client_as("parts_keeper", store="cs2").get(reverse("parts:part", args=[part.pk]))
        assert "RK-CS1" not in response.content.decode()
