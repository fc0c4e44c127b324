"""Two answers to one estimate at the same moment: one counts, the other is told."""

from __future__ import annotations

import datetime as dt
import threading
from decimal import Decimal
from typing import Any

import pytest
from django.db import Error, connection

from apps.core import clock
from apps.core.refusals import Refused
from apps.workorders.models import Consent, Estimate, LabourRate, WorkOrder
from apps.workorders.said import Said
from apps.workorders.services import answers, lines, reception
from apps.workorders.services.estimates import publish
from apps.workorders.services.links import link_with, make_link, token_of
from tests.committed import committed
from tests.factories.customers import car_of
from tests.personas import access_of, store_of
from tests.workorders.desk.test_customer_page import drawn

__all__ = ["committed"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("committed")]
RACERS = 2
WALK = {"odometer_km": 20_000, "fuel_eighths": 4, "key_tag": "A01", "covers_on": True}


def sent() -> str:
    """An estimate of one job with a link; its token."""
    by = access_of("service_advisor", now=clock.now())
    since = by.now.date() - dt.timedelta(days=30)
    LabourRate.objects.create(store=store_of(), payer="CP", rate=Decimal(120), effective_from=since)
    car = car_of(store_of(), plate="湘A12345", owner="张伟", phone="13812345678")
    order = reception.check_in(
        by=by,
        vehicle=car,
        work_class="general",
        statements=["做保养"],
        walk=dict(WALK),
        sender_name="张伟",
        signed_on_paper=True,
    )
    lines.add_job(by=by, order=order, version=None, payer="CP", name="换机油", hours=Decimal(1))
    estimate = publish(by=by, order=WorkOrder.objects.get(pk=order.pk), version=None)
    return token_of(make_link(by=by, estimate=estimate, version=None))


def both(token: str) -> list[Any]:
    """Two phones send their answer at once; results or exceptions."""
    results: list[Any] = [None] * RACERS
    gate = threading.Barrier(RACERS)

    def run(n: int) -> None:
        by = access_of("service_advisor", now=clock.now())
        link = link_with(token)
        word = Said("approved") if n else Said("declined", None, "price")
        gate.wait()
        try:
            results[n] = answers.answer_by_link(
                by=by, link=link, answers={1: word}, customer_name="张伟", signature=drawn()
            )
        except (Refused, Error) as problem:
            results[n] = problem
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(n,)) for n in range(RACERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def clean(results: list[Any]) -> bool:
    """Whether exactly one answer counts and every other is refused in words."""
    won = [r for r in results if isinstance(r, Estimate)]
    told = [r for r in results if isinstance(r, Refused)]
    return len(won) == 1 and len(told) == len(results) - 1


def test_one_of_two_answers_wins_and_the_other_is_told() -> None:
    assert clean(both(sent()))
    assert Consent.objects.count() == 1


def test_without_the_lock_and_the_print_of_the_content_the_race_is_seen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    meeting = threading.Barrier(RACERS, timeout=20)

    def unlocked(row: Any, version: int | None = None) -> Any:
        fresh = type(row)._default_manager.get(pk=row.pk)
        meeting.wait()
        return fresh

    token = sent()
    monkeypatch.setattr(answers, "lock", unlocked)
    monkeypatch.setattr(answers, "key_of", lambda _items: Estimate.objects.get().content_key)
    assert not clean(both(token))
