"""Recorded values as people read them, and what of them is kept from whom."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps
from psycopg2.extras import DateTimeTZRange

from apps.core.clock import SHANGHAI
from apps.core.figures_text import address_masked, phone_text
from apps.core.records import histories, ledgers, parts_of
from apps.core.services import service
from apps.customers.permissions import Perm
from apps.org.models import Tenure
from apps.org.selectors.acts import acts_on
from apps.org.selectors.record_story import of_object
from apps.org.selectors.record_words import (
    field_words,
    model_words,
    names_of,
    plain_words,
    shown_fields,
    value_words,
)
from apps.parts.models import GoodsReceiptLine
from apps.workorders.models import WorkOrder
from tests.access.samples import order
from tests.factories.customers import CustomerFactory, make_known
from tests.factories.parts import stocked
from tests.personas import access_of, staff_of, store_of

if TYPE_CHECKING:
    from apps.customers.models import Customer
    from apps.org.access import Access

AT = dt.datetime(2027, 3, 1, 9, 30, tzinfo=SHANGHAI)
RECORDED = sorted({*histories(), *ledgers()})


@pytest.mark.parametrize("label", RECORDED)
def test_every_recorded_kind_and_field_has_chinese_words(label: str) -> None:
    model = apps.get_model(label)
    assert not model_words(model).isascii()
    latin = {"VIN", "sha256", "session_key"}
    named = {field_words(f) for f in shown_fields(model)} - latin
    assert [words for words in named if words.isascii()] == []


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "—"),
        (True, "是"),
        (AT, "2027-03-01 09:30"),
        (["左前", "右前"], "左前、右前"),
        ({"labour_pct": 8, "unlimited": False}, "labour_pct 8；unlimited 否"),
        (DateTimeTZRange(AT, None), "2027-03-01 09:30 – —"),
    ],
)
def test_plain_values_are_written_out(value: object, words: str) -> None:
    assert plain_words(value) == words


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [("total", Decimal("1234.5"), "¥1,234.50"), ("old_parts", "take", "带走")],
)
def test_values_of_fields_are_written_out(name: str, value: object, words: str) -> None:
    field: Any = WorkOrder._meta.get_field(name)
    found = value_words(field, value, {})
    assert found == words or (name == "old_parts" and not found.isascii())


@pytest.mark.django_db
def test_keys_are_written_as_names() -> None:
    field: Any = WorkOrder._meta.get_field("advisor")
    person = staff_of("service_advisor")
    assert value_words(field, person.pk, names_of([(field, person.pk)])) == person.name


@pytest.mark.parametrize(
    ("whole", "masked"),
    [
        ("13812345678", "138****5678"),
        ("0731-88886666", "073******6666"),
        ("12345", "*****"),
        ("", "—"),
    ],
)
def test_phones_are_masked(whole: str, masked: str) -> None:
    assert phone_text(whole) == masked


@pytest.mark.parametrize(
    ("whole", "masked"),
    [
        ("湖南省长沙市岳麓区枫林路1号", "湖南省长沙市岳麓区****"),
        ("长沙县星沙大道3号", "长沙县****"),
        ("1 Main Street", "1 M****"),
        ("", "—"),
    ],
)
def test_addresses_are_masked(whole: str, masked: str) -> None:
    assert address_masked(whole) == masked


@service
def reprice(*, by: Access, line: GoodsReceiptLine, cost: Decimal) -> GoodsReceiptLine:
    """Another price of a receipt line."""
    line.unit_cost = cost
    line.save()
    return line


@pytest.mark.django_db
def test_cost_is_told_to_holders_of_the_right_alone() -> None:
    stocked(5)
    line = GoodsReceiptLine.objects.filter(receipt__store__code="cs1").latest("pk")
    reprice(by=access_of("parts_keeper", now=AT), line=line, cost=Decimal("77.1234"))

    def told(login: str, *, full: bool) -> set[str]:
        acts = acts_on(line.receipt, access_of(login, now=AT), full=full).rows
        return {f.after for act in acts for m in act.moments for f in m.fields}

    assert "77.1234" in told("parts_supervisor", full=False)
    assert "77.1234" not in told("administrator", full=True)
    assert "77.1234" not in told("service_advisor", full=False)


@service
def rename(*, by: Access, row: Customer) -> Customer:
    """A change under a right, which notes the tenure."""
    by.require(Perm.CHANGE_CUSTOMER, row)
    row.name = "另名"
    row.save()
    return row


@pytest.mark.django_db
def test_acting_for_somebody_is_told() -> None:
    absent = staff_of("front_desk_supervisor").tenures.get()
    deputy = staff_of("technician")
    Tenure.objects.create(
        staff=deputy,
        post=absent.post,
        kind=Tenure.Kind.ACTING,
        acting_for=absent,
        state=Tenure.State.APPROVED,
        starts_at=AT - dt.timedelta(days=1),
        ends_at=AT + dt.timedelta(days=1),
    )
    row = CustomerFactory()
    make_known(store_of(), row)
    by = access_of("technician", now=AT)
    rename(by=by, row=row)
    head = acts_on(row, by, full=False).rows[0].head
    assert (head.who, head.acting_for) == (deputy.name, absent.staff.name)


@pytest.mark.django_db
@pytest.mark.parametrize("label", [k for k in histories() if parts_of(apps.get_model(k))])
def test_every_declared_part_of_a_story_can_be_read(label: str) -> None:
    model = apps.get_model(label)
    row = order() if label == "workorders.workorder" else model(pk=1)
    assert of_object(row, access_of("administrator"), full=True)
