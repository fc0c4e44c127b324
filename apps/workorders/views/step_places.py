"""A bay, a technician and a time for one step of a route."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.views.decorators.http import require_http_methods

from apps.core.policy import policy
from apps.core.responses import page
from apps.workorders.forms.dispatching import DispatchForm
from apps.workorders.models import RouteStep
from apps.workorders.permissions import Perm
from apps.workorders.services.placing import GRID_MINUTES, LONGEST_MINUTES
from apps.workorders.services.step_places import place_step
from apps.workorders.step_conflicts import earliest_for
from apps.workorders.suggestions import on_grid
from apps.workorders.views.dispatching import answer

if TYPE_CHECKING:
    from django.http import HttpResponse

    from apps.core.forms import ServiceForm
    from apps.core.requests import Request

RELATED = ("technician", "job__store", "job__order__store", "job__order__visit__vehicle__model")


@policy(Perm.DISPATCH_JOB)
@require_http_methods(["GET", "POST"])
def step_place(request: Request, pk: int) -> HttpResponse:
    """Where and when a step is done, beside the places of the other steps."""
    step = request.access.get(RouteStep.objects.select_related(*RELATED), Perm.DISPATCH_JOB, pk=pk)

    def show(form: ServiceForm, status: int = 200) -> HttpResponse:
        rows = step.job.steps.prefetch_related("slots__bay").select_related("technician")
        facts = {"step": step, "job": step.job, "form": form, "steps": rows}
        return page(request, "workorders/step_place.html", facts, status=status)

    given: dict[str, Any] = {"access": request.access, "version": step.version}
    if request.method == "GET":
        return show(DispatchForm(initial=_begin(request, step), **given))
    form = DispatchForm(request.POST, **given)
    by = request.access
    return answer(
        request,
        form,
        lambda f: place_step(by=by, step=step, version=f.row_version, **f.values),
        show,
        back=reverse("workorders:route", args=[step.job_id]),
    )


def _begin(request: Request, step: Any) -> dict[str, Any]:
    """What the form begins with: after the steps before it, as long as its hours."""
    minutes = int(float(step.std_hours) * 60)
    quarters = max(1, -(-minutes // GRID_MINUTES)) * GRID_MINUTES
    start = on_grid(max(earliest_for(step), request.access.now + dt.timedelta(minutes=1)))
    return {
        "start": start,
        "minutes": min(quarters, LONGEST_MINUTES),
        "technician": step.technician_id,
    }
