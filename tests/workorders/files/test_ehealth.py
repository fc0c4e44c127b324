"""E-health records: entered with the bill, frozen once, answered, corrected after a reversal."""

from __future__ import annotations

import json
import uuid
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.core.models import ExportAudit
from apps.core.refusals import Denied, Refused
from apps.workorders.choices import SettlementState, WorkClass
from apps.workorders.ehealth import file_of, lacking
from apps.workorders.inbox.files import to_correct, to_report
from apps.workorders.models import EHealthUpload
from apps.workorders.selectors.ehealth import whole
from apps.workorders.services import ehealth as services
from tests.personas import NOW, access_of, staff_of
from tests.workorders.files.rows import TODAY, settled, upload

pytestmark = pytest.mark.django_db


def officer(**facts: Any) -> Any:
    """The information officer of the first store."""
    return access_of("information_officer", **facts)


def reversed_and_settled_again(row: EHealthUpload) -> EHealthUpload:
    """The bill of a record is reversed; the order is settled anew."""
    row.settlement.state = SettlementState.REVERSED
    row.settlement.reversed_at = NOW
    row.settlement.save()
    services.void_upload(row.settlement, by=officer())
    again = settled()
    again.order = row.order
    again.revision = 2
    again.save()
    found = services.enter_upload(again, by=officer())
    assert found is not None
    return found


def test_a_posted_settlement_is_entered_once() -> None:
    row = upload()
    again = services.enter_upload(row.settlement, by=officer())
    assert again == row
    assert EHealthUpload.objects.count() == 1


@pytest.mark.parametrize("kind", [WorkClass.PDI, WorkClass.WASH, WorkClass.FREE_CHECK])
def test_work_without_a_repair_contract_is_not_reported(kind: str) -> None:
    assert services.enter_upload(settled(work_class=kind), by=officer()) is None


def test_record_says_what_the_standard_asks() -> None:
    row = services.make_file(by=officer(), upload=upload())
    facts = row.content["basicInfo"]
    assert facts["costlistcode"] == row.number
    assert facts["repairdate"] == f"{NOW:%Y%m%d}"
    assert facts["repairmileage"] == "20000"
    assert facts["faultdescription"] == "刹车有异响"
    assert row.content["vehiclepartslist"] == [
        {"partsname": "机油滤清器", "partsquantity": "1", "partscode": "TILL-1"}
    ]
    assert row.content["repairprojectlist"][0]["workinghours"] == "2"


def test_the_same_settlement_gives_the_same_file_whatever_changes() -> None:
    row = services.make_file(by=officer(), upload=upload())
    before = file_of([row])
    row.order.visit.statements.all().delete()
    again = services.make_file(by=officer(), upload=row)
    assert (file_of([again]), again.attempts) == (before, 1)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda u: _set(u.order.visit.vehicle, vin=""), "缺 VIN"),
        (lambda u: _set(u.order.visit, plate_no=""), "缺车牌"),
        (lambda u: _set(u.order.visit.checkin, odometer_km=None, odometer_unreadable=True), "里程"),
        (lambda u: u.order.visit.statements.all().delete(), "故障描述"),
        (lambda u: _set(u.store, credit_code=""), "信用代码"),
        (lambda u: _set(u.order.jobs.get().part_lines.get(), code=""), "缺配件编码：机油滤清器"),
    ],
)
def test_what_lacks_is_said_and_nothing_is_made(change: Any, words: str) -> None:
    row = upload()
    change(row)
    assert words in "；".join(lack.words for lack in lacking(whole([row])[0]))
    with pytest.raises(Refused, match=words):
        services.make_file(by=officer(), upload=row)
    row.refresh_from_db()
    assert not row.is_made


def _set(row: Any, **facts: Any) -> None:
    for name, value in facts.items():
        setattr(row, name, value)
    row.save()


def test_wrong_check_digit_passes_once_the_licence_was_compared() -> None:
    row = upload()
    car = row.order.visit.vehicle
    _set(car, vin="LSVAA4182E2123456", vin_confirmed=True)
    assert services.make_file(by=officer(), upload=row).is_made


def test_answer_waits_for_the_file() -> None:
    with pytest.raises(Refused, match="请先生成文件"):
        services.note_sent(by=officer(), upload=upload())


def test_sent_record_is_answered_once() -> None:
    row = services.make_file(by=officer(), upload=upload())
    row = services.note_sent(by=officer(), upload=row, receipt_no="HN-1")
    assert (row.state, row.answered_by) == ("sent", staff_of("information_officer"))
    with pytest.raises(Refused, match="已上报"):
        services.note_failed(by=officer(), upload=row, failure="重复")


def test_refused_record_is_put_right_and_made_anew() -> None:
    row = services.make_file(by=officer(), upload=upload())
    row = services.note_failed(by=officer(), upload=row, failure="故障描述过短")
    words = row.order.visit.statements.get()
    _set(words, text="低速制动时前轮有尖锐响声")
    row = services.make_file(by=officer(), upload=row)
    assert (row.state, row.attempts, row.failure) == ("pending", 2, "")
    assert row.content["basicInfo"]["faultdescription"] == "低速制动时前轮有尖锐响声"


