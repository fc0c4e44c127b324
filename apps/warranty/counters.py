"""The counters of 三包: repair days, repairs of one fault, safety repairs (O43 art. 24).

They stand on the warranty claims of the car inside its 三包 period.  A single repair runs from the
stay's beginning to its end in hours, each begun 24 hours a day (art. 40); transport time of parts
named by the rule is not told apart yet and so counts.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from apps.core.clock import business_day
from apps.core.models import Setting
from apps.core.tones import Tone
from apps.customers.models.vehicle import Usage
from apps.warranty.choices import ClaimKind, ClaimState
from apps.warranty.models import Claim
from apps.warranty.permissions import Perm
from apps.warranty.terms import LAW_SINCE
from apps.workorders.handover import months_after
from apps.workorders.hooks import Alert

if TYPE_CHECKING:
    from apps.customers.models import Vehicle
    from apps.org.access import Access
    from apps.workorders.models import WorkOrder

CODES = (
    "rr_months",
    "rr_km",
    "rr_repair_days",
    "rr_repair_days_alert",
    "rr_same_fault",
    "rr_same_fault_alert",
    "rr_safety_repairs",
)
DAY = 24 * 3600


@dataclass(frozen=True)
class Counters:
    """How far a family car has come towards the right to exchange or return."""

    days: int
    fault: str
    same: int
    safety: int


def counters_of(vehicle: Vehicle) -> Counters:
    """The counters over every claim of the car that was not withdrawn; one query."""
    rows = Claim.objects.filter(vehicle=vehicle, kind=ClaimKind.WAR)
    claims = list(rows.exclude(state=ClaimState.VOID).select_related("order"))
    days = sum(_days(c.order.opened_at, c.repair_ended_at) for c in claims)
    faults = Counter(c.fault_group or c.causal_part for c in claims)
    faults.pop("", None)
    fault, same = faults.most_common(1)[0] if faults else ("", 0)
    return Counters(days, fault, same, sum(c.safety for c in claims))


def _days(begun: dt.datetime, ended: dt.datetime) -> int:
    """Days of one repair: each begun 24 hours counts (art. 40)."""
    return max(math.ceil((ended - begun).total_seconds() / DAY), 1)


def counter_alerts(*, vehicle: Vehicle, by: Access, order: WorkOrder | None = None) -> list[Alert]:
    """What is near or over the limits of the law, while the 三包 period runs."""
    if vehicle.usage != Usage.FAMILY or vehicle.sale_date is None:
        return []
    today = business_day(by.now)
    figures = _figures(max(today, LAW_SINCE))
    ended = months_after(vehicle.sale_date, int(figures["rr_months"])) < today
    if ended or (vehicle.last_odometer_km or 0) > int(figures["rr_km"]):
        return []
    found = counters_of(vehicle)
    url = reverse("warranty:claims") if by.can(Perm.VIEW_CLAIM) else ""
    return [
        *_days_alert(found, figures, url),
        *_same_alert(found, figures, url),
        *_safety_alert(found, figures, url),
    ]


def _figures(on: dt.date) -> dict[str, Any]:
    """The figures of the law in force on a day, in one query."""
    rows = Setting.objects.filter(
        code__in=[f"warranty.{code}" for code in CODES], store=None, effective_from__lte=on
    ).order_by("effective_from", "pk")
    return {row.code.removeprefix("warranty."): row.value for row in rows}


def _days_alert(found: Counters, figures: dict[str, Any], url: str) -> list[Alert]:
    limit = int(figures["rr_repair_days"])
    if found.days < min(figures["rr_repair_days_alert"]):
        return []
    words = _("三包：累计修理 %(n)d 天，超过 %(limit)d 天可换可退")
    todo = _("报保修鉴定员，维修不得拖延。")
    if found.days > limit:
        todo = _("已达换退条件，马上报服务经理。")
    tone = Tone.LATE if found.days > limit else Tone.BLOCKED
    return [Alert(tone, words % {"n": found.days, "limit": limit}, todo, url)]


def _same_alert(found: Counters, figures: dict[str, Any], url: str) -> list[Alert]:
    limit = int(figures["rr_same_fault"])
    if found.same < min(figures["rr_same_fault_alert"]):
        return []
    words = _("三包：同一问题 %(fault)s 已修 %(n)d 次，超过 %(limit)d 次可换可退")
    over = found.same > limit
    todo = _("已达换退条件，马上报服务经理。") if over else _("请技术专家会诊，务必一次修好。")
    facts = {"fault": found.fault, "n": found.same, "limit": limit}
    return [Alert(Tone.LATE if over else Tone.BLOCKED, words % facts, todo, url)]


def _safety_alert(found: Counters, figures: dict[str, Any], url: str) -> list[Alert]:
    limit = int(figures["rr_safety_repairs"])
    if not found.safety:
        return []
    words = _("三包：严重安全性能故障已修 %(n)d 次，%(limit)d 次未排除可换可退")
    over = found.safety >= limit
    todo = _("已达换退条件，马上报服务经理。") if over else _("报保修鉴定员并会诊。")
    facts = {"n": found.safety, "limit": limit}
    return [Alert(Tone.LATE if over else Tone.BLOCKED, words % facts, todo, url)]
