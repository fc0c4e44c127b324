"""The pages of prepaid packages: sell one, use it on an order, settle it, keep what was typed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from apps.workorders.choices import OrderState, Payer
from apps.workorders.models import PrepaidPackage, PrepaidUse, ServicePackage, WorkOrder
from tests.access.money_samples import TODAY, prepaid
from tests.factories.customers import OwnershipFactory, car_of
from tests.factories.workorders import reread
from tests.personas import staff_of, store_of
from tests.workorders.menu import rate, small_service
from tests.workorders.till.orders import prepared, ready_order
from tests.workorders.till.test_pages import keys, url
from tests.workorders.till.test_prepaid import finish

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

pytestmark = pytest.mark.django_db
PLATE = "湘A55667"


def typed(**facts: Any) -> dict[str, Any]:
    """A whole form of a sale: two times for 300 yuan."""
    package = ServicePackage.objects.first() or small_service().package
    return {
        **keys(),
        "plate": PLATE,
        "package_1": package.pk,
        "times_1": "2",
        "price": "300",
        "valid_until": (TODAY + dt.timedelta(days=365)).isoformat(),
        "method": "wechat",
        "reference": "WX-9",
        "advisor": staff_of("service_advisor").pk,
        **facts,
    }


def draft_with_package() -> tuple[WorkOrder, PrepaidPackage]:
    """A draft order whose owner prepaid two small services."""
    rate(Payer.CP, "120.00")
    order = ready_order(lines=False, state=OrderState.DRAFT)
    OwnershipFactory(vehicle=order.visit.vehicle, customer=order.visit.owner)
    return order, prepaid(car=reread(order.visit.vehicle))


def test_cashier_finds_the_car_and_sells(client_as: Callable[..., Client]) -> None:
    car_of(store_of(), plate=PLATE, owner="王车主", phone="13912345678")
    client = client_as("cashier")
    assert "没有这个车牌" in client.get(url("new_prepaid") + "?plate=湘B00000").content.decode()
    assert "王车主" in client.get(f"{url('new_prepaid')}?plate={PLATE}").content.decode()
    answer = client.post(url("new_prepaid"), typed())
    assert answer.status_code == 303
    sold = PrepaidPackage.objects.get()
    assert (sold.price, sold.items.get().times) == (Decimal(300), 2)
    assert "2</strong>/2" in client.get(answer["Location"]).content.decode()


@pytest.mark.parametrize(
    ("wrong", "beside"),
    [
        ({"price": "abc"}, "price"),
        ({"price": "-5"}, "price"),
        ({"times_1": ""}, "times_1"),
        ({"times_1": "0"}, "times_1"),
        ({"package_1": ""}, "package_1"),
        ({"valid_until": "2020-01-01"}, "valid_until"),
        ({"reference": ""}, "reference"),
        ({"method": "prepaid"}, "method"),
    ],
)
def test_wrong_sale_is_refused_beside_the_field_and_keeps_what_was_typed(
    client_as: Callable[..., Client], wrong: dict[str, str], beside: str
) -> None:
    car_of(store_of(), plate=PLATE, owner="王车主", phone="13912345678")
    answer = client_as("cashier").post(url("new_prepaid"), typed(**wrong))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'id="id_{beside}_error"' in page
    assert f'value="{typed()["valid_until"]}"' in page or "valid_until" in wrong
    assert not PrepaidPackage.objects.exists()


def test_double_submit_sells_once(client_as: Callable[..., Client]) -> None:
    car_of(store_of(), plate=PLATE, owner="王车主", phone="13912345678")
    client, form = client_as("cashier"), typed()
    answers = [client.post(url("new_prepaid"), form) for _ in range(2)]
    assert {a.status_code for a in answers} == {303}
    assert PrepaidPackage.objects.count() == 1


def test_advisor_uses_it_on_the_order_and_the_cashier_settles(
    client_as: Callable[..., Client],
) -> None:
    order, sold = draft_with_package()
    item = sold.items.get()
    client = client_as("service_advisor")
    assert f'value="ppd:{item.pk}"' in client.get(url("detail", order.pk)).content.decode()
    pick = {**keys(order), "pick": f"ppd:{item.pk}", "payer": "PKG", "find": "", "place": ""}
    assert client.post(url("add_line", order.pk), pick).status_code == 303
    page = client.get(url("detail", order.pk)).content.decode()
    assert "撤销核销" in page
    assert f'value="ppd:{item.pk}"' not in page
    settlement = prepared(finish(order))
    till = client_as("cashier")
    answer = till.post(url("settle", settlement.pk), keys(settlement))
    assert answer.status_code == 303
    assert PrepaidUse.objects.get().used_at is not None
    assert "已核销" in till.get(url("prepaid", sold.pk)).content.decode()


def test_use_is_taken_back_on_the_order(client_as: Callable[..., Client]) -> None:
    order, sold = draft_with_package()
    client, item = client_as("service_advisor"), sold.items.get()
    pick = {**keys(order), "pick": f"ppd:{item.pk}", "payer": "PKG", "find": "", "place": ""}
    client.post(url("add_line", order.pk), pick)
    use = PrepaidUse.objects.get()
    back = client.post(url("release_prepaid", order.pk, use.pk), keys(order))
    assert back.status_code == 303
    assert reread(item).taken == 0
    assert "已撤销" in client_as("cashier").get(url("prepaid", sold.pk)).content.decode()
    assert client.post(url("release_prepaid", order.pk, use.pk), keys(order)).status_code == 404


def test_transfer_to_an_unknown_plate_is_refused_beside_it(
    client_as: Callable[..., Client],
) -> None:
    sold = prepaid()
    form = {**keys(sold), "plate": "湘Z99999", "reason": "换车"}
    answer = client_as("front_desk_supervisor").post(url("transfer_prepaid", sold.pk), form)
    assert answer.status_code == 422
    assert "本店没有这个车牌的车" in answer.content.decode()
    assert "换车" in answer.content.decode()


def test_refunded_package_that_opens_again_only_offers_the_refund(
    client_as: Callable[..., Client],
) -> None:
    sold = prepaid(refunded=Decimal("1.00"))
    client = client_as("front_desk_supervisor")
    page = client.get(url("prepaid", sold.pk)).content.decode()
    for action in ("extend_prepaid", "transfer_prepaid"):
        assert url(action, sold.pk) not in page
    later = (TODAY + dt.timedelta(days=400)).isoformat()
    answer = client.post(
        url("extend_prepaid", sold.pk), {**keys(sold), "valid_until": later, "reason": "客户要求"}
    )
    assert answer.status_code == 409
    assert "只能再申请退还" in answer.content.decode()


def test_list_finds_by_plate_and_shows_what_expired(client_as: Callable[..., Client]) -> None:
    mine, late = prepaid(), prepaid(valid_until=TODAY - dt.timedelta(days=1))
    client = client_as("cashier")
    page = client.get(url("prepaids")).content.decode()
    assert mine.number in page
    assert late.number not in page
    assert late.number in client.get(f"{url('prepaids')}?view=ended").content.decode()
    for term in (mine.vehicle.plate_no, mine.number, mine.number.lower()):
        found = client.get(url("prepaids"), {"q": term}).content.decode()
        assert found.count(f"/prepaid/{mine.pk}/") == 1, term
    nothing = client.get(f"{url('prepaids')}?q=湘Q00000").content.decode()
    assert mine.number not in nothing


@pytest.mark.parametrize("count", [3, 30])
def test_list_asks_a_flat_number_of_statements(
    client_as: Callable[..., Client], django_assert_max_num_queries: Any, count: int
) -> None:
    for _ in range(count):
        prepaid()
    client = client_as("cashier")
    client.get(reverse("workorders:prepaids"))
    with django_assert_max_num_queries(12):
        assert client.get(reverse("workorders:prepaids")).status_code == 200
