"""The pages of the parts room: what is shown, what is refused, how many queries it takes."""

from __future__ import annotations

import re
import uuid
from decimal import Decimal

import pytest
from django.urls import reverse

from apps.parts.models import Demand, GoodsReceipt, StockMove
from tests.factories.parts import PartFactory, SupplierFactory, asked, level_of, room, stocked

pytestmark = pytest.mark.django_db
NUMBER = "GD-CS1-260601-0001"


def key():
    """A fresh operation key, as each form carries one."""
    return {"operation_key": str(uuid.uuid4())}


def text_of(response):
    """The page in words."""
    return response.content.decode()


def test_keeper_hands_out_a_whole_order_in_one_click(client_as):
    demands = [asked(stocked(5), 2), asked(stocked(5), 1)]
    keeper = client_as("parts_keeper")
    page = text_of(keeper.get(reverse("parts:demands") + "?show=issue"))
    assert page.count('name="lines"') == 2
    post = {"action": "issue", "lines": [d.pk for d in demands], **key()}
    response = keeper.post(reverse("parts:issue", args=[NUMBER]), post)
    assert response.status_code == 303
    assert set(Demand.objects.values_list("state", flat=True)) == {"issued"}
    assert "2 行已发料" in text_of(keeper.get(response["Location"]))


def test_old_part_missing_comes_back_with_words_and_keeps_the_ticks(client_as):
    demand = asked(stocked(5, exchange_required=True), 2)
    post = {"action": "issue", "lines": [demand.pk], **key()}
    response = client_as("parts_keeper").post(reverse("parts:issue", args=[NUMBER]), post)
    assert response.status_code == 409
    page = text_of(response)
    assert "以旧换新" in page
    assert re.search(rf'value="{demand.pk}"[^>]*checked', page)
    assert StockMove.objects.filter(kind="issue").count() == 0


def test_second_press_replays_and_changes_nothing(client_as):
    part = stocked(5)
    demand = asked(part, 2)
    post = {"action": "issue", "lines": [demand.pk], **key()}
    keeper, url = client_as("parts_keeper"), reverse("parts:issue", args=[NUMBER])
    assert [keeper.post(url, post).status_code for _ in range(2)] == [303, 303]
    assert level_of(part).on_hand == 3


def test_issue_in_the_wrong_state_is_refused(client_as):
    demand = asked(stocked(5), 2)
    keeper, url = client_as("parts_keeper"), reverse("parts:issue", args=[NUMBER])
    keeper.post(url, {"action": "issue", "lines": [demand.pk], **key()})
    response = keeper.post(url, {"action": "issue", "lines": [demand.pk], **key()})
    assert response.status_code == 409
    assert "已发料" in text_of(response)


def test_issue_with_nothing_ticked_asks_for_a_line(client_as):
    asked(stocked(5), 2)
    post = {"action": "issue", **key()}
    response = client_as("parts_keeper").post(reverse("parts:issue", args=[NUMBER]), post)
    assert response.status_code == 422
    assert "请至少勾选一行" in text_of(response)


def test_document_of_another_store_is_not_found(client_as):
    demand = asked(stocked(5), 2)
    post = {"action": "issue", "lines": [demand.pk], **key()}
    url = reverse("parts:issue", args=[NUMBER])
    assert client_as("parts_keeper", store="cs2").post(url, post).status_code == 404
    assert client_as("service_advisor").post(url, post).status_code == 403


@pytest.mark.parametrize("quantity", ["-1", "0", "1.5", "99999999", "1e30", "abc", ""])
def test_senseless_return_is_refused_beside_the_field(client_as, quantity):
    part = stocked(5)
    demand = asked(part, 2)
    keeper = client_as("parts_keeper")
    keeper.post(
        reverse("parts:issue", args=[NUMBER]), {"action": "issue", "lines": [demand.pk], **key()}
    )
    url = reverse("parts:return", args=[demand.pk])
    response = keeper.post(url, {"quantity": quantity, **key()})
    assert response.status_code == 422
    assert "field-error" in text_of(response)
    assert level_of(part).on_hand == 3


def test_stale_form_is_refused_and_keeps_the_typed_text(client_as):
    demand = asked(stocked(5), 2)
    advisor, url = client_as("service_advisor"), reverse("parts:quantity", args=[demand.pk])
    assert advisor.post(url, {"quantity": 3, "version": 1, **key()}).status_code == 303
    response = advisor.post(url, {"quantity": 4, "version": 1, **key()})
    assert response.status_code == 409
    assert 'value="4"' in text_of(response)
    demand.refresh_from_db()
    assert demand.quantity == 3


def test_request_finds_a_part_by_pinyin_and_reserves_it(client_as):
    part = stocked(5, name="空调滤清器")
    post = {"document_no": NUMBER, "plate_no": "湘A1", "part": "ktlqq", "quantity": "1", **key()}
    response = client_as("technician").post(reverse("parts:request"), post)
    assert response.status_code == 303
    assert Demand.objects.get(part=part).state == "reserved"


@pytest.mark.parametrize(
    ("typed", "words"), [("没有的件", "目录中没有"), ("KTLQQ", "多个零件"), ("OLD-1", "替代")]
)
def test_request_of_an_unclear_part_says_what_to_do(client_as, typed, words):
    parts = [stocked(5, name="空调滤清器") for _ in range(2)]
    PartFactory.create(code="OLD-1", superseded_by=parts[0])
    post = {"document_no": NUMBER, "part": typed, "quantity": "1", **key()}
    response = client_as("technician").post(reverse("parts:request"), post)
    assert response.status_code == 422
    assert words in text_of(response)


