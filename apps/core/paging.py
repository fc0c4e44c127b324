"""Pages of long lists without counting all of them."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.core.paginator import Paginator  # noqa: TID251  # made bounded here

MOST_COUNTED = 10_000


class BoundedPaginator(Paginator):  # type: ignore[type-arg]  # generic in the stubs only
    """Counts to ten thousand and no further; what lies beyond is found by filtering."""

    object_list: Any

    @cached_property
    def count(self) -> int:
        """How many rows there are, at most ten thousand."""
        found: int = self.object_list.order_by()[:MOST_COUNTED].count()
        return found

    @property
    def more_than_counted(self) -> bool:
        """Whether the count stopped at its bound, so that there may be more."""
        return self.count == MOST_COUNTED
