"""The business figures that pages read: the store's own before the group's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from apps.core.models import Setting

if TYPE_CHECKING:
    import datetime as dt


def figure(code: str, on: dt.date, store_id: int | None = None) -> Any:
    """The value of a setting on a day; raises KeyError when nobody ever set it."""
    return Setting.objects.value(code, on, store_id)
