"""The reach matrix of the workshop: board, phone, quality, the stay of a car."""

from __future__ import annotations

from typing import Any

import pytest

from tests.access.addresses import Address
from tests.access.matrix import Person, addresses_of, opens_for_those_whose_duties_reach_it

pytestmark = pytest.mark.django_db
PARTS = ("shop", "phone", "quality", "stay", "files")


@pytest.mark.parametrize("address", addresses_of(*PARTS), ids=lambda a: a.name)
def test_address_opens_for_those_whose_duties_reach_it(
    address: Address, cookies: dict[Person, str], settings: Any
) -> None:
    opens_for_those_whose_duties_reach_it(address, cookies, settings)
