"""Forms of the paths: accident, route, sublet, away, transfer, consultation, waits."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from apps.core.forms import MomentField, ServiceForm
from apps.customers.services import MOST_KM
from apps.org.models import OrgUnit, Staff
from apps.parts.models import Supplier
from apps.workorders.choices import Medium, Payer, WaitingCause
from apps.workorders.forms.desk import LinesField, PhotosField
from apps.workorders.models import Job, RouteTemplate
from apps.workorders.path_choices import ClaimSide

TEXT = forms.Textarea(attrs={"rows": 3})
MEDIA = Medium.choices
OPTIONAL_MEDIA = [("", "—"), *Medium.choices]
READING_PARTS = 2


def money(label: Any, **facts: Any) -> forms.DecimalField:
    """A sum in yuan."""
    facts.setdefault("initial", Decimal(0))
    return forms.DecimalField(label=label, min_value=0, max_digits=10, decimal_places=2, **facts)


def kilometres(label: Any, **facts: Any) -> forms.IntegerField:
    """A reading."""
    return forms.IntegerField(label=label, min_value=0, max_value=MOST_KM, **facts)


class DayField(forms.DateField):
    """A day with the browser's picker."""

    def __init__(self, **facts: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}), **facts)


class OfOrder(ServiceForm):
    """A form about one order; job fields offer its jobs."""

    def __init__(self, *args: Any, order: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order = order
        jobs = self.choice(order)
        if "job" in self.fields:
            self.fields["job"].queryset = jobs  # type: ignore[attr-defined]  # a model choice
        if "jobs" in self.fields:
            self.fields["jobs"].choices = [  # type: ignore[attr-defined]  # a choice
                (job.pk, job.name) for job in jobs
            ]

    def choice(self, order: Any) -> Any:
        """The jobs to choose from."""
        return order.jobs.all().unfinished().order_by("position", "pk")


def job_field(**facts: Any) -> Any:
    """One job of the order."""
    return forms.ModelChoiceField(Job.objects.none(), label=_("维修项目"), **facts)


def jobs_field(**facts: Any) -> Any:
    """Several jobs of the order, by their keys."""
    return forms.TypedMultipleChoiceField(
        label=_("维修项目"), coerce=int, widget=forms.CheckboxSelectMultiple, **facts
    )


class CaseForm(ServiceForm):
    """The insurer's case."""

    side = forms.ChoiceField(label=_("投保方"), choices=ClaimSide.choices)
    insurer = forms.CharField(label=_("保险公司"), max_length=60)
    report_no = forms.CharField(label=_("报案号"), max_length=40)
    surveyor = forms.CharField(label=_("查勘定损员"), max_length=40, required=False)


class TeardownForm(OfOrder):
    """The customer's authority to take the car apart."""

    name = forms.CharField(label=_("拆检授权人"), max_length=40)
    medium = forms.ChoiceField(label=_("授权方式"), choices=MEDIA)
    jobs = jobs_field(required=False, help_text=_("勾选属于拆检的项目，其余等定损。"))


class AskRoundForm(OfOrder):
    """Jobs that are asked of the insurer."""

    jobs = jobs_field()
    scope = forms.CharField(label=_("申报内容"), required=False, widget=TEXT, max_length=2000)
    photos = PhotosField(label=_("损伤照片"), required=False)

    def choice(self, order: Any) -> Any:
        """Jobs no round covers yet."""
        return order.jobs.all().unfinished().filter(assessment=None, teardown=False)


class AssessForm(ServiceForm):
    """What the insurer allows."""

    reference = forms.CharField(label=_("定损单号"), max_length=40)
    labour_amount = money(_("核定工时"))
    parts_amount = money(_("核定材料"))
    note = forms.CharField(label=_("定损意见"), required=False, max_length=300)


class AgreeForm(ServiceForm):
    """The customer agrees to what was allowed."""

    name = forms.CharField(label=_("授权人"), max_length=40)
    medium = forms.ChoiceField(label=_("授权方式"), choices=MEDIA)
    promised_at = MomentField(label=_("预交车时间"), required=False)


class ReasonForm(ServiceForm):
    """A step with its reason."""

    reason = forms.CharField(label=_("原因"), max_length=160)


class TotalLossForm(ServiceForm):
    """Fees of a car that is given up."""

    teardown_fee = money(_("拆检费"))
    storage_days = forms.IntegerField(label=_("停车天数"), min_value=0, max_value=3650, initial=0)
    storage_per_day = money(_("每天停车费"))
    payer = forms.ChoiceField(
        label=_("付款方"), choices=[(p.value, p.label) for p in (Payer.INS, Payer.CP)]
    )
    consent_name = forms.CharField(label=_("同意人"), required=False, max_length=40)
    consent_medium = forms.ChoiceField(
        label=_("客户同意方式"), choices=OPTIONAL_MEDIA, required=False
    )


class TemplateForm(ServiceForm):
    """A usual route."""

    template = forms.ModelChoiceField(
        RouteTemplate.objects.filter(active=True), label=_("工序路线")
    )


class GiveStepForm(ServiceForm):
    """Who does a step."""

    technician = forms.ModelChoiceField(Staff.objects.none(), label=_("技师"))

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["technician"].queryset = people  # type: ignore[attr-defined]  # a model choice


class SubletForm(OfOrder):
    """What another firm does."""

    job = job_field()
    supplier = forms.ModelChoiceField(
        Supplier.objects.filter(active=True, manufacturer=False), label=_("外协单位")
    )
    what = forms.CharField(label=_("加工内容"), max_length=160)
    cost = money(_("外协成本"))
    price = money(_("对客价格"))
    payer = forms.ChoiceField(label=_("付款方"), choices=Payer.choices)
    due_at = MomentField(label=_("约定取回"))
    main_work = forms.BooleanField(label=_("属于主要工作"), required=False)
    whole_car = forms.BooleanField(label=_("整车送出"), required=False)
    consent_name = forms.CharField(label=_("同意人"), required=False, max_length=40)
    consent_medium = forms.ChoiceField(label=_("同意方式"), required=False, choices=OPTIONAL_MEDIA)
    purchase_no = forms.CharField(label=_("采购单号"), required=False, max_length=40)


class SendForm(ServiceForm):
    """It leaves."""

    out_km = kilometres(_("送出里程"), required=False)


class TakeBackForm(ServiceForm):
    """It is back."""

    back_note = forms.CharField(label=_("取回验收"), max_length=300)
    back_km = kilometres(_("取回里程"), required=False)
    cost = money(_("实际成本"), required=False)


class AwayForm(ServiceForm):
    """The customer drives while the part is ordered."""

    reason = forms.CharField(label=_("放车原因"), max_length=160)
    expected_on = DayField(label=_("预计到料"), required=False)
    left_km = kilometres(_("离店里程"))
    safe_to_drive = forms.BooleanField(label=_("技师已确认可以安全行驶"), required=False)


class CallForm(ServiceForm):
    """What was agreed with the customer."""

    note = forms.CharField(label=_("通知结果"), max_length=160)


class ComeBackForm(ServiceForm):
    """The car is here again."""

    odometer_km = kilometres(_("返店里程"))
    sender_name = forms.CharField(label=_("送修人"), required=False, max_length=40)
    belongings = forms.CharField(label=_("车内物品"), required=False, max_length=500)


class TransferForm(OfOrder):
    """Another store does a job."""

    job = job_field()
    to_store = forms.ModelChoiceField(OrgUnit.objects.none(), label=_("承做店"))
    reason = forms.CharField(label=_("原因"), max_length=160)
    price = money(_("内部结算价"))
    due_at = MomentField(label=_("约定返回"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stores = OrgUnit.objects.stores().open().exclude(pk=self.order.store_id)
        self.fields["to_store"].queryset = stores  # type: ignore[attr-defined]  # a model choice


class HandOverForm(ServiceForm):
    """The car is given or taken."""

    km = kilometres(_("里程"))
    condition = forms.CharField(label=_("车况"), max_length=300)
    custody = forms.CharField(
        label=_("随车钥匙与物品"), required=False, max_length=300, help_text=_("交出时必填。")
    )


class ConsultForm(OfOrder):
    """A question to the technical expert."""

    job = job_field(required=False)
    question = forms.CharField(label=_("问题"), widget=TEXT, max_length=2000)
    tried = forms.CharField(label=_("已做检查"), widget=TEXT, max_length=2000, required=False)
    urgent = forms.BooleanField(label=_("加急"), required=False)
    blocks = forms.BooleanField(label=_("等待答复期间停工"), required=False)
    photos = PhotosField(label=_("照片"), required=False)


class ReadingsField(LinesField):
    """Readings, one a line: name, value and unit with spaces between."""

    def clean(self, value: Any) -> Any:
        """The readings; raises ValidationError for a line without a value."""
        found = []
        for line in super().clean(value):
            name, *rest = line.split()
            if not rest:
                raise ValidationError(_("“%(line)s”没有数值。") % {"line": line})
            unit = rest[1] if len(rest) >= READING_PARTS else ""
            found.append({"name": name, "value": rest[0], "unit": unit})
        return found


class AnswerForm(ServiceForm):
    """The diagnosis."""

    diagnosis = forms.CharField(label=_("诊断意见"), widget=TEXT, max_length=4000)
    advice = forms.CharField(label=_("处理建议"), widget=TEXT, max_length=4000, required=False)
    readings = ReadingsField(
        label=_("检测数据"),
        required=False,
        max_length=2000,
        help_text=_("一行一项：名称 数值 单位，例如：噪声 78 dB"),
    )
    photos = PhotosField(label=_("照片"), required=False)


class ExpectForm(ServiceForm):
    """Until when a job waits."""

    expected_at = MomentField(label=_("预计到"))
    note = forms.CharField(label=_("说明"), required=False, max_length=160)


class WaitForm(OfOrder):
    """A job waits for manufacturer or insurer."""

    job = job_field()
    cause = forms.ChoiceField(
        label=_("等待原因"),
        choices=[(c.value, c.label) for c in (WaitingCause.OEM, WaitingCause.INSURER)],
    )
    note = forms.CharField(label=_("在等什么"), max_length=160)
    expected_at = MomentField(label=_("预计到"), required=False)
