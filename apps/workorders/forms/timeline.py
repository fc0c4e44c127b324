"""What the stream of an order is narrowed to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.workorders.selectors.timeline import KINDS, Asked

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class TimelineForm(forms.Form):
    """Kind, who, words of the reason, from day to day."""

    kind = forms.ChoiceField(label=_("类别"), choices=[("", _("全部")), *KINDS], required=False)
    actor = forms.ChoiceField(label=_("谁"), required=False)
    words = forms.CharField(label=_("原因里的字"), max_length=40, required=False)
    since = forms.DateField(label=_("从"), widget=DAY, required=False)
    until = forms.DateField(label=_("到"), widget=DAY, required=False)

    def __init__(self, *args: Any, people: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        choice: Any = self.fields["actor"]
        choice.choices = [("", _("所有人")), *((str(pk), name) for pk, name in people)]

    def asked(self, before: str) -> Asked:
        """What was asked for; what cannot be read is left out."""
        self.is_valid()
        given = self.cleaned_data
        return Asked(
            kind=given.get("kind", ""),
            actor=int(given["actor"]) if given.get("actor") else None,
            words=given.get("words", "").strip(),
            since=given.get("since"),
            until=given.get("until"),
            before=before,
        )