def receipt_form(**lines):
    """A receipt with these lines."""
    return {"warehouse": room().pk, "supplier": SupplierFactory.create().pk, **lines, **key()}


def test_delivery_of_several_lines_goes_to_its_shelves_and_serves_the_waiting(client_as):
    first, second = PartFactory.create(), PartFactory.create(category="oil", measure="升")
    waiting = asked(first, 2)
    form = receipt_form(
        **{"line0-part": first.code.lower(), "line0-quantity": "4", "line0-unit_cost": "12.5"},
        **{"line1-part": second.code, "line1-quantity": "20.5", "line1-bin": "a-01"},
    )
    response = client_as("parts_keeper").post(reverse("parts:receive"), form)
    assert response.status_code == 303
    waiting.refresh_from_db()
    assert waiting.state == "reserved"
    assert level_of(second).bin.code == "A-01"
    assert level_of(second).on_hand == Decimal("20.5")


def test_accessory_keeper_receives_through_the_page(client_as):
    mats = PartFactory.create(category="accessory")
    form = receipt_form(**{"line0-part": mats.code, "line0-quantity": "4"})
    response = client_as("accessory_keeper").post(reverse("parts:receive"), form)
    assert response.status_code == 303
    assert level_of(mats).on_hand == 4
    other = receipt_form(**{"line0-part": PartFactory.create().code, "line0-quantity": "4"})
    response = client_as("accessory_keeper").post(reverse("parts:receive"), other)
    assert response.status_code == 422
    assert "目录中没有" in text_of(response)


@pytest.mark.parametrize(
    "line",
    [
        {},
        {"line0-part": "NICHTS", "line0-quantity": "1"},
        {"line0-part": "GUT-1"},
        {"line0-quantity": "1"},
        {"line0-part": "GUT-1", "line0-quantity": "-3"},
        {"line0-part": "GUT-1", "line0-quantity": "1", "line0-unit_cost": "-1"},
        {"line0-part": "GUT-1", "line0-quantity": "2.5"},
        {
            "line0-part": "GUT-1",
            "line0-quantity": "1",
            "line1-part": "GUT-1",
            "line1-quantity": "1",
        },
    ],
)
def test_senseless_delivery_is_refused_and_changes_nothing(client_as, line):
    PartFactory.create(code="GUT-1")
    response = client_as("parts_keeper").post(reverse("parts:receive"), receipt_form(**line))
    assert response.status_code == 422
    assert not GoodsReceipt.objects.exists()


def test_quick_receipt_takes_three_fields_and_its_price_comes_later(client_as):
    part, keeper = PartFactory.create(), client_as("parts_keeper")
    form = {"part": part.code, "quantity": "1", "supplier": "", "warehouse": room().pk, **key()}
    assert keeper.post(reverse("parts:receive_direct"), form).status_code == 303
    receipt = GoodsReceipt.objects.get(direct=True)
    assert receipt.number in text_of(keeper.get(reverse("parts:receive")))
    url = reverse("parts:price", args=[receipt.lines.get().pk])
    assert keeper.post(url, {"unit_cost": "-5", **key()}).status_code == 422
    assert keeper.post(url, {"unit_cost": "30", "version": 1, **key()}).status_code == 303
    assert level_of(part).avg_cost == 30


def test_release_asks_for_a_reason(client_as):
    demand = asked(stocked(5), 2)
    keeper, url = client_as("parts_keeper"), reverse("parts:act", args=[demand.pk])
    assert keeper.post(url, {"action": "release", "reason": "", **key()}).status_code == 409
    assert keeper.post(url, {"action": "release", "reason": "急件", **key()}).status_code == 303
    assert "急件" in text_of(keeper.get(reverse("parts:demand", args=[demand.pk])))


def test_slip_is_printed_with_shelf_and_plate(client_as):
    asked(stocked(5), 2)
    page = text_of(client_as("parts_keeper").get(reverse("parts:slip", args=[NUMBER])))
    assert "领料单" in page
    assert NUMBER in page


@pytest.mark.parametrize(
    ("name", "login"),
    [
        ("parts:demands", "parts_keeper"),
        ("parts:stock", "parts_supervisor"),
        ("parts:receive", "parts_keeper"),
    ],
)
def test_list_takes_as_many_queries_for_thirty_rows_as_for_three(
    client_as, name, login, django_assert_max_num_queries
):
    client = client_as(login)
    counts = []
    for number in (3, 27):
        for i in range(number):
            asked(stocked(1), 2, document_no=f"GD-{number}-{i % 7}")
        client.get(reverse(name))
        with django_assert_max_num_queries(40) as captured:
            assert client.get(reverse(name)).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_slip_and_detail_of_a_filled_document_stay_flat(client_as, django_assert_max_num_queries):
    keeper, counts = client_as("parts_keeper"), []
    for number in (3, 27):
        for _ in range(number):
            asked(stocked(2), 1)
        with django_assert_max_num_queries(40) as captured:
            keeper.get(reverse("parts:slip", args=[NUMBER]))
        counts.append(len(captured))
    assert counts[0] == counts[1]
