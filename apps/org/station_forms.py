"""Forms of shared computers, wall screens and quick ways in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.forms import ReachChoiceField, ServiceForm
from apps.core.secret import Secret
from apps.org import quick
from apps.org.account_forms import CurrentPasswordForm
from apps.org.models import OrgUnit, Station
from apps.org.permissions import Perm


class StationForm(ServiceForm):
    """A device that nobody owns; ``here`` when it is the browser of the form."""

    store = ReachChoiceField(
        OrgUnit.objects.stores().order_by("path"), perm=Perm.CHANGE_STATION, label=_("门店")
    )
    kind = forms.ChoiceField(label=_("用途"), choices=Station.Kind.choices)
    name = forms.CharField(
        label=_("名称"),
        max_length=40,
        widget=forms.TextInput(attrs={"placeholder": _("例如：车间一号电脑")}),
    )
    here = forms.BooleanField(label=_("就是现在这台电脑"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stores: Any = self.fields["store"]
        stores.queryset = self.access.stores(Perm.CHANGE_STATION)  # type: ignore[attr-defined]  # the real one
        stores.empty_label = None


class StationStepForm(ServiceForm):
    """A step on a station, with its reason where one is asked."""

    reason = forms.CharField(label=_("停用原因"), required=False, max_length=200)


class PairForm(forms.Form):
    """The code that was given out for this device."""

    code = forms.CharField(
        label=_("登记码"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )

    def clean_code(self) -> Secret:
        """Letters and digits only, as they were given out."""
        typed = "".join(c for c in self.cleaned_data["code"].upper() if c.isalnum())
        return Secret(typed)


def digits_field(label: Any) -> forms.CharField:
    """Six digits that nobody reads over the shoulder."""
    attrs = {"inputmode": "numeric", "autocomplete": "new-password", "maxlength": quick.DIGITS}
    return forms.CharField(label=label, max_length=20, widget=forms.PasswordInput(attrs=attrs))


class PinForm(CurrentPasswordForm):
    """Six digits, twice, after the password."""

    pin = digits_field(_("新的快速密码（6 位数字）"))
    pin_again = digits_field(_("再输入一次"))

    def clean(self) -> dict[str, Any]:
        """Both equal, and not easily guessed."""
        cleaned = super().clean() or {}
        pin, again = cleaned.get("pin"), cleaned.pop("pin_again", None)
        staff: Any = self.request.access.person
        if pin and again and pin != again:
            self.add_error("pin_again", _("两次输入的快速密码不一样。"))
        elif pin:
            weak = quick.weakness(pin, (staff.phone, staff.staff_no, staff.user.username))
            if weak:
                self.add_error("pin", weak)
            cleaned["pin"] = Secret(pin)
        return cleaned
