"""Purchase orders: drafted, approved by another within the limit, placed, received, cancelled."""

from __future__ import annotations

import datetime as dt
import uuid
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404

from apps.core.queues import queue
from apps.core.refusals import Denied, Refused, Stale
from apps.org.models import Tenure
from apps.parts import services
from apps.parts.locking import stock_differences
from apps.parts.models import Demand, GoodsReceiptLine, Part, PurchaseOrder
from apps.parts.services import Arrived, Wanted
from apps.parts.shortages import in_packs, shortages, wanted_for
from tests.factories.parts import PartFactory, SupplierFactory, asked, level_of, room, stocked
from tests.personas import NOW, access_of, staff_of

pytestmark = pytest.mark.django_db
KEEPER, LEAD, MANAGER, GENERAL = (
    "parts_keeper",
    "parts_supervisor",
    "service_manager",
    "general_manager",
)
SOON = (NOW + dt.timedelta(days=3)).date()


def line(part: Part, quantity: str = "2", price: str = "100", rate: str = "13", **facts: Any):
    return Wanted(part, Decimal(quantity), Decimal(price), Decimal(rate), **facts)


def drafted(*lines: Wanted, by: str = KEEPER, **facts: Any) -> PurchaseOrder:
    facts.setdefault("supplier", SupplierFactory.create(manufacturer=False))
    return services.draft_purchase(
        by=access_of(by), warehouse=room(), lines=lines or [line(PartFactory.create())], **facts
    )


def submitted(*lines: Wanted, by: str = KEEPER, **facts: Any) -> PurchaseOrder:
    order = drafted(*lines, by=by, **facts)
    return services.submit_purchase(by=access_of(by), order=order, version=None)


def decide(order: PurchaseOrder, who: str, action: str = "approve", reason: str = "") -> Any:
    return services.decide_purchase(
        by=access_of(who),
        request=order.requests.latest("pk"),
        version=None,
        action=action,
        reason=reason,
    )


def placed(*lines: Wanted, **facts: Any) -> PurchaseOrder:
    order = decide(submitted(*lines, **facts), LEAD)
    return services.place_purchase(
        by=access_of(KEEPER), order=order, version=None, expected_on=SOON
    )


def receive(order: PurchaseOrder, quantity: str, **facts: Any) -> Any:
    (first, *_rest) = order.lines.all()
    return services.receive_purchase(
        **{
            "by": access_of(KEEPER),
            "order": order,
            "version": None,
            "arrived": [Arrived(first.pk, Decimal(quantity))],
            **facts,
        }
    )


def again(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)


def short(quantity: str = "3") -> Demand:
    """A demand of which nothing lies on the shelf."""
    return asked(PartFactory.create(), quantity)


def test_sums_are_exact_line_by_line() -> None:
    order = drafted(
        line(PartFactory.create(), "3", "33.3333", "13"),
        line(PartFactory.create(), "1", "0.05", "3"),
    )
    assert [x.net for x in order.lines.all()] == [Decimal("100.00"), Decimal("0.05")]
    assert (order.net, order.vat, order.gross) == (
        Decimal("100.05"),
        Decimal("13.00"),
        Decimal("113.05"),
    )


@pytest.mark.parametrize(
    ("price", "position"),
    [
        ("50000", LEAD),
        ("50000.01", MANAGER),
        ("200000", MANAGER),
        ("200000.01", GENERAL),
    ],
)
def test_it_climbs_to_the_first_whose_limit_covers_it(price: str, position: str) -> None:
    order = submitted(line(PartFactory.create(), "1", price, "0"))
    assert order.requests.get().asked_of.code == position
    assert decide(order, position).state == "approved"


def test_limit_is_measured_with_tax() -> None:
    order = submitted(line(PartFactory.create(), "1", "44247.79", "13"))
    assert order.gross == Decimal("50000.00")
    assert order.requests.get().asked_of.code == LEAD


def test_author_with_the_right_to_approve_asks_the_next_one_up() -> None:
    order = submitted(by=LEAD)
    assert order.requests.get().asked_of.code == MANAGER
    with pytest.raises(Refused, match="同一个人"):
        decide(order, LEAD)


def test_author_standing_in_above_approves_nothing_of_theirs() -> None:
    absent = staff_of(LEAD).tenures.get()
    Tenure.objects.create(
        staff=staff_of(KEEPER),
        post=absent.post,
        kind=Tenure.Kind.ACTING,
        acting_for=absent,
        state=Tenure.State.APPROVED,
        starts_at=NOW,
        ends_at=NOW + dt.timedelta(days=7),
    )
    with pytest.raises(Refused, match="同一个人"):
        decide(submitted(), KEEPER)


def test_beyond_the_limit_is_refused_with_who_can() -> None:
    order = submitted(line(PartFactory.create(), "1", "60000", "0"))
    with pytest.raises(Refused, match="售后服务经理"):
        decide(order, LEAD)


def test_refused_order_is_a_draft_again_with_the_reason() -> None:
    order = decide(submitted(), LEAD, "refuse", "价格偏高")
    assert order.state == "draft"
    order = services.submit_purchase(by=access_of(KEEPER), order=order, version=None)
    assert order.requests.count() == 2


