"""Setting how many cars may be booked per slot."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.core.clock import business_day
from apps.core.refusals import Refused
from apps.core.services import lock, service
from apps.customers.services import store_of
from apps.workorders.appointment_terms import terms_of
from apps.workorders.models import SlotQuota
from apps.workorders.permissions import Perm

if TYPE_CHECKING:
    from apps.org.access import Access


@service
def set_quota(
    *,
    by: Access,
    places: int,
    weekday: int | None = None,
    day: dt.date | None = None,
    starts: dt.time | None = None,
    online: int | None = None,
    effective_from: dt.date | None = None,
    note: str = "",
) -> SlotQuota:
    """So many places hold for a weekday, a date, or every day; what is booked already stays."""
    store, today = store_of(by), business_day(by.now)
    since = day or effective_from or today
    if since < today:
        raise ValidationError({"day" if day else "effective_from": _("不能改过去的名额。")})
    if day is not None and weekday is not None:
        raise ValidationError({"day": _("星期和日期只选一个。")})
    if online is not None and online > places:
        raise ValidationError({"online": _("网上名额不能多于总名额。")})
    if starts is not None and starts not in {
        s.time() for s in terms_of(store.pk, since).starts(since)
    }:
        raise ValidationError({"starts": _("没有从这个时间开始的时段。")})
    found = SlotQuota.objects.filter(
        store=store, weekday=weekday, day=day, starts=starts, effective_from=since
    ).first()
    row = found or SlotQuota(
        store=store, weekday=weekday, day=day, starts=starts, effective_from=since
    )
    row.places, row.online, row.note, row.set_by = places, online, note.strip(), by.staff
    row.save()
    by.require(Perm.CHANGE_SLOTQUOTA, row)
    return row


@service
def drop_quota(*, by: Access, quota: SlotQuota, version: int | None) -> None:
    """A row not in force yet, or of a day to come, is gone; past ones are kept as they were."""
    row = lock(quota, version)
    by.require(Perm.CHANGE_SLOTQUOTA, row)
    if row.effective_from < business_day(by.now):
        raise Refused(_("已经生效的名额不能删除，请另设一条新的。"))
    row.delete()
