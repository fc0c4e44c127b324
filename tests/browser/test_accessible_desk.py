"""The pages of reception by axe-core."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.access.matrix import addresses_of
from tests.browser.accessible import AT_DESK, read_all

if TYPE_CHECKING:
    from tests.browser.accessible import Reader


@pytest.mark.parametrize("part", AT_DESK)
def test_every_page_of_a_part_of_the_visit_is_accessible(reader: Reader, part: str) -> None:
    assert read_all(reader, addresses_of(part)) == []
