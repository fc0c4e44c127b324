"""Prints docs/reach.md: where the rows of every model belong."""

from __future__ import annotations

from typing import Any

from django.apps import apps as installed
from django.core.management.base import BaseCommand
from django.db import models

from apps.org.reach import ReachSpec

HEAD = """# Where rows belong

Every business row belongs to a store and to the department that answers for it; a grant's scope
covers it by these look-ups. `manage.py reach` prints this page and a test holds it to the code.

* **store**, **unit**: the look-up of the store, and of the unit whose subtree a team or unit scope
  must contain. **level** widens every narrower scope to the store or the group.
* **owners**: whose own row it is. **rows**: the named row filters a grant may ask.
* **through**: reverse relations whose rows bring this row into reach.
  **with shared**: shared documents that bring this row along.

| model | store | unit | level | owners | rows | through | with shared |
|---|---|---|---|---|---|---|---|
"""


def table() -> str:
    """The page as it should stand in docs/reach.md."""
    rows = [_row(m) for m in installed.get_models() if _spec(m) is not None]
    return HEAD + "".join(sorted(rows))


def _spec(model: type[models.Model]) -> ReachSpec | None:
    found = getattr(model, "reach", None)
    return found if isinstance(found, ReachSpec) else None


def _row(model: type[models.Model]) -> str:
    spec = _spec(model)
    if spec is None:
        raise TypeError(model._meta.label)
    store = "—" if spec.level == "group" else f"`{spec.store}`"
    unit = "—" if spec.level else f"`{spec.unit_path or spec.unit}`"
    cells = (
        model._meta.label,
        store,
        unit,
        spec.level or "—",
        _names(spec.owners),
        _names(spec.rows),
        _names(spec.through),
        _names(spec.shared_through),
    )
    return f"| {' | '.join(cells)} |\n"


def _names(names: Any) -> str:
    return ", ".join(f"`{n}`" for n in names) or "—"


class Command(BaseCommand):
    """``manage.py reach > docs/reach.md``"""

    help = "Print where the rows of every model belong (docs/reach.md)."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Print the page."""
        self.stdout.write(table(), ending="")