def test_taken_back_it_is_a_draft_again() -> None:
    order = submitted()
    services.withdraw_purchase_request(
        by=access_of(KEEPER), request=order.requests.get(), version=None
    )
    assert again(order).state == "draft"


def test_draft_is_its_authors() -> None:
    order = drafted()
    with pytest.raises(Refused, match="编制人"):
        services.submit_purchase(by=access_of(LEAD), order=order, version=None)
    with pytest.raises(Refused, match="编制人"):
        services.change_purchase(
            by=access_of(LEAD),
            order=order,
            version=None,
            supplier=order.supplier,
            lines=[line(PartFactory.create())],
        )


def test_order_without_a_price_is_not_submitted() -> None:
    with pytest.raises(Refused, match="单价"):
        submitted(line(PartFactory.create(), "1", "0"))


@pytest.mark.parametrize(
    ("quantity", "price", "rate"),
    [("0", "1", "13"), ("1", "-1", "13"), ("1", "NaN", "13"), ("1", "1", "51"), ("1", "1", "-1")],
)
def test_senseless_figures_are_refused(quantity: str, price: str, rate: str) -> None:
    with pytest.raises((ValidationError, Refused)):
        drafted(line(PartFactory.create(), quantity, price, rate))
    assert not PurchaseOrder.objects.exists()


def test_no_lines_one_part_twice_and_a_past_day_are_refused() -> None:
    part = PartFactory.create()
    with pytest.raises(ValidationError, match="合并"):
        drafted(line(part), line(part))
    with pytest.raises(ValidationError, match="至少"):
        services.draft_purchase(
            by=access_of(KEEPER), warehouse=room(), supplier=SupplierFactory.create(), lines=[]
        )
    with pytest.raises(ValidationError, match="早于"):
        drafted(expected_on=(NOW - dt.timedelta(days=1)).date())


def test_changed_draft_has_the_new_lines_only() -> None:
    order, part = drafted(), PartFactory.create()
    changed = services.change_purchase(
        by=access_of(KEEPER),
        order=order,
        version=order.version,
        supplier=order.supplier,
        lines=[line(part, "1", "10", "0")],
    )
    assert ([x.part for x in changed.lines.all()], changed.gross) == ([part], Decimal("10.00"))


def test_submitted_order_is_not_changed() -> None:
    order = submitted()
    with pytest.raises(Refused, match="不能再修改"):
        services.change_purchase(
            by=access_of(KEEPER),
            order=order,
            version=None,
            supplier=order.supplier,
            lines=[line(PartFactory.create())],
        )


def test_manufacturers_order_needs_the_manufacturers_number() -> None:
    maker = SupplierFactory.create(manufacturer=True)
    order = decide(submitted(supplier=maker), LEAD)
    by = access_of(KEEPER)
    with pytest.raises(Refused, match="厂家单号"):
        services.place_purchase(by=by, order=order, version=None, expected_on=SOON)
    done = services.place_purchase(
        by=by, order=order, version=None, expected_on=SOON, supplier_order_no="kia-1"
    )
    assert (done.state, done.supplier_order_no) == ("ordered", "KIA-1")


def test_unapproved_order_is_not_placed() -> None:
    with pytest.raises(Refused):
        services.place_purchase(
            by=access_of(KEEPER), order=submitted(), version=None, expected_on=SOON
        )


def test_shortage_becomes_a_line_and_leaves_the_list() -> None:
    demand = short()
    by = access_of(LEAD)
    (group,) = shortages(by)
    assert group.demands == [demand]
    order = drafted(*wanted_for([demand], by), by=LEAD)
    (bought,) = order.lines.all()
    assert (bought.quantity, [c.demand for c in bought.covers.all()]) == (Decimal(3), [demand])
    assert shortages(by) == []
    services.cancel_purchase(by=by, order=order, version=None, reason="改向外采")
    assert [g.demands for g in shortages(by)] == [[demand]]


def test_shortages_are_grouped_by_who_delivered_last_with_the_last_price() -> None:
    source = SupplierFactory.create()
    part = stocked(1, "17.5")
    receipt = GoodsReceiptLine.objects.get(part=part).receipt
    receipt.supplier = source
    receipt.save()
    first, second = asked(part, 2), asked(part, 4)
    short()
    groups = shortages(access_of(LEAD))
    assert [(g.supplier, len(g.demands)) for g in groups] == [(source, 2), (None, 1)]
    (wanted,) = wanted_for([first, second], access_of(LEAD))
    assert (wanted.quantity, wanted.unit_price) == (Decimal(5), Decimal("17.5"))


def test_last_price_is_not_told_to_who_may_not_see_costs() -> None:
    part = stocked(1, "17.5")
    (wanted,) = wanted_for([asked(part, 2)], access_of(KEEPER))
    assert wanted.unit_price == 0


def test_quantity_is_rounded_up_to_whole_packs() -> None:
    part = PartFactory.create(pack=Decimal(6))
    assert [in_packs(part, Decimal(n)) for n in (1, 6, 7)] == [6, 6, 12]


