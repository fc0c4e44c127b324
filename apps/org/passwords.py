"""What a password may not be, in words; and the passwords that we make."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    NumericPasswordValidator,
)
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.core.secret import Secret

if TYPE_CHECKING:
    from apps.org.models import User

_CLEAR = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that is read as something else
_SHORTEST_PART = 4


class LengthValidator(MinimumLengthValidator):
    """Django's rule in our words."""

    def get_error_message(self) -> str:
        """Too short."""
        return _("密码太短，至少要 %(least)s 个字符。") % {"least": self.min_length}

    def get_help_text(self) -> str:
        """The rule in words."""
        return _("至少 %(least)s 个字符；一句好记的话比一串符号更安全。") % {
            "least": self.min_length
        }


class CommonValidator(CommonPasswordValidator):
    """Django's list of 20,000 passwords that everybody tries, in our words."""

    def get_error_message(self) -> str:
        """On the list."""
        return _("这个密码太常见，别人一猜就中。")

    def get_help_text(self) -> str:
        """The rule in words."""
        return _("不用常见的密码。")


class DigitsValidator(NumericPasswordValidator):
    """Django's rule in our words."""

    def get_error_message(self) -> str:
        """Digits only."""
        return _("密码不能全是数字。")

    def get_help_text(self) -> str:
        """The rule in words."""
        return _("不能全是数字。")


class NotOneselfValidator:
    """Refuses a password made of what everybody knows of the person."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError for login, staff number, phone or name inside the password."""
        typed = password.lower()
        if user is not None and any(part in typed for part in _known(user)):
            raise ValidationError(
                _("密码不能包含用户名、工号、电话或姓名拼音。"), code="password_oneself"
            )

    def get_help_text(self) -> str:
        """The rule in words."""
        return _("不能包含用户名、工号、电话或姓名拼音。")


class NotTheSameValidator:
    """Refuses the password that is already in use, the initial one included."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError when nothing would change."""
        if user is not None and user.pk and user.check_password(password):
            raise ValidationError(_("新密码不能与现在的密码相同。"), code="password_same")

    def get_help_text(self) -> str:
        """The rule in words."""
        return _("不能与现在的密码相同。")


def initial_password() -> Secret:
    """Twelve characters in three groups, easily read aloud and typed (59 bits)."""
    return Secret(_grouped())


def recovery_codes(count: int = 10) -> Secret:
    """New recovery codes, one a line."""
    return Secret("\n".join(_grouped() for _number in range(count)))


def _grouped() -> str:
    return "-".join("".join(secrets.choice(_CLEAR) for _sign in range(4)) for _group in range(3))


def _known(user: User) -> set[str]:
    staff = getattr(user, "staff", None)
    parts = {user.username}
    if staff is not None:
        parts |= {staff.staff_no, staff.phone, staff.name_pinyin.replace(" ", "")}
    return {p.lower() for p in parts if len(p) >= _SHORTEST_PART}
