"""What a technician types on the phone; each act carries the instant of its tap."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from apps.core.forms import KEY, VERSION, ReachChoiceField, ServiceForm
from apps.org.permissions import Perm as OrgPerm
from apps.parts.models import Part
from apps.parts.models.catalogue import plain_code
from apps.parts.permissions import Perm as PartsPerm
from apps.workorders.choices import WaitingCause
from apps.workorders.forms.shop import TechnicianField
from apps.workorders.models import Bay, Quarantine

if TYPE_CHECKING:
    import datetime as dt

TAPPED = "tapped_at"
MOST_PHOTOS = 6
VALUE: dict[str, Any] = {"max_digits": 10, "decimal_places": 3}


class PhoneForm(ServiceForm):
    """An act of the phone; ``tapped_at`` is set by the page when it could not be sent at once."""

    tapped_at = forms.DateTimeField(required=False, widget=forms.HiddenInput)

    @property
    def values(self) -> dict[str, Any]:
        """What the service takes."""
        hidden = {KEY, VERSION, TAPPED}
        return {k: v for k, v in self.cleaned_data.items() if k not in hidden}

    @property
    def tapped(self) -> dt.datetime | None:
        """When it was tapped; None when it came at once."""
        moment: dt.datetime | None = self.cleaned_data.get(TAPPED)
        return moment


class PhotosInput(forms.ClearableFileInput):
    """Several pictures from the camera or the album."""

    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """A list of pictures, perhaps empty."""

    def __init__(self, **kwargs: Any) -> None:
        widget = PhotosInput(attrs={"accept": "image/*", "multiple": True})
        super().__init__(required=False, widget=widget, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Each of them checked."""
        given = data if isinstance(data, list | tuple) else [data]
        found = [super(PhotosField, self).clean(one, initial) for one in given if one]
        if len(found) > MOST_PHOTOS:
            raise ValidationError(_("一次最多%(n)s张照片。") % {"n": MOST_PHOTOS})
        return found


class ConfirmForm(PhoneForm):
    """Car and items compared with the order."""

    tail = forms.CharField(label=_("车牌后五位（无牌：VIN后五位）"), min_length=5, max_length=5)
    seen = forms.BooleanField(label=_("维修项目、配件与委托一致"))


class PauseForm(PhoneForm):
    """Why the work stops."""

    cause = forms.ChoiceField(
        label=_("暂停原因"),
        choices=[c for c in WaitingCause.choices if c[0] != WaitingCause.APPROVAL],
        initial=WaitingCause.PAUSED,
    )
    note = forms.CharField(label=_("说明"), max_length=160, required=False)


class IsolatedBayField(ReachChoiceField):
    """A bay that is shut off for high-voltage work."""

    def __init__(self) -> None:
        rows = Bay.objects.filter(active=True, high_voltage=True).order_by("code")
        super().__init__(rows, perm=OrgPerm.VIEW_ORGUNIT, label=_("隔离工位"))

    def label_from_instance(self, bay: Bay) -> str:
        """Its name."""
        return str(bay.name)


class LockOutForm(PhoneForm):
    """The steps before high-voltage work, in their order, with what was read."""

    guardian = TechnicianField(perm=OrgPerm.VIEW_ORGUNIT, label=_("监护人"))
    bay = IsolatedBayField()
    switched_off = forms.BooleanField(label=_("① 断电：已断开低压负极与维修开关"))
    tag_no = forms.CharField(label=_("② 挂牌：锁/牌编号"), max_length=20)
    volts = forms.DecimalField(
        label=_("③ 验电：等待放电后的读数（V）"),
        min_value=0,
        max_value=1500,
        max_digits=6,
        decimal_places=1,
    )
    tool_no = forms.CharField(label=_("验电仪器编号"), max_length=20)
    insulation = forms.DecimalField(
        label=_("绝缘电阻（MΩ）"), min_value=0, max_digits=8, decimal_places=2, required=False
    )
    charge = forms.IntegerField(label=_("电量SOC（%）"), min_value=0, max_value=100, required=False)

    @property
    def values(self) -> dict[str, Any]:
        """What the service takes."""
        return {k: v for k, v in super().values.items() if k != "switched_off"}


