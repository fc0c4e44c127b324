"""The reach matrix of the till and of the paths of an order."""

from __future__ import annotations

from typing import Any

import pytest

from tests.access.addresses import Address
from tests.access.matrix import Person, addresses_of, opens_for_those_whose_duties_reach_it, parts

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address", addresses_of("till", "money", "prepaid", "paths"), ids=lambda a: a.name
)
def test_address_opens_for_those_whose_duties_reach_it(
    address: Address, cookies: dict[Person, str], settings: Any
) -> None:
    opens_for_those_whose_duties_reach_it(address, cookies, settings)


def test_every_part_of_the_visit_has_its_matrix() -> None:
    asked = {
        "desk",
        "appointments",
        "estimate",
        "menu",
        "shop",
        "phone",
        "quality",
        "stay",
        "files",
    }
    assert set(parts().values()) == asked | {"till", "money", "prepaid", "paths"}
