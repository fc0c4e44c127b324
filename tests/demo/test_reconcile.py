"""Each check of `manage.py reconcile` finds what it is there to find."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from aftersales.demo.load import Demo
from apps.core import reconcile

pytestmark = pytest.mark.django_db

INJECTED = {
    "org.actors": "INSERT INTO core_historicalsetting (id, version, code, value, effective_from,"
    " source, history_date, history_type, history_request, history_service)"
    " VALUES (1, 9, 'x', '1', now(), '', now(), '~', 'request', 'x')",
    "org.guards": "DROP TRIGGER written_once ON org_historicalstaff",
    "org.grants": "DELETE FROM org_unitgrant WHERE id = (SELECT min(id) FROM org_unitgrant)",
    "org.shares": "INSERT INTO guardian_userobjectpermission"
    " (object_pk, content_type_id, permission_id, user_id)"
    " SELECT '1', content_type_id, id, (SELECT min(id) FROM org_user)"
    " FROM auth_permission WHERE codename = 'view_workorder'",
    "parts.stock": "UPDATE parts_stocklevel SET on_hand = on_hand + 1"
    " WHERE id = (SELECT min(id) FROM parts_stocklevel)",
    "workorders.totals": "UPDATE workorders_workorder SET labour_total = labour_total + 1,"
    " total = total + 1 WHERE id = (SELECT min(id) FROM workorders_workorder)",
    "workorders.estimates": "UPDATE workorders_estimate SET total = total + 1"
    " WHERE id = (SELECT min(id) FROM workorders_estimate)",
    "workorders.settlements": "UPDATE workorders_settlementbucket SET paid = paid + 1,"
    " due = due + 1, net = net + 1, gross = gross + 1, labour = labour + 1"
    " WHERE id = (SELECT min(id) FROM workorders_settlementbucket WHERE closing = 'paid')",
    "workorders.receivables": "UPDATE workorders_receivable SET amount = amount + 1"
    " WHERE id = (SELECT min(id) FROM workorders_receivable)",
    "workorders.splits": "UPDATE workorders_payersplit SET amount = amount + 1"
    " WHERE id = (SELECT min(id) FROM workorders_payersplit)",
    "workorders.shifts": "UPDATE workorders_cashshift SET system_total = system_total + 1"
    " WHERE id = (SELECT min(id) FROM workorders_cashshift WHERE state <> 'open')",
    "workorders.deposits": "UPDATE workorders_deposit SET amount = amount + 1"
    " WHERE id = (SELECT min(id) FROM workorders_deposit)",
    "workorders.prepaid": "UPDATE workorders_prepaidpackage SET price = price + 1"
    " WHERE id = (SELECT min(id) FROM workorders_prepaidpackage)",
    "workorders.statements": "UPDATE workorders_accountstatement SET amount = amount + 1"
    " WHERE id = (SELECT min(id) FROM workorders_accountstatement)",
    "workorders.allocations": "UPDATE workorders_receipt SET amount = amount + 1"
    " WHERE id = (SELECT min(id) FROM workorders_receipt)",
    "core.versions": "UPDATE workorders_visit SET version = 2"
    " WHERE id = (SELECT min(id) FROM workorders_visit)",
}


def execute(statement: str) -> None:
    """Change a row behind the back of every service."""
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("code", INJECTED)
def test_check_finds_an_injected_difference(dealership: Demo, code: str) -> None:
    check = next(c for c in reconcile.checks() if c.code == code)
    execute(INJECTED[code])
    assert check.differences()


def test_every_check_is_tried_with_a_difference() -> None:
    assert {check.code for check in reconcile.checks()} == set(INJECTED)


def test_command_fails_on_a_difference_and_names_it(dealership: Demo) -> None:
    execute(INJECTED["workorders.settlements"])
    out = StringIO()
    with pytest.raises(SystemExit) as end:
        call_command("reconcile", stdout=out)
    assert end.value.code == 1
    assert "but payments" in out.getvalue()


def test_repair_brings_grants_in_line_with_the_duties(dealership: Demo) -> None:
    execute(INJECTED["org.grants"])
    call_command("reconcile", "--repair", stdout=StringIO(), stderr=StringIO())
