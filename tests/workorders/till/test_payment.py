"""Taking money and closing a settlement."""

from __future__ import annotations

import uuid
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404

from apps.core.refusals import Denied, KeyReused, Refused, Stale
from apps.workorders.choices import Closing, OrderState, Payer, SettlementState
from apps.workorders.hooks import settlement_posted
from apps.workorders.models import Payment, Receivable, Settlement
from apps.workorders.services.payment import settle, take_payment
from tests.factories.workorders import reread
from tests.personas import access_of, staff_of
from tests.workorders.till.orders import HOURS_LATER, add_warranty, pay, prepared, ready_order
from tests.workorders.till.orders import settled as settled_settlement

pytestmark = pytest.mark.django_db


@pytest.fixture
def settlement() -> Settlement:
    return prepared()


def close(settlement: Settlement, login: str = "cashier", **facts: object) -> Settlement:
    by = access_of(login, str(facts.pop("store", "cs1")), now=HOURS_LATER)
    return settle(**{"by": by, "settlement": settlement, "version": None, **facts})


def test_payments_in_parts_and_several_ways_add_up(settlement: Settlement) -> None:
    pay(settlement, "300.00", method="wechat", reference="W1")
    pay(settlement, "226.00")
    bucket = settlement.buckets.get()
    assert (bucket.paid, bucket.outstanding) == (Decimal("526.00"), 0)
    assert reread(settlement).state == SettlementState.PREPARED


def test_more_than_is_due_is_refused_in_words(settlement: Settlement) -> None:
    with pytest.raises(Refused, match=r"¥526\.00") as caught:
        pay(settlement, "526.01")
    assert caught.value.field == "amount"
    assert not Payment.objects.exists()


@pytest.mark.parametrize("amount", ["0", "-5", "0.001", "NaN", "Infinity", "10000000.01"])
def test_absurd_amount_is_refused(settlement: Settlement, amount: str) -> None:
    with pytest.raises(ValidationError) as caught:
        pay(settlement, amount)
    assert "amount" in caught.value.message_dict


@pytest.mark.parametrize(
    ("facts", "field"), [({"method": "pos"}, "reference"), ({"method": "shells"}, "method")]
)
def test_payment_needs_a_known_way_and_its_reference(
    settlement: Settlement, facts: dict[str, str], field: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        pay(settlement, "1", **facts)
    assert field in caught.value.message_dict


def test_finish_settles_when_nothing_is_left(settlement: Settlement) -> None:
    pay(settlement, "500", finish=True)
    assert reread(settlement).state == SettlementState.PREPARED
    pay(settlement, "26", finish=True)
    assert reread(settlement).state == SettlementState.SETTLED


def test_settling_closes_each_bucket_in_its_own_way() -> None:
    order = add_warranty(ready_order())
    line = order.jobs.get(position=1).part_lines.get()
    line.payer, line.unit_price = Payer.PKG, Decimal(0)
    line.save()
    settlement = prepared(order)
    pay(settlement, "300")
    heard: list[Settlement] = []
    joiner = settlement_posted.connect(lambda settlement, by: heard.append(settlement))
    try:
        close(settlement)
    finally:
        settlement_posted._joined.remove(joiner)
    closings = dict(settlement.buckets.values_list("payer", "closing"))
    assert closings == {"CP": Closing.PAID, "WAR": Closing.RECEIVABLE, "PKG": Closing.ZERO}
    receivable = Receivable.objects.get()
    assert (receivable.payer, receivable.open_amount) == ("WAR", Decimal("313.00"))
    assert reread(order).state == OrderState.SETTLED
    assert reread(order).settled_at == HOURS_LATER
    assert reread(settlement).settled_by == staff_of("cashier")
    assert heard == [settlement]


def test_settling_while_the_customer_owes_is_refused(settlement: Settlement) -> None:
    pay(settlement, "525.99")
    with pytest.raises(Refused, match=r"¥0\.01"):
        close(settlement)


def test_settling_twice_is_refused() -> None:
    settlement = settled_settlement()
    with pytest.raises(Refused):
        close(settlement)
    with pytest.raises(Refused):
        pay(settlement, "1")


@pytest.mark.parametrize("login", ["service_advisor", "front_desk_supervisor"])
def test_front_desk_neither_takes_money_nor_settles(settlement: Settlement, login: str) -> None:
    with pytest.raises(Denied):
        pay(settlement, "1", by=access_of(login))
    with pytest.raises(Denied):
        close(settlement, login)


def test_cashier_of_another_store_is_out_of_reach(settlement: Settlement) -> None:
    with pytest.raises(Http404):
        close(settlement, store="cs2")
    with pytest.raises(Http404):
        pay(settlement, "1", by=access_of("cashier", "cs2"))


def test_settling_a_car_taken_back_to_work_is_refused(settlement: Settlement) -> None:
    pay(settlement, "526")
    order = settlement.order
    order.state = OrderState.IN_PROGRESS
    order.save()
    with pytest.raises(Refused, match="完工"):
        close(settlement)


def test_stale_version_is_refused(settlement: Settlement) -> None:
    version = reread(settlement).version
    pay(settlement, "1", version=version)
    with pytest.raises(Stale):
        pay(settlement, "1", version=version)


def test_double_click_is_one_payment(settlement: Settlement) -> None:
    key, version = uuid.uuid4(), reread(settlement).version
    for _ in range(2):
        pay(settlement, "100", by=access_of("cashier", key=key), version=version)
    assert Payment.objects.count() == 1
    with pytest.raises(KeyReused):
        pay(settlement, "99", by=access_of("cashier", key=key), version=version)


def test_no_customer_part_takes_no_money() -> None:
    order = add_warranty(ready_order(lines=False))
    settlement = prepared(order)
    with pytest.raises(Refused, match="客户"):
        pay(settlement, "1")
    assert close(settlement).state == SettlementState.SETTLED


def test_take_payment_is_a_service(settlement: Settlement) -> None:
    assert take_payment.__wrapped__
