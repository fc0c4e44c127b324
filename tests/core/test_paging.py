"""Lists are paged without counting millions."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group

from apps.core import paging

pytestmark = pytest.mark.django_db


def groups(count: int) -> paging.BoundedPaginator:
    """Pages of two over so many rows."""
    Group.objects.bulk_create(Group(name=f"页{n}") for n in range(count))
    return paging.BoundedPaginator(Group.objects.filter(name__startswith="页").order_by("pk"), 2)


def test_counts_what_there_is_below_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "MOST_COUNTED", 4)
    found = groups(3)
    assert (found.count, found.num_pages, found.more_than_counted) == (3, 2, False)


def test_stops_counting_at_the_bound_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "MOST_COUNTED", 4)
    found = groups(7)
    assert (found.count, found.num_pages, found.more_than_counted) == (4, 2, True)
