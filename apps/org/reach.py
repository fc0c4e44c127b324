"""How a model says which of its rows a scope covers, and the queryset that asks the engine."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db import models

if TYPE_CHECKING:
    from collections.abc import Mapping

    from apps.core.actor import Actor
    from apps.core.capabilities import CapabilityEnum

M_co = TypeVar("M_co", bound=models.Model, covariant=True)


@dataclass(frozen=True)
class ReachSpec:
    """Where a row belongs.

    ``store`` and ``unit`` are lookups of the store and of the department answering for the row;
    ``unit_path`` overrides the lookup of the unit's path.  ``owners`` are lookups of the persons
    whose own row it is.  ``level`` ("store" or "group") widens narrower scopes to it.  ``rows``
    are the named row filters of grants.  ``through`` names reverse relations whose rows bring
    their parent into reach; ``shared_through`` are the lookups of documents that bring this row
    along when they are shared.  ``page`` is the URL name of the page of one row, which takes its
    ``pk``: rows that have one can be shared.  ``seen_by`` is the right of another kind of row that
    brings these into sight, such as the visit with its work orders.
    """

    store: str = "store"
    unit: str = "unit"
    unit_path: str = ""
    owners: tuple[str, ...] = ()
    level: str = ""
    rows: Mapping[str, models.Q] = field(default_factory=dict)
    through: tuple[str, ...] = ()
    shared_through: tuple[str, ...] = ()
    page: str = ""
    seen_by: str = ""

    @property
    def path(self) -> str:
        """The lookup of the path of the answering unit."""
        return self.unit_path or f"{self.unit}__path"


class ReachQuerySet(models.QuerySet[M_co]):
    """A queryset of rows that belong somewhere; every list starts at ``visible_to``."""

    def visible_to(self, access: Actor, perm: CapabilityEnum | None = None) -> Self:
        """The rows inside the reach of ``perm``, or of any right on the model when None."""
        limited: Self = access.limit_reach(self, perm)
        return limited


def spec_of(model: type[models.Model]) -> ReachSpec:
    """The declared reach of a model; raises TypeError for one that has none."""
    spec: Any = getattr(model, "reach", None)
    if not isinstance(spec, ReachSpec):
        raise TypeError(f"{model._meta.label} declares no reach")
    return spec
