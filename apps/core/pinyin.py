"""Pinyin of Chinese names, stored for sorting and for typing initials."""

from __future__ import annotations

import re

from pypinyin import Style, lazy_pinyin

_MARKS = re.compile(r"[^\w\s]")


def pinyin(text: str) -> str:
    """The syllables in lower case, separated by spaces and without marks: 王丽 → wang li."""
    return " ".join(lazy_pinyin(_MARKS.sub("", text))).lower()


def initials(text: str) -> str:
    """The first letters in lower case, without marks: 减速带 → jsd."""
    return "".join(lazy_pinyin(_MARKS.sub("", text), style=Style.FIRST_LETTER)).lower()
