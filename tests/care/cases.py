"""Callbacks and complaints of the small world at each point of their way."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from apps.care import services
from apps.care.models import Callback, Complaint
from apps.workorders.models import WorkOrder
from apps.workorders.services.delivery import release_vehicle
from tests.personas import NOW, access_of, department_of, store_of
from tests.workorders.till.orders import ready_order, settled

DAY = dt.timedelta(days=1)
LEFT = NOW + dt.timedelta(hours=4)
CALLED = LEFT + 2 * DAY
AGENT, AGENT2, LEAD = "care_agent", "care_agent2", "customer_care_supervisor"
GOOD = {"ratings": {"attitude": 5, "on_time": 4}, "overall": 9, "fixed": "yes"}


def delivered(order: WorkOrder | None = None, store: str = "cs1") -> WorkOrder:
    """An order whose car left with its owner."""
    order = order or ready_order(store=store)
    settled(order)
    advisor = access_of("service_advisor", store, now=LEFT)
    release_vehicle(by=advisor, order=order, version=None, old_parts="none", km_out=20_010)
    return WorkOrder.objects.get(pk=order.pk)


def callback() -> Callback:
    """The callback of a delivered car."""
    return Callback.objects.get(order=delivered())


def answer(row: Callback, who: str = AGENT, now: dt.datetime = CALLED, **facts: Any) -> Callback:
    """The customer answers, pleased unless said otherwise."""
    return services.complete_callback(
        by=access_of(who, now=now), callback=row, version=None, **{**GOOD, **facts}
    )


def complained(**facts: Any) -> Complaint:
    """A complaint out of a dissatisfied callback."""
    row = answer(callback(), **{"fixed": "no", "overall": 3, **facts})
    return Complaint.objects.get(callback=row)


def phoned(now: dt.datetime = NOW, who: str = AGENT, **facts: Any) -> Complaint:
    """A complaint by telephone."""
    return services.receive_complaint(
        **{
            "by": access_of(who, now=now),
            "store": store_of("cs1"),
            "caller_name": "李女士",
            "caller_phone": "13900002222",
            "statement": "等了三个小时",
            "topic": "time",
            "grade": "general",
            "source": "phone",
            **facts,
        }
    )


def contacted(row: Complaint | None = None, now: dt.datetime = CALLED) -> Complaint:
    """The customer was reached."""
    return services.log_contact(
        by=access_of(AGENT, now=now),
        complaint=row or complained(),
        version=None,
        medium="phone",
        result="reached",
        note="约好返店检查",
    )


def offer(row: Complaint, amount: str, who: str = LEAD, **facts: Any) -> Complaint:
    """Somebody grants goodwill."""
    return services.propose_remedy(
        by=access_of(who),
        complaint=row,
        version=None,
        amount=Decimal(amount),
        **{"reason": "延误致歉", **facts},
    )


def handled(row: Complaint | None = None) -> Complaint:
    """Cause and action are written, agreement is recorded, the second call waits."""
    row = contacted(row)
    lead = access_of(LEAD, now=CALLED)
    services.change_complaint(
        by=lead,
        complaint=row,
        version=None,
        cause="水管卡箍未紧固",
        plan="免费返修",
        action="重新紧固并试压",
        responsible_unit=department_of("workshop"),
        agreed=True,
        agreement="6月5日通话",
    )
    return services.finish_handling(by=lead, complaint=row, version=None)


def rechecked(row: Complaint | None = None, **facts: Any) -> Complaint:
    """Another agent called again."""
    row = row or handled()
    answer(row.rechecks.get(state="open"), who=AGENT2, **facts)
    return again(row)


def again(row: Any) -> Any:
    """The row as it is now."""
    return type(row).objects.get(pk=row.pk)
