"""Rows of the workshop that need more than one line."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from apps.parts.models import Demand, Part, Warehouse
from apps.workorders.models import Finding, Job, PartLine
from tests.factories.workorders import FindingFactory
from tests.personas import NOW, staff_of


@pytest.fixture
def finding_of() -> Callable[..., Finding]:
    """A pending finding of a job."""

    def make(job: Job, **facts: Any) -> Finding:
        finding: Finding = FindingFactory(
            job=job, order=job.order, reported_by=staff_of("technician"), **facts
        )
        return finding

    return make


def part_line(job: Job, state: str = "issued", quantity: int = 2, **facts: Any) -> PartLine:
    """A part line of a job with its demand in a state."""
    part, _ = Part.objects.get_or_create(
        code="58101-M0A00", defaults={"name": "前刹车片", "list_price": Decimal(320)}
    )
    room, _ = Warehouse.objects.get_or_create(
        store=job.store, code="main", defaults={"name": "主库", "unit": job.order.unit}
    )
    amounts = {"issued": quantity} if state == "issued" else {}
    demand = Demand.objects.create(
        store=job.store,
        unit=job.order.unit,
        warehouse=room,
        document_no=job.order.number,
        plate_no=job.order.visit.plate_no,
        requester=staff_of("technician"),
        part=part,
        quantity=quantity,
        state=state,
        asked_at=NOW,
        **amounts,
    )
    line: PartLine = PartLine.objects.create(
        job=job,
        part=part,
        demand=demand,
        name=part.name,
        code=part.code,
        quantity=quantity,
        unit_price=Decimal(320),
        payer="CP",
        **facts,
    )
    return line


@pytest.fixture
def line_of(db: None) -> Callable[..., PartLine]:
    """Makes part lines."""
    return part_line
