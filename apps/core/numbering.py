"""Document numbers: per prefix, store and business day; gaps are allowed, doubles impossible."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

from apps.core.clock import business_day

if TYPE_CHECKING:
    import datetime as dt

    from apps.core.actor import Store


def next_number(prefix: str, store: Store, now: dt.datetime) -> str:
    """The next number, such as GD-CS1-261121-0001; its row stays locked until the act ends."""
    day = business_day(now)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_sequence (prefix, store_id, day, last) VALUES (%s, %s, %s, 1)"
            " ON CONFLICT (prefix, store_id, day) DO UPDATE SET last = core_sequence.last + 1"
            " RETURNING last",
            [prefix, store.pk, day],
        )
        (last,) = cursor.fetchone()
    return f"{prefix}-{store.code.upper()}-{day:%y%m%d}-{last:04d}"
