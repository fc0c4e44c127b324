"""A store with two advisors, one mechanic on shift, and a bay."""

from __future__ import annotations

import datetime as dt

import pytest

from apps.core.clock import SHANGHAI
from apps.org.models import Shift, StaffSkill
from apps.workorders.services import appointments as services
from tests.factories.workorders import BayFactory
from tests.personas import access_of, department_of, staff_of, store_of

DAY = dt.date(2026, 6, 1)


def at(time="10:00", days=0):
    """A moment of the world's day or of a later one."""
    moment = dt.datetime.combine(DAY, dt.time.fromisoformat(time), tzinfo=SHANGHAI)
    return moment + dt.timedelta(days=days)


def on_shift(login, days=0, first="08:30", last="17:30"):
    """Somebody is rostered on a day."""
    Shift.objects.create(
        staff=staff_of(login),
        store=store_of(),
        starts_at=at(first, days),
        ends_at=at(last, days),
    )


def booked(login="service_advisor", *, by="service_advisor", when=None, **facts):
    """An appointment made by somebody, with whom they name."""
    given = {
        "slot_at": when or at(),
        "advisor": staff_of(login) if login else None,
        "caller_name": "王芳",
        "phone": "13900001111",
        "concerns": ["做保养"],
        "work_class": "express",
        "plate_no": "湘A10001",
        **facts,
    }
    return services.book(by=access_of(by), **given)


@pytest.fixture
def shop(db):
    """Both advisors and the mechanic work today and tomorrow; there is one bay."""
    for days in range(4):
        for login in ("service_advisor", "service_advisor2", "technician"):
            on_shift(login, days)
    StaffSkill.objects.create(staff=staff_of("technician"), skill="mechanical", level=3)
    return BayFactory(unit=department_of("workshop"))