def test_reversed_before_report_is_void_and_the_next_edition_names_it() -> None:
    row = upload()
    newer = reversed_and_settled_again(row)
    row.refresh_from_db()
    assert row.state == "void"
    assert (newer.edition, newer.replaces) == (2, row)
    with pytest.raises(Refused, match="作废"):
        services.make_file(by=officer(), upload=row)


def test_reversed_after_report_waits_for_a_correction() -> None:
    row = services.make_file(by=officer(), upload=upload())
    row = services.note_sent(by=officer(), upload=row)
    _set(row.settlement, state=SettlementState.REVERSED)
    services.void_upload(row.settlement, by=officer())
    assert list(to_correct(officer())) == [row]
    newer = reversed_and_settled_again(row)
    made = services.make_file(by=officer(), upload=newer)
    assert made.content["basicInfo"]["correctedcostlistcode"] == row.number
    assert not to_correct(officer()).exists()


def test_batch_makes_what_is_whole_and_leaves_the_rest() -> None:
    good, bad = upload(), upload()
    _set(bad.order.visit, plate_no="")
    made = services.make_files(by=officer(), uploads=[good.pk, bad.pk])
    assert made == [good]
    assert services.note_all_sent(by=officer(), uploads=[good.pk, bad.pk], receipt_no="P1") == 1
    with pytest.raises(Refused, match="没有可以生成"):
        services.make_files(by=officer(), uploads=[good.pk, bad.pk])


def test_advisor_may_not_report() -> None:
    with pytest.raises((Denied, Http404)):
        services.make_file(by=access_of("service_advisor"), upload=upload())


def test_queue_counts_what_the_list_shows(client: Any) -> None:
    upload()
    upload(store="cs2")
    client.force_login(staff_of("information_officer").user)
    found = client.get(reverse("workorders:ehealth"))
    assert len(found.context["rows"]) == to_report(officer()).count() == 1


def test_file_is_recorded_and_downloaded_the_same_each_time(client: Any) -> None:
    row = upload()
    client.force_login(staff_of("information_officer").user)
    address = reverse("workorders:ehealth_make", args=[row.pk])
    answer = client.post(address, {"operation_key": uuid.uuid4(), "version": row.version})
    assert answer.status_code == 303
    file = reverse("workorders:ehealth_file", args=[row.pk])
    first, second = client.get(file), client.get(file)
    assert first.content == second.content
    assert json.loads(first.content)["records"][0]["basicInfo"]["costlistcode"] == row.number
    assert ExportAudit.objects.filter(kind="workorders.ehealth").count() == 2


def test_there_is_no_file_before_it_is_made(client: Any) -> None:
    row = upload()
    client.force_login(staff_of("information_officer").user)
    assert client.get(reverse("workorders:ehealth_file", args=[row.pk])).status_code == 404


def test_day_is_made_downloaded_and_answered(client: Any) -> None:
    upload()
    client.force_login(staff_of("information_officer").user)
    day = f"{TODAY:%Y-%m-%d}"
    for name in ("ehealth_make_day", "ehealth_answer_day"):
        address = reverse(f"workorders:{name}", args=[day])
        assert client.post(address, {"operation_key": uuid.uuid4()}).status_code == 303
    content = client.get(reverse("workorders:ehealth_file_day", args=[day])).content
    assert json.loads(content)["count"] == 1
    assert EHealthUpload.objects.get().state == "sent"


def test_refusal_stands_on_the_page_with_the_typed_words(client: Any) -> None:
    row = upload()
    client.force_login(staff_of("information_officer").user)
    address = reverse("workorders:ehealth_make_day", args=[f"{TODAY:%Y-%m-%d}"])
    _set(row.order.visit, plate_no="")
    answer = client.post(address, {"operation_key": uuid.uuid4()})
    assert answer.status_code == 409
    assert "没有可以生成的记录" in answer.content.decode()


@pytest.mark.parametrize("many", [3, 30])
def test_list_asks_the_same_number_of_queries(client: Any, many: int) -> None:
    for _n in range(many):
        upload()
    client.force_login(staff_of("information_officer").user)
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(reverse("workorders:ehealth")).status_code == 200
    assert len(found) <= 24


def test_command_writes_the_day_and_says_what_lacks(tmp_path: Path) -> None:
    good, bad = upload(), upload()
    _set(bad.order.visit, plate_no="")
    said = StringIO()
    call_command("ehealth", "information_officer", tmp_path, day=TODAY, stdout=said)
    assert [p.name for p in tmp_path.iterdir()] == [f"{good.number}.json"]
    assert f"{bad.number} lacks: 缺车牌" in said.getvalue()
    before = (tmp_path / f"{good.number}.json").read_bytes()
    call_command("ehealth", "information_officer", tmp_path, day=TODAY, stdout=said)
    assert (tmp_path / f"{good.number}.json").read_bytes() == before


def test_command_asks_the_duties_of_whom_it_acts_for(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="duties"):
        call_command("ehealth", "technician", tmp_path)
