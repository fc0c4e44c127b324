"""The path each class of work takes, as data."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from apps.workorders.choices import InspectionLevel, RepairClass, WorkClass

THREE_LEVELS = (InspectionLevel.SELF, InspectionLevel.LEADER, InspectionLevel.FINAL)
ONE_CHECK = (InspectionLevel.SELF, InspectionLevel.FINAL)


@dataclass(frozen=True)
class Path:
    """What an order of one class must pass through.

    ``levels`` are the inspections of each job; with two of them the second may be done by the team
    leader or the inspector.  ``signature`` asks for the customer's, ``approver`` for an internal
    one with a cost centre.  ``promise`` asks for a promised time before authorisation.
    ``cashier`` is false where the total is zero by nature.
    """

    levels: tuple[InspectionLevel, ...] = THREE_LEVELS
    jobs: bool = True
    checkin: bool = True
    signature: bool = True
    approver: bool = False
    promise: bool = True
    cashier: bool = True

    @property
    def one_check(self) -> bool:
        """Whether one check after the self-check is enough."""
        return InspectionLevel.LEADER not in self.levels


WORK_CLASSES: dict[str, Path] = {
    WorkClass.EXPRESS: Path(levels=ONE_CHECK),
    WorkClass.GENERAL: Path(),
    WorkClass.ACCIDENT: Path(promise=False),
    WorkClass.BODY_PAINT: Path(),
    WorkClass.FREE_CHECK: Path(levels=ONE_CHECK, cashier=False),
    WorkClass.WASH: Path(
        levels=ONE_CHECK,
        jobs=False,
        checkin=False,
        signature=False,
        promise=False,
        cashier=False,
    ),
    WorkClass.PDI: Path(signature=False, approver=True),
    WorkClass.INTERNAL: Path(signature=False, approver=True),
    WorkClass.INSTALLATION: Path(levels=ONE_CHECK),
}


@dataclass(frozen=True)
class Guarantee:
    """The least guarantee on a repair, whichever of the two ends first."""

    days: int
    km: int


GUARANTEES: dict[str, Guarantee] = {
    RepairClass.WHOLE_VEHICLE: Guarantee(100, 20_000),
    RepairClass.ASSEMBLY: Guarantee(100, 20_000),
    RepairClass.LEVEL2: Guarantee(30, 5_000),
    RepairClass.LEVEL1: Guarantee(10, 2_000),
    RepairClass.MINOR: Guarantee(10, 2_000),
}
"""机动车维修管理规定 on the guarantee period, counted from the day of leaving."""

CERTIFICATE_CLASSES = frozenset(
    {RepairClass.WHOLE_VEHICLE, RepairClass.ASSEMBLY, RepairClass.LEVEL2}
)
"""Repair classes that may not leave without a completion certificate."""

HIGH_VOLTAGE_PERMIT = "high_voltage"
"""Code of the permit without which nobody works on a high-voltage system."""

WHOLE = Decimal(100)
"""Percent that the shares of a job's technicians add up to."""
