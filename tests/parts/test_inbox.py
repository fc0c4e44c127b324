"""A count always equals the list behind it, and the figure equals its rows."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

import pytest
from django.urls import reverse

from apps.core import queues
from apps.core.figures import Period, figure
from apps.core.paging import BoundedPaginator
from apps.parts import inbox, services
from apps.parts.models import Demand
from apps.parts.selectors import documents_of
from tests.factories.parts import PartFactory, asked, stocked
from tests.personas import NOW, access_of

pytestmark = pytest.mark.django_db
TODAY = Period(NOW.date(), NOW.date())


@pytest.fixture
def busy_day():
    """Demands in every state."""
    part = stocked(10)
    asked(part, 1, document_no="GD-1")
    (issued,) = services.issue(
        by=access_of("parts_keeper"), demands=[asked(part, 1, document_no="GD-2")]
    )
    short = asked(PartFactory.create(), 1, document_no="GD-3")
    freed = asked(part, 8, document_no="GD-4")
    services.release(by=access_of("parts_keeper"), demand=freed, reason="急件")
    return [issued, short]


@pytest.mark.parametrize(
    ("code", "login"),
    [
        ("parts.to_issue", "parts_keeper"),
        ("parts.to_reserve", "parts_keeper"),
        ("parts.short", "parts_keeper"),
        ("parts.awaited", "service_advisor"),
    ],
)
def test_queue_counts_what_its_page_lists(client_as, busy_day, code, login):
    queue = queues.queue(code)
    counted = queues.waiting([queue], access_of(login))[code].open
    page = client_as(login).get(f"{reverse(queue.page)}?{queue.query}").content.decode()
    shown = set(re.findall(r"/parts/demands/(\d+)/", page))
    assert counted == len(shown) > 0


def test_awaited_goods_of_others_stay_out_of_a_technicians_inbox(busy_day):
    assert not inbox.awaited(access_of("technician")).exists()


def test_fill_rate_counts_whole_lines_at_first_ask(busy_day):
    manager = access_of("service_manager")
    found = figure("parts_fill_rate")
    assert found.value(manager, TODAY) == (3, 4)
    assert found.rows(manager, TODAY).count() == 4


def test_fill_rate_leaves_out_other_days_and_other_stores(busy_day):
    manager, found = access_of("service_manager"), figure("parts_fill_rate")
    yesterday = Period(NOW.date() - dt.timedelta(days=1), NOW.date() - dt.timedelta(days=1))
    assert found.value(manager, yesterday) == (0, 0)
    assert found.value(access_of("service_manager", "cs2"), TODAY) == (0, 0)


def test_partly_met_line_is_not_filled_even_after_the_goods_came(busy_day):
    demand = asked(stocked(1), 2, document_no="GD-5")
    services.change_quantity(by=access_of("service_advisor"), demand=demand, quantity=Decimal(1))
    demand.refresh_from_db()
    assert (demand.state, demand.filled_first_ask) == ("reserved", False)


def test_pages_of_documents_are_counted_by_document_and_not_by_line():
    part = stocked(9)
    for number in ("GD-1", "GD-1", "GD-1", "GD-2"):
        asked(part, 1, document_no=number)
    assert BoundedPaginator(documents_of(Demand.objects.all()), 1).num_pages == 2
