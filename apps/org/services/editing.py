"""Saving the plain facts of a row that has no process of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from apps.core.services import lock, service

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db import models

    from apps.core.capabilities import CapabilityEnum
    from apps.org.access import Access

M = TypeVar("M", bound="models.Model")


@service
def save_edited(
    *,
    by: Access,
    row: M,
    values: Mapping[str, Any],
    perm: CapabilityEnum,
    version: int | None = None,
) -> M:
    """The row carries the new values; it must be in reach before and after the change.

    Raises Stale, Denied, Http404.
    """
    if row.pk:
        row = lock(row, version)
        by.require(perm, row)
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    by.require(perm, row)
    return row
