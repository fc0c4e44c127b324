"""Everything that happened on an order, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.views.decorators.http import require_GET

from apps.core.policy import policy
from apps.core.responses import page
from apps.workorders.forms.timeline import TimelineForm
from apps.workorders.permissions import Perm
from apps.workorders.selectors import timeline as stream
from apps.workorders.selectors.timeline_told import moments_of
from apps.workorders.views.order_page import order_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from apps.core.requests import Request


@policy(Perm.VIEW_WORKORDER)
@require_GET
def order_timeline(request: Request, pk: int) -> HttpResponse:
    """The stream of an order, narrowed by kind, actor, reason and day."""
    order = order_of(request, pk)
    sources = stream.sources_of(order, request.access)
    people = stream.actors_of(sources)
    form = TimelineForm(request.GET, people=people)
    asked = form.asked(request.GET.get("before", ""))
    marks = stream.marks_of(stream.chosen(sources, asked), asked.window())
    context = {
        "order": order,
        "form": form,
        "asked": asked,
        "kinds": stream.KINDS,
        "words": dict(stream.KINDS),
        "moments": moments_of(marks.rows),
        "next": str(marks.rows[-1]) if marks.more else "",
    }
    return page(request, "workorders/order_timeline.html", context)
