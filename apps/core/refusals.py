"""The ways a request is turned down, each with words for the person who asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

    from apps.core.capabilities import CapabilityEnum


class Refused(Exception):
    """A rule or the state of things forbids the act; nothing was changed (HTTP 409)."""

    status = 409

    def __init__(self, message: _StrOrPromise, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class Stale(Refused):
    """Somebody changed the row after the page was made (HTTP 409)."""

    def __init__(self, message: _StrOrPromise, row: object = None) -> None:
        super().__init__(message)
        self.row = row


class KeyReused(Refused):
    """An operation key came back with another content (HTTP 422)."""

    status = 422


class Denied(Exception):
    """The row is in reach, but no duty of the person allows the act (HTTP 403)."""

    def __init__(self, perm: CapabilityEnum, obj: object = None) -> None:
        super().__init__(str(perm))
        self.perm = perm
        self.obj = obj
