"""What the workshop tells the desk: bells, comebacks of a new order, spoken notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core.models import StoredFile
from apps.customers.hooks import Link
from apps.org.services.notices import ring
from apps.workorders import hooks
from apps.workorders.comebacks import suspect_all
from apps.workorders.models import Job
from apps.workorders.permissions import Perm
from apps.workorders.services.readings import VOICE

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.org.access import Access
    from apps.workorders.models import WorkOrder


def ring_ready(*, by: Actor, order: WorkOrder) -> None:
    """The advisor hears that the car is ready."""
    page = reverse("workorders:detail", args=[order.pk])
    ring(
        to=[order.advisor_id],
        kind="ready",
        words=gettext_lazy("%(plate)s 已完工，可以结算交车。"),
        facts={"plate": order.visit.plate_no},
        page=page,
        at=by.now,
        key=f"ready:{order.pk}:{by.now:%Y%m%d%H%M}",
    )


def look_for_comebacks(*, by: Actor, order: WorkOrder) -> None:
    """What the customer says is held against what was repaired before."""
    suspect_all(order, by=by)


def work_links(order: WorkOrder, by: Access) -> list[Link]:
    """The comebacks of an order, and the jobs on which somebody left a spoken note."""
    links = [
        Link(
            _("返修判定：%(state)s") % {"state": row},
            reverse("workorders:comeback", args=[row.pk]),
            tone="blocked" if row.state in row.OPEN else "",
            note=row.statement.text,
        )
        for row in order.comebacks.select_related("statement")
    ]
    if not by.can(Perm.VIEW_JOB):
        return links
    kind = ContentType.objects.get_for_model(Job)
    notes = StoredFile.objects.filter(content_type=kind, kind=VOICE)
    jobs = order.jobs.filter(pk__in=notes.values("object_id"))
    return links + [
        Link(_("语音留言"), reverse("workorders:job", args=[job.pk]), note=job.name) for job in jobs
    ]


hooks.order_opened.connect(look_for_comebacks)
hooks.order_ready.connect(ring_ready)
hooks.order_steps.join(work_links)
