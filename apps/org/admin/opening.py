"""Opening a store: choose a template, cut it to measure, look at the tree, create it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from apps.core.forms import ServiceForm
from apps.core.responses import page, submit
from apps.org.admin.unit_forms import MOST_SEATS
from apps.org.models import OrgUnit
from apps.org.services.founding import UnitNames
from apps.org.services.templating import CODE, add_store, plan_of
from apps.org.tailoring import Cut, tailored
from apps.org.template_checks import broken, lacking
from apps.org.templates import Template, names, read_template

if TYPE_CHECKING:
    from apps.core.requests import Request
    from apps.org.catalogue import PositionText
    from apps.org.chart import UnitText

BAD_INPUT = 422


@dataclass(frozen=True)
class Row:
    """One unit of the form: whether it is kept, its name, and the seats of its positions."""

    depth: int
    title: str
    keep: Any
    name: Any
    seats: list[Any]


class OpenForm(ServiceForm):
    """A store of a template: its code and name, and what is different in it."""

    code = forms.RegexField(
        CODE.pattern + r"\Z",
        label=_("代码"),
        max_length=16,
        help_text=_("小写字母、数字和下划线，如 cs4。"),
        error_messages={"invalid": _("代码只用小写字母、数字和下划线，最多16位。")},
    )
    name = forms.CharField(label=_("门店名称"), max_length=60)
    name_en = forms.CharField(label=_("英文名称"), max_length=80, required=False)

    def __init__(self, *args: Any, template: Template, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.template = template
        self.titles = {p.code: _title(p) for p in template.catalogue.positions}
        for unit in template.chart.store.walk():
            if unit.kind != OrgUnit.Kind.STORE:
                self.fields[f"keep_{unit.key}"] = forms.BooleanField(required=False, initial=True)
                self.fields[f"name_{unit.key}"] = forms.CharField(
                    label=_("名称"), max_length=60, initial=unit.name
                )
            for code, headcount in unit.posts.items():
                self.fields[f"seats_{unit.key}_{code}"] = forms.IntegerField(
                    label=self.titles[code],
                    min_value=0,
                    max_value=MOST_SEATS,
                    initial=headcount,
                )

    def rows(self) -> Iterator[Row]:
        """The units in order, each with its fields."""
        yield from self._rows(self.template.chart.store, 0)

    def _rows(self, unit: UnitText, depth: int) -> Iterator[Row]:
        store = unit.kind == OrgUnit.Kind.STORE
        yield Row(
            depth,
            _title(unit),
            None if store else self[f"keep_{unit.key}"],
            None if store else self[f"name_{unit.key}"],
            [self[f"seats_{unit.key}_{code}"] for code in unit.posts],
        )
        for below in unit.below:
            yield from self._rows(below, depth + 1)

    def clean(self) -> dict[str, Any]:
        """The template as cut must still be a whole one."""
        cleaned = super().clean() or {}
        if not self.errors:
            for fault in broken(self.tailored()):
                self.add_error(None, fault)
        return cleaned

    @property
    def names(self) -> UnitNames:
        """What the store is called."""
        values = self.cleaned_data
        return UnitNames(values["code"], values["name"].strip(), values["name_en"].strip())

    def tailored(self) -> Template:
        """The template with what was typed."""
        values = self.cleaned_data
        units = [u for u in self.template.chart.store.walk() if u.kind != OrgUnit.Kind.STORE]
        cut = Cut(
            without=frozenset(u.key for u in units if not values[f"keep_{u.key}"]),
            names={u.key: values[f"name_{u.key}"].strip() for u in units},
            seats={
                (u.key, code): values[f"seats_{u.key}_{code}"]
                for u in self.template.chart.store.walk()
                for code in u.posts
            },
        )
        return tailored(self.template, cut)


def open_view(request: Request) -> HttpResponse:
    """The templates to choose from, or the form of the chosen one with its preview."""
    chosen = request.POST.get("template") or request.GET.get("template", "")
    if not chosen:
        context = {"title": _("开设门店"), "templates": [read_template(n) for n in names()]}
        return page(request, "admin/org/open_choice.html", context)
    if chosen not in names():
        raise Http404
    template = read_template(chosen)
    if request.method != "POST":
        return _page(request, OpenForm(access=request.access, template=template))
    form = OpenForm(request.POST, access=request.access, template=template)
    if "confirm" not in request.POST:
        return _page(request, form, 200 if form.is_valid() else BAD_INPUT)
    return submit(
        request,
        form,
        do=lambda f: add_store(by=request.access, template=f.tailored(), names=f.names),
        page=lambda f, status: _page(request, f, status),
        done=lambda store: f"{reverse('org:chart')}?store={store.pk}",
    )


def _page(request: Request, form: OpenForm, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {"title": _("开设门店"), "form": form, "template": form.template}
    if form.is_bound and form.is_valid():
        cut = form.tailored()
        taken = OrgUnit.objects.filter(code=form.names.code).exists()
        if taken:
            words = _("代码 %(code)s 已被使用。") % {"code": form.names.code}
            form.add_error("code", words)
            status = BAD_INPUT
        else:
            context |= {"plan": plan_of(cut, form.names), "lacking": list(lacking(cut))}
    return page(request, "admin/org/open_store.html", context, status=status)


def _title(text: PositionText | UnitText) -> str:
    return text.name_en if get_language() == "en" else text.name
