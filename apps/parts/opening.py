"""The opening catalogue: reads ``fixtures/parts.yaml`` into unsaved rows."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from apps.parts.models import Part

OPENING = Path("fixtures") / "parts.yaml"


@dataclass(frozen=True)
class OpeningPart:
    """A part of the file with what the catalogue itself does not hold.

    ``cost`` is yuan per unit without VAT; ``stock`` the opening quantity of one store;
    ``superseded_by`` the number of the part that replaces it.
    """

    part: Part
    cost: Decimal
    stock: Decimal
    superseded_by: str


def read_opening(path: Path | None = None) -> list[OpeningPart]:
    """The rows of the file, in its order; nothing is saved."""
    text = (path or settings.BASE_DIR / OPENING).read_text(encoding="utf-8")
    return [_row(row) for row in yaml.safe_load(text)["parts"]]


def _row(row: dict[str, Any]) -> OpeningPart:
    part = Part(
        code=row["code"],
        name=row["name"],
        name_en=row["name_en"],
        brand=row["brand"],
        fits=row["fits"],
        measure=row["measure"],
        kind=row.get("kind", Part.Kind.ORIGINAL),
        category=row["category"],
        list_price=Decimal(row["price"]),
        warranty_price=Decimal(row["warranty"]),
        pack=Decimal(row.get("pack", 1)),
        exchange_required=row.get("exchange", False),
        guarantee_months=row["months"],
        guarantee_km=row["km"],
    )
    part.derive()
    superseded_by = row.get("superseded_by", "")
    return OpeningPart(part, Decimal(row["cost"]), Decimal(row["stock"]), superseded_by)
