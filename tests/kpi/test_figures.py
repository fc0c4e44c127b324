"""The numbers: counted as written, by the rows they show, inside what the person sees."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.core.figures import Period, every_figure, figure
from apps.kpi.dashboard import last_month, lines_of, this_month, value_of
from apps.workorders.choices import OrderState, WorkClass
from apps.workorders.models import Settlement, SettlementBucket, WorkOrder
from tests.factories.workorders import VisitFactory, WorkOrderFactory
from tests.personas import NOW, access_of, department_of, staff_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)
JUNE = Period(dt.date(2026, 6, 1), dt.date(2026, 6, 30))


def delivered(*, late: bool = False, store: str = "cs1", **facts: object) -> WorkOrder:
    """A delivered order, ready before or after its first promise."""
    advisor = staff_of("service_advisor", store)
    visit = VisitFactory(unit=department_of("front_desk", store), advisor=advisor)
    promise = NOW + 4 * HOUR
    return WorkOrderFactory(
        visit=visit,
        advisor=advisor,
        **{
            "state": OrderState.DELIVERED,
            "first_promised_at": promise,
            "promised_at": promise + 9 * HOUR,
            "ready_at": promise + HOUR if late else promise,
            "delivered_at": promise + 2 * HOUR,
            **facts,
        },
    )


def settled(order: WorkOrder, net: str, payer: str = "CP", **facts: object) -> SettlementBucket:
    """The order settled for one payer, at 13 % VAT."""
    due = (Decimal(net) * Decimal("1.13")).quantize(Decimal("0.01"))
    money = {"gross": due, "due": due, "net": Decimal(net), "vat": due - Decimal(net)}
    settlement = Settlement.objects.create(
        order=order,
        store=order.store,
        number=f"JS-{order.pk}-{payer}",
        prepared_by=order.advisor,
        prepared_at=NOW,
        **{"state": "settled", "settled_at": NOW, **money, **facts},
    )
    return SettlementBucket.objects.create(
        settlement=settlement,
        payer=payer,
        labour=due,
        posted_at=settlement.settled_at,
        **money,
    )


def number(code: str, login: str = "service_manager", period: Period = JUNE) -> Decimal | None:
    """A figure as somebody sees it."""
    found = figure(code)
    assert found is not None
    return value_of(found, access_of(login), period)


def test_on_time_is_measured_by_the_first_promise_per_visit() -> None:
    delivered()
    late = delivered(late=True)
    WorkOrderFactory(
        visit=late.visit,
        advisor=late.advisor,
        state=OrderState.DELIVERED,
        first_promised_at=NOW + 9 * HOUR,
        promised_at=NOW + 9 * HOUR,
        ready_at=NOW,
        delivered_at=NOW + HOUR,
    )
    assert number("on_time_delivery_rate") == 50


def test_internal_and_cancelled_work_are_no_customer_visits() -> None:
    delivered()
    delivered(state=OrderState.CANCELLED, delivered_at=None)
    pdi = delivered(work_class=WorkClass.PDI)
    pdi.visit.work_class = WorkClass.PDI
    pdi.visit.save()
    assert number("visit_count") == 1


def test_revenue_is_net_and_a_reversal_counts_below_zero_on_its_own_day() -> None:
    settled(delivered(), "100.00")
    settled(delivered(), "40.00", state="reversed", reversed_at=NOW + dt.timedelta(days=31))
    settled(delivered(), "7.00", payer="INT")
    assert number("revenue") == Decimal("140.00")
    july = Period(dt.date(2026, 7, 1), dt.date(2026, 7, 31))
    assert number("revenue", period=july) == Decimal("-40.00")


def test_average_ticket_leaves_accidents_out() -> None:
    settled(delivered(), "100.00")
    settled(delivered(), "300.00")
    settled(delivered(work_class=WorkClass.ACCIDENT), "9000.00")
    assert number("avg_ticket") == Decimal("200.00")


def test_nothing_to_divide_by_is_no_number_rather_than_zero() -> None:
    assert number("on_time_delivery_rate") is None


def test_day_ends_at_midnight_in_china() -> None:
    midnight = dt.datetime.combine(dt.date(2026, 7, 1), dt.time(), tzinfo=NOW.tzinfo)
    delivered(delivered_at=midnight - dt.timedelta(seconds=1), late=True)
    delivered(delivered_at=midnight)
    assert number("on_time_delivery_rate") == 0


def test_advisor_sees_own_numbers_and_manager_those_of_the_store() -> None:
    settled(delivered(), "100.00")
    other = delivered()
    other.advisor = staff_of("service_advisor2")
    other.save()
    settled(other, "50.00")
    settled(delivered(store="cs2"), "1.00")
    assert number("sa_revenue", "service_advisor") == Decimal("100.00")
    assert number("revenue", "service_manager") == Decimal("150.00")
    assert number("revenue", "group_supervisor") == Decimal("151.00")


def test_rows_behind_a_number_add_up_to_it() -> None:
    for late in (False, True, False):
        settled(delivered(late=late), "10.00")
    by = access_of("service_manager")
    for found in every_figure():
        above, below = found.value(by, JUNE)
        rows = [found.show(row) for row in found.rows(by, JUNE)]
        if below is None and found.unit != "count":
            assert sum(r.amount or 0 for r in rows) == above, found.code
        elif below is None:
            assert len(rows) == above, found.code
        elif rows and rows[0].counts is not None:
            assert any(r.counts for r in rows) == bool(above), found.code


def test_pages_show_numbers_and_their_rows(client_as: Callable[..., Client]) -> None:
    order = delivered()
    settled(order, "123.45")
    client = client_as("service_manager")
    query = "?first=2026-06-01&last=2026-06-30"
    assert "¥123.45" in client.get(f"/kpi/{query}").content.decode()
    assert order.number in client.get(f"/kpi/revenue/{query}").content.decode()
    assert client.get("/kpi/no_such_figure/").status_code == 404


@pytest.mark.parametrize("query", ["?first=x", "?first=2026-06-30&last=2026-06-01"])
def test_senseless_period_is_named_beside_the_field(
    client_as: Callable[..., Client], query: str
) -> None:
    response = client_as("service_manager").get(f"/kpi/{query}")
    assert response.status_code == 422


def test_dashboard_costs_the_same_for_three_and_thirty_rows() -> None:
    by = access_of("service_manager")
    lines_of(by, JUNE)  # what the person may do is read once

    def cost_with(more: int) -> int:
        for _ in range(more):
            settled(delivered(), "10.00")
        with CaptureQueriesContext(connection) as asked:
            lines = lines_of(by, JUNE)
        assert len(asked) <= 2 * len(lines), "a figure costs two questions at most"
        return len(asked)

    assert cost_with(3) == cost_with(27)


def test_months_are_whole() -> None:
    assert this_month(NOW) == Period(dt.date(2026, 6, 1), dt.date(2026, 6, 1))
    assert last_month(NOW) == Period(dt.date(2026, 5, 1), dt.date(2026, 5, 31))
