"""Forms about other people: their facts, their account."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.figures_text import phone_text
from apps.core.forms import ReachChoiceField, ServiceForm
from apps.org.account_forms import checked_phone
from apps.org.models import OrgUnit, Staff
from apps.org.permissions import Perm


class StaffForm(ServiceForm):
    """Number, name, phone and home unit of a person."""

    staff_no = forms.CharField(label=_("工号"), max_length=20)
    name = forms.CharField(label=_("姓名"), max_length=40)
    phone = forms.CharField(
        label=_("电话"), max_length=20, required=False, widget=forms.TextInput({"type": "tel"})
    )
    unit = ReachChoiceField(
        OrgUnit.objects.order_by("path"), perm=Perm.CHANGE_STAFF, label=_("所属单位")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].label_from_instance = _indented  # type: ignore[attr-defined]  # a choice

    @classmethod
    def of(cls, access: Any, staff: Staff) -> StaffForm:
        """The form as the records have the person."""
        first = {n: getattr(staff, n) for n in ("staff_no", "name", "unit")}
        form = cls(access=access, version=staff.version, initial=first)
        if staff.phone:
            kept = _("现在是 %(phone)s，不改就空着。") % {"phone": phone_text(staff.phone)}
            form.fields["phone"].help_text = kept
        return form

    def clean_phone(self) -> str:
        """A Chinese phone number, or none."""
        typed = self.cleaned_data["phone"]
        return checked_phone(typed) if typed else ""


class OpenAccountForm(ServiceForm):
    """The login name of a new account."""

    login = forms.CharField(
        label=_("用户名"),
        max_length=30,
        help_text=_("3 到 30 个小写字母、数字、点、横线；一经使用不再给别人。"),
        widget=forms.TextInput({"autocapitalize": "none", "spellcheck": "false"}),
    )


class ReasonForm(ServiceForm):
    """An act on an account, with its reason."""

    reason = forms.CharField(label=_("原因"), max_length=200, widget=forms.Textarea({"rows": "2"}))


def _indented(unit: OrgUnit) -> str:
    return "　" * (unit.path.count("/") - 1) + str(unit)
