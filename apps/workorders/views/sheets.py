"""The paper of the workshop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from apps.core.policy import policy
from apps.workorders.models import Job
from apps.workorders.permissions import Perm
from apps.workorders.views.order_list import dealer_of

if TYPE_CHECKING:
    from apps.core.requests import Request


@policy(Perm.VIEW_JOB)
@require_GET
def dispatch_sheet(request: Request, pk: int) -> HttpResponse:
    """派工单: the car, the work, who and where; its code opens the job on the phone."""
    related = ("order__visit__vehicle__model", "order__advisor", "order__store", "unit")
    rows = Job.objects.released().select_related(*related)
    job = request.access.get(rows, Perm.VIEW_JOB, pk=pk)
    address = request.build_absolute_uri(reverse("workorders:job", args=[job.pk]))
    title = _("派工单")
    context = {
        "job": job,
        "visit": job.order.visit,
        "checkin": getattr(job.order.visit, "checkin", None),
        "statements": job.order.visit.statements.all(),
        "team": job.assignments.select_related("staff"),
        "slots": job.slots.standing().select_related("bay", "technician"),
        "parts": job.part_lines.all(),
        "dealer": dealer_of(job.order.store),
        "document": {
            "title": title,
            "number": f"{job.order.number}-{job.position}",
            "url": address,
        },
        "printed_at": request.now,
        "printed_by": request.access.staff,
    }
    return render(request, "print/dispatch_sheet.html", context)