def test_those_who_wait_see_the_day_and_its_change() -> None:
    demand = short()
    order = placed(line(demand.part, "3", demand_ids=(demand.pk,)))
    assert again(demand).expected_on == SOON
    later = SOON + dt.timedelta(days=2)
    services.change_expected(
        by=access_of(KEEPER), order=order, version=None, expected_on=later, reason="厂家缺货"
    )
    assert again(demand).expected_on == later
    services.cancel_purchase(by=access_of(KEEPER), order=order, version=None, reason="停产")
    assert again(demand).expected_on is None


def test_partial_receipts_fill_demands_and_complete_the_order() -> None:
    demand = short("3")
    order = placed(line(demand.part, "4", "25", demand_ids=(demand.pk,)))
    receive(order, "1")
    assert (again(order).state, again(demand).state) == ("partly_received", "short")
    receive(order, "3")
    assert (again(order).state, again(demand).state) == ("received", "reserved")
    assert again(demand).expected_on is None
    level = level_of(demand.part)
    assert (level.on_hand, level.reserved, level.avg_cost) == (4, 3, Decimal(25))
    assert {x.purchase_line.order for x in GoodsReceiptLine.objects.all()} == {order}
    assert stock_differences() == []


def test_more_than_ordered_is_refused() -> None:
    order = placed(line(PartFactory.create(), "2"))
    receive(order, "1")
    with pytest.raises(Refused, match="还有 1"):
        receive(order, "2")
    assert order.lines.get().received == 1


@pytest.mark.parametrize("make", [drafted, submitted])
def test_nothing_is_received_on_what_was_not_ordered(make: Any) -> None:
    with pytest.raises(Refused, match="不能收货"):
        receive(make(), "1")


def test_rest_that_will_not_come_is_closed_and_wanted_anew() -> None:
    demand = short("3")
    order = placed(line(demand.part, "3", demand_ids=(demand.pk,)))
    receive(order, "1")
    by = access_of(LEAD)
    assert shortages(by) == []
    services.close_purchase(by=by, order=order, version=None, reason="停产")
    assert [g.demands for g in shortages(by)] == [[again(demand)]]


def test_partly_received_order_is_closed_not_cancelled() -> None:
    order = placed()
    receive(order, "1")
    with pytest.raises(Refused):
        services.cancel_purchase(by=access_of(KEEPER), order=order, version=None, reason="x")


def test_cancelling_needs_a_reason_and_ends_its_request() -> None:
    order = submitted()
    with pytest.raises(Refused, match="原因"):
        services.cancel_purchase(by=access_of(KEEPER), order=order, version=None, reason=" ")
    services.cancel_purchase(by=access_of(KEEPER), order=order, version=None, reason="不要了")
    assert order.requests.get().state == "withdrawn"


def test_advisor_buys_nothing_and_other_store_finds_nothing() -> None:
    order = drafted()
    with pytest.raises((Denied, Http404)):
        drafted(by="service_advisor")
    with pytest.raises(Http404):
        services.cancel_purchase(by=access_of(KEEPER, "cs2"), order=order, version=None, reason="x")


def test_stale_and_twice_sent_forms() -> None:
    order, key = drafted(), uuid.uuid4()
    with pytest.raises(Stale):
        services.submit_purchase(by=access_of(KEEPER), order=order, version=99)
    for _ in range(2):
        services.submit_purchase(by=access_of(KEEPER, key=key), order=order, version=order.version)
    assert order.requests.count() == 1


def test_receipt_sent_twice_is_one_receipt() -> None:
    order, key = placed(line(PartFactory.create(), "2")), uuid.uuid4()
    for _ in range(2):
        receive(order, "1", by=access_of(KEEPER, key=key))
    assert order.lines.get().received == 1


def test_queues_hold_what_waits_for_the_buyer() -> None:
    by = access_of(KEEPER)
    approved = decide(submitted(), LEAD)
    order = placed()
    assert list(queue("parts.to_place").rows(by)) == [approved]
    assert not queue("parts.late").rows(by).exists()
    after = access_of(KEEPER, now=NOW + dt.timedelta(days=4))
    assert list(queue("parts.late").rows(after)) == [order]


def test_late_begins_after_the_expected_day() -> None:
    placed()
    on_the_day = dt.datetime.combine(SOON, dt.time(23), tzinfo=NOW.tzinfo)
    assert not queue("parts.late").rows(access_of(KEEPER, now=on_the_day)).exists()


def test_supplier_is_kept_with_a_code_of_its_own() -> None:
    facts = {"name": "高桥汽配", "manufacturer": False}
    by = access_of(LEAD)
    row = services.keep_supplier(by=by, supplier=None, version=None, code="wc9", **facts)
    assert row.code == "WC9"
    with pytest.raises(Refused, match="编码"):
        services.keep_supplier(by=by, supplier=None, version=None, code="WC9", **facts)
    with pytest.raises((Denied, Http404)):
        services.keep_supplier(
            by=access_of(KEEPER), supplier=row, version=None, code="WC9", **facts
        )
