"""What is typed about plates, VINs, phones and readings, checked in words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.customers import plates, vin

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

PHONE_FORM = re.compile(r"\+?\d[\d\- ]{5,18}\d")
MOST_KM = 2_000_000
LONGEST_PLATE = plates.LONGEST


def checked_plate(text: str, confirmed: bool) -> tuple[str, str]:
    """The plate as stored and its kind; an unusual form passes only when confirmed."""
    number = plates.normalised(text)
    kind = plates.kind_of(number)
    if len(number) > LONGEST_PLATE:
        raise ValidationError({"plate_no": _("车牌太长，请核对。")})
    if kind is None and not confirmed:
        words = _("没见过这种车牌格式。核对无误请勾选“车牌已核对”。")
        raise ValidationError({"plate_no": words})
    return number, kind or plates.PlateKind.TEMPORARY


def checked_vin(text: str, licence: UploadedFile | None) -> str:
    """The VIN as stored; one whose check digit fails passes with a photo of the 行驶证."""
    number = vin.normalised(text)
    if not vin.well_formed(number):
        raise ValidationError(
            {
                "vin_no": _("VIN 应为 17 位字母数字（不含 I、O、Q），现在是 %(n)d 位。")
                % {"n": len(number)}
            }
        )
    if not vin.check_digit_valid(number) and licence is None:
        words = _("VIN 校验位不符（第 9 位应为 %(digit)s）。对照无误请附行驶证照片。")
        raise ValidationError({"vin_no": words % {"digit": vin.check_digit(number)}})
    return number


def checked_phone(text: str, field: str = "phone") -> str:
    """The phone as typed without blanks around it, or nothing; raises ValidationError beside it."""
    phone = text.strip()
    if phone and not PHONE_FORM.fullmatch(phone):
        raise ValidationError({field: _("电话号码格式不对。")})
    return phone
