"""What finding a car costs among 300,000: by plate, VIN end, phone end, name, pinyin, initials.

The cars are made inside a transaction that is rolled back, on the demo's database. The goal is an
index for each way of searching, and at most three times the bare page.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.db import connection, models, transaction
from django.db.models import F

from apps.core import clock
from apps.core.clock import business_day
from apps.core.pinyin import initials
from apps.customers import selectors
from apps.customers.models import Customer, Ownership, Plate, Vehicle, VehicleModel
from apps.customers.permissions import Perm
from apps.customers.search_keys import spelled
from apps.org.access import Access
from bench.floor import bare_page, beside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apps.org.models import OrgUnit, Staff

MANY = 300_000
ASKED = 123_456  # about which car people ask, or the next one of their store
GOAL = 3.0
FAR = 10_000_000  # above every key of the demo
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂英华玉萍红飞鹏辉"

#: The owners' names, numbered, while the cars are made.
NAMES = """
CREATE TEMPORARY TABLE bench_names (n, name, spelled, initials) ON COMMIT DROP AS
SELECT ordinality, a, b, c
  FROM unnest(%(name)s::text[], %(spelled)s::text[], %(initials)s::text[])
       WITH ORDINALITY AS found (a, b, c)
"""
NAMED = "(SELECT b.{} FROM bench_names b WHERE b.n = 1 + g.n %% %(names)s)"

#: What differs in the n-th copy of a row; everything else is as in the row that is copied.
COPIES: dict[type[models.Model], dict[str, str]] = {
    Vehicle: {
        "vin": "'LJD3AA29XA' || lpad(n::text, 7, '0')",
        "vin_reversed": "reverse('LJD3AA29XA' || lpad(n::text, 7, '0'))",
        "last_visit_at": "%(now)s - n * interval '7 minutes'",
    },
    Customer: {
        "name": NAMED.format("name"),
        "name_pinyin": NAMED.format("spelled"),
        "name_initials": NAMED.format("initials"),
        "phone": "'139' || lpad((n::bigint * 7919 %% 100000000)::text, 8, '0')",
        "phone_reversed": "reverse('139' || lpad((n::bigint * 7919 %% 100000000)::text, 8, '0'))",
    },
    Plate: {
        "vehicle_id": "%(far)s + n",
        "number": "'粤' || chr(65 + n %% 14) || upper(lpad(to_hex(n), 5, '0'))",
    },
    Ownership: {"vehicle_id": "%(far)s + n", "customer_id": "%(far)s + n"},
}
KNOWN = """
INSERT INTO customers_knownat (id, store_id, {what}_id, since, how)
SELECT %(far)s + {odd} + n * 2, (%(stores)s::bigint[])[1 + n %% %(count)s], %(far)s + n, %(now)s,
       'registered' FROM generate_series(1, %(many)s) n
"""
#: Their rows wait outside the index until a VACUUM, which cannot run in a transaction.
FRAGMENTS = ("plate_fragment", "customer_name_fragment")
TABLES = ("vehicle", "customer", "plate", "ownership", "knownat")


def names_made() -> list[str]:
    """The names that the owners take in turn."""
    return [a + b + c for a in SURNAMES for b in GIVEN for c in ("", *GIVEN)]


def terms(n: int) -> Iterator[tuple[str, str]]:
    """How people ask for the n-th car, with a term of each kind; the last fits very many cars."""
    plate, vin = f"粤{chr(65 + n % 14)}{n:05X}", f"LJD3AA29XA{n:07d}"
    phone = f"139{n * 7919 % 100_000_000:08d}"
    names = names_made()
    name = names[n % len(names)]
    yield "plate, whole", plate
    yield "plate, fragment", plate[3:]
    yield "VIN, last six", vin[-6:]
    yield "VIN, last eight", vin[-8:]
    yield "phone, last four", phone[-4:]
    yield "phone, whole", phone
    yield "name", name
    yield "pinyin", spelled(name)
    yield "initials", initials(name)
    yield "initials of two", initials(name)[:2]


@contextmanager
def many_cars(stores: list[OrgUnit]) -> Iterator[int]:
    """300,000 more cars with owners and plates, spread over stores, while the block runs."""
    with transaction.atomic():
        yield _make(stores)
        transaction.set_rollback(True)


def _make(stores: list[OrgUnit]) -> int:
    names = names_made()
    facts: dict[str, Any] = {
        "far": FAR,
        "many": MANY,
        "now": clock.now(),
        "names": len(names),
        "name": names,
        "spelled": [spelled(n) for n in names],
        "initials": [initials(n) for n in names],
        "stores": [s.pk for s in stores],
        "count": len(stores),
    }
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '300s'")
        cursor.execute(NAMES, facts)
        cursor.execute("CREATE UNIQUE INDEX ON bench_names (n)")
        for row in _patterns():
            cursor.execute(_copying(type(row)), {**facts, "pattern": row.pk})
        cursor.execute(KNOWN.format(what="vehicle", odd=0), facts)
        cursor.execute(KNOWN.format(what="customer", odd=1), facts)
        for index in FRAGMENTS:
            cursor.execute("SELECT gin_clean_pending_list(%s)", [index])
        for table in TABLES:
            cursor.execute(f"ANALYZE customers_{table}")
    return Vehicle.objects.count()


def _patterns() -> Iterator[models.Model]:
    """One row of each kind, to be copied."""
    today = business_day(clock.now())
    car = Vehicle.objects.create(vin="LJD3AA29XZ0000000", model=VehicleModel.objects.all()[0])
    owner = Customer.objects.create(name="样本")
    yield car
    yield owner
    yield Plate.objects.create(vehicle=car, number="湘Z00000", kind="blue", since=today)
    yield Ownership.objects.create(vehicle=car, customer=owner, since=today)


def _copying(model: type[models.Model]) -> str:
    own = {"id": "%(far)s + n", **COPIES[model]}
    columns = [f.column for f in model._meta.concrete_fields]
    values = ", ".join(own.get(c, f"t.{c}") for c in columns)
    return (
        f"INSERT INTO {model._meta.db_table} ({', '.join(columns)}) SELECT {values}"
        f" FROM {model._meta.db_table} t CROSS JOIN generate_series(1, %(many)s) g(n)"
        " WHERE t.id = %(pattern)s"
    )


def measurements(staff: Staff, stores: list[OrgUnit]) -> Iterator[tuple[str, float, float, str]]:
    """For each way of searching: words, its milliseconds, the floor's, and tables read whole.

    The car asked for is one that the reader's store knows.
    """
    access = Access.of(staff)
    at = next(i for i, store in enumerate(stores) if store == access.store)
    for label, term in terms(ASKED + (at - ASKED) % len(stores)):

        def read(term: str = term) -> None:
            assert selectors.find(access, term).cars, f"{term}: nothing found"

        yield label, *beside(read, bare_page), _walked(access, term)


def _walked(access: Access, term: str) -> str:
    """The tables that PostgreSQL reads from end to end for this term; empty when none."""
    rows = Vehicle.objects.visible_to(access, Perm.VIEW_CUSTOMER).matching(term)
    plan = rows.order_by(F("last_visit_at").desc(), "-pk")[:9].explain()
    words = [line for line in plan.splitlines() if "Seq Scan on customers_" in line]
    return ", ".join(sorted({line.split(" on ")[1].split()[0] for line in words}))
