"""Forms of the audit pages, and of looking at contact data."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.forms import ServiceForm
from apps.org.selectors.acts import Asked, kinds, stores_of

if TYPE_CHECKING:
    from apps.org.access import Access

SHA256 = re.compile(r"[0-9a-f]{64}")


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label, required=False, widget=forms.DateInput(attrs={"type": "date"})
    )


class AskedForm(forms.Form):
    """Days, kind of row and store; words that mean nothing narrow nothing."""

    since = _day(_("从"))
    until = _day(_("到"))
    label = forms.ChoiceField(label=_("对象"), required=False)
    store = forms.ChoiceField(label=_("门店"), required=False)

    def __init__(self, data: Any, *, access: Access) -> None:
        super().__init__(data)
        self.label_suffix = ""
        everything = [("", _("全部"))]
        self.fields["label"].choices = everything + kinds()  # type: ignore[attr-defined]  # a choice
        stores = [(str(s.pk), str(s)) for s in stores_of(access)]
        self.fields["store"].choices = everything + stores  # type: ignore[attr-defined]  # a choice
        if len(stores) < 2:  # nothing to choose
            del self.fields["store"]

    def clean(self) -> dict[str, Any]:
        """A range upside down is refused."""
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("结束日期早于开始日期。"))
        return cleaned

    def asked(self, before: str = "") -> Asked:
        """What the page is narrowed to."""
        if not self.is_valid():
            return Asked()
        return Asked(**self.cleaned_data, before=before)


class ExportsForm(forms.Form):
    """Days, sort of file and person's name."""

    since = _day(_("从"))
    until = _day(_("到"))
    who = forms.CharField(label=_("姓名或工号"), required=False, max_length=40)


class CheckForm(ServiceForm):
    """A file, or its print, to find who exported it."""

    file = forms.FileField(label=_("文件"), required=False)
    sha256 = forms.CharField(label=_("或填写 SHA-256"), required=False, max_length=80)

    def clean(self) -> dict[str, Any]:
        """Take the print of the file where one is given."""
        cleaned = super().clean() or {}
        upload = cleaned.get("file")
        typed = str(cleaned.get("sha256") or "").strip().lower()
        if upload is not None:
            digest = hashlib.sha256()
            for chunk in upload.chunks():
                digest.update(chunk)
            cleaned["sha256"] = digest.hexdigest()
        elif SHA256.fullmatch(typed):
            cleaned["sha256"] = typed
        else:
            words = _("请选择文件，或填写 64 位的 SHA-256（只含 0–9、a–f）。")
            self.add_error("sha256", words)
        return cleaned


class RevealForm(ServiceForm):
    """Which field of which row to show; ``page`` is where the person stands."""

    of = forms.RegexField(r"^[a-z]+\.[a-z]+:\d+$", widget=forms.HiddenInput)
    field = forms.RegexField(r"^[a-z_]+$", widget=forms.HiddenInput, max_length=40)
    page = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)
    reason = forms.CharField(label=_("查看原因"), required=False, max_length=200)

    def clean_page(self) -> str:
        """Only a path of this site."""
        path = str(self.cleaned_data["page"])
        return path if path.startswith("/") and not path.startswith("//") else ""
