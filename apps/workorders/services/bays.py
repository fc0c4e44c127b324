"""Keeping the bays: their facts, and the times they are out of use."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from psycopg2.extras import DateTimeTZRange

from apps.core import figures_text as text
from apps.core.refusals import Refused
from apps.core.services import constraint_words, lock, service
from apps.workorders.conflicts import span_words
from apps.workorders.models import Bay, BayOutage, BaySlot
from apps.workorders.permissions import Perm

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.org.models import OrgUnit

WORDS = {
    "bay_code_once": gettext_lazy("这个工位号已经有了。"),
    "bay_outage_no_overlap": gettext_lazy("这个工位在这段时间已经登记停用。"),
    "bay_slot_not_in_outage": gettext_lazy("这段时间工位上已有安排，请先移走。"),
}
SHOWN = 3


@service
def save_bay(
    *,
    by: Actor,
    bay: Bay | None,
    unit: OrgUnit,
    code: str,
    name: str,
    kind: str,
    high_voltage: bool,
    active: bool,
    version: int | None = None,
) -> Bay:
    """A bay is as written; one with cars still to come is not closed."""
    row = Bay(store=unit.store) if bay is None else lock(bay, version)
    if bay is not None:
        by.require(Perm.CHANGE_BAY, row)
    if unit.store is None:
        raise Refused(_("工位须属于门店的班组。"), field="unit")
    if bay is not None and (not active or row.high_voltage != high_voltage):
        _nothing_ahead(row, by.now)
    row.unit, row.store = unit, unit.store
    row.code, row.name, row.kind = code.strip(), name.strip(), kind
    row.high_voltage, row.active = high_voltage, active
    with constraint_words(**WORDS):
        row.save()
    by.require(Perm.CHANGE_BAY, row)
    return row


@service
def close_bay(
    *, by: Actor, bay: Bay, starts_at: dt.datetime, ends_at: dt.datetime, reason: str
) -> BayOutage:
    """A bay is out of use for a time; cars planned there are named and have to be moved first."""
    by.require(Perm.CHANGE_BAY, bay)
    bay = lock(bay)
    if ends_at <= starts_at:
        raise Refused(_("结束时间必须晚于开始时间。"), field="ends_at")
    if ends_at <= by.now:
        raise Refused(_("这段时间已经过去。"), field="ends_at")
    in_the_way = BaySlot.objects.between(starts_at, ends_at).filter(bay=bay)
    rows = list(in_the_way.select_related("job__order__visit").order_by("during"))
    if rows:
        cars = _("、").join(
            f"{s.job.order.visit.plate_no or _('无牌')} {span_words(s)}" for s in rows[:SHOWN]
        )
        words = _("这段时间工位上还有 %(n)s 台车：%(cars)s，请先移走。")
        raise Refused(words % {"n": len(rows), "cars": cars}, field="starts_at")
    outage = BayOutage(bay=bay, reason=reason.strip(), recorded_by_id=by.staff_id)
    during: Any = DateTimeTZRange(starts_at, ends_at)
    outage.during = during
    with constraint_words(**WORDS):
        outage.save()
    return outage


@service
def reopen_bay(*, by: Actor, outage: BayOutage, version: int | None = None) -> BayOutage:
    """The bay is in use again now; an outage that has not begun is taken back."""
    outage = lock(outage, version)
    by.require(Perm.CHANGE_BAY, outage.bay)
    span: Any = outage.during
    if outage.cancelled_at is not None or span.upper <= by.now:
        raise Refused(_("这次停用已经结束。"))
    if span.lower < by.now:
        during: Any = DateTimeTZRange(span.lower, by.now)
        outage.during = during
    else:
        outage.cancelled_at = by.now
    outage.save()
    return outage


def _nothing_ahead(bay: Bay, now: dt.datetime) -> None:
    ahead = BaySlot.objects.standing().filter(bay=bay, during__endswith__gt=now)
    first = ahead.select_related("job__order__visit").order_by("during").first()
    if first is not None:
        span: Any = first.during
        words = _("这个工位还有安排：%(plate)s %(at)s，请先移走。") % {
            "plate": first.job.order.visit.plate_no or _("无牌"),
            "at": text.when_text(span.lower),
        }
        raise Refused(words, field="active")
