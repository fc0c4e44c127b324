"""What people type about one duty: its words, its figures, and the rights it grants."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from django import forms
from django.apps import apps as installed
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from apps.core import figures
from apps.core.capabilities import UnknownCapabilityError, capability, every_capability
from apps.core.forms import ServiceForm
from apps.org.authority import LIMITS, ROW_FILTERS, UNLIMITED, limit_names
from apps.org.catalogue import GrantText
from apps.org.catalogue_checks import ALL_KPIS
from apps.org.models import Grant
from apps.org.selectors.difference import KIND_WORDS

if TYPE_CHECKING:
    from apps.core.capabilities import CapabilityEnum
    from apps.core.refusals import Refused
    from apps.org.models import Duty

LINES = forms.Textarea(attrs={"rows": 3})


def named(perm: CapabilityEnum) -> str:
    """A capability as it is chosen from the list: its room, then its label."""
    room = installed.get_app_config(perm.value.partition(".")[0]).verbose_name
    return f"{room} · {perm.label}"


def choices() -> list[tuple[str, str, str]]:
    """Every capability: what is chosen, its codename, and the limits that may stand on it."""
    rows = [(named(c), c.value, " ".join(sorted(limit_names(c.value)))) for c in every_capability()]
    return sorted(rows, key=lambda r: (r[1].partition(".")[0], r[0]))


@cache
def _codes(language: str) -> dict[str, str]:
    by_label: dict[str, str] = {}
    for perm in every_capability():
        for words in (perm.label, named(perm), perm.value):
            by_label.setdefault(words, perm.value)
    return by_label


class CapabilityField(forms.CharField):
    """A capability by the words of the list, by its label or by its codename."""

    def prepare_value(self, value: Any) -> Any:
        """The words of the list for a codename; what was typed stays as it is."""
        try:
            return named(capability(value)) if value else value
        except UnknownCapabilityError:
            return value

    def clean(self, value: Any) -> str:
        """The codename; refuses what no app declares."""
        typed = super().clean(value)
        if not typed:
            return ""
        found = _codes(get_language() or "").get(typed)
        if found is None:
            raise ValidationError(_("没有这项权限，请从列表中选择。"))
        return found


class GrantForm(forms.Form):
    """One right of a duty; left empty it grants nothing, ``gone`` takes it away."""

    capability = CapabilityField(
        label=_("权限"),
        required=False,
        widget=forms.TextInput(
            attrs={"list": "capabilities", "autocomplete": "off", "data-capability": ""}
        ),
    )
    scope = forms.ChoiceField(label=_("范围"), choices=Grant.Scope.choices, initial="store")
    rows = forms.ChoiceField(label=_("只限于"), required=False)
    unlimited = forms.BooleanField(label=_("不限额"), required=False)
    gone = forms.BooleanField(label=_("取消这项权限"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        english = get_language() == "en"
        rows: Any = self.fields["rows"]
        words = [(f.code, f.en if english else f.zh) for f in ROW_FILTERS.values()]
        rows.choices = [("", _("全部")), *words]
        for code, limit in LIMITS.items():
            self.fields[code] = forms.DecimalField(
                label=limit.en if english else limit.zh,
                required=False,
                min_value=0,
                max_value=100 if limit.unit == "percent" else None,
                decimal_places=2,
                max_digits=12,
            )

    @property
    def limits(self) -> list[tuple[Any, str]]:
        """The fields of the limits with their units, those of the capability only once known."""
        code = self.initial.get("capability", "")
        typed = [n for n in LIMITS if self.is_bound and self.data.get(self.add_prefix(n))]
        wanted = limit_names(code) | set(typed) if code else set(LIMITS)
        return [
            (self[n], "%" if limit.unit == "percent" else "¥")
            for n, limit in LIMITS.items()
            if n in wanted
        ]

    @property
    def grant(self) -> GrantText | None:
        """What it grants; None for an empty row and for one taken away."""
        values = self.cleaned_data
        if not values.get("capability") or values["gone"]:
            return None
        limits: dict[str, Any] = {n: values[n] for n in LIMITS if values.get(n) is not None}
        if values["unlimited"]:
            limits[UNLIMITED] = True
        return GrantText(values["capability"], values["scope"], values["rows"], limits)

    def clean(self) -> dict[str, Any]:
        """Amounts only where the capability knows them; the words stand beside each."""
        cleaned = super().clean() or {}
        code = cleaned.get("capability")
        if not code or cleaned.get("gone"):
            return cleaned
        known = limit_names(code)
        for name in LIMITS:
            if cleaned.get(name) is not None and name not in known:
                self.add_error(name, _("这项权限没有这种额度。"))
        if cleaned.get("unlimited") and not known:
            self.add_error("unlimited", _("这项权限没有额度。"))
        return cleaned


GrantForms = forms.formset_factory(GrantForm, extra=1, max_num=60, absolute_max=60)


class DutyForm(ServiceForm):
    """The words of a duty, with a row for each right it grants."""

    code = forms.CharField(
        label=_("编号"),
        max_length=12,
        required=False,
        help_text=_("不填就自动编号；编号定下后不再改，对照版本靠它。"),
    )
    text = forms.CharField(label=_("职责"), widget=LINES)
    text_en = forms.CharField(label=_("英文"), widget=LINES, required=False)
    kind = forms.ChoiceField(label=_("类别"), choices=[*KIND_WORDS.items()])
    source = forms.CharField(
        label=_("出处"),
        widget=LINES,
        required=False,
        help_text=_("每行一个：制度、文件或会议纪要。"),
    )
    kpis = forms.MultipleChoiceField(
        label=_("考核指标"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, duty: Duty | None = None, **kwargs: Any) -> None:
        kwargs.setdefault("initial", _words(duty) if duty else {})
        super().__init__(*args, version=duty.version if duty else None, **kwargs)
        self.duty = duty
        if duty is not None:
            del self.fields["code"]
        kpis: Any = self.fields["kpis"]
        kpis.choices = _figures(duty)
        rows = [_granted(g) for g in duty.grants.order_by("pk")] if duty else []
        self.rights = GrantForms(
            self.data if self.is_bound else None, prefix="grants", initial=rows
        )

    def is_valid(self) -> bool:
        """Whether the words and every row of rights can be taken."""
        return all([super().is_valid(), self.rights.is_valid()])

    @property
    def duty_values(self) -> dict[str, Any]:
        """The words as a service takes them."""
        values = self.values
        values["source"] = [s.strip() for s in values["source"].splitlines() if s.strip()]
        return values

    @property
    def grants(self) -> list[GrantText]:
        """The rights in the order of the rows."""
        return [form.grant for form in self.rights if form.grant]

    def point_out(self, refusal: Refused) -> None:
        """Say what is wrong with one right beside its field."""
        head, _dot, rest = refusal.field.partition(".")
        index, _dot, name = rest.partition(".")
        if head != "grants" or not index.isdigit():
            return
        rows = [form for form in self.rights if form.grant]
        row = rows[int(index)]
        row.add_error(name if name in row.fields else "capability", str(refusal.message))


def _words(duty: Duty) -> dict[str, Any]:
    return {
        "text": duty.text,
        "text_en": duty.text_en,
        "kind": duty.kind,
        "source": "\n".join(duty.source),
        "kpis": duty.kpis,
    }


def _figures(duty: Duty | None) -> list[tuple[str, Any]]:
    """All figures, then the codes the duty has that nobody computes yet."""
    known = [(f.code, f.label) for f in figures.every_figure()]
    codes = {code for code, _label in known} | {ALL_KPIS}
    strange = [(c, _("%s（尚无数据）") % c) for c in (duty.kpis if duty else []) if c not in codes]
    return [(ALL_KPIS, _("部门全部指标")), *known, *strange]


def _granted(grant: Grant) -> dict[str, Any]:
    amounts = {n: a for n, a in grant.limits.items() if n in LIMITS}
    return {
        "capability": grant.capability,
        "scope": grant.scope,
        "rows": grant.rows,
        "unlimited": bool(grant.limits.get(UNLIMITED)),
        **amounts,
    }
