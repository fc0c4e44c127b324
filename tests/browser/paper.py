"""Papers as pictures: rendered to their sheet, made small and grey, compared with those kept.

A kept picture is grey at 60 dots an inch.  Two of them are the same when their size differs by at
most 2 in a hundred, and of squares of 8 by 8 dots at most 1 in a hundred has another mean grey (by
more than 24 of 255).  That lets a font be drawn a little differently by another machine, and not
a line be gone, a column be cut or a table be moved.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageDraw

from aftersales import env

if TYPE_CHECKING:
    from playwright.sync_api import Page

FOLDER = Path(__file__).with_name("prints")
RENEW = env.text("PRINTS") == "renew"
INCH, KEPT_DPI, SCREEN_DPI = 25.4, 60, 96
SQUARE, OTHER_GREY, OTHER_SQUARES, OTHER_SIZE = 8, 24, 0.01, 0.02
SHEETS = {  # millimetres: width, height, both side margins together
    "paper-a4": (210, 297, 24),
    "paper-triplicate": (241, 140, 24),
    "paper-slip": (80, 220, 6),
    "paper-tag": (80, 50, 6),
    "paper-label": (60, 40, 4),
}
CUT = """() => [...document.querySelectorAll(".sheet, .sheet *:not(svg *)")]
  .filter((e) => e.scrollWidth > e.clientWidth + 1 && e.clientWidth &&
                 getComputedStyle(e).display !== "inline")
  .map((e) => `${e.tagName} ${e.textContent.trim().slice(0, 30)}`)"""
CODES = """() => {
  const { left, top } = document.querySelector(".sheet").getBoundingClientRect();
  return [...document.querySelectorAll(".sheet svg.qr, .sheet .head-code svg")]
    .map((e) => e.getBoundingClientRect())
    .map((r) => [r.left - left, r.top - top, r.right - left, r.bottom - top]);
}"""
OUTSIDE = """() => {
  const edge = document.querySelector(".sheet").getBoundingClientRect().right + 1;
  return [...document.querySelectorAll(".sheet *")]
    .filter((e) => e.getBoundingClientRect().right > edge)
    .map((e) => `${e.tagName} ${e.textContent.trim().slice(0, 30)}`);
}"""


@dataclass(frozen=True)
class Printed:
    """What a paper was on its sheet."""

    picture: Image.Image
    faults: list[str]
    sheets: int


def printed(page: Page, address: str) -> Printed:
    """Open the paper and lay it on its sheet."""
    page.emulate_media(media="screen")
    answer = page.goto(address)
    assert answer, address
    if answer.status != 200:
        return Printed(Image.new("L", (1, 1)), [f"answered {answer.status}"], 0)
    kind = (page.locator("body").get_attribute("class") or "").split()[-1]
    wide, high, margins = SHEETS[kind]
    page.emulate_media(media="print", color_scheme="light")
    page.set_viewport_size({"width": dots(wide - margins, SCREEN_DPI), "height": 600})
    faults = [f"cut off: {words}" for words in page.evaluate(CUT)]
    faults += [f"outside the sheet: {words}" for words in page.evaluate(OUTSIDE)]
    picture = Image.open(io.BytesIO(page.locator(".sheet").screenshot(caret="initial")))
    for box in page.evaluate(CODES):  # what a code says hangs on keys of rows
        ImageDraw.Draw(picture).rectangle(box, fill="grey")
    width = dots(wide - margins, KEPT_DPI)
    size = (width, round(picture.height * width / picture.width))
    small = picture.convert("L").resize(size, Image.Resampling.LANCZOS)
    sheets = media_boxes(page.pdf(prefer_css_page_size=True))
    expected = (dots(wide, 72), dots(high, 72))
    faults += [f"sheet of {box} points" for box in sheets if not near(box, expected)]
    return Printed(small, faults, len(sheets))


def dots(millimetres: float, dpi: int) -> int:
    """A length in dots."""
    return round(millimetres / INCH * dpi)


def near(box: tuple[int, int], other: tuple[int, ...]) -> bool:
    """Whether two sheets are the same but for rounding."""
    return all(abs(a - b) <= 1 for a, b in zip(box, other, strict=True))


def media_boxes(pdf: bytes) -> list[tuple[int, int]]:
    """The size of each sheet in points."""
    found = re.findall(rb"/MediaBox ?\[0 0 ([0-9.]+) ([0-9.]+)\]", pdf)
    return [(round(float(w)), round(float(h))) for w, h in found]


def difference(new: Image.Image, kept: Image.Image) -> str:
    """What is other than in the kept picture, in words; empty when it is the same."""
    if any(abs(a - b) > OTHER_SIZE * b + 1 for a, b in zip(new.size, kept.size, strict=True)):
        return f"size {new.size}, kept {kept.size}"
    common = (min(new.width, kept.width), min(new.height, kept.height))
    squares = (-(-common[0] // SQUARE), -(-common[1] // SQUARE))
    box = (0, 0, *common)
    pair = [i.crop(box).resize(squares, Image.Resampling.BOX) for i in (new, kept)]
    other = ImageChops.difference(*pair).point(lambda grey: 255 if grey > OTHER_GREY else 0)
    share = other.histogram()[255] / (squares[0] * squares[1])
    return f"{share:.1%} of the squares differ" if share > OTHER_SQUARES else ""


def compared(name: str, new: Image.Image, seen: Path) -> str:
    """Compare with the kept picture, or keep it anew; a different one is saved to be looked at."""
    file = FOLDER / f"{name}.png"
    if RENEW:
        new.quantize(16).save(file, optimize=True)
        return ""
    if not file.exists():
        return "no picture is kept: PRINTS=renew"
    words = difference(new, Image.open(file).convert("L"))
    if words:
        new.save(seen / f"print-{name}.png")
    return words
