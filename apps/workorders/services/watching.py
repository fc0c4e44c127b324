"""What time alone does to promises: they come at risk and pass, and their advisor is rung."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from apps.core.services import service
from apps.workorders.models import WorkOrder
from apps.workorders.promise_health import Health, promise_health, running
from apps.workorders.services.telling import tell_health

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.org.models import OrgUnit

TROUBLE = (Health.AT_RISK, Health.BREACHED)
LATEST = dt.timedelta(days=1)  # what is over for longer has rung


@service
def watch_promises(*, by: Actor, store: OrgUnit) -> int:
    """Whoever promised a car is rung when the promise comes at risk, and when it is broken.

    The same promise rings once for each, however often this runs.  Returns how many are in trouble.
    """
    rows = running(WorkOrder.objects.filter(store=store, authorised_at__isnull=False))
    rows = promise_health(rows.filter(promised_at__gt=by.now - LATEST), by.now)
    found = list(rows.filter(health__in=TROUBLE).select_related("visit"))
    tell_health(found, by=by)
    return len(found)
