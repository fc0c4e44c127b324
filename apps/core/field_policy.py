"""Which fields of a row are not for everyone who sees it: contact, cost, profit.

Each app declares its own in ``audit.py``.  Pages, history and files ask the same rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from apps.core.figures_text import NOTHING, address_masked, phone_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db import models

    from apps.core.actor import Actor
    from apps.core.capabilities import CapabilityEnum

MASKS: dict[str, Callable[[str], str]] = {"phone": phone_text, "address": address_masked}


@dataclass(frozen=True)
class FieldRule:
    """One field kept apart under a right.

    ``mask`` names how a contact field is shown to everyone until it is revealed (``MASKS``); a
    field without one (cost, profit) is left out altogether for those without the right.
    """

    model: str
    field: str
    perm: CapabilityEnum
    mask: str = ""

    @property
    def is_contact(self) -> bool:
        """Whether the field is masked and can be revealed."""
        return bool(self.mask)

    def masked(self, value: object) -> str:
        """The value as everyone may see it."""
        text = str(value or "")
        return MASKS[self.mask](text) if text else NOTHING


_rules: dict[tuple[str, str], FieldRule] = {}


def contact(model: str, perm: CapabilityEnum, **fields: str) -> None:
    """Declare contact fields and how each is masked: ``contact(m, P, phone="phone")``."""
    for field, mask in fields.items():
        _declare(FieldRule(model, field, perm, mask))


def withheld(model: str, perm: CapabilityEnum, *fields: str) -> None:
    """Declare fields that only holders of the right see at all."""
    for field in fields:
        _declare(FieldRule(model, field, perm))


def _declare(rule: FieldRule) -> None:
    _rules[rule.model.lower(), rule.field] = rule


def rule_of(model: type[models.Model], field: str) -> FieldRule | None:
    """The rule of a field, None for one that everyone sees."""
    return _rules.get((model._meta.label_lower, field))


def rules_of(model: type[models.Model]) -> dict[str, FieldRule]:
    """All rules of a model by field."""
    label = model._meta.label_lower
    return {field: rule for (owner, field), rule in _rules.items() if owner == label}


def open_to(rules: dict[str, FieldRule], by: Actor, row: models.Model) -> frozenset[str]:
    """The withheld fields of a row that this person may see; one query for all of them."""
    kept = {name: rule for name, rule in rules.items() if not rule.is_contact}
    held = by.allowed(row, {rule.perm for rule in kept.values()}) if kept else set()
    return frozenset(name for name, rule in kept.items() if rule.perm.value in held)


def every_rule() -> list[FieldRule]:
    """All declared rules."""
    return list(_rules.values())
