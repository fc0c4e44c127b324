"""The address of a page about any row."""

from __future__ import annotations

import pytest
from django.urls import reverse

from apps.core.addresses import address_of


@pytest.mark.parametrize(
    "name", ["workorders:checkin", "workorders:repair_file", "org:position_sheet"]
)
@pytest.mark.parametrize("pk", [0, 7, 10_000_207])
def test_it_is_what_reverse_says(name: str, pk: int) -> None:
    assert address_of(name)(pk) == reverse(name, args=[pk])
