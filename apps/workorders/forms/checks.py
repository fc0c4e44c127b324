"""The list of one level, as the standard in force asks it, and the word of whoever checks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from apps.core.forms import ServiceForm
from apps.workorders.checklists import Item, Standard, house_standard, standard_for
from apps.workorders.choices import InspectionLevel
from apps.workorders.forms.phone import VALUE, PhoneForm
from apps.workorders.models import Inspection
from apps.workorders.services.inspection import Seen

if TYPE_CHECKING:
    from apps.workorders.models import Job


class ChecklistForm(PhoneForm):
    """The items of one level; what is right is ticked, measured or photographed."""

    level = InspectionLevel.SELF
    items = forms.MultipleChoiceField(
        label=_("检验项目"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(
        self,
        *args: Any,
        level: InspectionLevel | None = None,
        job: Job | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.level = level or self.level
        self.standard: Standard = (
            standard_for(job, self.level) if job else house_standard(self.level)
        )
        ticked = [(i.code, i.name) for i in self.standard.items if not i.unit]
        self.fields["items"].choices = ticked  # type: ignore[attr-defined]  # a choice field
        for item in self.standard.items:
            self._ask_more(item)

    def _ask_more(self, item: Item) -> None:
        if item.unit:
            label = f"{item.name} {item.limits} {item.unit}"
            self.fields[f"value_{item.code}"] = forms.DecimalField(
                label=label, required=False, **VALUE
            )
        if item.photo:
            camera = forms.ClearableFileInput(attrs={"accept": "image/*", "capture": "environment"})
            label = _("照片：%(name)s") % {"name": item.name}
            self.fields[f"photo_{item.code}"] = forms.FileField(
                label=label, required=False, widget=camera
            )

    @property
    def extras(self) -> list[BoundField]:
        """The fields of readings and photos."""
        return [self[name] for name in self.fields if name.startswith(("value_", "photo_"))]

    def clean(self) -> dict[str, Any]:
        """Who passes a job has measured and photographed what the list asks."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("failed"):
            return given
        for item in self.standard.items:
            if item.unit and given.get(f"value_{item.code}") is None:
                self.add_error(f"value_{item.code}", _("请填写读数。"))
            if item.photo and not given.get(f"photo_{item.code}"):
                self.add_error(f"photo_{item.code}", _("这一项须拍照。"))
        return given

    @property
    def checked(self) -> list[dict[str, object]]:
        """The whole list with its answers."""
        given = self.cleaned_data
        values = {i.code: given.get(f"value_{i.code}") for i in self.standard.items}
        return self.standard.answered(given["items"], values)

    @property
    def photos(self) -> list[tuple[int, Any]]:
        """The pictures with the number of their item."""
        given = self.cleaned_data
        found = [
            (number, given.get(f"photo_{item.code}"))
            for number, item in enumerate(self.standard.items, start=1)
        ]
        return [(number, photo) for number, photo in found if photo]


class CheckForm(ChecklistForm):
    """A leader's or inspector's word on a job."""

    failed = forms.CharField(required=False)  # the button that sends it back
    road_test_km = forms.IntegerField(
        label=_("路试里程"), min_value=0, max_value=500, required=False
    )
    odometer_km = forms.IntegerField(
        label=_("检验后里程表"), min_value=0, max_value=2_000_000, required=False
    )
    fail_code = forms.ChoiceField(
        label=_("不合格类别"), choices=[("", "—"), *Inspection.FailCode.choices], required=False
    )
    fail_reason = forms.CharField(
        label=_("不合格说明"),
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    @property
    def facts(self) -> dict[str, Any]:
        """What the service takes."""
        given = self.cleaned_data
        seen = Seen(
            self.standard.checklist, self.photos, given["road_test_km"], given["odometer_km"]
        )
        facts = {name: given[name] for name in ("fail_code", "fail_reason")}
        return facts | {"passed": not given["failed"], "items": self.checked, "seen": seen}


class PartCheckForm(ServiceForm):
    """A look at a fitted part."""

    batch_no = forms.CharField(label=_("批次/序列号"), max_length=40, required=False)
    note = forms.CharField(label=_("说明"), max_length=120, required=False)
    wrong = forms.BooleanField(label=_("不正确"), required=False)

    @property
    def values(self) -> dict[str, Any]:
        """What the service takes."""
        given = super().values
        return {"right": not given.pop("wrong"), **given}
