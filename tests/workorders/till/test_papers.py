"""Papers of the till: fees in a part of their own, the invoice asked for, the certificate."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from apps.core import queues
from apps.core.money import ZERO
from apps.workorders.choices import JobState, OrderState, Payer, RepairClass
from apps.workorders.following import refresh_totals
from apps.workorders.invoice_request import rate_lines
from apps.workorders.models import FieldCash, LabourLine, SettlementBucket, WorkOrder
from apps.workorders.path_choices import LineKind
from apps.workorders.services.delivery import release_vehicle
from apps.workorders.services.field_cash import add_field_cash, hand_in
from apps.workorders.services.invoices import issue_invoice
from apps.workorders.statement import statement_of
from tests.factories.workorders import JobFactory, LabourLineFactory
from tests.personas import access_of
from tests.workorders.till.orders import HOURS_LATER, prepared, ready_order, settled

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

pytestmark = pytest.mark.django_db
NUMBER = "24432000000012345678"


def with_fees() -> WorkOrder:
    """An order with a wheel straightened elsewhere, a towing fee, and washing at six percent."""
    order = ready_order()
    job = JobFactory(order=order, state=JobState.DONE, name="轮毂", position=2)
    facts: dict[str, Any] = {"job": job, "hours": Decimal(1)}
    LabourLineFactory(**facts, description="外加工：轮毂整形", kind=LineKind.SUBLET, unit_price=120)
    LabourLineFactory(**facts, description="拖车费", kind=LineKind.FEE, unit_price=80)
    LabourLineFactory(**facts, description="洗车", unit_price=53, vat_rate=Decimal(6))
    return refresh_totals(order)


def customers(order: WorkOrder, **wish: Any) -> SettlementBucket:
    return prepared(order, **wish).buckets.get(payer=Payer.CP)


def test_sublet_and_fees_stand_in_a_part_of_their_own() -> None:
    paper = statement_of(order := with_fees(), customers(order))
    assert [row.line.description for row in paper.fees] == ["外加工：轮毂整形", "拖车费"]
    assert [row.line.kind for row in paper.labour] == ["labour", "labour"]
    assert (paper.hours_sum, paper.other_fees) == (Decimal(353), Decimal(200))
    assert paper.hours_sum + paper.other_fees + paper.bucket.parts == paper.bucket.gross


def test_settlement_list_prints_the_fees_apart(client_as: Callable[..., Client]) -> None:
    bucket = customers(with_fees())
    url = reverse("workorders:settlement_print", args=[bucket.settlement_id])
    text = client_as("service_advisor").get(url).content.decode()
    labour, fees = text.split("工时费小计")[0], text.split("材料费小计")[1]
    assert "拖车费" not in labour
    assert "拖车费" in fees.split("费用合计")[0]
    assert "外加工" in fees


def test_fee_another_pays_stands_at_zero() -> None:
    order = with_fees()
    line = LabourLine.objects.get(description="拖车费")
    line.payer = Payer.WAR
    line.save()
    refresh_totals(order)
    paper = statement_of(order, customers(order))
    assert [row.line.description for row in paper.other_fee_lines] == ["拖车费"]
    assert paper.other_fees == Decimal(120)


@pytest.mark.parametrize("wish", [{}, {"labour_pct": Decimal(5), "round_off": Decimal(3)}])
def test_invoice_is_asked_for_by_rate_of_tax_exactly(wish: dict[str, Decimal]) -> None:
    bucket = customers(with_fees(), **wish)
    lines = rate_lines([bucket])
    assert [(x.words, x.rate) for x in lines] == [
        ("汽车修理费", Decimal(13)),
        ("汽车修理费", Decimal(6)),
        ("汽车配件", Decimal(13)),
    ]
    assert sum((x.net for x in lines), ZERO) == bucket.net
    assert sum((x.vat for x in lines), ZERO) == bucket.vat
    assert sum((x.gross for x in lines), ZERO) == bucket.due


def test_invoice_request_prints_title_tax_number_and_sums(
    client_as: Callable[..., Client],
) -> None:
    bucket = customers(with_fees(), invoice_title="湘江物流有限公司", tax_no="91430100MA4L16JQ9B")
    url = reverse("workorders:invoice_request", args=[bucket.pk])
    text = client_as("service_advisor").get(url).content.decode()
    for words in ("开票申请单", "湘江物流有限公司", "91430100MA4L16JQ9B", "¥779.00", "柒佰柒拾玖"):
        assert words in text


def test_request_over_several_bills_adds_them_up(client_as: Callable[..., Client]) -> None:
    first, second = customers(ready_order()), customers(ready_order())
    url = reverse("workorders:invoice_request", args=[first.pk])
    page = client_as("cashier").get(f"{url}?bucket={first.pk}&bucket={second.pk}")
    assert page.context["sums"]["gross"] == first.due + second.due
    assert len(page.context["buckets"]) == 2


@pytest.mark.parametrize("login", ["technician", "care_agent"])
def test_who_neither_prepares_nor_invoices_gets_no_request(
    client_as: Callable[..., Client], login: str
) -> None:
    url = reverse("workorders:invoice_request", args=[customers(ready_order()).pk])
    assert client_as(login).get(url).status_code in {403, 404}


def test_request_of_another_store_is_out_of_reach(client_as: Callable[..., Client]) -> None:
    url = reverse("workorders:invoice_request", args=[customers(ready_order()).pk])
    assert client_as("cashier", "cs2").get(url).status_code == 404


def test_certificate_names_the_invoice(client_as: Callable[..., Client]) -> None:
    order = ready_order(repair_class=RepairClass.LEVEL2)
    order.certificate_no, order.old_parts = "HG-1", "take"
    order.save()
    settlement = settled(order)
    by = access_of("service_advisor", now=HOURS_LATER)
    facts = {"km_out": 20_010, "old_parts": "take", "receiver_name": "王车主"}
    release_vehicle(by=by, order=WorkOrder.objects.get(pk=order.pk), version=None, **facts)
    url = reverse("workorders:certificate", args=[order.pk])
    assert NUMBER not in client_as("service_advisor").get(url).content.decode()
    issue_invoice(
        by=access_of("cashier", now=HOURS_LATER),
        buckets=list(settlement.buckets.all()),
        number=NUMBER,
        title="王车主",
    )
    text = client_as("service_advisor").get(url).content.decode()
    assert "发票号码" in text
    assert NUMBER in text


# ------------------------------------------------------------------ cash of the road


def test_cash_still_out_is_what_the_queue_counts(client_as: Callable[..., Client]) -> None:
    order = ready_order(state=OrderState.QUEUED)
    by = access_of("technician")
    rows = [
        add_field_cash(by=by, order=order, payer_name="王车主", amount=Decimal(n), place="三环")
        for n in (300, 200)
    ]
    hand_in(by=access_of("cashier"), cash=rows[0], version=None, counted=Decimal(300))
    queue = queues.queue("field_cash_out")
    waiting = {row.pk for row in queue.rows(by)}
    client = client_as("technician")
    page = client.get(f"{reverse(queue.page)}?{queue.query}")
    assert {row.pk for row in page.context["rows"]} == waiting == {rows[1].pk}
    assert len(client.get(reverse(queue.page)).context["rows"]) == FieldCash.objects.count() == 2
