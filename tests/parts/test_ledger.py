"""Balances follow the ledger, cost follows the moving average, and nothing goes below zero."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from apps.core.refusals import Refused
from apps.parts import services
from apps.parts.locking import stock_differences
from apps.parts.models import Demand, GoodsReceiptLine, LostDemand, StockMove
from apps.parts.services import Arrival
from tests.factories.parts import PartFactory, asked, level_of, room, stocked
from tests.personas import access_of

pytestmark = pytest.mark.django_db


def receive(part, quantity, cost=None):
    """Goods of one line."""
    unit_cost = None if cost is None else Decimal(cost)
    return services.receive_goods(
        by=access_of("parts_keeper"),
        warehouse=room(),
        supplier=None,
        lines=[Arrival(part, Decimal(quantity), unit_cost)],
    )


def issue(*demands, **more):
    """Hand out by the keeper."""
    return services.issue(by=access_of("parts_keeper"), demands=demands, **more)


def test_receipt_moves_the_average_with_four_decimals():
    part = stocked(10, "50")
    receive(part, 20, "56")
    assert level_of(part).avg_cost == Decimal("54.0000")
    receive(part, 1, "1")
    assert level_of(part).avg_cost == Decimal("52.2903")


def test_issue_leaves_the_average_and_writes_its_cost_into_the_ledger():
    part = stocked(10, "50")
    issue(asked(part, 4))
    move = StockMove.objects.get(part=part, kind="issue")
    assert (move.quantity, move.unit_cost, move.on_hand_after) == (-4, 50, 6)
    assert move.by == access_of("parts_keeper").staff
    assert move.tenure is not None
    assert level_of(part).avg_cost == 50


def test_return_comes_back_at_the_cost_of_its_issue():
    part = stocked(10, "50")
    (demand,) = issue(asked(part, 4))
    receive(part, 6, "100")
    services.return_to_stock(by=access_of("parts_keeper"), demand=demand, quantity=Decimal(2))
    assert StockMove.objects.get(part=part, kind="return").unit_cost == 50
    assert level_of(part).avg_cost == Decimal("71.4286")
    assert stock_differences() == []


def test_return_of_everything_ends_the_demand():
    part = stocked(2)
    (demand,) = issue(asked(part, 2))
    done = services.return_to_stock(
        by=access_of("parts_keeper"), demand=demand, quantity=Decimal(2)
    )
    assert done.state == Demand.State.RETURNED
    assert level_of(part).on_hand == 2


def test_return_of_more_than_the_workshop_has_is_refused_in_words():
    (demand,) = issue(asked(stocked(5), 2))
    with pytest.raises(Refused, match="车间现有 2，不能退 3"):
        services.return_to_stock(by=access_of("parts_keeper"), demand=demand, quantity=Decimal(3))


def test_demand_takes_what_is_there_and_keeps_the_gap_as_lost():
    part = stocked(3)
    demand = asked(part, 5)
    assert (demand.state, demand.reserved, demand.filled_first_ask) == ("short", 3, False)
    assert LostDemand.objects.get(demand=demand).quantity == 2
    assert level_of(part).available == 0


def test_issue_of_a_short_demand_hands_out_what_it_holds_and_stays_short():
    demand = asked(stocked(3), 5)
    (row,) = issue(demand)
    assert (row.state, row.issued, row.missing) == ("short", 3, 2)
    assert stock_differences() == []


def test_issue_with_nothing_held_is_refused():
    with pytest.raises(Refused, match="没有可发的库存"):
        issue(asked(PartFactory.create(), 1))


def test_receipt_serves_the_earliest_promise_first():
    part = PartFactory.create()
    now = access_of("parts_keeper").now
    late = asked(part, 2, needed_at=now.replace(hour=17), document_no="GD-A")
    soon = asked(part, 2, needed_at=now.replace(hour=11), document_no="GD-B")
    receive(part, 3, "5")
    for row in (late, soon):
        row.refresh_from_db()
    assert (soon.state, soon.reserved) == ("reserved", 2)
    assert (late.state, late.reserved) == ("short", 1)
    assert not soon.filled_first_ask


def test_exchange_part_waits_for_the_old_one_or_a_reason():
    demand = asked(stocked(2, exchange_required=True), 1)
    with pytest.raises(Refused, match="以旧换新"):
        issue(demand)
    (row,) = issue(demand, old_parts=[demand.pk])
    assert row.old_part_received
    other = asked(stocked(2, exchange_required=True), 1)
    (row,) = issue(other, no_old_part_reason="客户自留")
    assert row.no_old_part_reason == "客户自留"


def test_cancelling_gives_the_stock_to_the_one_that_waits():
    part = stocked(2)
    first, second = asked(part, 2), asked(part, 1, document_no="GD-2")
    services.cancel_demand(by=access_of("service_advisor"), demand=first, reason="客户取消")
    second.refresh_from_db()
    assert second.state == Demand.State.RESERVED
    assert stock_differences() == []


def test_demand_with_parts_in_the_workshop_is_not_cancelled():
    demand = asked(stocked(1), 2)
    issue(demand)
    with pytest.raises(Refused, match="请先退料"):
        services.cancel_demand(by=access_of("service_advisor"), demand=demand, reason="x")


def test_release_needs_a_reason_and_frees_the_stock():
    part = stocked(2)
    demand = asked(part, 2)
    keeper = access_of("parts_keeper")
    with pytest.raises(Refused, match="请填写原因"):
        services.release(by=keeper, demand=demand, reason=" ")
    assert services.release(by=keeper, demand=demand, reason="急件").state == "short"
    assert level_of(part).available == 2


def test_quantity_goes_down_to_what_was_issued_and_up_to_what_is_free():
    part = stocked(5)
    advisor = access_of("service_advisor")
    demand = asked(part, 4)
    fewer = services.change_quantity(by=advisor, demand=demand, quantity=Decimal(1))
    assert (fewer.reserved, level_of(part).available) == (1, 4)
    more = services.change_quantity(by=advisor, demand=fewer, quantity=Decimal(7))
    assert (more.state, more.reserved, more.missing) == ("short", 5, 2)
    issue(more)
    with pytest.raises(Refused, match="已发出 5"):
        services.change_quantity(by=advisor, demand=more, quantity=Decimal(4))
    done = services.change_quantity(by=advisor, demand=more, quantity=Decimal(5))
    assert done.state == Demand.State.ISSUED
    assert stock_differences() == []


@pytest.mark.parametrize("quantity", ["0", "-1", "1.5", "NaN", "Infinity", "1000000"])
def test_senseless_quantity_of_pieces_is_refused(quantity):
    with pytest.raises(ValidationError):
        asked(stocked(5), quantity)


def test_drum_oil_is_issued_by_the_litre_with_three_decimals():
    oil = stocked("208", category="oil", measure="升")
    issue(asked(oil, "4.250"))
    assert level_of(oil).on_hand == Decimal("203.750")
    with pytest.raises(ValidationError, match="三位小数"):
        asked(oil, "4.2505")


def test_price_that_comes_later_corrects_what_still_lies_there():
    part = stocked(2, "10")
    services.receive_direct(
        by=access_of("parts_keeper"),
        warehouse=room(),
        part=part,
        quantity=Decimal(2),
        supplier=None,
    )
    line = GoodsReceiptLine.objects.get(part=part, unit_cost=None)
    services.price_line(by=access_of("parts_keeper"), line=line, unit_cost=Decimal(20))
    assert level_of(part).avg_cost == Decimal("15.0000")
    with pytest.raises(Refused, match="已经有进价"):
        services.price_line(by=access_of("parts_keeper"), line=line, unit_cost=Decimal(20))


@pytest.mark.parametrize(
    "change", ["UPDATE parts_stockmove SET quantity = 1", "DELETE FROM parts_stockmove"]
)
def test_ledger_refuses_change_and_deletion(change):
    stocked(1)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        connection.cursor().execute(change)


def test_differences_name_a_balance_that_left_its_ledger():
    part = stocked(3)
    row = level_of(part)
    row.on_hand = 4
    row.save()
    (words,) = stock_differences()
    assert "balance 4.000 but ledger 3.000" in words
