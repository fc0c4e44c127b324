"""Claims of the small world at each point of their way."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from apps.warranty import services
from apps.warranty.models import Claim
from apps.warranty.services import LineAnswer
from apps.workorders import hooks
from apps.workorders.choices import Payer
from apps.workorders.models import WorkOrder
from tests.personas import NOW, access_of
from tests.workorders.till.orders import add_warranty, ready_order, settled

LATER = NOW + dt.timedelta(hours=4)
WORDS = {"complaint": "水温高", "cause": "水泵轴承漏水", "correction": "更换水泵"}


def warranty_order(labour: str = "200.00", part: str = "113.00", store: str = "cs1") -> WorkOrder:
    """A finished order with work the maker pays for."""
    return add_warranty(ready_order(store=store), labour, part)


def drafted(
    labour: str = "200.00", part: str = "113.00", store: str = "cs1", **facts: Any
) -> Claim:
    """The draft claim of such an order, as the event leaves it, with its three Cs."""
    order = warranty_order(labour, part, store)
    hooks.order_ready.send(by=access_of("dispatcher_inspector", store), order=order)
    claim = Claim.objects.get(order=order, kind=Payer.WAR)
    for name, value in {**WORDS, **facts}.items():
        setattr(claim, name, value)
    claim.save()
    return claim


def judged(labour: str = "200.00", part: str = "113.00", **facts: Any) -> Claim:
    """Judged by the appraiser, or asked upwards."""
    claim = drafted(labour, part, **facts)
    return services.judge_claim(by=access_of("warranty_appraiser"), claim=claim, version=None)


def reviewed() -> Claim:
    """Reviewed by the front desk supervisor, its order settled."""
    claim = judged()
    settled(claim.order)
    return services.review_claim(
        by=access_of("front_desk_supervisor"), claim=again(claim), version=None
    )


def submitted() -> Claim:
    """With the manufacturer."""
    return services.submit_claim(
        by=access_of("warranty_appraiser", now=LATER),
        claim=reviewed(),
        version=None,
        oem_number="DYK-1",
    )


def answered(claim: Claim | None = None, share: str = "1") -> Claim:
    """Answered: this share of each line is accepted."""
    claim = claim or submitted()
    answers = [
        LineAnswer(x.pk, x.claimed * Decimal(share), "" if share == "1" else "工时超标准")
        for x in claim.lines.all()
    ]
    return services.record_answer(
        by=access_of("warranty_appraiser", now=LATER), claim=claim, version=None, answers=answers
    )


def again(claim: Claim) -> Claim:
    """The claim as it is now."""
    return Claim.objects.get(pk=claim.pk)
