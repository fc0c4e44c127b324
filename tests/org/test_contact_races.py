"""Looks at contact data from many tabs at once: the hourly limit holds."""

from __future__ import annotations

import datetime as dt
import time
from threading import Barrier, Thread

import pytest
from django.db import connection

from apps.core.models import Setting
from apps.core.refusals import Refused
from apps.customers.models import Customer
from apps.org.access import Access
from apps.org.models import ContactReveal
from apps.org.services import contacts
from apps.org.services.contacts import PER_HOUR, reveal_contact
from tests.factories.customers import CustomerFactory, make_known
from tests.personas import access_of, store_of

pytestmark = pytest.mark.django_db(transaction=True)
TABS, MOST = 10, 3


def look_together(row: Customer) -> None:
    """One person presses the button in many tabs at the same moment."""
    barrier = Barrier(TABS)

    def run() -> None:
        try:
            by = access_of("service_advisor")
            barrier.wait(timeout=20)
            reveal_contact(by=by, row=row, field="phone")
        except Refused:
            pass
        finally:
            connection.close()

    threads = [Thread(target=run) for _ in range(TABS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)


def limited() -> Customer:
    """A customer, with few looks allowed."""
    day = dt.date(2026, 1, 1)
    Setting.objects.create(code=PER_HOUR, value=MOST, effective_from=day, source="test")
    row = CustomerFactory(phone="13812345678")
    make_known(store_of(), row)
    return row


@pytest.fixture(autouse=True)
def slow_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """Between counting and recording there is time for another tab to count."""
    counted = contacts._looked

    def slowly(by: Access) -> int:
        found = counted(by)
        time.sleep(0.2)
        return found

    monkeypatch.setattr(contacts, "_looked", slowly)


def test_the_hourly_limit_holds_in_many_tabs() -> None:
    look_together(limited())
    assert ContactReveal.objects.count() == MOST


def test_the_limit_is_passed_without_the_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contacts, "_one_at_a_time", lambda by: None)
    look_together(limited())
    assert ContactReveal.objects.count() > MOST
