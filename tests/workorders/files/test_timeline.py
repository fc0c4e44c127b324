"""Everything on an order in one stream, in a fixed number of queries."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.functional import lazystr

from apps.core.models import OutboxMessage, StoredFile
from apps.org.services.notices import ring
from apps.workorders.models import Appointment, OrderComment, WorkOrder
from apps.workorders.selectors.timeline import Asked, actors_of, chosen, marks_of, sources_of
from apps.workorders.selectors.timeline_told import Told, moments_of
from apps.workorders.services.ehealth import make_file
from apps.workorders.services.orders import comment
from apps.workorders.services.payment import take_payment
from apps.workorders.services.settlement import prepare_settlement
from tests.access.samples import appointment, order
from tests.factories.workorders import FindingFactory, JobFactory
from tests.personas import NOW, access_of, staff_of
from tests.workorders.files.rows import upload
from tests.workorders.till.orders import ready_order

pytestmark = pytest.mark.django_db


def told(row: WorkOrder, login: str = "service_manager", **asked: Any) -> list[Told]:
    """What a person reads on an order."""
    question = Asked(**asked)
    sources = chosen(sources_of(row, access_of(login)), question)
    return [t for m in moments_of(marks_of(sources, question.window()).rows) for t in m.rows]


def words(row: WorkOrder, login: str = "service_manager", **asked: Any) -> str:
    """The same as one text."""
    return "\n".join(f"{t.kind} {t.what} {t.note}" for t in told(row, login, **asked))


def test_comment_and_its_writer_are_told() -> None:
    row = order()
    comment(by=access_of("service_advisor"), order=row, text="客户要求代叫出租车")
    assert "客户要求代叫出租车" in words(row, kind="message")


def test_money_stands_in_the_stream_of_those_who_see_payments() -> None:
    row = ready_order()
    prepared = prepare_settlement(by=access_of("service_advisor"), order=row, version=None)
    facts = {"amount": prepared.due, "method": "wechat", "reference": "WX123"}
    take_payment(by=access_of("cashier"), settlement=prepared, version=None, **facts)
    assert "收款 ¥526.00 微信" in words(row, "cashier", kind="money")


def test_what_was_taken_out_and_printed_is_told() -> None:
    paper = upload()
    make_file(by=access_of("information_officer"), upload=paper)
    assert "电子健康档案记录" in words(paper.order, "information_officer", kind="paper")


def test_finding_with_the_field_that_changed_is_told() -> None:
    finding = FindingFactory(job=JobFactory(order=order()))
    finding.text = "前轮轴承松旷"
    finding.save()
    found = told(finding.order, kind="finding")
    assert any(c.after == "前轮轴承松旷" for t in found for c in t.changes)


def test_notice_message_and_file_are_told() -> None:
    row = order()
    page = reverse("workorders:detail", args=[row.pk])
    said = {"words": lazystr("承诺时间将到"), "facts": {}}
    ring(to=[row.advisor_id], kind="x", page=page, at=NOW, key="k", **said)
    booked: Appointment = appointment(visit=row.visit)
    OutboxMessage.objects.create(
        channel="sms",
        recipient="13812345678",
        body="明天九点见",
        dedupe_key=f"appointment:{booked.pk}:60",
        created_at=NOW,
    )
    StoredFile.objects.create(
        content_type=ContentType.objects.get_for_model(WorkOrder),
        object_id=row.pk,
        kind="customer_signature",
        media_type="image/png",
        sha256="0" * 64,
        at=NOW,
    )
    said = words(row)
    assert "承诺时间将到" in said
    assert "138****5678" in said
    assert "13812345678" not in said
    assert "客户签字" in said


def test_message_of_another_appointment_with_a_longer_number_is_not_told() -> None:
    row = order()
    booked = appointment(visit=row.visit)
    OutboxMessage.objects.create(
        channel="sms",
        recipient="13812345678",
        body="别人的提醒",
        dedupe_key=f"appointment:{booked.pk}9:60",
        created_at=NOW,
    )
    assert "别人的提醒" not in words(row)


def test_stream_is_newest_first_and_narrowed_by_actor_and_reason() -> None:
    row = order()
    by = staff_of("service_advisor")
    other = staff_of("workshop_supervisor")
    for n, who in enumerate((by, other)):
        moment = NOW + dt.timedelta(minutes=n + 1)
        OrderComment.objects.create(order=row, text=f"第{n}条", by=who, at=moment)
    found = told(row, kind="message")
    assert [t.note for t in found] == ["第1条", "第0条"]
    assert [t.note for t in told(row, kind="message", actor=other.pk)] == ["第1条"]
    sources = sources_of(row, access_of("service_manager"))
    assert {pk for pk, _name in actors_of(sources)} >= {by.pk, other.pk}


def test_words_of_the_reason_find_the_act() -> None:
    row = order()
    row._change_reason = "客户改了主意%"
    row.old_parts = "taken"
    row.save()
    assert told(row, words="主意%")
    assert not told(row, words="别的原因")


def test_pages_follow_each_other_without_gap_or_double() -> None:
    row = order()
    by = staff_of("service_advisor")
    for n in range(95):
        moment = NOW + dt.timedelta(seconds=n // 3)
        OrderComment.objects.create(order=row, text=f"第{n}条", by=by, at=moment)
    sources = chosen(sources_of(row, access_of("service_manager")), Asked(kind="message"))
    read, before, pages = [], "", 0
    while pages == 0 or before:
        marks = marks_of(sources, Asked(before=before).window())
        read += [m.key for m in marks.rows]
        before, pages = (str(marks.rows[-1]) if marks.more else ""), pages + 1
    assert (len(read), len(set(read)), pages) == (95, 95, 3)


@pytest.mark.parametrize("many", [3, 30])
def test_page_asks_at_most_twelve_queries(client: Any, many: int) -> None:
    row = order()
    for n in range(many):
        moment = NOW + dt.timedelta(minutes=n)
        OrderComment.objects.create(order=row, text="x", by=row.advisor, at=moment)
        FindingFactory(job=JobFactory(order=row))
    client.force_login(staff_of("service_advisor").user)
    address = reverse("workorders:order_timeline", args=[row.pk])
    client.get(address)  # content types are read once for all requests
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    assert len(found) <= 12, [q["sql"][:160] for q in found]


def test_stream_of_another_store_is_not_found(client: Any) -> None:
    client.force_login(staff_of("service_advisor", "cs2").user)
    address = reverse("workorders:order_timeline", args=[order().pk])
    assert client.get(address).status_code == 404


def test_nonsense_in_the_address_is_left_out(client: Any) -> None:
    client.force_login(staff_of("service_advisor").user)
    address = reverse("workorders:order_timeline", args=[order().pk])
    nonsense = {"kind": "x", "actor": "-1", "since": "gestern", "before": "~~"}
    assert client.get(address, nonsense).status_code == 200
