"""The form that shares one object."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from apps.core.capabilities import capability
from apps.core.forms import MomentField, ServiceForm
from apps.org.models import Post, Staff
from apps.org.selectors.shares import recipient_of, recipient_words
from apps.org.sharing import most_days

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from apps.org.sharing import Right


class ShareForm(ServiceForm):
    """To whom, which rights, until when and why; only offered rights are choices."""

    to = forms.CharField(widget=forms.HiddenInput)
    rights = forms.MultipleChoiceField(
        label=_lazy("分享哪些权限"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _lazy("请至少选择一项权限。")},
    )
    until = MomentField(label=_lazy("截止时间"))
    reason = forms.CharField(
        label=_lazy("原因"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(
        self,
        *args: Any,
        recipient: Staff | Post | None,
        rights: Sequence[Right],
        until: dt.datetime,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.recipient = recipient
        self.recipient_words = recipient_words(recipient) if recipient else ""
        self.offered = [r for r in rights if r.offered]
        self.withheld = _by_reason(r for r in rights if not r.offered)
        choices: Any = self.fields["rights"]
        choices.choices = [(r.capability.value, r.capability.label) for r in self.offered]
        self.initial.setdefault("rights", [r.capability.value for r in self.offered][:1])
        self.initial.setdefault("until", until)
        most = most_days(self.access.now)
        self.fields["until"].help_text = _("最多 %(n)d 天，到时自动失效。") % {"n": most}

    def clean_to(self) -> Staff | Post:
        """The person or post chosen."""
        found = recipient_of(self.cleaned_data["to"])
        if found is None:
            raise forms.ValidationError(_lazy("请选择一个人或一个岗位席位。"))
        return found

    @property
    def facts(self) -> dict[str, Any]:
        """What the service takes."""
        to = self.cleaned_data["to"]
        return {
            "staff": to if isinstance(to, Staff) else None,
            "post": to if isinstance(to, Post) else None,
            "capabilities": [capability(c) for c in self.cleaned_data["rights"]],
            "until": self.cleaned_data["until"],
            "reason": self.cleaned_data["reason"],
        }


def _by_reason(rights: Iterable[Right]) -> list[tuple[str, list[str]]]:
    """The names of rights under the reason why they are not offered."""
    found: dict[str, list[str]] = {}
    for right in rights:
        found.setdefault(right.why_not, []).append(right.capability.label)
    return list(found.items())


class RevokeForm(ServiceForm):
    """Takes a share back."""
