"""One document shared twice at the same instant: real connections, real threads."""

from __future__ import annotations

import datetime as dt
import threading
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from apps.core.refusals import Refused
from apps.org.models import Share
from apps.org.services import sharing
from apps.workorders.permissions import Perm as Orders
from tests.access.samples import order
from tests.org.test_tenure_races import together
from tests.personas import NOW, access_of, staff_of

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db(transaction=True)


def twins() -> list[Callable[[], Any]]:
    """The same share in two windows, each with a form of its own."""
    facts = {
        "obj": order(),
        "capabilities": [Orders.VIEW_WORKORDER],
        "staff": staff_of("service_advisor", "cs2"),
        "until": NOW + dt.timedelta(days=1),
        "reason": "客户要在二店取车",
    }
    by = [access_of("front_desk_supervisor") for _ in range(2)]
    return [partial(sharing.share_object, by=b, **facts) for b in by]


def test_one_of_two_equal_shares_stands() -> None:
    results = together(*twins())
    assert sorted(isinstance(r, Refused) for r in results) == [False, True]
    assert Share.objects.count() == 1


def test_control_without_the_lock_both_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    checked, refuse = threading.Barrier(2), sharing._refuse_twin

    def both_check(*args: Any) -> None:
        refuse(*args)
        checked.wait(timeout=10)

    monkeypatch.setattr(sharing, "lock", lambda row, *_: row)
    monkeypatch.setattr(sharing, "_refuse_twin", both_check)
    together(*twins())
    assert Share.objects.count() == 2
