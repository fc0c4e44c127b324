"""Pinyin of Chinese names, stored for sorting and for typing initials."""

from __future__ import annotations

from pypinyin import Style, lazy_pinyin


def pinyin(text: str) -> str:
    """The syllables in lower case, separated by spaces: 王丽 → wang li."""
    return " ".join(lazy_pinyin(text)).lower()


def initials(text: str) -> str:
    """The first letters in lower case: 减速带 → jsd."""
    return "".join(lazy_pinyin(text, style=Style.FIRST_LETTER)).lower()
