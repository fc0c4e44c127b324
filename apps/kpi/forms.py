"""Which days the figures are about."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.figures import Period
from apps.kpi.dashboard import this_month

LONGEST = dt.timedelta(days=732)


class PeriodForm(forms.Form):
    """First and last day; this month where nothing sensible is given."""

    first = forms.DateField(
        label=_("从"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    last = forms.DateField(
        label=_("到"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(self, *args: Any, now: dt.datetime, **kwargs: Any) -> None:
        self.default = this_month(now)
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.initial.update(first=self.default.first, last=self.default.last)

    def clean(self) -> dict[str, Any]:
        """A first day before the last, and at most two years."""
        cleaned = super().clean() or {}
        first = cleaned.get("first") or self.default.first
        last = cleaned.get("last") or self.default.last
        if not self.errors and first > last:
            self.add_error("last", _("结束日期不能早于开始日期。"))
        elif not self.errors and last - first > LONGEST:
            self.add_error("first", _("一次最多查看两年。"))
        return cleaned

    @property
    def period(self) -> Period:
        """The days asked for; this month when the form is empty or wrong."""
        if not self.is_bound or not self.is_valid():
            return self.default
        return Period(
            self.cleaned_data["first"] or self.default.first,
            self.cleaned_data["last"] or self.default.last,
        )

    @property
    def status(self) -> int:
        """422 when what was typed makes no period."""
        return 422 if self.is_bound and not self.is_valid() else 200
