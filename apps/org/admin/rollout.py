"""Rolling standard texts out to stores: choose, look at what it does, confirm, read the result."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apps.core.forms import KEY, ServiceForm
from apps.core.models import Operation
from apps.core.responses import page, submit
from apps.org.admin.revision_forms import MOMENT
from apps.org.models import OrgUnit, PositionRevision
from apps.org.permissions import Perm
from apps.org.selectors.rollout import kind_words, plan_roll_out
from apps.org.selectors.rollout_effects import effects_of, passed_over
from apps.org.services.rollout import roll_out

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from apps.core.requests import Request
    from apps.org.access import Access

BAD_INPUT = 422
_TAKEN = {"revisions", "stores", "effective_from", "replace", "reason"}


class RollOutForm(ServiceForm):
    """Which editions go to which stores from when; ``replace`` takes stores' own texts along."""

    revisions = forms.ModelMultipleChoiceField(
        PositionRevision.objects.none(),
        label=_("标准版本"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("请选择要推广的版本。")},
    )
    everywhere = forms.BooleanField(label=_("所有门店"), required=False)
    stores = forms.ModelMultipleChoiceField(
        OrgUnit.objects.none(),
        label=_("门店"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    effective_from = forms.DateTimeField(
        label=_("生效时间"), widget=MOMENT, required=False, help_text=_("不填就是立即生效。")
    )
    replace = forms.BooleanField(label=_("同时代替门店自己修订过的文本"), required=False)
    reason = forms.CharField(
        label=_("推广原因"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        revisions: Any = self.fields["revisions"]
        revisions.queryset = offered(self.access)  # type: ignore[arg-type]  # Access is the actor
        revisions.label_from_instance = _named
        stores: Any = self.fields["stores"]
        stores.queryset = self.access.stores(Perm.ROLLOUT_POSITION)  # type: ignore[attr-defined]  # of Access

    def clean(self) -> dict[str, Any]:
        """All stores in reach when everywhere is meant."""
        cleaned = super().clean() or {}
        if cleaned.pop("everywhere", False):
            stores: Any = self.fields["stores"]
            cleaned["stores"] = stores.queryset
        if not cleaned.get("stores"):
            self.add_error("stores", _("请选择门店，或选择所有门店。"))
        return cleaned


def offered(access: Access) -> QuerySet[PositionRevision]:
    """The signed editions in force of the positions in reach; those of the group first."""
    rows = PositionRevision.objects.effective(access.now).values("pk")
    signed = PositionRevision.objects.filter(pk__in=rows, approved_by__isnull=False)
    reached = signed.filter(rolled_out_from=None).visible_to(access, Perm.ROLLOUT_POSITION)
    return reached.select_related("position__owner", "reports_to", "text_of").order_by(
        "position__owner__path", "position__pk"
    )


def rollout_view(request: Request) -> HttpResponse:
    """Choose, see what it does, and only then confirm; afterwards what was done."""
    if request.method != "POST":
        key = request.GET.get("done", "")
        return _result(request, key) if key else _page(request, RollOutForm(access=request.access))
    form = RollOutForm(request.POST, access=request.access)
    if "confirm" not in request.POST:
        return _page(request, form, 200 if form.is_valid() else 422, preview=form.is_valid())
    return submit(
        request,
        form,
        do=lambda f: _done(request, f),
        page=lambda f, status: _page(request, f, status, preview=status != BAD_INPUT),
        done=lambda key: f"{reverse('admin:org_positionrevision_rollout')}?done={key}",
    )


def _done(request: Request, form: RollOutForm) -> str:
    roll_out(by=request.access, **{k: v for k, v in form.values.items() if k in _TAKEN})
    return str(form.cleaned_data[KEY])


def _page(
    request: Request, form: RollOutForm, status: int = 200, preview: bool = False
) -> HttpResponse:
    context: dict[str, Any] = {"title": _("推广标准岗位"), "form": form, "preview": preview}
    if preview and {"revisions", "stores"} <= form.cleaned_data.keys():
        values = form.cleaned_data
        now = request.access.now
        plan = plan_roll_out(
            request.access,
            list(values["revisions"]),
            list(values["stores"]),
            values.get("effective_from") or now,
        )
        context |= {
            "effects": effects_of(plan, now),
            "passed": passed_over(plan.passed_over),
            "publishes": len(plan.publish),
            "deviates": len(plan.deviating),
        }
    return page(request, "admin/org/rollout.html", context, status=status)


def _result(request: Request, key: str) -> HttpResponse:
    """The counts of a roll-out that was done, from the record of the act."""
    found = _operation(request, key)
    passed = [row["dict"] for row in found["passed_over"]]
    stores = {s.code: s for s in OrgUnit.objects.stores()}
    context = {
        "title": _("推广结果"),
        "result": found,
        "passed": [
            {**row, "store": stores.get(row["store"]), "words": kind_words(row["kind"])}
            for row in passed
        ],
        "kept": [s for s in stores.values() if s.pk in found["kept"]],
    }
    return page(request, "admin/org/rollout_done.html", context)


def _operation(request: Request, key: str) -> dict[str, Any]:
    try:
        wanted = uuid.UUID(key)
    except ValueError:
        raise Http404 from None
    rows = Operation.objects.filter(key=wanted, staff=request.access.staff_id)
    found = rows.filter(service__endswith=".roll_out").first()
    if found is None or not isinstance(found.result, dict):
        raise Http404
    result: dict[str, Any] = found.result["dict"]
    return result


def _named(revision: PositionRevision) -> str:
    return f"{revision.position.owner} · {revision.position} {revision.edition}"
