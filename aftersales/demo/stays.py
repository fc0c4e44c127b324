"""The plan of one stay: a car, its work, who does it and how far it has got."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from apps.workorders import pricing

if TYPE_CHECKING:
    from aftersales.demo.floor import Spot
    from aftersales.demo.garage import Car
    from aftersales.demo.people import Shop
    from apps.org.models import Staff
    from apps.workorders.models import (
        Assignment,
        Job,
        LabourOperation,
        PartLine,
        Visit,
        WorkOrder,
    )


class Stage(IntEnum):
    """How far a stay has got; each includes what comes before it."""

    DRAFT = 0
    QUEUED = 1
    ASSIGNED = 2
    WORKING = 3
    FINDING = 4
    SHORT = 5
    SELF_CHECKED = 6
    LEADER_CHECKED = 7
    READY = 8
    PREPARED = 9
    SETTLED = 10
    DELIVERED = 11
    LEFT = 12


@dataclass
class Step:
    """One change of a job's state."""

    at: dt.datetime
    action: str
    before: str
    after: str
    by: Staff | None
    reason: str = ""
    cause: str = ""


@dataclass
class Task:
    """One job of the plan with its rows and the steps it took."""

    job: Job
    operation: LabourOperation
    spot: Spot | None = None
    steps: list[Step] = field(default_factory=list)
    assignment: Assignment | None = None
    parts: list[PartLine] = field(default_factory=list)

    @property
    def last_at(self) -> dt.datetime:
        """When it took its last step."""
        return self.steps[-1].at


@dataclass
class Stay:
    """One car in the house."""

    shop: Shop
    car: Car
    work: dict[str, Any]
    opened_at: dt.datetime
    stage: Stage
    advisor: Staff
    visit: Visit
    order: WorkOrder
    km: int
    tasks: list[Task] = field(default_factory=list)
    lines: list[pricing.Line] = field(default_factory=list)
    technician: Staff | None = None
    said: str = ""

    @property
    def payer(self) -> str:
        """Who pays, when nothing else was agreed."""
        return str(self.work.get("payer", "CP"))

    @property
    def done(self) -> bool:
        """Whether the work is finished."""
        return self.stage >= Stage.READY

    def charge(self, kind: str, payer: str, amount: Decimal) -> None:
        """Remember a line for the bill."""
        self.lines.append(pricing.Line(payer, kind, amount, Decimal(13)))
