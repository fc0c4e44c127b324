"""What the schedule and the last visits say at check-in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from apps.core.clock import business_day
from apps.core.tones import Tone
from apps.workorders import hooks
from apps.workorders.choices import FindingState
from apps.workorders.models import Finding
from apps.workorders.permissions import Perm
from apps.workorders.selectors.suggestions import suggestions_for

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.customers.models import Vehicle
    from apps.workorders.models import WorkOrder

MOST = 5


def due_alert(*, vehicle: Vehicle, by: Actor, order: WorkOrder | None = None) -> list[hooks.Alert]:
    """What is due by the schedule at the reading to be expected today, in one line."""
    advice = suggestions_for(vehicle, None, business_day(by.now))
    if not advice.overdue:
        return []
    names = _("、").join(row.name for row in advice.overdue[:MOST])
    words = _("按保养计划到期：%(names)s") % {"names": names}
    return [hooks.Alert(Tone.BLOCKED, words, _("请向客户推荐。"))]


def declined_findings(*, vehicle: Vehicle, by: Actor) -> list[hooks.Declined]:
    """What was found on earlier visits and not done, unless the same words were agreed later."""
    rows = Finding.objects.filter(order__visit__vehicle=vehicle).select_related("order")
    found: dict[str, hooks.Declined] = {}
    for row in rows.order_by("decided_at", "pk"):
        found.pop(row.text, None)
        if row.state in (FindingState.DECLINED, FindingState.DEFERRED) and row.decided_at:
            seen = by.may(Perm.VIEW_WORKORDER, row.order)
            url = reverse("workorders:detail", args=[row.order_id]) if seen else ""
            found[row.text] = hooks.Declined(row.text, row.decided_at, row.reason, url, row.safety)
    return list(found.values())[::-1][:MOST]


hooks.checkin_alerts.join(due_alert)
hooks.declined_work.join(declined_findings)
