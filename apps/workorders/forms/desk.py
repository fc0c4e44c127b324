"""Forms of the reception: the walk-round and the photos."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from apps.core.files import check_image
from apps.core.forms import ServiceForm
from apps.customers import plates
from apps.customers.models import Vehicle
from apps.customers.services import MOST_KM
from apps.workorders.choices import Arrival, WorkClass
from apps.workorders.models import DamageMark
from apps.workorders.sheet import Cover, Light

MOST_PHOTOS = 12
MOST_MARKS = 60
MILLE = 1000


class PhotosInput(forms.ClearableFileInput):
    """A file input for several photos at once."""

    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """Several photos; each one must be a picture of bearable size."""

    widget = PhotosInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """The uploads, in order; raises ValidationError in words for the first bad one."""
        uploads = data if isinstance(data, list | tuple) else [data] if data else []
        if len(uploads) > MOST_PHOTOS:
            raise ValidationError(_("一次最多 %(n)d 张照片。") % {"n": MOST_PHOTOS})
        for upload in uploads:
            check_image(upload)
        return list(uploads)


class RowsInput(forms.Textarea):
    """Several text areas of one name; each row keeps what was typed in it."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        """All rows, one below the other."""
        rows = data.getlist(name) if hasattr(data, "getlist") else [data.get(name) or ""]
        return "\n".join(rows)


class LinesField(forms.CharField):
    """A text with one entry per line; gives the list of the entries."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=RowsInput(attrs={"rows": 2}), **kwargs)

    def clean(self, value: Any) -> Any:
        """The lines that say something."""
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()]


class MarksField(forms.JSONField):
    """The damage marks of the body map: view, kind, and the point in per mille of the picture."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> list[dict[str, Any]]:
        """The marks; raises ValidationError for what the body map would not send."""
        marks = super().clean(value) or []
        if not isinstance(marks, list) or len(marks) > MOST_MARKS:
            raise ValidationError(_("损伤标记无法识别，请重新标记。"))
        return [self._mark(mark) for mark in marks]

    def _mark(self, mark: Any) -> dict[str, Any]:
        known = isinstance(mark, dict) and all(
            mark.get(name) in choices.values
            for name, choices in (("view", DamageMark.View), ("kind", DamageMark.Kind))
        )
        inside = known and all(
            isinstance(mark.get(axis), int) and 0 <= mark[axis] <= MILLE for axis in "xy"
        )
        if not inside:
            raise ValidationError(_("损伤标记无法识别，请重新标记。"))
        told = {name: mark[name] for name in ("view", "kind", "x", "y")}
        told["note"] = str(mark.get("note") or "")[:120]
        return {**told, "photos": photo_keys(mark.get("photos"))}


class KeysField(forms.JSONField):
    """Keys of photos that wait for the sheet."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> list[int]:
        """The keys; what is no key is left out."""
        return photo_keys(super().clean(value))


def photo_keys(value: Any) -> list[int]:
    """The whole numbers of a list, at most as many as the sheet takes photos."""
    found = value if isinstance(value, list) else []
    return [key for key in found if isinstance(key, int)][:MOST_PHOTOS]


