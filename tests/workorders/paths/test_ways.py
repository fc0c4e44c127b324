"""Sublet, away, another store, questions."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404

from apps.core.refusals import Refused
from apps.parts import hooks as parts
from apps.workorders.choices import JobState, OrderState
from apps.workorders.models import WorkOrder
from apps.workorders.services import (
    away,
    consults,
    dispatch,
    gate,
    sublets,
    transfers,
)
from tests.factories.workorders import reread
from tests.personas import NOW, access_of, staff_of, store_of
from tests.workorders.paths.cases import (
    at,
    consult_of,
    job,
    sublet_of,
    transfer_of,
)
from tests.workorders.shop.floor import HOUR, bay, slot_of

pytestmark = pytest.mark.django_db
SA, DI = "service_advisor", "dispatcher_inspector"


def order_of(row: object) -> WorkOrder:
    return WorkOrder.objects.get(pk=row.order_id)


# ------------------------------------------------------------------------- sublet


def test_sublet_goes_out_comes_back_and_is_on_the_bill() -> None:
    row = sublet_of()
    assert order_of(row).total == Decimal(480)
    row = sublets.send_sublet(by=access_of(SA), sublet=row, version=None)
    hold = row.job.holds.get()
    assert (hold.cause, hold.owner, hold.expected_at) == ("sublet", "vendor", at(5))
    row = sublets.take_back(by=access_of(SA), sublet=row, version=None, back_note="动平衡合格")
    assert (row.state, reread(row.job).state) == ("back", JobState.ASSIGNED)


def test_main_work_needs_the_customers_consent() -> None:
    with pytest.raises(ValidationError, match="客户同意"):
        sublet_of(consent_name="", price=Decimal(0), main_work=True)


def test_whole_car_leaves_with_a_pass_and_its_reading() -> None:
    row = sublet_of(whole_car=True)
    with pytest.raises(ValidationError, match="里程"):
        sublets.send_sublet(by=access_of(SA), sublet=row, version=None)
    sublets.send_sublet(by=access_of(SA), sublet=row, version=None, out_km=20_001)
    passing = row.order.gate_passes.get()
    used = gate.use_gate_pass(by=access_of("cashier"), code=passing.code)
    assert (used.purpose, used.used_at) == ("sublet", NOW)


def test_same_work_at_the_same_firm_is_planned_once_until_called_off() -> None:
    row = sublet_of()
    with pytest.raises(ValidationError, match=row.number):
        sublet_of(row.job)
    sublet_of(row.job, what="轮毂喷漆")
    sublets.call_off(by=access_of(SA), sublet=row, version=None, action="cancel", reason="改期")
    assert sublet_of(row.job).number != row.number


def test_sublet_called_off_leaves_the_bill() -> None:
    row = sublet_of()
    sublets.call_off(by=access_of(SA), sublet=row, version=None, action="cancel", reason="客户不做")
    assert order_of(row).total == Decimal(180)


# --------------------------------------------------------------------------- away


def short_of_parts(line_of) -> WorkOrder:
    row = job(JobState.WAITING, waiting_cause="parts")
    line_of(row, "short")
    slot_of(row, bay(), NOW + 3 * HOUR)
    return row.order


def let_drive(order: WorkOrder) -> object:
    return away.let_drive(
        by=access_of(SA),
        order=order,
        version=None,
        reason="转向机待料",
        safe_to_drive=True,
        left_km=20_010,
        expected_on=dt.date(2026, 6, 5),
    )


def test_car_leaves_with_its_order_open(line_of) -> None:
    order = short_of_parts(line_of)
    gone = let_drive(order)
    order = WorkOrder.objects.get(pk=order.pk)
    assert (order.state, order.visit.delivered_at) == (OrderState.WAITING, NOW)
    assert not order.jobs.get().slots.standing().exists()
    assert (gone.gate_pass.purpose, order.promised_at.day) == ("away", 5)


def test_arrived_part_calls_the_customer_and_not_the_workshop(line_of) -> None:
    order = short_of_parts(line_of)
    gone = let_drive(order)
    demand = order.jobs.get().part_lines.get().demand
    demand.state = "reserved"
    demand.save()
    by = access_of("parts_keeper")
    parts.demands_reserved.send(by=by, document_no=order.number, demands=[demand])
    assert reread(gone).arrived_at == NOW
    assert order.advisor.notices.filter(kind="parts_for_away").exists()
    assert order.jobs.get().state == JobState.WAITING


def test_car_that_comes_back_goes_on_in_a_new_visit(line_of) -> None:
    order = short_of_parts(line_of)
    gone = let_drive(order)
    demand = order.jobs.get().part_lines.get().demand
    demand.state = "reserved"
    demand.save()
    visit = away.come_back(by=access_of(SA), away=gone, version=None, odometer_km=20_400)
    order = WorkOrder.objects.get(pk=order.pk)
    assert (order.visit, reread(gone).back_visit) == (visit, visit)
    assert order.jobs.get().state == JobState.ASSIGNED
    assert gone.from_visit_id != visit.pk


def test_car_that_cannot_be_driven_stays(line_of) -> None:
    order = short_of_parts(line_of)
    with pytest.raises(ValidationError, match="安全"):
        away.let_drive(
            by=access_of(SA),
            order=order,
            version=None,
            reason="x",
            safe_to_drive=False,
            left_km=1,
        )


# ---------------------------------------------------------------------- transfers


def test_job_done_in_another_store_is_seen_and_worked_by_both() -> None:
    row = transfer_of()
    facts = {"version": None, "condition": "完好", "custody": "钥匙1把"}
    row = transfers.hand_over(by=access_of(SA), transfer=row, action="send", km=1, **facts)
    there = access_of(DI, "cs2")
    row = transfers.hand_over(by=there, transfer=row, action="receive", km=9, **facts)
    spot = bay("body", "cs2")
    slot = dispatch.dispatch(
        by=there,
        job=row.job,
        bay=spot,
        technician=staff_of("technician", "cs2"),
        start=NOW,
        minutes=60,
    )
    assert slot.bay.store == store_of("cs2")
    row = transfers.hand_over(by=there, transfer=row, action="send_back", km=9, **facts)
    row = transfers.hand_over(by=access_of(SA), transfer=row, action="take_back", km=18, **facts)
    assert (row.state, order_of(row).store) == ("back", store_of())


def test_own_store_may_not_take_the_car_for_the_other() -> None:
    row = transfer_of()
    facts = {"version": None, "condition": "完好", "custody": "无"}
    row = transfers.hand_over(by=access_of(SA), transfer=row, action="send", km=1, **facts)
    with pytest.raises(Http404):
        transfers.hand_over(by=access_of(SA), transfer=row, action="receive", km=1, **facts)


# ------------------------------------------------------------------------ consult


def test_question_holds_the_job_until_it_is_answered() -> None:
    row = consult_of(blocks=True)
    assert reread(row.job).waiting_cause == "diagnosis"
    consults.answer_consult(
        by=access_of("technical_expert"),
        consult=row,
        version=None,
        diagnosis="张紧轮轴承磨损",
        readings=[{"name": "噪声", "value": "78", "unit": "dB"}],
    )
    assert reread(row.job).state == JobState.ASSIGNED
    assert staff_of(SA).notices.filter(kind="consult").exists()


def test_nobody_answers_their_own_question() -> None:
    row = consult_of()
    row.asked_by = staff_of("technical_expert")
    row.save()
    with pytest.raises(Refused, match="同一个人"):
        consults.answer_consult(
            by=access_of("technical_expert"), consult=row, version=None, diagnosis="x"
        )
