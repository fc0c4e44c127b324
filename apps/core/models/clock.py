"""The demo clock."""

from __future__ import annotations

from django.db import models

from apps.core.models.base import Row


class ClockOffset(Row):
    """The one row that says how many seconds business time is ahead (demo only, forward only)."""

    seconds = models.BigIntegerField(default=0)

    class Meta(Row.Meta):
        constraints = [
            models.CheckConstraint(condition=models.Q(seconds__gte=0), name="clock_forward_only"),
            models.CheckConstraint(condition=models.Q(id=1), name="clock_single_row"),
        ]

    def __str__(self) -> str:
        return f"+{self.seconds}s"
