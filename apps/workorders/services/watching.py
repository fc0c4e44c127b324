"""What time alone does to promises: they come near and pass, and their advisor is rung."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from apps.core.clock import business_day
from apps.core.services import service
from apps.workorders.models import WorkOrder
from apps.workorders.selectors.figures import figure
from apps.workorders.services.telling import tell_near

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.org.models import OrgUnit

AT_RISK = "workorders.at_risk_minutes"
LATEST = dt.timedelta(days=1)  # what is over for longer has rung


@service
def watch_promises(*, by: Actor, store: OrgUnit) -> int:
    """Whoever has promised a car that is not ready is rung when the time is near, and when over.

    The same promise rings once for each, however often this runs.  Returns how many are near.
    """
    near = dt.timedelta(minutes=int(figure(AT_RISK, business_day(by.now), store.pk)))
    rows = WorkOrder.objects.filter(store=store).overdue(by.now + near)
    rows = rows.filter(promised_at__gt=by.now - LATEST, authorised_at__isnull=False)
    found = list(rows.select_related("visit").order_by("promised_at", "pk"))
    tell_near(found, by=by)
    return len(found)
