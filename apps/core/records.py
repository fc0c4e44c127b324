"""What the record of acts consists of: histories, and ledgers whose rows are written once.

Every tracked model's history belongs to it by itself.  A ledger is declared in its app's
``audit.py``: who wrote a row, when, and to which document it belongs.  ``stories`` says which
rows belong to the story of a document.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from django.apps import apps as installed

if TYPE_CHECKING:
    from django.db import models


@dataclass(frozen=True)
class Ledger:
    """A table whose rows are acts: ``staff`` and ``at`` name its columns of person and time.

    ``tenure`` and ``request`` are its columns for these where it has them.  A ledger of accounts
    names the column of the account as ``user`` instead of ``staff`` and brings its own index.
    ``written_once`` says that the database refuses to change or delete its rows.
    """

    model: str
    staff: str = "by_id"
    at: str = "at"
    tenure: str = ""
    request: str = ""
    user: str = ""
    written_once: bool = True

    @property
    def table(self) -> str:
        """The table of the database."""
        return str(installed.get_model(self.model)._meta.db_table)

    @property
    def person(self) -> str:
        """The key of the person, in SQL."""
        if not self.user:
            return self.staff
        return f"(SELECT s.id FROM org_staff s WHERE s.user_id = {self.table}.{self.user})"

    @property
    def is_of_person(self) -> str:
        """The condition, in SQL, that a row is of the person with the key ``%s``."""
        if not self.user:
            return f"{self.staff} = %s"
        return f"{self.user} = (SELECT s.user_id FROM org_staff s WHERE s.id = %s)"


_ledgers: dict[str, Ledger] = {}
_stories: dict[str, tuple[str, ...]] = {}


def ledger(model: str, **columns: Any) -> None:
    """Declare a ledger."""
    _ledgers[model.lower()] = Ledger(model, **columns)


def ledgers() -> dict[str, Ledger]:
    """All ledgers by the lower-case label of their model."""
    return dict(_ledgers)


def story(model: str, *parts: str) -> None:
    """Declare what belongs to the story of a document: reverse relations, ``jobs__part_lines``."""
    _stories[model.lower()] = parts


def parts_of(model: type[models.Model]) -> tuple[str, ...]:
    """The declared parts of a document's story."""
    return _stories.get(model._meta.label_lower, ())


@cache
def histories() -> dict[str, type[models.Model]]:
    """The history model of every tracked model, by the tracked one's lower-case label."""
    found = {}
    for model in installed.get_models():
        history: Any = getattr(model, "history", None)
        if history is not None:
            found[model._meta.label_lower] = history.model
    return found
