"""The floor: one row by psycopg2, and a bare page of 50 rows; every page is compared to these.

`make bench` runs it for a bounded time against the demo data of var/run, in this process, so that
the figures hold no network and no second program. Absolute times hold on one machine on one day;
compare the ratios.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Count
from django.template import engines
from django.test import Client
from django.urls import reverse

from apps.org.access import Access
from apps.workorders.models import WorkOrder
from apps.workorders.permissions import Perm

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from apps.org.models import User

SECONDS = 3.0  # per measurement
FEWEST = 5
ROWS = 50
BARE = engines["django"].from_string(
    "<table>{% for row in rows %}<tr>"
    "<td>{{ row.number }}</td><td>{{ row.plate }}</td><td>{{ row.at|date:'Y-m-d H:i' }}</td>"
    "<td>{{ row.customer }}</td><td>{{ row.total }}</td></tr>{% endfor %}</table>"
)
FIFTY = """
    SELECT 'GD-' || n AS number, '湘A' || n AS plate, now() - n * interval '1 hour' AS at,
           '客户' || n AS customer, n * 1.13 AS total
    FROM generate_series(1, %s) AS n
"""


def one_row() -> None:
    """One row through the driver alone."""
    connection.ensure_connection()
    with connection.connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()


def bare_page() -> None:
    """Fifty rows read and rendered without models, permissions or a frame."""
    with connection.cursor() as cursor:
        cursor.execute(FIFTY, [ROWS])
        names = [column.name for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    BARE.render({"rows": rows})


def page(client: Client, address: str) -> Callable[[], None]:
    """A page of the product, as a signed-in person gets it."""

    def get() -> None:
        response = client.get(address)
        assert response.status_code == 200, f"{address}: {response.status_code}"

    return get


def beside(work: Callable[[], None], base: Callable[[], None]) -> tuple[float, float]:
    """Milliseconds of each in the pair of runs whose ratio is in the middle of all.

    The two take turns, so that what else the machine does meanwhile slows both; where its speed
    changes between two runs, their ratio is far out.  The first pair does not count.
    """
    pairs: list[tuple[float, float]] = []
    _timed(work)
    _timed(base)
    end = time.perf_counter() + SECONDS
    while len(pairs) < FEWEST or time.perf_counter() < end:
        pairs.append((_timed(work), _timed(base)))
    return sorted(pairs, key=lambda pair: pair[0] / pair[1])[len(pairs) // 2]


def _timed(run: Callable[[], None]) -> float:
    start = time.perf_counter()
    run()
    return (time.perf_counter() - start) * 1000


def signed_in(user: User) -> Client:
    """A client of this process for one person."""
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(user, backend="apps.org.accounts.AccountBackend")
    return client


#: The pages that have a goal: words, the login that reads it, its address by name.
PAGES = (
    ("home", "service_advisor", "home"),
    ("orders, 50 rows", "service_advisor", "workorders:list"),
    ("one order", "service_advisor", "workorders:detail"),
    ("dispatch board, a day", "dispatcher_inspector", "workorders:board"),
    ("figures", "service_manager", "kpi:dashboard"),
)


def pages(people: Mapping[str, User]) -> Iterator[tuple[str, Callable[[], None]]]:
    """Each page with a goal, as its reader sees it; the order is their one with the most lines."""
    for label, login, name in PAGES:
        args = [_fullest_order(people[login])] if name == "workorders:detail" else []
        yield label, page(signed_in(people[login]), reverse(name, args=args))


def _fullest_order(user: User) -> int:
    rows = WorkOrder.objects.visible_to(Access.of(user.staff), Perm.VIEW_WORKORDER)
    return int(rows.annotate(n=Count("jobs__labour_lines")).order_by("-n", "pk")[0].pk)


def chart(user: User) -> tuple[str, Callable[[], None]]:
    """The organisation chart of everything the person sees, and how many posts it holds."""
    client, address = signed_in(user), reverse("org:chart")
    posts = client.get(address).content.count(b'class="org-seat"')
    return f"org chart, {posts} posts", page(client, address)
