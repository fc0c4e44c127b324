"""The pages of every room but the visit by axe-core."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.access.addresses import every_address
from tests.browser.accessible import read_all, room_of

if TYPE_CHECKING:
    from tests.browser.accessible import Reader


def rooms() -> list[str]:
    """Every room with addresses but the visit."""
    return sorted({room_of(a) for a in every_address()} - {"workorders"})


@pytest.mark.parametrize("room", rooms())
def test_every_page_of_a_room_is_accessible(reader: Reader, room: str) -> None:
    assert read_all(reader, [a for a in every_address() if room_of(a) == room]) == []
