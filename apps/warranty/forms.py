"""What people type in the warranty room."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from apps.core.forms import ServiceForm
from apps.warranty.services import LineAnswer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from apps.warranty.models import ClaimLine

WORDS = (
    "complaint",
    "cause",
    "correction",
    "causal_part",
    "dtc",
    "fault_group",
    "safety",
    "prior_approval",
)


def _words(label: Any, **more: Any) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=label, max_length=2000, required=False, widget=area, **more)


def yuan(label: Any, **more: Any) -> forms.DecimalField:
    """An amount in yuan; the service checks what makes sense."""
    return forms.DecimalField(label=label, max_digits=12, decimal_places=2, **more)


class WordsForm(ServiceForm):
    """The three Cs and what goes with them."""

    complaint = _words(_("客户陈述"), help_text=_("用客户自己的话"))
    cause = _words(_("故障原因"), help_text=_("查明的原因，不写“损坏”"))
    correction = _words(_("维修措施"))
    causal_part = forms.CharField(label=_("主损件零件号"), max_length=40, required=False)
    dtc = forms.CharField(label=_("故障码"), max_length=60, required=False)
    fault_group = forms.CharField(
        label=_("同一质量问题归组"),
        max_length=40,
        required=False,
        help_text=_("由鉴定员与技术专家判断，三包按它计次"),
    )
    safety = forms.BooleanField(label=_("严重安全性能故障"), required=False)
    prior_approval = forms.CharField(
        label=_("事前授权号"), max_length=40, required=False, help_text=_("超期或特殊项目须填写")
    )


class ActForm(ServiceForm):
    """A step without figures of its own."""

    ACTIONS = ("judge", "ask", "review", "send_back", "return", "write_off")
    action = forms.ChoiceField(choices=[(a, a) for a in ACTIONS])
    reason = forms.CharField(max_length=160, required=False)


class SubmitForm(ServiceForm):
    """The number the manufacturer's system gave."""

    oem_number = forms.CharField(label=_("厂家单号"), max_length=40)


class CreditForm(ServiceForm):
    """The credit note."""

    amount = yuan(_("入账金额"))
    reference = forms.CharField(label=_("厂家入账凭证号"), max_length=60)
    loss_reason = forms.CharField(
        label=_("未收回原因"), max_length=160, required=False, help_text=_("不足索赔金额时填写")
    )


class AnswerForm(ServiceForm):
    """The manufacturer's answer line by line."""

    def __init__(self, *args: Any, lines: Iterable[ClaimLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = list(lines)
        for line in self.lines:
            self.fields[f"approved_{line.pk}"] = yuan(
                _("核准金额"), initial=line.claimed, min_value=Decimal(0), max_value=line.claimed
            )
            self.fields[f"reason_{line.pk}"] = forms.CharField(
                label=_("未接受原因"), max_length=160, required=False
            )

    def rows(self) -> list[tuple[ClaimLine, forms.BoundField, forms.BoundField]]:
        """Each line with its two fields."""
        return [(x, self[f"approved_{x.pk}"], self[f"reason_{x.pk}"]) for x in self.lines]

    @property
    def answers(self) -> list[LineAnswer]:
        """What the service takes."""
        values = self.values
        return [
            LineAnswer(x.pk, values[f"approved_{x.pk}"], values[f"reason_{x.pk}"])
            for x in self.lines
        ]