class RestoreForm(PhoneForm):
    """What is measured before high voltage comes back."""

    insulation_after = forms.DecimalField(
        label=_("恢复前绝缘电阻（MΩ）"), min_value=0, max_digits=8, decimal_places=2
    )
    covers = forms.BooleanField(label=_("盖板、插头已装复，工具人员已撤离"))

    @property
    def values(self) -> dict[str, Any]:
        """What the service takes."""
        return {"insulation_after": self.cleaned_data["insulation_after"]}


class QuarantineForm(PhoneForm):
    """Why a pack stands apart, and where."""

    cause = forms.ChoiceField(label=_("原因"), choices=Quarantine.Cause.choices)
    place = forms.CharField(label=_("隔离位置"), max_length=60)
    note = forms.CharField(label=_("说明"), max_length=160, required=False)


class FindingForm(PhoneForm):
    """What was found outside the order."""

    text = forms.CharField(label=_("发现的问题"), widget=forms.Textarea(attrs={"rows": 3}))
    work = forms.CharField(
        label=_("建议项目（每行一项）"),
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        help_text=_("价格由服务顾问填写，客户同意后才做。"),
    )
    photo = PhotosField(label=_("照片（可多张）"))
    safety = forms.BooleanField(label=_("影响行车安全"), required=False)

    @property
    def facts(self) -> dict[str, Any]:
        """What the service takes."""
        given = self.cleaned_data
        lines = [line.strip()[:80] for line in given["work"].splitlines() if line.strip()]
        suggested = [
            {"kind": "labour", "name": n, "quantity": "1", "unit_price": "0"} for n in lines
        ]
        facts = {"text": given["text"], "safety": given["safety"]}
        return facts | {"suggested": suggested, "photos": given["photo"]}


class AskForm(PhoneForm):
    """What the technician wants to know, and what was looked at already."""

    question = forms.CharField(
        label=_("现象与问题"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    tried = forms.CharField(
        label=_("已做检查"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    urgent = forms.BooleanField(label=_("加急"), required=False)
    blocks = forms.BooleanField(label=_("等待答复期间停工"), required=False)
    photos = PhotosField(label=_("照片（可多张）"))


class VoiceForm(PhoneForm):
    """A spoken note."""

    sound = forms.FileField(
        label=_("录音"),
        widget=forms.FileInput(attrs={"accept": "audio/*", "capture": "user", "data-max-mb": 3}),
    )


class ReadingForm(PhoneForm):
    """One measured value with its limits."""

    measure = forms.CharField(
        label=_("检测项目"), max_length=60, widget=forms.TextInput(attrs={"list": "measures"})
    )
    value = forms.DecimalField(label=_("测量值"), **VALUE)
    unit = forms.CharField(
        label=_("单位"), max_length=12, widget=forms.TextInput(attrs={"list": "units"})
    )
    low = forms.DecimalField(label=_("下限"), required=False, **VALUE)
    high = forms.DecimalField(label=_("上限"), required=False, **VALUE)
    tool_no = forms.CharField(label=_("仪器/工具编号"), max_length=20, required=False)
    note = forms.CharField(label=_("说明"), max_length=120, required=False)


class FitForm(PhoneForm):
    """How much of a part line is in the car."""

    quantity = forms.DecimalField(
        label=_("装车数量"), min_value=0, max_value=10_000, max_digits=12, decimal_places=3
    )


class AskPartForm(PhoneForm):
    """A part the job needs, by its number."""

    code = forms.CharField(label=_("零件号"), max_length=40)
    quantity = forms.DecimalField(
        label=_("数量"),
        min_value=Decimal("0.001"),
        max_value=10_000,
        max_digits=12,
        decimal_places=3,
        initial=1,
    )

    def clean_code(self) -> Part:
        """The part of this number."""
        rows = Part.objects.visible_to(self.access, PartsPerm.REQUEST_PART).active()
        part = rows.filter(code_plain=plain_code(self.cleaned_data["code"])).first()
        if part is None:
            raise ValidationError(_("没有这个零件号，请核对。"))
        return part


class GuardForm(PhoneForm):
    """The second person's word; ``asked`` says that it is about letting the voltage come back."""

    asked = forms.BooleanField(required=False, widget=forms.HiddenInput)

    seen = forms.BooleanField(label=_("我在现场，亲眼看到以上步骤和读数"), required=False)
    reason = forms.CharField(label=_("不同意的原因"), max_length=160, required=False)


class LiftForm(ServiceForm):
    """What shows that a pack may be worked on again."""

    note = forms.CharField(label=_("检查依据"), max_length=160)