def told_damage(text: str) -> dict[str, Any]:
    """A damage written in words: view and kind are recognised by their labels."""
    view = next((v for v, label in DamageMark.View.choices if str(label)[:1] in text[:1]), "top")
    kind = next((k for k, label in DamageMark.Kind.choices if str(label) in text), "other")
    return {"view": view, "kind": kind, "x": MILLE // 2, "y": MILLE // 2, "note": text[:120]}


class CheckInForm(ServiceForm):
    """The walk-round sheet, in the order of the talk with the customer."""

    statements = LinesField(
        label=_("客户原话"), help_text=_("一件事一行，照客户说的写。"), max_length=2000
    )
    work_class = forms.ChoiceField(
        label=_("来店目的"), choices=WorkClass.choices, initial=WorkClass.GENERAL
    )
    arrival = forms.ChoiceField(
        label=_("到店方式"), choices=Arrival.choices, initial=Arrival.WALK_IN
    )
    odometer_km = forms.IntegerField(
        label=_("里程"), required=False, min_value=0, max_value=MOST_KM
    )
    odometer_unreadable = forms.BooleanField(label=_("里程无法读取"), required=False)
    rollback_reason = forms.CharField(label=_("里程减少原因"), required=False, max_length=120)
    fuel_eighths = forms.TypedChoiceField(
        label=_("油量"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", "—"), *((n, f"{n}/8") for n in range(9))],
    )
    soc_pct = forms.IntegerField(label=_("电量"), required=False, min_value=0, max_value=100)
    lights = forms.MultipleChoiceField(
        label=_("亮起的故障灯"),
        required=False,
        choices=Light.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    warning_lights = forms.CharField(label=_("其他灯或提示"), required=False, max_length=160)
    damages = MarksField(required=False, initial=list)
    damage_notes = LinesField(
        label=_("损伤说明"),
        required=False,
        max_length=2000,
        help_text=_("不便点图时逐条写，例如：左前门划痕。"),
    )
    photos = PhotosField(
        label=_("照片"), required=False, help_text=_("最多 12 张，每张不超过 20 MB。")
    )
    car_photos = KeysField(required=False, initial=list)
    belongings = forms.CharField(label=_("车内物品"), required=False, max_length=500)
    covers = forms.MultipleChoiceField(
        label=_("当面铺好"),
        required=False,
        choices=Cover.choices,
        initial=Cover.values,
        widget=forms.CheckboxSelectMultiple,
    )
    plate_seen = forms.CharField(
        label=_("实车车牌后五位"),
        required=False,
        max_length=20,
        help_text=_("看着车上的牌填，与档案不符会拦下。"),
    )
    key_tag = forms.CharField(label=_("钥匙号"), required=False, max_length=20)
    parking_spot = forms.CharField(label=_("车位"), required=False, max_length=20)
    sender_name = forms.CharField(label=_("送修人"), required=False, max_length=40)
    sender_phone = forms.CharField(label=_("送修人电话"), required=False, max_length=20)
    signature = forms.CharField(widget=forms.HiddenInput, required=False)
    signed_on_paper = forms.BooleanField(label=_("客户已在纸上签字"), required=False)
    unsigned_reason = forms.CharField(label=_("未签字原因"), required=False, max_length=120)
    again = forms.BooleanField(label=_("确认另开一次进店"), required=False)

    def __init__(self, *args: Any, vehicle: Vehicle, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner = vehicle.owner
        self.initial.setdefault("sender_name", owner.name if owner else "")
        self.fields.pop("fuel_eighths" if vehicle.model.shows_charge else "soc_pct")
        self.fields["photos"].widget.attrs["accept"] = "image/*"
        self.last_km = vehicle.last_odometer_km
        if not vehicle.plate_no:
            self.fields["plate_seen"].label = _("实车 VIN 后六位")

    def clean_plate_seen(self) -> str:
        """What was read on the car, as plates are stored."""
        return plates.normalised(self.cleaned_data["plate_seen"])[: plates.LONGEST]

    @property
    def said(self) -> list[str]:
        """The rows of the customer's words as they were typed, at least one."""
        name = self.add_prefix("statements")
        rows = self.data.getlist(name) if hasattr(self.data, "getlist") else []
        return rows or [str(self.initial.get("statements") or "")]

    @property
    def values(self) -> dict[str, Any]:
        """What the service takes: the fields of the walk-round apart from the rest."""
        given = dict(super().values)
        walk_fields = (
            "odometer_km",
            "odometer_unreadable",
            "rollback_reason",
            "fuel_eighths",
            "soc_pct",
            "lights",
            "warning_lights",
            "belongings",
            "covers",
            "plate_seen",
            "key_tag",
            "parking_spot",
            "unsigned_reason",
        )
        walk = {name: given.pop(name) for name in walk_fields if name in given}
        given["damages"] += [told_damage(text) for text in given.pop("damage_notes")]
        return {**given, "walk": walk}
