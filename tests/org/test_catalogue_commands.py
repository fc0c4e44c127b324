"""The commands print the catalogue, the chain of a right and its holders, and refuse unknowns."""

from __future__ import annotations

import io
import json

import pytest
from django.core.management import CommandError, call_command

from apps.org.models import OrgUnit
from tests.org.conftest import Hold


def printed(*arguments: str) -> str:
    out = io.StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def test_positions_json_tells_where_each_right_is_done_and_from_which_source() -> None:
    data = {p["code"]: p for p in json.loads(printed("positions", "--json"))}
    advisor = data["service_advisor"]
    discount = next(d for d in advisor["duties"] if d["code"] == "SA-3")
    assert discount["source"][0] == {
        "reference": "R/1",
        "text": "服务顾问职责、案例与考核标准 1",
        "text_en": "The service advisor: duties, cases, appraisal 1",
    }
    grant, goodwill = discount["capabilities"]
    assert goodwill["limits"] == {"order_goodwill_cny": 200}
    assert (grant["scope"], grant["limits"]["labour_pct"]) == ("own", 5)
    assert grant["model"] == "workorders.WorkOrder"


def test_positions_lists_every_position() -> None:
    assert len(printed("positions").splitlines()) == 34


def test_missing_counts_every_kind_of_gap() -> None:
    text = printed("positions", "--missing")
    assert "汇报线上没有人能裁定的申请: 0" in text
    assert "还没有页面的权限: " in text


def test_positions_in_force_say_the_same_as_the_document(staffed: OrgUnit) -> None:
    document = {p["code"]: p for p in json.loads(printed("positions", "--json"))}
    in_force = json.loads(printed("positions", "--json", "--store", staffed.code))
    stored = {p["code"]: p["duties"] for p in in_force}
    assert stored == {code: document[code]["duties"] for code in stored}
    assert len(stored) >= 33


def test_missing_in_a_store_names_rights_nobody_holds(hold: Hold) -> None:
    hold("technician", "陈铁")
    text = printed("positions", "--missing", "--store", "wh9")
    assert "  cashier workorders.take_payment" in text
    assert "technician workorders.clock_job" not in text


def test_positions_of_an_unknown_store_are_refused(db: None) -> None:
    with pytest.raises(CommandError, match="atlantis"):
        call_command("positions", store="atlantis")


def test_why_prints_the_chain_down_to_the_row(staffed: OrgUnit, hold: Hold) -> None:
    hold("administrator", "周敏")
    text = printed("why", "wh9.administrator", "org.change_orgunit", f"org.OrgUnit:{staffed.pk}")
    assert "可以" in text.splitlines()[0]
    assert "AD-1" in text
    assert "✗" not in text


def test_why_not_ends_at_the_broken_link_and_names_who_could(hold: Hold) -> None:
    hold("administrator", "周敏")
    hold("technician", "陈铁")
    text = printed("why", "wh9-technician", "org.change_orgunit")
    assert "✗" in text
    assert "周敏" in text


@pytest.mark.parametrize(
    "arguments",
    [
        ("nobody", "org.view_position"),
        ("wh9.cashier", "org.fly"),
        ("wh9.cashier", "org.view_position", "org.Position"),
        ("wh9.cashier", "org.view_position", "org.Position:x"),
        ("wh9.cashier", "org.view_position", "moon.Crater:1"),
    ],
)
def test_why_refuses_names_it_does_not_know(hold: Hold, arguments: tuple[str, ...]) -> None:
    hold("cashier", "钱多")
    with pytest.raises(CommandError, match="没有"):
        call_command("why", *arguments)


def test_whocan_names_holders_and_their_duty(hold: Hold) -> None:
    hold("cashier", "钱多")
    text = printed("whocan", "workorders.take_payment", "--store", "wh9")
    assert "钱多" in text
    assert "CH-1" in text


def test_whocan_says_when_everybody_can(hold: Hold) -> None:
    hold("cashier", "钱多")
    assert "每位在岗员工 · AS-1" in printed("whocan", "org.view_position", "--store", "wh9")


def test_whocan_refuses_an_unknown_store(db: None) -> None:
    with pytest.raises(CommandError, match="atlantis"):
        call_command("whocan", "org.view_position", store="atlantis")
