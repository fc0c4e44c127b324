"""While nothing is written a row is asked about once; while something may be, every time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from apps.org.reaches import Reach, widest
from apps.workorders.permissions import Perm
from tests.access.samples import order
from tests.personas import access_of, staff_of

pytestmark = pytest.mark.django_db
RIGHTS = (Perm.CHANGE_WORKORDER, Perm.AUTHORISE_WORKORDER)


def test_reading_request_asks_a_row_once(django_assert_num_queries):
    row, access = order(), access_of("service_advisor")
    access.reading = True
    assert access.allowed(row, RIGHTS) == set(RIGHTS)
    with django_assert_num_queries(0):
        assert access.allowed(row, RIGHTS) == set(RIGHTS)
        assert access.may(Perm.CHANGE_WORKORDER, row)
        assert access.covering(Perm.CHANGE_WORKORDER, row)


def test_reading_request_asks_each_row_for_itself():
    mine, other = order(), order()
    other.advisor = staff_of("service_advisor2")
    other.save()
    access = access_of("service_advisor")
    access.reading = True
    assert access.may(Perm.CHANGE_WORKORDER, mine)
    assert not access.may(Perm.CHANGE_WORKORDER, other)


def test_writing_request_sees_what_it_changed():
    row, access = order(), access_of("service_advisor")
    assert access.may(Perm.CHANGE_WORKORDER, row)
    row.advisor = staff_of("service_advisor2")
    row.save()
    assert not access.may(Perm.CHANGE_WORKORDER, row)


def test_only_safe_requests_read(client_as):
    client = client_as("service_advisor")
    assert client.get("/").wsgi_request.access.reading
    assert not client.post("/", {}).wsgi_request.access.reading


def reach(scope: str, store: int | None, path: str, rows: str = "") -> Reach:
    found = access_of("service_advisor").reaches(Perm.CHANGE_WORKORDER)[0]
    return replace(found, scope=scope, store_id=store, root_path=path, rows=rows)


def test_whole_store_takes_in_what_lies_in_it_and_nothing_else():
    whole, own = reach("store", 1, "/1/2/"), reach("own", 1, "/1/2/")
    elsewhere, everywhere = reach("own", 7, "/1/7/"), reach("group", None, "/1/")
    narrowed = reach("store", 1, "/1/2/", rows="accident_orders")
    assert widest([whole, own, narrowed]) == [whole]
    assert widest([own, whole, elsewhere, everywhere]) == [whole, elsewhere, everywhere]
    assert widest([own, narrowed]) == [own, narrowed]
