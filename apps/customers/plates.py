"""Forms of Chinese number plates (GA 36): ordinary, new-energy, temporary and special."""

from __future__ import annotations

import re

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_LETTER = "[A-HJ-NP-Z]"
_SIGN = "[A-HJ-NP-Z0-9]"
LONGEST = 12
LONGEST_ALIKE = 8  # letters alone, or digits alone


class PlateKind(TextChoices):
    """What sort of plate a car carries; NONE is a car that has none yet."""

    BLUE = "blue", _("蓝牌")
    YELLOW = "yellow", _("黄牌")
    GREEN = "green", _("绿牌（新能源）")
    TEMPORARY = "temporary", _("临牌")
    EMBASSY = "embassy", _("使领馆")
    POLICE = "police", _("警牌")
    MILITARY = "military", _("军牌")
    HONG_KONG_MACAU = "hk_macau", _("港澳")
    NONE = "none", _("无牌")


_FORMS: tuple[tuple[PlateKind, str], ...] = (
    # 新能源: six signs; small cars carry D or F first, large ones last
    (PlateKind.GREEN, f"[{PROVINCES}]{_LETTER}(?:[A-HJK]{_SIGN}[0-9]{{4}}|[0-9]{{5}}[A-HJK])"),
    (PlateKind.HONG_KONG_MACAU, f"粤Z{_SIGN}{{4}}[港澳]"),
    (PlateKind.POLICE, f"[{PROVINCES}]{_LETTER}{_SIGN}{{4}}警"),
    (PlateKind.EMBASSY, f"使[0-9]{{6}}|[{PROVINCES}]{_LETTER}{_SIGN}{{4}}[使领]"),
    (PlateKind.MILITARY, f"[A-Z]{{2}}{_SIGN}{{5}}|WJ[{PROVINCES}]?[0-9]{{4,5}}[A-Z0-9]?"),
    (PlateKind.YELLOW, f"[{PROVINCES}]{_LETTER}{_SIGN}{{4}}[学挂]"),
    (PlateKind.TEMPORARY, f"[{PROVINCES}]{_LETTER}{_SIGN}{{4,5}}临|临{_SIGN}{{5,7}}"),
    (PlateKind.BLUE, f"[{PROVINCES}]{_LETTER}{_SIGN}{{5}}"),
)
_PATTERNS = tuple((kind, re.compile(form)) for kind, form in _FORMS)


def normalised(text: str) -> str:
    """The plate as stored and searched: upper case, without blanks, dots or dashes."""
    return re.sub(r"[\s·•.\-]", "", text).upper()


def tells_apart(text: str) -> bool:
    """Whether a normalised term is enough to look for a car: two signs, and not a town alone.

    Province and letter (湘A) stand on nearly every car of the house.
    """
    return len(text) > 1 and not re.fullmatch(f"[{PROVINCES}][A-Z]", text)


def may_hold(text: str) -> bool:
    """Whether some plate, also one of unknown form, can hold this normalised text.

    Three characters beside letters and digits, or a long word or number, are never of a plate.
    """
    if len(text) > (LONGEST_ALIKE if text.isalpha() or text.isdigit() else LONGEST):
        return False
    return sum(not c.isascii() for c in text) < 3


def kind_of(plate: str) -> PlateKind | None:
    """The sort of a normalised plate by its form; None when the form is unknown.

    An empty plate is a car without one.  Most yellow plates have the form of a blue one and are
    chosen by hand.  An unknown form is confirmed by the person who types it, never refused.
    """
    if not plate:
        return PlateKind.NONE
    for kind, pattern in _PATTERNS:
        if pattern.fullmatch(plate):
            return kind
    return None


def masked(plate: str) -> str:
    """A plate its owner knows again and a stranger does not: 湘A83188 → 湘A·8**88."""
    head, rest = plate[:2], plate[2:]
    if len(rest) < 4:  # nothing to leave out
        return f"{head}·**" if plate else ""
    return f"{head}·{rest[0]}{'*' * (len(rest) - 3)}{rest[-2:]}"
