"""The order's gates: authorise, cancel, deliver, and what it needs from each work class."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from apps.core.models import StatusChange
from apps.core.refusals import Refused
from apps.core.transitions import follow, perform
from apps.workorders.choices import Closing, JobState, OldParts, OrderState, Payer, WorkClass
from apps.workorders.machines import ORDER
from apps.workorders.models import GatePass, WorkOrder
from apps.workorders.permissions import Perm
from apps.workorders.services.accident import authorise_teardown, open_case
from tests.factories.org import StaffFactory
from tests.factories.workorders import (
    HOUR,
    NOW,
    BucketFactory,
    CheckInFactory,
    ClockEntryFactory,
    FindingFactory,
    JobFactory,
    LabourLineFactory,
    SettlementFactory,
    WorkOrderFactory,
    person_who,
    reread,
)

pytestmark = pytest.mark.django_db


def complete_draft(payer: str = Payer.CP, **facts: Any) -> WorkOrder:
    """A draft with all that authorisation asks for."""
    signed = {"signed_at": NOW, "first_promised_at": NOW + HOUR, "promised_at": NOW + HOUR}
    order = WorkOrderFactory(**{**signed, **facts})
    CheckInFactory(visit=order.visit)
    LabourLineFactory(job=JobFactory(order=order), payer=payer)
    return order


def authorise(order: WorkOrder) -> None:
    """Authorise as an advisor of the front desk."""
    perform(ORDER, order, "authorise", by=person_who(order.unit, Perm.AUTHORISE_WORKORDER))


def test_authorise_complete_order_records_who_and_when() -> None:
    order = complete_draft()
    authorise(order)
    change = StatusChange.objects.get(object_id=order.pk, action="authorise")
    assert reread(order).state == OrderState.AUTHORISED
    assert (change.from_state, change.to_state, change.store_id) == (
        "draft",
        "authorised",
        order.store_id,
    )


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"signed_at": None}, "客户尚未签字"),
        ({"promised_at": None, "first_promised_at": None}, "还没有预交车时间"),
        ({"work_class": WorkClass.PDI}, "由审批人批准"),
        ({"work_class": WorkClass.ACCIDENT}, "保险公司和报案号"),
    ],
)
def test_authorise_incomplete_order_says_what_is_missing(facts: dict[str, Any], why: str) -> None:
    with pytest.raises(Refused, match=why):
        authorise(complete_draft(**facts))


def test_authorise_without_check_in_is_refused() -> None:
    with pytest.raises(Refused, match="环车检查"):
        authorise(WorkOrderFactory())


def test_authorise_without_job_is_refused() -> None:
    order = complete_draft()
    order.jobs.update(state=JobState.CANCELLED)
    with pytest.raises(Refused, match="维修项目"):
        authorise(order)


def test_authorise_with_a_line_nobody_pays_is_refused() -> None:
    order = complete_draft()
    LabourLineFactory(job=order.jobs.get(), payer="")
    with pytest.raises(Refused, match="付款方"):
        authorise(order)


def test_authorise_accident_with_teardown_agreed_needs_no_promise_yet() -> None:
    order = complete_draft(work_class=WorkClass.ACCIDENT, promised_at=None, first_promised_at=None)
    by = person_who(order.unit, Perm.CHANGE_WORKORDER, Perm.AUTHORISE_WORKORDER)
    open_case(by=by, order=order, version=None, side="own", insurer="平安产险", report_no="PA0001")
    with pytest.raises(Refused, match="拆检授权"):
        authorise(reread(order))
    authorise_teardown(by=by, order=order, version=None, name="张伟", medium="in_person")
    authorise(reread(order))
    assert reread(order).state == OrderState.AUTHORISED


def approve_internal(**facts: Any) -> WorkOrder:
    """Approve work the house pays itself, as the front desk supervisor."""
    order = complete_draft(Payer.INT, work_class=WorkClass.INTERNAL, signed_at=None, **facts)
    by = person_who(order.unit, Perm.APPROVE_INTERNAL)
    perform(ORDER, order, "approve_internal", by=by)
    return order


def test_internal_order_with_approver_needs_no_signature() -> None:
    order = approve_internal(internal_approver=StaffFactory(), cost_centre="二手车部")
    assert order.state == OrderState.AUTHORISED


def test_internal_order_without_approver_and_cost_centre_is_refused() -> None:
    with pytest.raises(Refused, match="审批人和成本中心"):
        approve_internal()


def cancel(order: WorkOrder) -> None:
    """Cancel as the front desk supervisor."""
    by = person_who(order.unit, Perm.CANCEL_WORKORDER)
    perform(ORDER, order, "cancel", by=by, reason="客户不修了")


def test_cancel_before_work_is_free() -> None:
    order = WorkOrderFactory(authorised=True)
    JobFactory(order=order)
    cancel(order)
    assert reread(order).state == OrderState.CANCELLED


def test_cancel_with_a_running_clock_is_refused() -> None:
    entry = ClockEntryFactory(job__order=WorkOrderFactory(authorised=True))
    with pytest.raises(Refused, match="打卡"):
        cancel(entry.job.order)


def test_cancel_after_finished_work_is_refused() -> None:
    job = JobFactory(order=WorkOrderFactory(authorised=True), state=JobState.DONE)
    with pytest.raises(Refused, match="须结算"):
        cancel(job.order)


def settled_order(**facts: Any) -> WorkOrder:
    """A settled order whose one payer has paid, with a gate pass."""
    order = WorkOrderFactory(
        authorised=True, state=OrderState.SETTLED, **{"old_parts": OldParts.LEAVE, **facts}
    )
    settlement = SettlementFactory(order=order, state="settled")
    BucketFactory(settlement=settlement, paid=Decimal(113), closing=Closing.PAID)
    GatePass.objects.create(
        order=order,
        store=order.store,
        number=f"CM-{order.pk}",
        code="1234",
        issued_by=order.advisor,
        issued_at=NOW,
    )
    return order


def deliver(order: WorkOrder) -> None:
    """Release the car as an advisor."""
    perform(ORDER, order, "deliver", by=person_who(order.unit, Perm.RELEASE_VEHICLE))


def test_deliver_settled_order_with_gate_pass() -> None:
    order = settled_order()
    deliver(order)
    assert reread(order).state == OrderState.DELIVERED


def test_deliver_without_gate_pass_is_refused() -> None:
    order = settled_order()
    order.gate_passes.all().delete()
    with pytest.raises(Refused, match="出门条"):
        deliver(order)


def test_deliver_without_choice_on_old_parts_is_refused() -> None:
    with pytest.raises(Refused, match="旧件"):
        deliver(settled_order(old_parts=""))


def test_deliver_assembly_repair_without_certificate_is_refused() -> None:
    with pytest.raises(Refused, match="合格证"):
        deliver(settled_order(repair_class="assembly"))


def test_deliver_with_an_open_payer_is_refused() -> None:
    order = settled_order()
    BucketFactory(settlement=order.settlements.get(), payer=Payer.WAR)
    with pytest.raises(Refused, match="付款方"):
        deliver(order)


def test_settle_follows_only_closed_buckets_and_answered_findings() -> None:
    bucket = BucketFactory()
    order = bucket.settlement.order
    by = person_who(order.unit, Perm.SETTLE_WORKORDER)
    with pytest.raises(Refused, match="付款方"):
        follow(ORDER, order, "settle", by=by, cause="settlement")
    bucket.closing = Closing.RECEIVABLE
    bucket.save()
    finding = FindingFactory(job=JobFactory(order=order, state=JobState.DONE))
    with pytest.raises(Refused, match="增项"):
        follow(ORDER, order, "settle", by=by, cause="settlement")
    finding.delete()
    follow(ORDER, order, "settle", by=by, cause="settlement")
    assert reread(order).state == OrderState.SETTLED
