"""Records for the platform, drawn orders and faults of the first store, ready for one line."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from apps.core.clock import business_day
from apps.workorders.choices import OrderState, SettlementState
from apps.workorders.models import (
    AuditedOrder,
    AuditFinding,
    EHealthUpload,
    ProcessAudit,
    ProcessQuestion,
    Settlement,
    Statement,
    WorkOrder,
)
from apps.workorders.services.ehealth import enter_upload
from apps.workorders.services.process_audit import draw_audit
from tests.factories.workorders import BucketFactory, SettlementFactory
from tests.personas import NOW, access_of, staff_of, store_of
from tests.workorders.till.orders import ready_order

DAY = dt.timedelta(days=1)
TODAY = business_day(NOW)


def settled(**facts: Any) -> Settlement:
    """A posted settlement of an order whose customer said something."""
    store = facts.pop("store", "cs1")
    order: WorkOrder = ready_order(store=store, **facts)
    Statement.objects.create(visit=order.visit, text="刹车有异响")
    order.state, order.settled_at = OrderState.SETTLED, NOW
    order.save()
    row = SettlementFactory(
        order=order,
        gross=Decimal(526),
        due=Decimal(526),
        net=Decimal("465.49"),
        vat=Decimal("60.51"),
        state=SettlementState.SETTLED,
        settled_by=staff_of("cashier", store),
        settled_at=NOW,
    )
    BucketFactory(settlement=row)
    credited(store)
    return row


def credited(store: str = "cs1") -> None:
    """The store has its credit code."""
    row = store_of(store)
    row.credit_code = row.credit_code or "91430100TEST00001A"
    row.save()


def upload(**facts: Any) -> EHealthUpload:
    """The record of such a settlement, not made yet."""
    login = {"cs1": "cashier"}.get(facts.get("store", "cs1"), "cashier")
    by = access_of(login, facts.get("store", "cs1"))
    found = enter_upload(settled(**facts), by=by)
    assert found is not None
    return found


def drawn(size: int = 1, orders: int = 1, **facts: Any) -> ProcessAudit:
    """A sample drawn by the information officer from so many settled orders."""
    for _n in range(orders):
        settled()
    terms = {"first": TODAY, "last": TODAY, "size": size, "due_on": TODAY + 7 * DAY, "seed": 7}
    by = access_of("information_officer")
    return draw_audit(by=by, store=store_of(), **{**terms, **facts})


def sample(**facts: Any) -> AuditedOrder:
    """One drawn order nobody has looked at."""
    return drawn(**facts).drawn.get()


def finding(**facts: Any) -> AuditFinding:
    """A fault of the advisor's, to be put right."""
    row = facts.pop("sample", None) or sample()
    known = {
        "number": f"LZ-{row.pk}",
        "store": row.store,
        "question": "客户陈述按客户原话记录",
        "severity": "minor",
        "what": "客户陈述只写了“保养”",
        "owner": staff_of("service_advisor"),
        "due_on": TODAY + 7 * DAY,
        "found_by": staff_of("information_officer"),
        "found_at": NOW,
    }
    return AuditFinding.objects.create(sample=row, **{**known, **facts})


def fixed(**facts: Any) -> AuditFinding:
    """The same, put right by the advisor."""
    told = {"state": "fixed", "measure": "已补记并复训", "fixed_by": staff_of("service_advisor")}
    return finding(**{**told, "fixed_at": NOW, **facts})


def question() -> ProcessQuestion:
    """One question of the first store's own."""
    return ProcessQuestion.objects.create(store=store_of(), text="车内已铺三件套", position=1)
