"""Forms of repairs that do not go on as agreed, of internal work and of accessories."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.clock import business_day
from apps.core.forms import ServiceForm
from apps.workorders.forms.paths import MEDIA, TEXT, OfOrder, job_field, money
from apps.workorders.path_choices import EndedBy
from apps.workorders.services.endings import NEW_PAYERS, REFUSING
from apps.workorders.services.internal import cost_centres


class RefuseForm(OfOrder):
    """A payer refuses a job."""

    job = job_field()
    payer = forms.ChoiceField(label=_("拒付方"), choices=[(p.value, p.label) for p in REFUSING])
    reason = forms.CharField(label=_("拒付原因"), max_length=300)
    reference = forms.CharField(label=_("批复编号"), required=False, max_length=40)

    def choice(self, order: Any) -> Any:
        """Finished work is refused as well."""
        return order.jobs.exclude(state="cancelled").order_by("position", "pk")


class WordForm(ServiceForm):
    """What the customer was told and said."""

    medium = forms.ChoiceField(label=_("沟通方式"), choices=MEDIA)
    customer_name = forms.CharField(label=_("答复人"), max_length=40)
    shown_text = forms.CharField(label=_("告知内容"), widget=TEXT, max_length=2000)


class RebillForm(WordForm):
    """Somebody else pays; of goodwill the customer may bear a share."""

    new_payer = forms.ChoiceField(
        label=_("新付款方"), choices=[(p.value, p.label) for p in NEW_PAYERS]
    )
    customer_pct = forms.DecimalField(
        label=_("善意补偿中客户承担%"),
        initial=0,
        min_value=0,
        max_value=100,
        decimal_places=2,
        help_text=_("只在厂家善意或店端补偿时填写，其余由善意承担。"),
    )


class ReassembleForm(WordForm):
    """Put together again for a fee."""

    fee = money(_("装复费用"))


class EndingForm(ServiceForm):
    """A repair under way ends."""

    decided_by = forms.ChoiceField(label=_("决定方"), choices=EndedBy.choices)
    decider_name = forms.CharField(label=_("决定人"), max_length=40)
    medium = forms.ChoiceField(label=_("沟通方式"), choices=MEDIA)
    reason = forms.CharField(label=_("原因"), max_length=300)
    reassembled_by = forms.CharField(
        label=_("装复确认人"), max_length=40, help_text=_("谁确认车辆已装复、可以移动。")
    )
    work_fee = money(_("已完成作业费"))
    diagnosis_fee = money(_("检测诊断费"))
    waived_reason = forms.CharField(label=_("免收原因"), required=False, max_length=160)


class InternalForm(ServiceForm):
    """The cost centre of internal work."""

    cost_centre = forms.ChoiceField(label=_("成本中心"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        store = self.access.store  # type: ignore[attr-defined]  # the engine's, not the protocol's
        names = cost_centres(store.pk if store else None, business_day(self.access.now))
        self.fields["cost_centre"].choices = [  # type: ignore[attr-defined]  # a choice
            (name, name) for name in names
        ]


class SaleForm(ServiceForm):
    """The sale an installation belongs to."""

    sale_number = forms.CharField(label=_("精品销售单号"), max_length=40)
