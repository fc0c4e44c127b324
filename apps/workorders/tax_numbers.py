"""The form of tax numbers on invoices (GB 32100-2015, 统一社会信用代码)."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CREDIT_CODE = re.compile(rf"[{SIGNS}]{{2}}\d{{6}}[{SIGNS}]{{10}}")
OLD = re.compile(r"[0-9A-Z]{15}|[0-9A-Z]{17}|[0-9A-Z]{20}")
LENGTH = 18


def check_sign(body: str) -> str:
    """The last sign of a credit code by its first seventeen."""
    total = sum(SIGNS.index(sign) * pow(3, place, 31) for place, sign in enumerate(body))
    return SIGNS[-total % 31]


def why_wrong(number: str) -> str:
    """Why a tax number cannot be right; empty for a right one and for none."""
    text = number.strip().upper()
    if not text:
        return ""
    if len(text) != LENGTH:
        return "" if OLD.fullmatch(text) else _("税号应为15、17、18或20位数字或字母。")
    if not CREDIT_CODE.fullmatch(text):
        return _("18位税号不符合统一社会信用代码的格式。")
    if check_sign(text[:-1]) != text[-1]:
        return _("统一社会信用代码的校验位不对，请核对税号。")
    return ""
