"""What is open in somebody's own name before they leave."""

from __future__ import annotations

import pytest

from apps.org.handover import open_items_of
from tests.access.samples import job, order
from tests.personas import NOW, staff_of

pytestmark = pytest.mark.django_db


def items(login: str) -> dict[str, int]:
    """Counts by queue."""
    return {i.code: i.count for i in open_items_of(staff_of(login), NOW)}


def test_own_work_is_listed_with_its_page():
    before = items("technician")
    job()
    found = open_items_of(staff_of("technician"), NOW)
    grown = [i for i in found if i.count > before.get(i.code, 0)]
    assert grown
    assert all(i.url.startswith("/") and i.label for i in grown)


def test_work_of_others_in_reach_is_not_listed():
    before = items("workshop_supervisor"), items("technician2")
    job()
    assert (items("workshop_supervisor"), items("technician2")) == before


def test_one_query_counts_all_queues(django_assert_max_num_queries):
    order()
    staff = staff_of("service_advisor")
    open_items_of(staff, NOW)
    with django_assert_max_num_queries(4):
        open_items_of(staff, NOW)


def test_person_without_a_tenure_has_nothing_open():
    person = staff_of("service_advisor")
    tenure = person.tenures.get()
    order()
    tenure.ends_at = NOW
    tenure.save()
    assert open_items_of(person, NOW) == []
