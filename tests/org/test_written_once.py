"""The record of acts is written once: the database refuses to change or delete a row of it."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from apps.core.models import StatusChange
from apps.core.records import histories, ledgers
from apps.core.transitions import record
from apps.org.guarding import TRIGGER, missing, wanted
from apps.org.models import Staff
from apps.org.selectors.record_rows import Branch, Window, of_person, of_request, statement_of
from apps.org.selectors.record_story import of_object
from tests.access.samples import order
from tests.personas import access_of, staff_of

pytestmark = pytest.mark.django_db


def execute(statement: str) -> int:
    """Run one statement in a savepoint; the number of rows it touched."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
        return int(cursor.rowcount)


def changed_staff() -> Staff:
    """A person with two history rows."""
    row = staff_of("service_advisor")
    row.save()
    row.save()
    return row


@pytest.mark.parametrize(
    "statement",
    ["UPDATE org_historicalstaff SET name = 'x'", "DELETE FROM org_historicalstaff"],
)
def test_history_refuses_to_be_changed(statement: str) -> None:
    changed_staff()
    with pytest.raises(IntegrityError, match="written once"):
        execute(statement)


def test_a_status_change_refuses_to_be_changed() -> None:
    record(changed_staff(), "x", "a", "b", by=access_of("service_advisor"))
    with pytest.raises(IntegrityError, match="written once"):
        StatusChange.objects.update(reason="other")


def test_erasure_by_law_is_possible_when_its_case_is_named() -> None:
    row = changed_staff()
    with transaction.atomic():
        execute("SET LOCAL app.erasure = 'case 7'")
        assert execute(f"UPDATE org_historicalstaff SET phone = '' WHERE id = {row.pk}")
        execute("SET LOCAL app.erasure = ''")
    with pytest.raises(IntegrityError, match="written once"):
        execute("DELETE FROM org_historicalstaff")


def test_every_history_and_ledger_is_guarded_and_indexed() -> None:
    assert missing() == {}
    guarded = {table for table, name in wanted() if name == TRIGGER}
    assert {m._meta.db_table for m in histories().values()} <= guarded
    assert len(guarded) > len(histories())


def test_a_lost_guard_is_found() -> None:
    execute(f"DROP TRIGGER {TRIGGER} ON org_historicalstaff")
    assert list(missing()) == [("org_historicalstaff", TRIGGER)]


def test_every_ledger_names_columns_that_exist() -> None:
    for ledger in ledgers().values():
        columns = {
            c.name
            for c in connection.introspection.get_table_description(
                connection.cursor(), ledger.table
            )
        }
        person = ledger.user or ledger.staff
        named = {person, ledger.at, ledger.tenure, ledger.request} - {""}
        assert named <= columns, ledger


def plan_of(branches: list[Branch]) -> str:
    """How the database reads the record when the tables are too large to be read whole."""
    statement, params = statement_of(branches, Window(50))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {statement}", params)
        return "\n".join(row[0] for row in cursor.fetchall())


def test_the_record_of_a_person_and_of_a_request_is_read_by_index() -> None:
    person = staff_of("service_advisor").pk
    for branches in (of_person(person, None), of_person(person, [1, 2]), of_request("a" * 32)):
        plan = plan_of(branches)
        assert "Seq Scan" not in plan.replace("Seq Scan on org_staff", "")
        assert "_person" in plan or "_request" in plan


def test_the_story_of_a_document_is_read_by_index() -> None:
    row = order()
    assert "Seq Scan" not in plan_of(of_object(row, access_of("administrator"), full=True))
