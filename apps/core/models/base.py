"""Abstract bases of all rows."""

from __future__ import annotations

from typing import Any

from django.db import models


class Row(models.Model):
    """A row without history of its own: ledgers, balances, facts."""

    class Meta:
        abstract = True
        default_permissions = ()


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
