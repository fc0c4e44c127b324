"""The forms that rearrange one unit."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from apps.core.forms import ReachChoiceField, ServiceForm
from apps.org.authority import FUNCTIONS
from apps.org.models import OrgUnit, Position, Post
from apps.org.permissions import Perm

MOST_SEATS = 99


def function_choices() -> list[tuple[str, str]]:
    """What a department may be for, in the language of the page."""
    english = get_language() == "en"
    return [("", "—"), *((code, words[english]) for code, words in FUNCTIONS.items())]


class UnitForm(ServiceForm):
    """A form about one unit, made from its version."""

    def __init__(self, *args: Any, unit: OrgUnit, **kwargs: Any) -> None:
        super().__init__(*args, version=unit.version, **kwargs)
        self.unit = unit


class HeadcountForm(UnitForm):
    """How many people each post of the unit should have."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        posts = Post.objects.filter(unit=self.unit, position__base=False, headcount__gt=0)
        for post in posts.select_related("position").order_by("position_id"):
            self.fields[f"post_{post.pk}"] = forms.IntegerField(
                label=str(post.position),
                min_value=0,
                max_value=MOST_SEATS,
                initial=post.headcount,
            )

    @property
    def headcounts(self) -> dict[int, int]:
        """The typed numbers by the key of the post."""
        values = self.values.items()
        return {int(name.removeprefix("post_")): n for name, n in values if name[:5] == "post_"}


class PostForm(UnitForm):
    """One more position for the unit."""

    position = forms.ModelChoiceField(Position.objects.none(), label=_("岗位"))
    headcount = forms.IntegerField(label=_("编制"), min_value=1, max_value=MOST_SEATS, initial=1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Position.objects.filter(base=False)
        store = self.unit.store_id
        owned = rows.filter(owner=store) if store else rows.filter(owner__parent=None)
        taken = Post.objects.filter(unit=self.unit, headcount__gt=0).values("position")
        field: Any = self.fields["position"]
        field.queryset = owned.exclude(pk__in=taken).order_by("pk")


class BelowForm(UnitForm):
    """A department or team below the unit."""

    kind = forms.ChoiceField(label=_("类型"))
    name = forms.CharField(label=_("名称"), max_length=60)
    name_en = forms.CharField(label=_("英文名称"), max_length=80, required=False)
    suffix = forms.CharField(
        label=_("代码"), max_length=20, help_text=_("接在门店代码之后，如 mech3。")
    )
    function = forms.ChoiceField(
        label=_("用途"), required=False, help_text=_("单据按用途找部门；没有就由售后部门负责。")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [OrgUnit.Kind.DEPARTMENT, OrgUnit.Kind.TEAM]
        if self.unit.kind == OrgUnit.Kind.TEAM:
            kinds.pop(0)
        fields: Any = self.fields
        fields["kind"].choices = [(k.value, k.label) for k in kinds]
        fields["function"].choices = function_choices()


class MoveForm(UnitForm):
    """Where the unit should lie, and why; the impact is shown before it is confirmed."""

    new_parent = ReachChoiceField(OrgUnit.objects.open(), perm=Perm.CHANGE_ORGUNIT, label=_("移到"))
    reason = forms.CharField(label=_("原因"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["new_parent"]
        field.queryset = field.queryset.exclude(kind=OrgUnit.Kind.GROUP).order_by("path")
        field.label_from_instance = _indented


class CloseForm(UnitForm):
    """Why the unit is closed."""

    reason = forms.CharField(label=_("原因"), max_length=200)


class RemoveForm(UnitForm):
    """The unit goes as if it had never been; only where nothing refers to it."""


def _indented(unit: OrgUnit) -> str:
    depth = unit.path.count("/") - 2
    return f"{'　' * depth}{unit}"
