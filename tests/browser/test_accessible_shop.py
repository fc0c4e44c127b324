"""The pages of the workshop, and of every part of the visit not named elsewhere, by axe-core."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.access.matrix import addresses_of
from tests.browser.accessible import in_shop, read_all

if TYPE_CHECKING:
    from tests.browser.accessible import Reader


@pytest.mark.parametrize("part", in_shop())
def test_every_page_of_a_part_of_the_visit_is_accessible(reader: Reader, part: str) -> None:
    assert read_all(reader, addresses_of(part)) == []
