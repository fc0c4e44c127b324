"""The vehicle identification number: its form and its check digit (ISO 3779, GB 16735)."""

from __future__ import annotations

import re

FORM = re.compile(r"[A-HJ-NPR-Z0-9]{17}")

END = re.compile(r"[A-HJ-NPR-Z0-9]{0,13}[0-9]{4}")

_VALUES = {
    **{str(n): n for n in range(10)},
    **dict(zip("ABCDEFGH", range(1, 9), strict=True)),
    **dict(zip("JKLMN", range(1, 6), strict=True)),
    "P": 7,
    "R": 9,
    **dict(zip("STUVWXYZ", range(2, 10), strict=True)),
}
_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_CHECK_POSITION = 8


def normalised(text: str) -> str:
    """The VIN as stored: upper case, without blanks or dashes."""
    return re.sub(r"[\s\-]", "", text).upper()


def well_formed(vin: str) -> bool:
    """Whether the text has 17 characters without I, O and Q."""
    return FORM.fullmatch(vin) is not None


def may_end_in(text: str) -> bool:
    """Whether a VIN can end in this: its last four signs are digits (GB 16735)."""
    return END.fullmatch(text) is not None or well_formed(text)


def check_digit(vin: str) -> str:
    """The ninth character this VIN ought to have; raises ValueError when it is not well formed."""
    if not well_formed(vin):
        raise ValueError(vin)
    rest = sum(_VALUES[c] * w for c, w in zip(vin, _WEIGHTS, strict=True)) % 11
    return "X" if rest == 10 else str(rest)


def check_digit_valid(vin: str) -> bool:
    """Whether the ninth character is right; cars built for markets without it may fail."""
    return well_formed(vin) and vin[_CHECK_POSITION] == check_digit(vin)
