"""What many keepers at once can do to one shelf: real connections, real threads."""

from __future__ import annotations

import itertools
import threading
import uuid
from collections import Counter
from decimal import Decimal
from functools import partial

import pytest
from django.db import connections

from apps.core.refusals import Refused
from apps.parts import locking, services
from apps.parts.models import Demand, Part, StockLevel, StockMove
from apps.parts.services import Arrival
from tests.factories.parts import asked, level_of, room, stocked
from tests.personas import access_of, department_of, store_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("committed")]
TAKERS = 16
PIECES = 10


def together(*works):
    """Run every work at the same instant in a thread of its own; return what each gave."""
    barrier, results = threading.Barrier(len(works)), [None] * len(works)

    def run(index, work):
        try:
            barrier.wait()
            results[index] = work()
        except Refused as refusal:
            results[index] = refusal
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def hand_out_one(part, number):
    """One keeper hands out one piece at once."""
    by, store, unit = access_of("parts_keeper"), store_of(), department_of("parts")
    return lambda: services.hand_out(
        by=by,
        store=store,
        unit=unit,
        document_no=f"ZP-{number}",
        plate_no="",
        part=part,
        quantity=Decimal(1),
    )


def test_ten_pieces_serve_ten_of_sixteen_takers():
    part = stocked(PIECES)
    results = together(*(hand_out_one(part, i) for i in range(TAKERS)))
    served = [r for r in results if isinstance(r, Demand)]
    refused = [r for r in results if isinstance(r, Refused)]
    assert (len(served), len(refused)) == (PIECES, TAKERS - PIECES)
    assert level_of(part).on_hand == 0
    assert locking.stock_differences() == []


def test_reserving_shares_out_exactly_what_is_there():
    part = stocked(PIECES)
    room()
    results = together(*(partial(asked, part, document_no=f"GD-{i}") for i in range(TAKERS)))
    assert Counter(r.state for r in results) == {"reserved": PIECES, "short": TAKERS - PIECES}
    assert level_of(part).reserved == PIECES
    assert locking.stock_differences() == []


def unguarded_take(movements, *, by):
    """What a naive issue does: read, decide, write back. It exists to show the race."""
    for m in movements:
        level = StockLevel.objects.get(part_id=m.part_id, warehouse_id=m.warehouse_id)
        gate.wait()
        left = level.on_hand - m.quantity
        StockLevel.objects.filter(pk=level.pk).update(on_hand=left)
        StockMove.objects.create(
            part_id=m.part_id,
            warehouse_id=m.warehouse_id,
            kind=m.kind,
            quantity=-m.quantity,
            unit_cost=level.avg_cost,
            on_hand_after=left,
            document=m.document,
            at=by.now,
        )


gate = threading.Barrier(2, timeout=10)


def test_control_without_the_guard_the_race_shows():
    part, by = stocked(PIECES), access_of("parts_keeper")
    move = locking.Movement("issue", part.pk, room().pk, Decimal(6), "X")
    together(*(lambda: unguarded_take([move], by=by) for _ in range(2)))
    assert any("balance 4.000 but ledger -2.000" in words for words in locking.stock_differences())


def test_with_the_guard_the_same_race_is_refused():
    part, by = stocked(PIECES), access_of("parts_keeper")
    move = locking.Movement("issue", part.pk, room().pk, Decimal(6), "X")
    results = together(*(lambda: locking.take([move], by=by) for _ in range(2)))
    assert [type(r) for r in results].count(Refused) == 1
    assert locking.stock_differences() == []


def test_demands_of_several_parts_in_any_order_never_deadlock():
    parts = [stocked(100) for _ in range(3)]
    orders = list(itertools.permutations(parts))

    def work(index):
        by, store, unit = access_of("service_advisor"), store_of(), department_of("front_desk")
        keeper = access_of("parts_keeper")

        def run():
            for turn in range(5):
                demands = services.raise_demands(
                    by=by,
                    store=store,
                    unit=unit,
                    document_no=f"GD-{index}-{turn}",
                    plate_no="",
                    needed_at=None,
                    lines=[(p, Decimal(1)) for p in orders[index]],
                )
                services.issue(by=keeper, demands=demands)
            return True

        return run

    assert together(*(work(i) for i in range(len(orders)))) == [True] * len(orders)
    assert {level_of(p).on_hand for p in parts} == {Decimal(70)}
    assert locking.stock_differences() == []


def test_issues_of_demands_asked_in_opposite_order_never_deadlock():
    first, second = stocked(100), stocked(100)
    there = [[asked(p, document_no=f"GD-A{i}") for p in (first, second)] for i in range(8)]
    back = [[asked(p, document_no=f"GD-B{i}") for p in (second, first)] for i in range(8)]

    def work(orders):
        keeper = access_of("parts_keeper")
        return lambda: [len(services.issue(by=keeper, demands=demands)) for demands in orders]

    assert together(work(there), work(back)) == [[2] * 8, [2] * 8]
    assert level_of(first).on_hand == level_of(second).on_hand == 84


def test_receipt_and_request_at_once_never_leave_stock_beside_a_promise_it_could_keep():
    part = Part.objects.get(pk=stocked(1).pk)
    keeper, place = access_of("parts_keeper"), room()
    lines = [Arrival(part, Decimal(5), Decimal(3))]
    together(
        lambda: services.receive_goods(by=keeper, warehouse=place, supplier=None, lines=lines),
        *(partial(asked, part, document_no=f"GD-{i}") for i in range(4)),
    )
    assert locking.stock_differences() == []
    assert not Demand.objects.to_reserve().exists()
    assert level_of(part).reserved == 4


def test_double_submit_issues_once():
    part = stocked(5)
    demand, key = asked(part, 2), uuid.uuid4()
    twins = [access_of("parts_keeper", key=key) for _ in range(2)]
    results = together(*(partial(services.issue, by=by, demands=[demand]) for by in twins))
    assert [r[0].pk for r in results] == [demand.pk, demand.pk]
    assert StockMove.objects.filter(demand=demand).count() == 1
    assert level_of(part).on_hand == 3
