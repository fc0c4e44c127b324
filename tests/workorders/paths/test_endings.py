"""Repairs that do not go on as agreed, internal work, and waits ended by hand."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from apps.core.refusals import Refused
from apps.workorders.choices import JobState, OrderState
from apps.workorders.models import ClockEntry, LabourRate, WorkOrder
from apps.workorders.services import (
    endings,
    internal,
    orders,
    waits,
)
from tests.factories.workorders import CheckInFactory, reread
from tests.personas import NOW, access_of, staff_of, store_of
from tests.workorders.paths.cases import (
    MEDIUM,
    at,
    job,
    priced,
    refusal_of,
)
from tests.workorders.shop.floor import HOUR, job_in, order_in

pytestmark = pytest.mark.django_db
SA, DI = "service_advisor", "dispatcher_inspector"


def order_of(row: object) -> WorkOrder:
    return WorkOrder.objects.get(pk=row.order_id)


# ----------------------------------------------------------------------- refusals


def test_refused_job_waits_and_is_paid_by_the_customer_with_a_new_word() -> None:
    LabourRate.objects.create(
        store=store_of(), payer="CP", rate=Decimal(120), effective_from=dt.date(2026, 1, 1)
    )
    row = refusal_of()
    assert (reread(row.job).waiting_cause, row.job.labour_lines.get().payer) == ("approval", "")
    row = endings.rebill(
        by=access_of(SA),
        refusal=row,
        version=None,
        new_payer="CP",
        medium="phone",
        customer_name="张伟",
        shown_text="厂家拒赔，自费 180 元",
    )
    assert (row.state, row.job.labour_lines.get().payer) == ("rebilled", "CP")
    assert reread(row.job).state == JobState.ASSIGNED


def test_customer_is_not_billed_after_the_car_has_left() -> None:
    row = priced(job_in(JobState.ASSIGNED), "WAR")
    row.order.delivered_at = NOW
    row.order.save()
    with pytest.raises(Refused, match="店内损失"):
        refusal_of(row)


def test_refused_job_is_put_together_for_a_fee() -> None:
    row = refusal_of()
    endings.reassemble(
        by=access_of(SA),
        refusal=row,
        version=None,
        medium="phone",
        customer_name="张伟",
        shown_text="装复 80 元",
        fee=Decimal(80),
    )
    assert (order_of(row).state, order_of(row).total) == (OrderState.READY, Decimal(80))


# ------------------------------------------------------------------------ endings


def ended(row, **facts: object) -> WorkOrder:
    given = {
        "decided_by": "customer",
        "decider_name": "张伟",
        "medium": MEDIUM,
        "reason": "不修了",
        "reassembled_by": "技师1",
    }
    by = access_of("front_desk_supervisor")
    return endings.end_repair(by=by, order=row.order, version=None, **{**given, **facts})


def begun() -> object:
    row = job()
    ClockEntry.objects.create(
        store=row.store, job=row, staff=staff_of("technician"), during=(NOW - 2 * HOUR, NOW - HOUR)
    )
    return row


def test_begun_order_is_not_simply_cancelled() -> None:
    with pytest.raises(Refused, match="终止维修"):
        orders.call_off(
            by=access_of("front_desk_supervisor"),
            order=begun().order,
            version=None,
            action="cancel",
            reason="x",
        )


def test_work_done_is_charged_when_the_customer_ends_the_contract() -> None:
    order = ended(begun(), work_fee=Decimal(100), diagnosis_fee=Decimal(50))
    assert (order.state, order.total) == (OrderState.READY, Decimal(150))


def test_work_done_is_let_off_only_with_a_reason() -> None:
    row = begun()
    with pytest.raises(ValidationError, match="免收"):
        ended(row)
    assert ended(row, waived_reason="老客户").state == OrderState.CANCELLED


# ----------------------------------------------------------------- internal, waits


def internal_order() -> WorkOrder:
    order = order_in(OrderState.DRAFT, work_class="pdi", authorised_at=None, signed_at=None)
    CheckInFactory(visit=order.visit)
    priced(job_in(order=order), "PDI")
    return reread(order)


def test_internal_order_is_approved_by_somebody_else_for_a_cost_centre() -> None:
    order = internal_order()
    by = access_of("front_desk_supervisor")
    with pytest.raises(ValidationError, match="成本中心"):
        internal.approve_internal(by=by, order=order, version=None, cost_centre="别处")
    done = internal.approve_internal(by=by, order=order, version=None, cost_centre="整车销售部")
    assert (done.state, done.internal_approver) == (OrderState.QUEUED, by.staff)


def test_customer_does_not_sign_internal_work() -> None:
    with pytest.raises(Refused, match="内部审批"):
        orders.authorise(by=access_of(SA), order=internal_order(), version=None)


def test_manufacturers_answer_ends_the_wait_by_name() -> None:
    row, by = job(), access_of(SA)
    facts = {"by": by, "job": row, "version": None}
    waits.wait_for(**facts, cause="oem", note="等 PWA", expected_at=at(4))
    waits.end_wait(**facts)
    assert (reread(row).state, row.holds.get().ended_by) == ("assigned", "oem_answered")


def test_wait_for_parts_is_not_ended_by_hand(line_of) -> None:
    row = job(JobState.WAITING, waiting_cause="parts")
    with pytest.raises(Refused, match="到齐"):
        waits.end_wait(by=access_of(SA), job=row, version=None)
