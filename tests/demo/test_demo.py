"""The demo dealership: whole, playable, the same each time, and with books that agree."""

from __future__ import annotations

import pytest
from django.contrib.auth import authenticate
from django.db import connection
from django.test import RequestFactory

from aftersales.demo.load import Demo
from apps.core import reconcile
from apps.customers.models import Plate, Vehicle
from apps.customers.plates import kind_of
from apps.org.access import Access
from apps.org.catalogue import read_catalogue
from apps.org.home import home_of
from apps.org.models import OrgUnit, Staff, Tenure, User
from apps.workorders.choices import JobState, OrderState
from apps.workorders.consent import lines_agreed_to
from apps.workorders.models import AgreedLine, ClockEntry, Job, WorkOrder
from tests.demo.conftest import DAY, SEED, VISITS, empty

pytestmark = pytest.mark.django_db

VISIT_POSITIONS = (
    "service_advisor",
    "dispatcher_inspector",
    "technician",
    "technician2",
    "parts_keeper",
    "team_leader",
    "cashier",
    "warranty_appraiser",
    "care_agent",
)


def positions() -> list[str]:
    """Every position people are appointed to."""
    return [p.code for p in read_catalogue().positions if not p.base]


@pytest.mark.parametrize("check", reconcile.checks(), ids=lambda c: c.code)
def test_books_of_the_demo_agree(dealership: Demo, check: reconcile.Check) -> None:
    assert check.differences() == []


@pytest.mark.parametrize("code", positions())
def test_every_position_has_a_login_of_its_name(dealership: Demo, code: str) -> None:
    assert authenticate(RequestFactory().get("/"), username=code, password="demo")


def test_every_login_has_the_same_password_and_a_tenure(dealership: Demo) -> None:
    held = Tenure.objects.live(dealership.now).values_list("staff__user", flat=True)
    assert set(User.objects.values_list("pk", flat=True)) == set(held)
    assert User.objects.values("password").distinct().count() == 1


def test_every_store_holds_every_position_with_25_to_30_people(dealership: Demo) -> None:
    wanted = set(positions()) - {"group_supervisor"}
    for store in OrgUnit.objects.stores():
        tenures = Tenure.objects.live(dealership.now).filter(post__unit__store=store)
        assert set(tenures.values_list("post__position__code", flat=True)) == wanted
        assert 25 <= Staff.objects.filter(store=store).count() <= 30


@pytest.mark.parametrize("login", VISIT_POSITIONS)
def test_work_waits_for_who_plays_the_visit(dealership: Demo, login: str) -> None:
    staff = Staff.objects.select_related("user").get(user__username=login)
    assert home_of(Access(staff=staff, now=dealership.now)).open > 0


def test_orders_stand_in_every_state(dealership: Demo) -> None:
    present = set(WorkOrder.objects.values_list("state", flat=True))
    assert set(OrderState) - present <= {OrderState.AUTHORISED, OrderState.CANCELLED}
    jobs = set(Job.objects.values_list("state", flat=True))
    assert set(JobState) - jobs <= {JobState.FAILED, JobState.CANCELLED}


def test_as_many_visits_as_asked_and_none_after_now(dealership: Demo) -> None:
    assert WorkOrder.objects.count() == VISITS
    assert not WorkOrder.objects.filter(opened_at__gt=dealership.now).exists()
    assert not ClockEntry.objects.filter(during__startswith__gt=dealership.now).exists()


def test_plates_and_vins_have_the_right_form(dealership: Demo) -> None:
    assert all(v.check_digit_valid for v in Vehicle.objects.all())
    assert all(kind_of(p.number) == p.kind for p in Plate.objects.all())


def digest() -> dict[str, str]:
    """One hash per table over all its rows, those of permissions apart."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            " AND (tablename LIKE 'workorders%' OR tablename LIKE 'parts%'"
            " OR tablename LIKE 'customers%' OR tablename LIKE 'org%'"
            " OR tablename LIKE 'warranty%' OR tablename LIKE 'care%'"
            " OR tablename = 'core_statuschange') AND tablename <> 'org_unitgrant'"
        )
        names = [name for (name,) in cursor.fetchall()]
        found = {}
        for name in names:
            cursor.execute(
                f"SELECT md5(string_agg(t::text, E'\\n' ORDER BY t::text)) FROM \"{name}\" t"
            )
            found[name] = cursor.fetchone()[0]
    return found


def test_same_seed_and_day_give_the_same_rows() -> None:
    digests = []
    for _ in range(2):
        empty()
        Demo(visits=VISITS, seed=SEED, day=DAY).load()
        digests.append(digest())
    assert digests[0] == digests[1]


def test_whatever_is_ready_was_agreed_to_line_by_line(dealership: Demo) -> None:
    ready = WorkOrder.objects.filter(state=OrderState.READY)
    access = Access(staff=None, now=dealership.now)
    assert [why for order in ready if (why := lines_agreed_to(order, access))] == []
    assert AgreedLine.objects.filter(consent__item__estimate__order__in=ready).exists()
