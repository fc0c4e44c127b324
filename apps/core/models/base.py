"""Abstract bases of all rows."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.encoding import force_str

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def _labels(field: Any) -> Mapping[Any, Any]:
    return dict(field.flatchoices)


class Row(models.Model):
    """A row without history of its own: ledgers, balances, facts."""

    class Meta:
        abstract = True
        default_permissions = ()

    def _get_FIELD_display(self, field: Any) -> str:
        # Django's own translates every label of the field to find one: a quarter of a list's time.
        value = getattr(self, field.attname)
        return str(force_str(_labels(field).get(value, value), strings_only=True))


class TrackedRow(Row):
    """A row whose every change is kept; ``version`` rises by one with each save."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta(Row.Meta):
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the whole row; a partial save would write a false history and is refused."""
        if kwargs.get("update_fields") is not None:
            raise TypeError("tracked rows are saved whole: update_fields is not allowed")
        if not self._state.adding:
            self.version += 1
        super().save(*args, **kwargs)
