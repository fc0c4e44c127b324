"""The keys under which names, phones and VINs are found."""

from __future__ import annotations

from apps.core.pinyin import pinyin


def spelled(name: str) -> str:
    """The name in pinyin without blanks, lower case: 张伟 becomes zhangwei."""
    return pinyin(name).replace(" ", "")


def reverse(text: str) -> str:
    """The text backwards, so that its end can be searched as a prefix."""
    return text[::-1]
