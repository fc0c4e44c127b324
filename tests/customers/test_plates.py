"""The forms of number plates."""

from __future__ import annotations

import pytest

from apps.customers.plates import PlateKind, kind_of, normalised


@pytest.mark.parametrize(
    ("plate", "kind"),
    [
        ("湘A12345", PlateKind.BLUE),
        ("京AF0236", PlateKind.BLUE),
        ("湘AD12345", PlateKind.GREEN),
        ("湘AF12345", PlateKind.GREEN),
        ("湘A12345D", PlateKind.GREEN),
        ("粤Z1234港", PlateKind.HONG_KONG_MACAU),
        ("粤ZA12B澳", PlateKind.HONG_KONG_MACAU),
        ("湘A1234警", PlateKind.POLICE),
        ("使014578", PlateKind.EMBASSY),
        ("沪A0023领", PlateKind.EMBASSY),
        ("VA12345", PlateKind.MILITARY),
        ("WJ湘1234X", PlateKind.MILITARY),
        ("湘A1234学", PlateKind.YELLOW),
        ("湘A1234临", PlateKind.TEMPORARY),
        ("", PlateKind.NONE),
    ],
)
def test_kind_of_known_forms(plate: str, kind: PlateKind) -> None:
    assert kind_of(plate) == kind


@pytest.mark.parametrize("plate", ["湘O1234", "A12345", "湘A123456789", "未知", "湘AI2345"])
def test_kind_of_unknown_forms_is_left_to_the_person(plate: str) -> None:
    assert kind_of(plate) is None


def test_normalised_drops_the_dot_and_blanks() -> None:
    assert normalised(" 湘a·12 345 ") == "湘A12345"
