"""A complaint from receipt to agreement: clocks, persons, guards, goodwill, closing."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404

from apps.care import services
from apps.care.machines import COMPLAINT
from apps.care.models import RemedyRequest
from apps.core.refusals import Denied, Refused, Stale
from apps.core.transitions import perform
from tests.care.cases import (
    AGENT,
    AGENT2,
    CALLED,
    DAY,
    LEAD,
    again,
    answer,
    complained,
    contacted,
    delivered,
    handled,
    offer,
    phoned,
    rechecked,
)
from tests.factories.customers import VehicleFactory
from tests.personas import NOW, access_of, department_of, staff_of, store_of

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


def close(row, who=LEAD):
    """Somebody closes."""
    return services.close_complaint(
        by=access_of(who, now=CALLED + DAY), complaint=row, version=None
    )


@pytest.mark.parametrize(
    ("grade", "hours"), [("grumble", 24), ("general", 24), ("escalated", 2), ("major", 1)]
)
def test_clock_of_the_first_contact_follows_the_class(grade, hours):
    assert phoned(grade=grade).first_contact_due_at == NOW + hours * HOUR


def test_reaching_the_customer_stops_the_clock():
    row = contacted()
    assert (row.state, row.first_contact_at) == ("contacted", CALLED)
    assert row.handler == staff_of(AGENT)


def test_third_logged_try_counts_as_first_contact():
    row = phoned()
    for n in (1, 2, 3):
        assert row.first_contact_at is None
        row = services.log_contact(
            by=access_of(AGENT, now=NOW + n * HOUR),
            complaint=row,
            version=None,
            medium="phone",
            result="no_answer",
        )
    assert (row.state, row.first_contact_at) == ("contacted", NOW + 3 * HOUR)


def test_talk_without_content_is_refused():
    with pytest.raises(ValidationError):
        services.log_contact(
            by=access_of(AGENT), complaint=phoned(), version=None, medium="phone", result="reached"
        )


def test_same_matter_within_ninety_days_is_a_repeat_one_class_higher():
    car = VehicleFactory()
    first = phoned(vehicle=car)
    second = phoned(vehicle=car, now=NOW + 90 * DAY)
    assert (second.repeat_of, second.grade) == (first, "escalated")
    third = phoned(vehicle=car, now=NOW + 181 * DAY)
    assert (third.repeat_of, third.grade) == (None, "general")
    assert phoned(vehicle=car, topic="price").repeat_of is None


def test_repeat_goes_to_another_handler():
    car = VehicleFactory()
    lead = access_of(LEAD)
    first = phoned(vehicle=car)
    services.assign_complaint(by=lead, complaint=first, version=None, handler=staff_of(AGENT))
    second = phoned(vehicle=car)
    with pytest.raises(Refused, match="换人"):
        services.assign_complaint(by=lead, complaint=second, version=None, handler=staff_of(AGENT))
    done = services.assign_complaint(
        by=lead, complaint=second, version=None, handler=staff_of(AGENT2)
    )
    assert done.state == "assigned"


def test_escalation_raises_the_class_and_shortens_the_clock():
    row = services.escalate(by=access_of(AGENT), complaint=phoned(), version=None, reason="媒体")
    assert (row.grade, row.first_contact_due_at) == ("escalated", NOW + 2 * HOUR)
    row = services.escalate(by=access_of(AGENT), complaint=row, version=None, reason="受伤")
    with pytest.raises(Refused, match="最高"):
        services.escalate(by=access_of(AGENT), complaint=row, version=None, reason="x")


def test_escalation_needs_a_reason_and_never_lengthens_the_clock():
    row = phoned()
    with pytest.raises(Refused):
        services.escalate(by=access_of(AGENT), complaint=row, version=None, reason="")
    late = access_of(AGENT, now=NOW + 23 * HOUR)
    row = services.escalate(by=late, complaint=row, version=None, reason="x")
    assert row.first_contact_due_at == NOW + 24 * HOUR


def test_handling_asks_for_cause_unit_and_action():
    with pytest.raises(Refused, match="原因、责任部门、已采取措施"):
        services.finish_handling(by=access_of(LEAD), complaint=contacted(), version=None)


def test_handling_before_contact_is_refused():
    row = phoned()
    with pytest.raises(Refused, match="请先联系"):
        services.change_complaint(
            by=access_of(LEAD),
            complaint=row,
            version=None,
            cause="a",
            plan="b",
            action="c",
            responsible_unit=department_of("workshop"),
        )
    with pytest.raises(Refused, match="已受理"):
        services.finish_handling(by=access_of(LEAD), complaint=row, version=None)


def test_handled_complaint_is_called_about_by_another_person_within_three_days():
    row = handled()
    call = row.rechecks.get()
    assert (row.state, call.due_at) == ("handled", CALLED + 3 * DAY)
    with pytest.raises(Refused, match="换一位"):
        answer(call, who=AGENT)
    assert answer(call, who=AGENT2).state == "done"


def test_closing_waits_for_the_second_call():
    row = handled()
    with pytest.raises(Refused, match="复访还没有完成"):
        close(row)


def test_closing_waits_for_the_customers_agreement():
    row = rechecked()
    row.agreed, row.agreement = False, ""
    row.save()
    with pytest.raises(Refused, match="客户认可"):
        close(row)


def test_closed_complaint_closes_the_order_too():
    row = close(rechecked())
    assert (row.state, row.closed_by) == ("closed", staff_of(LEAD))
    assert again(row.order).state == "closed"


def test_dissatisfied_second_call_opens_it_again():
    row = rechecked(overall=4)
    assert (row.state, row.agreed, row.handled_at) == ("contacted", False, None)


def test_manager_closes_what_could_not_be_agreed_with_a_reason():
    row = handled()
    by = access_of("service_manager", now=CALLED)
    with pytest.raises(Refused):
        services.close_not_agreed(by=by, complaint=row, version=None, reason="")
    row = services.close_not_agreed(by=by, complaint=row, version=None, reason="已书面答复")
    assert (row.state, again(row.order).state) == ("closed_not_agreed", "closed")


def test_agent_neither_handles_nor_closes():
    row = handled()
    with pytest.raises(Denied):
        close(row, AGENT)
    with pytest.raises(Denied):
        services.finish_handling(by=access_of(AGENT), complaint=row, version=None)


def test_other_store_and_stale_form_are_refused():
    row = phoned()
    with pytest.raises(Http404):
        services.escalate(by=access_of(AGENT, "cs2"), complaint=row, version=None, reason="x")
    with pytest.raises(Stale):
        services.escalate(by=access_of(AGENT), complaint=row, version=row.version + 1, reason="x")


@pytest.mark.parametrize(
    "action", sorted({t.action for t in COMPLAINT.transitions if t.permission})
)
def test_no_step_leaves_a_closed_complaint(action):
    with pytest.raises(Refused, match="已结案"):
        perform(COMPLAINT, close(rechecked()), action, by=access_of(LEAD), reason="x")


def test_goodwill_within_the_limit_is_granted_at_once():
    row = offer(contacted(), "500.00")
    assert (row.goodwill, RemedyRequest.objects.count()) == (Decimal("500.00"), 0)


@pytest.mark.parametrize(
    ("amount", "position"),
    [
        ("500.01", "service_manager"),
        ("3000.00", "service_manager"),
        ("3000.01", "general_manager"),
    ],
)
def test_goodwill_beyond_it_is_asked_of_the_first_who_may(amount, position):
    row = offer(contacted(), amount)
    request = RemedyRequest.objects.get(complaint=row)
    assert (row.goodwill, request.asked_of.code) == (0, position)
    by = access_of(position)
    services.decide_remedy(by=by, request=request, version=None, action="approve")
    assert again(row).goodwill == Decimal(amount)


def test_nobody_grants_what_they_asked_for():
    row = offer(contacted(), "600.00")
    request = RemedyRequest.objects.get(complaint=row)
    request.requested_by = staff_of("service_manager")
    request.save()
    with pytest.raises(Refused, match="同一个人"):
        services.decide_remedy(
            by=access_of("service_manager"), request=request, version=None, action="approve"
        )


def test_refused_goodwill_needs_a_reason_and_gives_nothing():
    row = offer(contacted(), "600.00")
    request = RemedyRequest.objects.get(complaint=row)
    by = access_of("service_manager")
    with pytest.raises(Refused):
        services.decide_remedy(by=by, request=request, version=None, action="refuse")
    services.decide_remedy(by=by, request=request, version=None, action="refuse", reason="过高")
    assert again(row).goodwill == 0


def test_advisor_grants_up_to_two_hundred_on_the_own_complaint():
    row = complained()
    assert offer(row, "200.00", "service_advisor").goodwill == Decimal("200.00")
    assert offer(row, "200.01", "service_advisor").goodwill == Decimal("200.00")
    assert RemedyRequest.objects.get().asked_of.code == "front_desk_supervisor"


@pytest.mark.parametrize("amount", ["0", "-1", "1.005", "NaN", "1000000.01"])
def test_senseless_goodwill_is_refused(amount):
    with pytest.raises(ValidationError):
        offer(contacted(), amount)


def test_open_request_holds_the_handling():
    row = contacted()
    offer(row, "600.00")
    with pytest.raises(Refused, match="上一份"):
        offer(row, "100.00")


def test_expert_adds_a_view():
    found = services.add_opinion(
        by=access_of("technical_expert"), complaint=phoned(), text="卡箍扭矩不足"
    )
    assert found.complaint.opinions.count() == 1


def test_advisor_takes_a_complaint_and_keeps_it_in_sight():
    row = services.receive_complaint(
        by=access_of("service_advisor"),
        store=store_of("cs1"),
        caller_name="赵",
        statement="空调不冷",
        topic="quality",
        grade="grumble",
        source="counter",
    )
    assert row.state == "received"


def test_complaint_without_words_is_refused():
    with pytest.raises(ValidationError):
        phoned(statement=" ")


def test_complaint_about_a_car_is_about_its_last_visit():
    order = delivered()
    row = phoned(now=CALLED, vehicle=order.visit.vehicle)
    assert (row.order, row.customer) == (order, order.visit.owner)
    assert phoned(now=CALLED, vehicle=order.visit.vehicle, topic="other").order is None
    assert phoned(now=CALLED + 91 * DAY, vehicle=order.visit.vehicle).order is None
