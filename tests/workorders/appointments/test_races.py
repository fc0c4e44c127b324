"""Two clerks and the last place."""

from __future__ import annotations

import threading

import pytest

from apps.core.refusals import Refused
from apps.org.models import Shift, StaffSkill
from apps.workorders.models import Appointment, SlotQuota
from apps.workorders.services import appointments as services
from apps.workorders.services.appointments import NoPlace
from tests.committed import committed  # noqa: F401  # a fixture
from tests.parts.test_races import together
from tests.personas import store_of
from tests.workorders.appointments.conftest import at, booked, on_shift

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("committed", "last_place")]
CLERKS = ("service_advisor", "service_advisor2")


@pytest.fixture
def last_place():
    """Both advisors work tomorrow and one place is left."""
    for login in CLERKS:
        on_shift(login, 1)
    SlotQuota.objects.create(store=store_of(), places=1, effective_from=at().date())
    yield
    Shift.objects.all().delete()
    StaffSkill.objects.all().delete()


def clerk(number):
    """A clerk who books the last place with a colleague of their own."""
    login = CLERKS[number % 2]
    return lambda: booked(login, by=login, when=at(days=1), plate_no=f"湘A2000{number}")


def test_of_two_clerks_exactly_one_gets_the_last_place():
    results = together(clerk(0), clerk(1))
    assert sum(isinstance(r, Appointment) for r in results) == 1
    (refusal,) = [r for r in results if isinstance(r, NoPlace)]
    assert refusal.places
    assert Appointment.objects.count() == 1


def test_without_the_lock_of_the_day_both_would_get_it(monkeypatch):
    gate = threading.Barrier(2, timeout=5)
    counted = services._place

    def count_together(*args, **kwargs):
        counted(*args, **kwargs)
        gate.wait()

    monkeypatch.setattr(services, "lock_day", lambda store, day: None)
    monkeypatch.setattr(services, "_place", count_together)
    results = together(clerk(0), clerk(1))
    assert not any(isinstance(r, Refused) for r in results)
    assert Appointment.objects.count() == 2
