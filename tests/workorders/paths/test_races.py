"""Two people on one step: one wins, the other gets words."""

from __future__ import annotations

import datetime as dt
import threading
from decimal import Decimal
from unittest import mock

import pytest

from apps.core.models import StatusChange
from apps.core.refusals import Refused
from apps.workorders.models import Goodwill, LabourRate, PayerChange, PayerRefusal
from apps.workorders.services import endings, routing, transfers
from tests.personas import access_of, store_of
from tests.workorders.paths.cases import job, refusal_of, transfer_of
from tests.workorders.paths.test_routes import routed
from tests.workorders.shop.test_races import at_once

pytestmark = pytest.mark.usefixtures("committed")
RACERS = 6


def test_one_step_is_started_once() -> None:
    row = routed()
    step = row.steps.first()
    people = [access_of("technician") for _ in range(RACERS)]
    acts = [lambda by=by: routing.start_step(by=by, step=step, version=None) for by in people]
    results = at_once(acts)
    assert sum(not isinstance(r, Refused) for r in results) == 1
    assert row.clock_entries.running().count() == 1


def test_one_car_is_handed_over_once() -> None:
    row = transfer_of()
    facts = {"version": None, "action": "send", "km": 1, "condition": "完好", "custody": "无"}
    people = [access_of("service_advisor") for _ in range(RACERS)]
    acts = [lambda by=by: transfers.hand_over(by=by, transfer=row, **facts) for by in people]
    results = at_once(acts)
    assert sum(not isinstance(r, Refused) for r in results) == 1
    assert row.order.gate_passes.count() == 1


def test_without_the_lock_the_same_race_hands_it_over_twice() -> None:
    """The control: what keeps the others out is the lock on order and transfer."""
    row = transfer_of()
    facts = {"version": None, "action": "send", "km": 1, "condition": "完好", "custody": "无"}

    def read(document, version=None):
        return type(document).objects.get(pk=document.pk)

    people = [access_of("service_advisor") for _ in range(RACERS)]
    acts = [lambda by=by: transfers.hand_over(by=by, transfer=row, **facts) for by in people]
    with (
        mock.patch("apps.workorders.services.waiting.lock", read),
        mock.patch("apps.workorders.services.transfers.lock", read),
    ):
        results = at_once(acts)
    assert sum(not isinstance(r, Refused) for r in results) > 1


def test_a_job_is_refused_once() -> None:
    row = job()
    for line in row.labour_lines.all():
        line.payer = "WAR"
        line.save()
    results = at_once([lambda: refusal_of(row) for _ in range(RACERS)])
    assert sum(not isinstance(r, Refused) for r in results) == 1
    assert PayerRefusal.objects.count() == 1


def rebillings(row: PayerRefusal, payer: str = "GWD") -> list:
    """As many people as racers let somebody else pay the same refused job."""
    told = {"medium": "phone", "customer_name": "张伟", "shown_text": "厂家拒赔，改由他方付款"}
    people = [access_of("front_desk_supervisor") for _ in range(RACERS)]
    return [
        lambda by=by: endings.rebill(by=by, refusal=row, version=None, new_payer=payer, **told)
        for by in people
    ]


def test_a_refused_job_gets_one_payer_and_one_approval() -> None:
    """Kept apart by the locks and, were they missing, by one approval per job in the database."""
    results = at_once(rebillings(refusal_of()))
    assert sum(not isinstance(r, Refused) for r in results) == 1
    assert Goodwill.objects.count() == 1
    assert PayerChange.objects.count() == 1


def refused_with_a_price() -> PayerRefusal:
    """A refused job of which an hour has a price for customers."""
    LabourRate.objects.create(
        store=store_of(), payer="CP", rate=Decimal(120), effective_from=dt.date(2026, 1, 1)
    )
    return refusal_of()


def test_a_refused_job_falls_on_the_customer_once() -> None:
    results = at_once(rebillings(refused_with_a_price(), "CP"))
    assert sum(not isinstance(r, Refused) for r in results) == 1
    assert PayerChange.objects.count() == 1
    assert StatusChange.objects.filter(action="rebill").count() == 1


def test_without_the_locks_it_would_fall_on_the_customer_more_than_once() -> None:
    """The control: all racers have read the open refusal before the first of them writes."""
    row = refused_with_a_price()
    gate = threading.Barrier(RACERS, timeout=10)
    decide = endings._decide

    def decide_together(*args):
        gate.wait()
        decide(*args)

    def read(document, version=None):
        return type(document).objects.get(pk=document.pk)

    with (
        mock.patch("apps.workorders.services.endings.lock", read),
        mock.patch("apps.workorders.services.endings.lock_job", lambda j: (j.order, read(j))),
        mock.patch("apps.workorders.services.endings._decide", decide_together),
    ):
        results = at_once(rebillings(row, "CP"))
    assert sum(isinstance(r, PayerRefusal) for r in results) > 1
    assert StatusChange.objects.filter(action="rebill").count() > 1
