"""The pages of the till: who opens them, what they show, what a refused form keeps."""

from __future__ import annotations

import uuid
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from apps.org.models import RequestState
from apps.workorders.choices import OrderState, SettlementState
from apps.workorders.models import GatePass, Payment
from tests.factories.workorders import reread
from tests.workorders.till.orders import add_warranty, pay, prepared, ready_order, settled

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

pytestmark = pytest.mark.django_db
SignIn = "Callable[..., Client]"


def keys(row: Any = None) -> dict[str, str]:
    """The hidden fields of a form about this row."""
    found = {"operation_key": str(uuid.uuid4())}
    return found if row is None else found | {"version": str(reread(row).version)}


def url(name: str, *args: int) -> str:
    return reverse(f"workorders:{name}", args=args)


def test_advisor_prepares_on_the_page(client_as: Callable[..., Client]) -> None:
    order = add_warranty(ready_order())
    client = client_as("service_advisor")
    assert "¥526.00" in client.get(url("settlement", order.pk)).content.decode()
    answer = client.post(
        url("settlement", order.pk),
        {**keys(order), "labour_pct": "5", "invoice_title": "王车主", "tax_no": ""},
    )
    assert answer.status_code == 303
    page = client.get(answer["Location"]).content.decode()
    assert "¥511.00" in page
    assert "¥313.00" in page


def test_refused_form_keeps_what_was_typed(client_as: Callable[..., Client]) -> None:
    order = ready_order()
    answer = client_as("service_advisor").post(
        url("settlement", order.pk), {**keys(order), "labour_pct": "9", "tax_no": "1"}
    )
    assert answer.status_code == 422
    assert 'value="9"' in answer.content.decode()
    answer = client_as("service_advisor").post(
        url("settlement", order.pk), {**keys(order), "labour_pct": "9"}
    )
    assert answer.status_code == 409
    assert "理由" in answer.content.decode()
    assert not order.settlements.exists()


@pytest.mark.parametrize("amount", ["-1", "0", "abc", "1.005", "99999999999", "NaN"])
def test_absurd_payment_is_refused_beside_the_field(
    client_as: Callable[..., Client], amount: str
) -> None:
    settlement = prepared()
    answer = client_as("cashier").post(
        url("take_payment", settlement.pk),
        {**keys(settlement), "amount": amount, "method": "cash"},
    )
    assert answer.status_code == 422
    assert 'id="id_amount_error"' in answer.content.decode()
    assert not Payment.objects.exists()


def test_cashier_takes_money_in_parts_and_settles(client_as: Callable[..., Client]) -> None:
    settlement = prepared()
    client = client_as("cashier")
    assert settlement.number in client.get(url("cashier")).content.decode()
    first = {**keys(settlement), "amount": "300", "method": "wechat", "reference": "W1"}
    assert client.post(url("take_payment", settlement.pk), first).status_code == 303
    rest = {**keys(settlement), "amount": "226", "method": "cash", "finish": "on"}
    assert client.post(url("take_payment", settlement.pk), rest).status_code == 303
    assert reread(settlement).state == SettlementState.SETTLED
    assert settlement.number in client.get(url("cashier") + "?view=today").content.decode()
    assert client.get(url("till", settlement.pk)).status_code == 200


def test_same_form_sent_twice_is_one_payment(client_as: Callable[..., Client]) -> None:
    settlement = prepared()
    client = client_as("cashier")
    form = {**keys(settlement), "amount": "100", "method": "cash"}
    answers = [client.post(url("take_payment", settlement.pk), form) for _ in range(2)]
    assert [a.status_code for a in answers] == [303, 303]
    assert Payment.objects.count() == 1


def test_stale_form_is_refused(client_as: Callable[..., Client]) -> None:
    settlement = prepared()
    form = {**keys(settlement), "amount": "100", "method": "cash"}
    pay(settlement, "50")
    answer = client_as("cashier").post(url("take_payment", settlement.pk), form)
    assert answer.status_code == 409
    assert Payment.objects.count() == 1


def test_cashier_of_another_store_finds_nothing(client_as: Callable[..., Client]) -> None:
    settlement = prepared()
    client = client_as("cashier", "cs2")
    assert client.get(url("till", settlement.pk)).status_code == 404
    assert settlement.number not in client.get(url("cashier")).content.decode()
    form = {**keys(settlement), "amount": "100", "method": "cash"}
    assert client.post(url("take_payment", settlement.pk), form).status_code == 404


