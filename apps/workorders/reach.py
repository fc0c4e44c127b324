"""How the rows of this room belong to units: an order to its front desk, a job to its team."""

from __future__ import annotations

from django.db.models import Q

from apps.org.reach import ReachSpec
from apps.workorders.choices import WorkClass

ROW_FILTERS = {
    "accident_orders": WorkClass.ACCIDENT,
    "installation_orders": WorkClass.INSTALLATION,
}


def rows_by_class(lookup: str) -> dict[str, Q]:
    """The named row filters of grants, for a model that finds its work class by this lookup."""
    return {name: Q(**{lookup: kind}) for name, kind in ROW_FILTERS.items()}


def of_order(path: str, store: str = "") -> ReachSpec:
    """The reach of a row that belongs to the order found by ``path``."""
    return ReachSpec(
        store=store or f"{path}__store",
        unit=f"{path}__unit",
        owners=(f"{path}__advisor",),
        rows=rows_by_class(f"{path}__work_class"),
        shared_through=(path,),
    )


def of_job(path: str, store: str = "") -> ReachSpec:
    """The reach of a row that belongs to the job found by ``path``."""
    return ReachSpec(
        store=store or f"{path}__store",
        unit=f"{path}__unit",
        owners=(f"{path}__assignments__staff",),
        rows=rows_by_class(f"{path}__order__work_class"),
        shared_through=(path, f"{path}__order"),
    )
