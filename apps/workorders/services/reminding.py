"""Reminders before an appointment, through the outbox, each once."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import override

from apps.core.clock import business_day
from apps.core.figures_text import day_text, local
from apps.core.models import OutboxMessage
from apps.core.services import service
from apps.workorders.appointment_terms import Terms, terms_of
from apps.workorders.models import Appointment

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.org.models import OrgUnit

SMS = "sms"
LANGUAGE = "zh-hans"


@service
def remind_due(*, by: Actor, store: OrgUnit) -> int:
    """The reminders due by now stand in the outbox; returns how many were added.

    Of the times before the slot given by the settings only the latest that has come is sent, so
    that a booking made an hour before is reminded of once.  Whoever was booked after that time
    had arrived needs none.
    """
    terms = terms_of(store.pk, business_day(by.now))
    furthest = dt.timedelta(minutes=max(terms.reminders, default=0))
    rows = Appointment.objects.filter(store=store, state__in=("booked", "confirmed"))
    coming = rows.filter(slot_at__gt=by.now, slot_at__lte=by.now + furthest)
    found = coming.select_related("store", "advisor", "vehicle__model")
    wanted = [m for m in (_message(row, terms, by.now) for row in found) if m is not None]
    keys = [m.dedupe_key for m in wanted]
    sent = set(
        OutboxMessage.objects.filter(dedupe_key__in=keys).values_list("dedupe_key", flat=True)
    )
    new = [m for m in wanted if m.dedupe_key not in sent]
    OutboxMessage.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def take_back_reminders(row: Appointment) -> None:
    """Reminders not sent yet of an appointment that will not take place are gone."""
    mine = OutboxMessage.objects.filter(dedupe_key__startswith=f"{_key(row)}:", sent_at=None)
    mine.delete()


def reminders_of(row: Appointment) -> list[OutboxMessage]:
    """What was written to the customer of an appointment."""
    mine = OutboxMessage.objects.filter(dedupe_key__startswith=f"{_key(row)}:")
    return list(mine.order_by("created_at"))


def _message(row: Appointment, terms: Terms, now: dt.datetime) -> OutboxMessage | None:
    due = [m for m in terms.reminders if row.slot_at - dt.timedelta(minutes=m) <= now]
    if not due or not row.phone:
        return None
    before = min(due)
    if row.booked_at > row.slot_at - dt.timedelta(minutes=before):
        return None
    return OutboxMessage(
        channel=SMS,
        recipient=row.phone,
        body=body_of(row),
        dedupe_key=f"{_key(row)}:{before}",
        store=row.store,
        created_at=now,
    )


def body_of(row: Appointment) -> str:
    """The words of a reminder, always in Chinese."""
    with override(LANGUAGE):
        words = _(
            "【%(store)s】%(name)s您好，您的爱车%(plate)s预约于%(day)s %(time)s到店，"
            "服务顾问%(advisor)s，工位为您保留到%(until)s。改期或取消请致电%(phone)s。"
        )
        return words % {
            "store": row.store.name,
            "name": row.caller_name,
            "plate": row.plate_no or row.car,
            "day": day_text(row.slot_at, business_day(row.slot_at)),
            "time": f"{local(row.slot_at):%H:%M}",
            "advisor": row.advisor.name,
            "until": f"{local(row.held_until):%H:%M}",
            "phone": row.store.phone or _("本店"),
        }


def _key(row: Appointment) -> str:
    return f"appointment:{row.pk}"
