"""The pages on which parts are bought."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.core.queues import queue
from apps.parts.models import GoodsReceipt, PurchaseOrder, Supplier
from tests.factories.parts import PartFactory, SupplierFactory, asked, room
from tests.parts.test_purchasing import (
    KEEPER,
    LEAD,
    MANAGER,
    SOON,
    again,
    decide,
    drafted,
    line,
    placed,
    short,
    submitted,
)
from tests.personas import NOW, access_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _time() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def url(name: str, *args: int) -> str:
    return reverse(f"parts:{name}", args=args)


def key(row: Any = None) -> dict[str, Any]:
    """The hidden fields of a form about this row."""
    found = {"operation_key": str(uuid.uuid4())}
    return found if row is None else found | {"version": again(row).version}


def head(**facts: Any) -> dict[str, Any]:
    supplier = SupplierFactory.create()
    return {"warehouse": room().pk, "supplier": supplier.pk, "rows": "2", **key(), **facts}


def typed(index: int, part: str, **facts: str) -> dict[str, str]:
    cells = {"part": part, "quantity": "2", "unit_price": "10", "vat_rate": "13", **facts}
    return {f"line{index}-{name}": value for name, value in cells.items()}


@pytest.mark.parametrize(("login", "opens"), [(LEAD, True), ("parts_seller", False)])
def test_short_demand_is_a_link_only_for_those_who_may_open_it(
    client_as: Callable[..., Client], login: str, opens: bool
) -> None:
    demand, client = short(), client_as(login)
    page = client.get(url("shortages")).content.decode()
    assert demand.part.code in page
    assert (url("demand", demand.pk) in page) is opens
    assert client.get(url("demand", demand.pk)).status_code in ({200} if opens else {403, 404})


def test_request_is_a_link_only_for_those_who_may_open_it(
    client_as: Callable[..., Client],
) -> None:
    demand, supplier = short(), SupplierFactory.create(manufacturer=True)
    buyer = client_as(LEAD)
    buyer.post(url("shortages"), {"demands": demand.pk, "supplier": supplier.pk, **key()})
    order = PurchaseOrder.objects.get()
    form = {**head(supplier=supplier.pk), **key(order), "line0-demands": str(demand.pk)}
    buyer.post(url("purchase_edit", order.pk), form | typed(0, demand.part.code, quantity="3"))
    buyer.post(url("purchase_act", order.pk), {**key(order), "action": "submit"})
    link = reverse("org:request", args=["purchase", order.requests.get().pk])
    for login, opens in ((LEAD, True), (MANAGER, True), (KEEPER, False)):
        client = client_as(login)
        page = client.get(url("purchase", order.pk)).content.decode()
        assert (f'class="asked-more" href="{link}"' in page) is opens
        assert client.get(link).status_code == (200 if opens else 404)


def test_shortage_to_receipt_in_a_few_clicks(client_as: Callable[..., Client]) -> None:
    demand, supplier = short(), SupplierFactory.create(manufacturer=True)
    buyer, lead = client_as(LEAD), client_as(MANAGER)
    assert demand.part.code in buyer.get(url("shortages")).content.decode()
    made = buyer.post(url("shortages"), {"demands": demand.pk, "supplier": supplier.pk, **key()})
    order = PurchaseOrder.objects.get()
    assert made["Location"] == url("purchase_edit", order.pk)
    form = {**head(supplier=supplier.pk), **key(order), "line0-demands": str(demand.pk)}
    form |= typed(0, demand.part.code, quantity="3")
    assert buyer.post(url("purchase_edit", order.pk), form).status_code == 303
    act = url("purchase_act", order.pk)
    assert buyer.post(act, {**key(order), "action": "submit"}).status_code == 303
    asked_at = reverse("org:request", args=["purchase", order.requests.get().pk])
    assert (
        lead.post(asked_at, {**key(order.requests.get()), "action": "approve"}).status_code == 303
    )
    place = {**key(order), "expected_on": SOON.isoformat(), "supplier_order_no": "K-1"}
    assert buyer.post(url("purchase_place", order.pk), place).status_code == 303
    bought = order.lines.get()
    came = {**key(order), f"quantity_{bought.pk}": "3", f"bin_{bought.pk}": "A-01"}
    assert client_as(KEEPER).post(url("purchase_receive", order.pk), came).status_code == 303
    assert (again(order).state, again(demand).state) == ("received", "reserved")
    assert GoodsReceipt.objects.latest("pk").lines.get().bin.code == "A-01"


def test_form_by_hand_keeps_what_was_typed_and_says_what_is_wrong(
    client_as: Callable[..., Client],
) -> None:
    form = {**head(), **typed(0, "没有这个零件"), **typed(1, "", quantity="3")}
    answer = client_as(KEEPER).post(url("purchase_new"), form)
    assert answer.status_code == 422
    text = answer.content.decode()
    assert 'value="没有这个零件"' in text
    assert "请填写零件号" in text
    assert not PurchaseOrder.objects.exists()


def test_rows_are_added_and_taken_out_without_scripts(client_as: Callable[..., Client]) -> None:
    first, second = PartFactory.create(), PartFactory.create()
    form = {**head(), **typed(0, first.code), **typed(1, second.code)}
    client = client_as(KEEPER)
    more = client.post(url("purchase_new"), {**form, "more": "1"}).context["form"]
    assert [x["part"].value() for x in more.lines][:2] == [first.code, second.code]
    assert len(more.lines) > 5
    less = client.post(url("purchase_new"), {**form, "drop": "0"}).context["form"]
    assert less.lines[0]["part"].value() == second.code
    assert not PurchaseOrder.objects.exists()


def test_order_by_hand_is_a_draft(client_as: Callable[..., Client]) -> None:
    part = PartFactory.create()
    answer = client_as(KEEPER).post(url("purchase_new"), {**head(), **typed(0, part.code)})
    order = PurchaseOrder.objects.get()
    assert (answer["Location"], order.state) == (url("purchase", order.pk), "draft")


def test_over_receipt_is_refused_beside_its_field(client_as: Callable[..., Client]) -> None:
    order = placed()
    bought = order.lines.get()
    form = {**key(order), f"quantity_{bought.pk}": "9"}
    answer = client_as(KEEPER).post(url("purchase_receive", order.pk), form)
    assert answer.status_code == 409
    assert f'id="id_quantity_{bought.pk}_error"' in answer.content.decode()
    assert not GoodsReceipt.objects.exists()


def test_past_day_is_refused_beside_its_field(client_as: Callable[..., Client]) -> None:
    order = decide(submitted(), LEAD)
    form = {**key(order), "expected_on": "2026-05-01"}
    answer = client_as(KEEPER).post(url("purchase_place", order.pk), form)
    assert answer.status_code == 422
    assert "不能早于今天" in answer.content.decode()


@pytest.mark.parametrize(
    ("code", "make"),
    [
        ("parts.to_order", short),
        ("parts.to_place", lambda: decide(submitted(), LEAD)),
        ("parts.late", placed),
        ("purchase_requests", submitted),
    ],
)
def test_queue_equals_the_list_it_opens(
    client_as: Callable[..., Client], code: str, make: Callable[[], Any]
) -> None:
    for _ in range(2):
        make()
    drafted()
    with time_machine.travel("2026-06-09 10:00+08:00", tick=False):
        found, who = queue(code), LEAD if code == "purchase_requests" else KEEPER
        rows = {r.pk for r in found.rows(access_of(who, now=NOW.replace(day=9)))}
        shown = client_as(who).get(f"{reverse(found.page)}?{found.query}").context
    if code == "parts.to_order":
        listed = {d.pk for group, _form in shown["groups"] for d in group.demands}
    elif code == "purchase_requests":
        listed = {row.request.pk for row, _form in shown["rows"]}
    else:
        listed = {r.pk for r in shown["page"]}
    assert (listed, len(listed)) == (rows, 2)


@pytest.mark.parametrize("name", ["purchases", "shortages"])
def test_list_takes_as_many_queries_for_thirty_rows_as_for_three(
    client_as: Callable[..., Client], name: str
) -> None:
    client, taken = client_as(LEAD), []
    for more in (3, 27):
        for number in range(more):
            drafted() if name == "purchases" else asked(
                PartFactory.create(), 1, document_no=f"GD-{more}-{number}"
            )
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url(name)).status_code == 200
        taken.append(len(queries))
    assert taken[0] == taken[1]


def test_order_is_found_by_its_number_state_and_part(client_as: Callable[..., Client]) -> None:
    order, other = drafted(), submitted()
    client = client_as(KEEPER)
    for query in (
        f"q={order.number}",
        "state=draft",
        f"q={order.lines.get().part.code}",
    ):
        found = client.get(f"{url('purchases')}?{query}").context["page"]
        assert [o.pk for o in found] == [order.pk], query
    assert other.pk not in [
        o.pk for o in client.get(url("purchases") + "?show=late").context["page"]
    ]


def test_paper_names_both_and_the_sum(client_as: Callable[..., Client]) -> None:
    order = placed()
    text = client_as(KEEPER).get(url("purchase_print", order.pk)).content.decode()
    for words in ("采购订货单", order.number, "¥226.00", "供应商确认"):
        assert words in text


def test_waiting_demand_and_receiving_page_show_the_day(client_as: Callable[..., Client]) -> None:
    demand = short()
    order = placed(line(demand.part, "3", demand_ids=(demand.pk,)))
    client = client_as(KEEPER)
    assert order.number in client.get(url("receive")).content.decode()
    for page in (url("demand", demand.pk), url("demands")):
        assert "06-04" in client.get(page).content.decode(), page


def test_supplier_pages(client_as: Callable[..., Client]) -> None:
    client = client_as(LEAD)
    form = {"code": "wc7", "name": "高桥汽配", "kind": "outside", "active": "on", **key()}
    assert client.post(url("supplier_new"), form).status_code == 303
    row = Supplier.objects.get(code="WC7")
    assert "高桥汽配" in client.get(url("suppliers")).content.decode()
    taken = client.post(url("supplier_new"), {**form, **key()})
    assert (taken.status_code, "编码" in taken.content.decode()) == (409, True)
    changed = {**form, **key(row), "name": "高桥汽配城"}
    assert client.post(url("supplier", row.pk), changed).status_code == 303
    assert again(row).name == "高桥汽配城"
