"""Words stay readable in both themes: WCAG 2.2 AA, 4.5 to 1 for text and 3 to 1 for edges."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

CSS = (Path(settings.BASE_DIR) / "static" / "css" / "app.css").read_text()
TOKEN = re.compile(r"--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")
TOKENS = {name: (light, dark) for name, light, dark in TOKEN.findall(CSS)}
STATES = ("waiting", "working", "blocked", "late", "done")
GROUNDS = ("ground", "surface", "raised", "hover")


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb``."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, from 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


PAIRS = [
    *((word, ground, 4.5) for word in ("ink", "ink-soft", "link") for ground in GROUNDS),
    *((state, f"{state}-bg", 4.5) for state in STATES),
    *((state, ground, 4.5) for state in STATES for ground in ("ground", "surface")),
    *(("line-strong", ground, 3.0) for ground in ("ground", "surface")),
    *(("focus", ground, 3.0) for ground in GROUNDS),
]


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_colours_stand_out(front: str, back: str, least: float, theme: int) -> None:
    assert contrast(TOKENS[front][theme], TOKENS[back][theme]) >= least
