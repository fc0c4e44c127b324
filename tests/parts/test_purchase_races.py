"""Two approvers of one purchase, two receipts of its last piece: only one of each."""

from __future__ import annotations

import threading
from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from apps.core.refusals import Refused
from apps.parts import services
from apps.parts.locking import stock_differences
from apps.parts.models import GoodsReceipt, PurchaseLine, PurchaseOrder
from apps.parts.services import Arrived, arriving, purchasing
from tests.factories.parts import PartFactory
from tests.parts.test_purchasing import KEEPER, LEAD, MANAGER, again, line, placed, submitted
from tests.parts.test_races import together
from tests.personas import access_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("committed")]


def approving(order: PurchaseOrder, who: str) -> Any:
    request, by = order.requests.get(), access_of(who)
    return partial(services.decide_purchase, by=by, request=request, version=None, action="approve")


def receiving(order: PurchaseOrder) -> Any:
    arrived = [Arrived(order.lines.get().pk, Decimal(1))]
    by = access_of(KEEPER)
    return partial(services.receive_purchase, by=by, order=order, version=None, arrived=arrived)


def unlocked(meet: threading.Barrier) -> Any:
    """What reads a row without locking it and then waits until the other has read it too."""

    def read(row: Any, version: int | None = None) -> Any:
        fresh = type(row)._default_manager.get(pk=row.pk)
        if isinstance(row, PurchaseOrder):
            meet.wait(timeout=10)
        return fresh

    return read


def test_two_approvers_at_once_are_one_approval() -> None:
    order = submitted()
    results = together(approving(order, LEAD), approving(order, MANAGER))
    assert sorted(type(r).__name__ for r in results) == ["PurchaseOrder", "Refused"]
    assert again(order).state == "approved"


def test_control_without_the_lock_both_approve(monkeypatch: pytest.MonkeyPatch) -> None:
    order = submitted()
    monkeypatch.setattr(purchasing, "lock", unlocked(threading.Barrier(2)))
    results = together(approving(order, LEAD), approving(order, MANAGER))
    assert [type(r).__name__ for r in results] == ["PurchaseOrder", "PurchaseOrder"]


def test_last_piece_is_received_once() -> None:
    order = placed(line(PartFactory.create(), "1"))
    results = together(receiving(order), receiving(order))
    assert [isinstance(r, Refused) for r in results].count(True) == 1
    assert GoodsReceipt.objects.count() == 1
    assert stock_differences() == []


def test_control_without_the_lock_the_last_piece_comes_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    order = placed(line(PartFactory.create(), "1"))
    meet = threading.Barrier(2)

    def lines(rows: Any) -> list[PurchaseLine]:
        found = list(rows)
        meet.wait(timeout=10)
        return found

    monkeypatch.setattr(arriving, "lock", lambda row, version=None: again(row))
    monkeypatch.setattr(arriving, "lock_all", lines)
    together(receiving(order), receiving(order))
    assert GoodsReceipt.objects.count() == 2
