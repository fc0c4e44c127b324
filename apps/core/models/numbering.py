"""Counters behind document numbers."""

from __future__ import annotations

from django.db import models

from apps.core.models.base import Row


class Sequence(Row):
    """The last number given out for one prefix, store and business day."""

    prefix = models.CharField(max_length=8)
    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    day = models.DateField()
    last = models.PositiveIntegerField()

    class Meta(Row.Meta):
        constraints = [
            models.UniqueConstraint(fields=["prefix", "store", "day"], name="sequence_once"),
        ]

    def __str__(self) -> str:
        return f"{self.prefix} {self.day} {self.last}"
