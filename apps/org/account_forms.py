"""Forms of the door: signing in, one's own password, code, facts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.password_validation import (
    password_validators_help_texts,
    validate_password,
)
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from apps.core.forms import ServiceForm
from apps.core.secret import Secret

if TYPE_CHECKING:
    from apps.core.requests import Request

PHONE = re.compile(r"1\d{10}|0\d{2,3}-?\d{7,8}")


class LoginForm(AuthenticationForm):
    """Login and password; what was wrong is not told."""

    shared = forms.BooleanField(label=_("这是公用电脑，离开后很快退出"), required=False)
    error_messages = {
        "invalid_login": _("用户名或密码不对。"),
        "inactive": _("用户名或密码不对。"),
    }


def password_field(label: Any, autocomplete: str, **kwargs: Any) -> forms.CharField:
    """A password as it is typed, blanks included."""
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, strip=False, max_length=200, widget=widget, **kwargs)


class CurrentPasswordForm(ServiceForm):
    """Asks once more for the present password; wrong ones count as wrong sign-ins do."""

    current_password = password_field(_("现在的密码"), "current-password")

    def __init__(self, *args: Any, request: Request, **kwargs: Any) -> None:
        self.request = request
        super().__init__(*args, access=request.access, **kwargs)

    def clean_current_password(self) -> Secret:
        """The password, when it is the right one."""
        typed = self.cleaned_data["current_password"]
        name = self.request.user.get_username()
        if authenticate(self.request, username=name, password=typed) is None:
            raise forms.ValidationError(_("现在的密码不对。"))
        return Secret(typed)


class PasswordForm(CurrentPasswordForm):
    """A new password, twice; the present one unless it is the initial one."""

    new_password = password_field(_("新密码"), "new-password")
    new_password_again = password_field(_("再输入一次新密码"), "new-password")

    def __init__(self, *args: Any, request: Request, **kwargs: Any) -> None:
        super().__init__(*args, request=request, **kwargs)
        if getattr(request.user, "initial_password", False):
            del self.fields["current_password"]

    @property
    def rules(self) -> list[str]:
        """What a password must be, in words."""
        return password_validators_help_texts()

    def clean(self) -> dict[str, Any]:
        """Both equal, and a password that may be."""
        cleaned = super().clean() or {}
        new, again = cleaned.get("new_password"), cleaned.pop("new_password_again", None)
        if new and again and new != again:
            self.add_error("new_password_again", _("两次输入的新密码不一样。"))
        elif new and again:
            try:
                validate_password(new, self.request.user)  # type: ignore[arg-type]  # signed in
            except forms.ValidationError as error:
                self.add_error("new_password", error)
            cleaned["new_password"] = Secret(new)
        return cleaned


class CodeForm(ServiceForm):
    """Six digits of the phone, or a recovery code."""

    otp_code = forms.CharField(
        label=_("动态口令或恢复码"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "spellcheck": "false"}),
    )


class EnrolForm(ServiceForm):
    """The first code of a new phone."""

    otp_code = forms.CharField(
        label=_("手机上显示的 6 位动态口令"),
        max_length=10,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class OwnFactsForm(ServiceForm):
    """What one checks about oneself: phone and language."""

    phone = forms.CharField(
        label=_("电话"), max_length=20, widget=forms.TextInput(attrs={"type": "tel"})
    )
    language = forms.ChoiceField(label=_("页面语言"), choices=settings.LANGUAGES)

    @classmethod
    def of(cls, request: Request) -> OwnFactsForm:
        """The form as the records have it."""
        staff = request.access.staff
        first = {"phone": staff.phone, "language": get_language()}
        return cls(access=request.access, version=staff.version, initial=first)

    def clean_phone(self) -> str:
        """Digits only; a mobile or a landline with its area code."""
        return checked_phone(self.cleaned_data["phone"])


def checked_phone(typed: str) -> str:
    """A Chinese phone number without blanks; raises ValidationError for anything else."""
    number = re.sub(r"[\s ]+", "", typed)
    if not PHONE.fullmatch(number):
        raise forms.ValidationError(_("请填写 11 位手机号，或带区号的固定电话。"))
    return number
