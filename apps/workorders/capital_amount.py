"""Sums of money in the capital figures of Chinese bills (大写金额)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apps.core.money import to_fen

if TYPE_CHECKING:
    from decimal import Decimal

DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")
GROUPS = ("", "万", "亿")
MOST = 10**12


def in_capitals(amount: Decimal) -> str:
    """The amount in yuan as banks want it written: 1234.05 → 壹仟贰佰叁拾肆元零伍分.

    Without fen it ends in 整, below zero it begins with 负 (正确填写票据和结算凭证的基本规定).
    Raises ValueError from a trillion yuan on.
    """
    fen = int(abs(to_fen(amount)) * 100)
    yuan, rest = divmod(fen, 100)
    if yuan >= MOST:
        raise ValueError("too large to be written in capitals")
    sign = "负" if amount < 0 and fen else ""
    whole = f"{_whole(yuan)}元" if yuan or not rest else ""
    return sign + whole + _fraction(rest, after_yuan=bool(yuan))


def _fraction(fen: int, *, after_yuan: bool) -> str:
    jiao, last = divmod(fen, 10)
    if not fen:
        return "整"
    text = f"{DIGITS[jiao]}角" if jiao else ("零" if after_yuan else "")
    return text + (f"{DIGITS[last]}分" if last else "整")


def _whole(yuan: int) -> str:
    """The whole yuan: groups of four figures, one 零 for every gap inside."""
    if not yuan:
        return DIGITS[0]
    text, gap = "", False
    for index in reversed(range(len(GROUPS))):
        group = yuan // 10_000**index % 10_000
        if not group:
            gap = gap or bool(text)
            continue
        if text and (gap or group < 1000):
            text += DIGITS[0]
        text += _group(group) + GROUPS[index]
        gap = False
    return text


def _group(group: int) -> str:
    text, gap = "", False
    for place in (3, 2, 1, 0):
        digit = group // 10**place % 10
        if digit:
            text += (DIGITS[0] if gap and text else "") + DIGITS[digit] + PLACES[place]
            gap = False
        else:
            gap = True
    return text
