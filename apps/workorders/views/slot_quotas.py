"""How many cars may be booked per slot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from apps.core.clock import business_day
from apps.core.forms import ServiceForm
from apps.core.policy import policy
from apps.core.responses import page, submit
from apps.workorders.appointment_terms import terms_of
from apps.workorders.forms.appointments import QuotaForm
from apps.workorders.models import SlotQuota
from apps.workorders.permissions import Perm
from apps.workorders.services import slot_quotas as services

if TYPE_CHECKING:
    from django.http import HttpResponse

    from apps.core.requests import Request


@policy(Perm.CHANGE_SLOTQUOTA)
@require_http_methods(["GET", "POST"])
def slot_quotas(request: Request) -> HttpResponse:
    """The weekly pattern and the dates that differ; a new row is set here."""
    form = QuotaForm(request.POST or None, access=request.access)
    if request.method != "POST":
        return _shown(request, form)
    return submit(
        request,
        form,
        do=lambda f: services.set_quota(by=request.access, **f.values),
        page=lambda f, status: _shown(request, f, status),
        done=lambda r: _done(request, _("名额已保存。")),
    )


@policy(Perm.CHANGE_SLOTQUOTA)
@require_POST
def drop(request: Request, pk: int) -> HttpResponse:
    """A row that is not wanted after all."""
    quota = request.access.get(SlotQuota.objects.all(), Perm.CHANGE_SLOTQUOTA, pk=pk)
    form = ServiceForm(request.POST, access=request.access)
    return submit(
        request,
        form,
        do=lambda f: services.drop_quota(by=request.access, quota=quota, version=f.row_version),
        page=lambda f, status: _shown(request, f, status),
        done=lambda r: _done(request, _("名额已删除。")),
    )


def _shown(request: Request, form: ServiceForm, status: int = 200) -> HttpResponse:
    today, store = business_day(request.access.now), request.access.store
    rows = SlotQuota.objects.visible_to(request.access, Perm.CHANGE_SLOTQUOTA)
    mine = list(rows.filter(store=store).select_related("set_by"))
    own = isinstance(form, QuotaForm)
    words = [str(w) for errors in form.errors.values() for w in errors]
    context = {
        "week": [q for q in mine if q.day is None],
        "days": [q for q in mine if q.day is not None and q.day >= today],
        "terms": terms_of(store.pk if store else None, today),
        "form": form if own else QuotaForm(access=request.access),
        "words": "" if own else " ".join(words),
        "today": today,
    }
    return page(request, "workorders/slot_quotas.html", context, status=status)


def _done(request: Request, words: str) -> str:
    messages.success(request, words)
    return reverse("workorders:slot_quotas")