def test_advisor_gets_no_till(client_as: Callable[..., Client]) -> None:
    settlement = prepared()
    assert client_as("service_advisor").get(url("till", settlement.pk)).status_code == 403


def test_supervisor_answers_a_discount(client_as: Callable[..., Client]) -> None:
    settlement = prepared(labour_pct=Decimal(8), reason="老客户")
    request = settlement.discount_requests.get()
    client = client_as("front_desk_supervisor")
    page = reverse("org:request", args=["discount", request.pk])
    assert "老客户" in client.get(page).content.decode()
    refused = client.post(page, {**keys(request), "action": "refuse", "answer": ""})
    assert refused.status_code == 409
    assert client.post(page, {**keys(request), "action": "approve"}).status_code == 303
    assert reread(request).state == RequestState.APPROVED


def test_refund_is_asked_and_answered(client_as: Callable[..., Client]) -> None:
    settlement = settled()
    form = {**keys(settlement), "reason": "开错单"}
    asked = client_as("cashier").post(url("request_refund", settlement.pk), form)
    assert asked.status_code == 303
    request = settlement.refund_requests.get()
    client = client_as("service_manager")
    assert "开错单" in client.get(reverse("org:requests") + "?kind=refund").content.decode()
    page = reverse("org:request", args=["refund", request.pk])
    assert client.post(page, {**keys(request), "action": "approve"}).status_code == 303
    assert reread(settlement).state == SettlementState.REVERSED


def test_settlement_and_till_show_who_has_the_request(client_as: Callable[..., Client]) -> None:
    settlement = prepared(labour_pct=Decimal(8), reason="老客户")
    for login, page in (
        ("service_advisor", url("settlement", settlement.order_id)),
        ("cashier", url("till", settlement.pk)),
    ):
        text = client_as(login).get(page).content.decode()
        assert "前台主管" in text
        assert ("撤回申请" in text) is (login == "service_advisor")


def test_car_is_released_printed_and_let_out_once(client_as: Callable[..., Client]) -> None:
    order = settled().order
    advisor = client_as("service_advisor2")
    page = url("release", order.pk)
    assert advisor.get(page).status_code == 200
    form = {**keys(order), "receiver_name": "李送修", "km_out": "20003", "old_parts": "take"}
    assert advisor.post(page, {**form, "km_out": "19999"}).status_code == 422
    assert advisor.post(page, form | keys(order)).status_code == 303
    assert reread(order).state == OrderState.DELIVERED
    gate_pass = GatePass.objects.get()
    for paper in (url("gate_pass_print", gate_pass.pk), url("certificate", order.pk), page):
        assert advisor.get(paper).status_code == 200
    gate = client_as("cashier")
    answers = [
        gate.post(url("gate"), {**keys(), "code": gate_pass.code}).status_code for _ in range(2)
    ]
    assert answers == [303, 409]


@pytest.mark.parametrize("login", ["service_advisor", "cashier"])
def test_settlement_list_prints_the_law(client_as: Callable[..., Client], login: str) -> None:
    settlement = settled(add_warranty(ready_order()))
    text = client_as(login).get(url("settlement_print", settlement.pk)).content.decode()
    for words in ("伍佰贰拾陆元整", "工时费小计", "材料费小计", "原厂件", "托修方签字", "2,000 km"):
        assert words in text
    other = client_as(login).get(url("settlement_print", settlement.pk) + "?payer=WAR")
    assert "叁佰壹拾叁元整" in other.content.decode()


def test_receivables_show_the_warranty_part(client_as: Callable[..., Client]) -> None:
    settlement = settled(add_warranty(ready_order()))
    text = client_as("cashier").get(url("receivables")).content.decode()
    assert settlement.order.number in text
    assert "¥313.00" in text
    other = client_as("cashier", "cs2").get(url("receivables")).content.decode()
    assert settlement.order.number not in other


@pytest.mark.parametrize(
    ("name", "login"),
    [("settlements", "service_advisor"), ("cashier", "cashier"), ("delivery", "service_advisor")],
)
def test_list_costs_the_same_at_any_length(
    client_as: Callable[..., Client], django_assert_max_num_queries: Any, name: str, login: str
) -> None:
    build = {"settlements": ready_order, "cashier": prepared, "delivery": settled}[name]
    for _ in range(4):
        build()
    client = client_as(login)
    client.get(url(name))
    with django_assert_max_num_queries(14):
        client.get(url(name))
