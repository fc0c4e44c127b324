"""What the schedule says at check-in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.core.clock import business_day
from apps.core.tones import Tone
from apps.workorders import hooks
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


hooks.checkin_alerts.join(due_alert)
