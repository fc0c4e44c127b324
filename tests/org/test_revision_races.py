"""Several persons at once on one document, and a roll-out beside the daily work of the stores."""

from __future__ import annotations

import threading
import time

import pytest
from django.db import OperationalError, connection, connections, transaction

from apps.core.refusals import Refused
from apps.core.services import lock
from apps.core.transitions import record
from apps.org.models import OrgUnit, PositionRevision, Staff
from apps.org.services import revising, rollout
from apps.org.services.revising import signing, writing
from tests.factories.org import StaffFactory
from tests.org import revisions as r
from tests.parts.test_races import together
from tests.personas import NOW, access_of, department_of, staff_of, store_of

pytestmark = pytest.mark.django_db(transaction=True)
State = PositionRevision.State
HELD_SECONDS = 4.0  # longer than anybody waits for a lock


def approve_by(login, row):
    """One approver at work."""
    by = access_of(login)
    return lambda: revising.approve_revision(by=by, revision=row)


def approvals(row):
    """How often the document was approved."""
    return row.history.filter(state=State.APPROVED).count()


def test_of_two_approvers_one_signs_and_the_other_is_told():
    row = r.reviewed()
    results = together(approve_by(r.APPROVER, row), approve_by(r.ABOVE, row))
    assert sorted(type(x).__name__ for x in results) == ["PositionRevision", "Refused"]
    assert approvals(row) == 1


def test_without_the_lock_both_would_sign(monkeypatch):
    """The control: the lock and nothing else keeps the second signature out."""
    row, both = r.reviewed(), threading.Barrier(2)

    def unlocked(obj, version=None):
        fresh = type(obj).objects.get(pk=obj.pk)
        if isinstance(obj, PositionRevision):
            both.wait(timeout=20)
        return fresh

    for module in (writing, signing):
        monkeypatch.setattr(module, "lock", unlocked)
    results = together(approve_by(r.APPROVER, row), approve_by(r.ABOVE, row))
    assert not any(isinstance(x, Refused) for x in results)
    assert approvals(row) == 2


def test_of_two_drafters_one_opens_the_draft():
    position = r.position_of()

    def draft(login):
        by = access_of(login)
        return lambda: revising.draft_revision(by=by, position=position, change="x")

    results = together(draft(r.DRAFTER), draft("administrator"))
    assert sorted(type(x).__name__ for x in results) == ["PositionRevision", "Refused"]
    assert position.revisions.filter(state=State.DRAFT).count() == 1


@pytest.fixture
def rolling_out(monkeypatch):
    """A roll-out that has written everything and has not committed for some seconds."""
    source, by, written, errors = r.approved(), access_of(r.ABOVE), threading.Event(), []
    summary = rollout._summary

    def slowly(*args):
        with connection.cursor() as cursor:  # references are checked, which commit does at last
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        written.set()
        time.sleep(HELD_SECONDS)
        return summary(*args)

    def run():
        try:
            rollout.roll_out(by=by, revisions=[source], stores=[store_of("cs2")])
        except Refused as refusal:
            errors.append(refusal)
        finally:
            connections.close_all()

    monkeypatch.setattr(rollout, "_summary", slowly)
    thread = threading.Thread(target=run)
    thread.start()
    assert written.wait(timeout=20)
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '2s'")
    yield source
    thread.join()
    assert errors == []
    assert r.in_force(r.position_of(store="cs2")).text_of == source


def test_nobody_waits_for_a_roll_out(rolling_out):
    began = time.monotonic()
    user = staff_of("cashier", "cs2").user
    user.last_login = NOW
    user.save(update_fields=["last_login"])  # as signing in does
    for signer in (r.DRAFTER, r.REVIEWER, r.APPROVER, r.ABOVE):
        lock_and_save(staff_of(signer))
    lock_and_save(OrgUnit.objects.get(pk=store_of("cs2").pk))
    lock_and_save(department_of("finance", "cs2"))
    record(rolling_out, "note", "", "approved", by=access_of("cashier", "cs2"))
    newcomer = StaffFactory(unit=department_of("finance", "cs2"))
    assert access_of("cashier", "cs2").tenures
    assert Staff.objects.filter(pk=newcomer.pk).exists()
    assert time.monotonic() - began < HELD_SECONDS


def test_a_lock_on_the_key_as_well_would_wait(rolling_out):
    """The control: what spares the others is that acts lock rows but not their keys."""
    with pytest.raises(OperationalError, match="lock timeout"), transaction.atomic():
        Staff.objects.select_for_update().get(pk=staff_of(r.DRAFTER).pk)


def lock_and_save(row):
    """What every service does to the row it works on."""
    with transaction.atomic():
        lock(row).save()


def test_store_at_work_on_the_position_is_passed_over_and_not_waited_for():
    source = r.approved()
    holding, done = threading.Event(), threading.Event()

    def work():
        with transaction.atomic():
            lock(r.position_of(store="cs2"))
            holding.set()
            done.wait(timeout=20)
        connections.close_all()

    thread = threading.Thread(target=work)
    thread.start()
    assert holding.wait(timeout=20)
    result = rollout.roll_out(by=access_of(r.ABOVE), revisions=[source], stores=[store_of("cs2")])
    done.set()
    thread.join()
    assert [p["kind"] for p in result["passed_over"]] == ["busy"]
