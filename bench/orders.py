"""What restriction costs on a list of 200,000 orders: the same page with access and without.

The orders are copies of those of the demo, made inside a transaction that is rolled back. The goal
is a restricted list at most 1.2 times the unrestricted one, with at most two queries for access.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from apps.org.access import Access
from apps.workorders.models import WorkOrder
from apps.workorders.permissions import Perm
from bench.floor import ROWS, beside

if TYPE_CHECKING:
    from collections.abc import Iterable

    from apps.org.models import Staff

MANY = 200_000
GOAL = 1.2

#: Positions whose holders look at orders, with the width of their reach.
READERS = (
    ("group_supervisor", "the group"),
    ("front_desk_supervisor", "one store"),
    ("service_manager", "one department"),
)


@contextmanager
def many_orders() -> Iterator[int]:
    """The demo's orders multiplied to 200,000 while the block runs; gives how many there are."""
    with transaction.atomic():
        yield _multiply()
        transaction.set_rollback(True)


def _multiply() -> int:
    columns = [f.column for f in WorkOrder._meta.concrete_fields if not f.primary_key]
    values = ["'B' || o.id || '-' || n" if c == "number" else f"o.{c}" for c in columns]
    table = WorkOrder._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '3s'")
        cursor.execute("SET LOCAL statement_timeout = '120s'")
        cursor.execute(f"SELECT count(*) FROM {table}")
        (there,) = cursor.fetchone()
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)} "
            f"FROM {table} o CROSS JOIN generate_series(1, %s) n LIMIT %s",
            [MANY // there + 1, MANY - there],
        )
        cursor.execute(f"ANALYZE {table}")
        cursor.execute(f"SELECT count(*) FROM {table}")
        (total,) = cursor.fetchone()
    return int(total)


def first_page(rows: Any) -> Callable[[], None]:
    """Reads the first page of a list."""
    shown = rows.for_list().order_by("-opened_at", "-pk")[:ROWS]

    def read() -> None:
        list(shown.all())

    return read


def measurements(readers: Iterable[tuple[str, str, Staff]]) -> Iterator[tuple[str, float, float]]:
    """For each reader: words, milliseconds of the restricted list, and of the same one without.

    A list of one store is compared to a filter on that store: nobody reads the whole group's
    orders to show one store.
    """
    for code, width, staff in readers:
        access = Access.of(staff)
        stores = None if width == "the group" else access.store
        plain = WorkOrder.objects.filter(store=stores) if stores else WorkOrder.objects.all()
        limited = WorkOrder.objects.visible_to(access, Perm.VIEW_WORKORDER)
        yield f"orders, {width} ({code})", *beside(first_page(limited), first_page(plain))


def access_queries(staff: Staff) -> int:
    """How many queries the access of one request asks."""
    access = Access.of(staff)
    with CaptureQueriesContext(connection) as seen:
        list(access.tenures)
        access.can(Perm.VIEW_WORKORDER)
        WorkOrder.objects.visible_to(access, Perm.VIEW_WORKORDER)
    return len(seen)
