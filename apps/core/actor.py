"""Who acts: what ``core`` knows of the person behind a request, a command or an event."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal

    from django.db import models

    from apps.core.capabilities import CapabilityEnum


class Store(Protocol):
    """A store as far as document numbers need it; ``org.OrgUnit`` is the real one."""

    @property
    def pk(self) -> int:
        """The key."""

    @property
    def code(self) -> str:
        """The short code printed in numbers."""


class Actor(Protocol):
    """The person (or the system) acting at one instant; ``org.access.Access`` is the real one."""

    @property
    def staff_id(self) -> int | None:
        """The acting person, None for the system."""

    @property
    def now(self) -> dt.datetime:
        """Business time of the act, read once."""

    @property
    def posts(self) -> Sequence[Any]:
        """The posts the person holds or stands in for, none for the system."""

    @property
    def operation_key(self) -> uuid.UUID | None:
        """The key the form carried, so that the same act is not done twice."""

    @property
    def request_id(self) -> str:
        """Ties every row written by one request together."""

    def can(self, perm: CapabilityEnum) -> bool:
        """Whether the right is held anywhere."""

    def may(self, perm: CapabilityEnum, obj: models.Model) -> bool:
        """Whether the right covers this row."""

    def require(self, perm: CapabilityEnum, obj: models.Model) -> None:
        """Raise Denied (or Http404 when the row may not even be seen)."""

    def allowed(self, obj: models.Model, perms: Iterable[CapabilityEnum]) -> set[str]:
        """The codenames among ``perms`` that cover this row."""

    def covers(
        self, perm: CapabilityEnum, obj: models.Model, amounts: Mapping[str, Decimal]
    ) -> bool:
        """Whether the right covers this row with limits as large as every amount."""

    def tenure_id_for(self, perm: CapabilityEnum | None, obj: models.Model) -> int | None:
        """The tenure in which the person acts on this row."""

    def sees(self, obj: models.Model) -> bool:
        """Whether any right makes the row visible."""

    def limit_reach(self, queryset: Any, perm: CapabilityEnum | None) -> Any:
        """The rows of ``queryset`` inside the reach of the right."""
