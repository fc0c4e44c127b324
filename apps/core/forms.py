"""Forms that end in one service call."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import QueryDict

    from apps.core.actor import Actor
    from apps.core.capabilities import CapabilityEnum

KEY = "operation_key"
VERSION = "version"


class ServiceForm(forms.Form):
    """A form that carries the operation key and the version of the row it was made from."""

    operation_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, access: Actor, version: int | None = None, **kwargs: Any
    ) -> None:
        self.access = access
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        if version is not None:
            self.initial[VERSION] = version
        for field in self.fields.values():
            if isinstance(field, ReachChoiceField):
                field.limit_to(access)

    @property
    def values(self) -> dict[str, Any]:
        """The cleaned data a service takes: everything but key and version."""
        return {k: v for k, v in self.cleaned_data.items() if k not in {KEY, VERSION}}

    @property
    def row_version(self) -> int | None:
        """The version the person saw; None where the form is not about an existing row."""
        version: int | None = self.cleaned_data.get(VERSION)
        return version

    def renew_key(self) -> None:
        """Give the form a new key: what it sends next is another act."""
        if self.is_bound:
            data = cast("QueryDict", self.data).copy()
            data[self.add_prefix(KEY)] = str(uuid.uuid4())
            self.data = data


class MomentField(forms.DateTimeField):
    """A moment to the minute in the store's own time, typed with the browser's picker."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(
            widget=widget, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"], **kwargs
        )


class ReachChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs only
    """A choice among the rows in the person's reach; others are unknown to it."""

    default_error_messages = {"invalid_choice": _("没有这个选项，或不在您的权限范围内。")}

    def __init__(self, queryset: QuerySet[Any], *, perm: CapabilityEnum, **kwargs: Any) -> None:
        self.perm = perm
        super().__init__(queryset, **kwargs)

    def limit_to(self, access: Actor) -> None:
        """Keep only what the right reaches."""
        self.queryset = access.limit_reach(self.queryset, self.perm)
