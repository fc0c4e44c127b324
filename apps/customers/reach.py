"""How the rows of this room belong to stores: a store sees the customers and cars it knows."""

from __future__ import annotations

from django.db.models import Q

from apps.org.reach import ReachSpec

# A duty limited to accident or installation orders still needs every customer of its store.
UNNARROWED = {"accident_orders": Q(), "installation_orders": Q()}


def of_store(path: str) -> ReachSpec:
    """The reach of a row whose store is found by this lookup."""
    return ReachSpec(level="store", store=path, rows=UNNARROWED)
