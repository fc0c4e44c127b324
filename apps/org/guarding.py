"""What the database itself does for the record: written once, found by person and by request.

After every migrate each history table and ledger gets a trigger that refuses to change or delete
a row, and the indexes by which the pages of the audit read it.  New models are covered by being
tracked.  ``docs/security.md`` tells how a row is erased where the law demands it.
"""

from __future__ import annotations

from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

from apps.core.reconcile import rows
from apps.core.records import histories, ledgers

TRIGGER = "written_once"
_REFUSE = """
CREATE OR REPLACE FUNCTION audit_written_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF coalesce(current_setting('app.erasure', true), '') = '' THEN
        RAISE EXCEPTION '% is written once', TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'written_once';
    END IF;
    RAISE LOG 'erasure by law: % of % under %',
        TG_OP, TG_TABLE_NAME, current_setting('app.erasure', true);
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$
"""
_EXISTING = """
SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
 WHERE NOT t.tgisinternal AND t.tgenabled = 'O'
UNION SELECT tablename, indexname FROM pg_indexes WHERE schemaname = current_schema()
"""


def wanted() -> dict[tuple[str, str], str]:
    """The statement that makes each trigger and index, by table and name."""
    found = {}
    for model in histories().values():
        table = model._meta.db_table
        found[table, TRIGGER] = _once(table)
        found[table, f"{table[:50]}_person"] = (
            f'CREATE INDEX "{table[:50]}_person" ON {table}'
            " (history_user_id, history_date DESC, history_id DESC)"
        )
        found[table, f"{table[:50]}_request"] = (
            f'CREATE INDEX "{table[:50]}_request" ON {table} (history_request)'
            " WHERE history_request <> ''"
        )
    for ledger in ledgers().values():
        table = ledger.table
        if not ledger.user:
            found[table, f"{table[:50]}_person"] = (
                f'CREATE INDEX "{table[:50]}_person" ON {table}'
                f" ({ledger.staff}, {ledger.at} DESC, id DESC)"
            )
        if ledger.request:
            found[table, f"{table[:50]}_request"] = (
                f'CREATE INDEX "{table[:50]}_request" ON {table} ({ledger.request})'
                f" WHERE {ledger.request} <> ''"
            )
        if ledger.written_once:
            found[table, TRIGGER] = _once(table)
    return found


def missing() -> dict[tuple[str, str], str]:
    """The statements for what the database lacks."""
    there = {(table, name) for table, name in rows(_EXISTING)}
    return {key: text for key, text in wanted().items() if key not in there}


def write_guards(using: str = DEFAULT_DB_ALIAS, **_: Any) -> None:
    """Make what is missing; tables of apps that are not migrated yet wait for the next time."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        cursor.execute(_REFUSE)
        for (table, _name), statement in missing().items():
            if table in tables:
                cursor.execute(statement)


def _once(table: str) -> str:
    return (
        f"CREATE TRIGGER {TRIGGER} BEFORE UPDATE OR DELETE ON {table}"
        " FOR EACH ROW EXECUTE FUNCTION audit_written_once()"
    )
