"""A delivered car is called about once, and what was said has its consequence."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404

from apps.care import services
from apps.care.models import Callback, Complaint
from apps.core.refusals import Denied, Refused, Stale
from apps.workorders import hooks
from apps.workorders.choices import WorkClass
from tests.care.cases import (
    AGENT,
    AGENT2,
    CALLED,
    DAY,
    LEAD,
    LEFT,
    again,
    answer,
    callback,
    delivered,
)
from tests.personas import access_of, department_of, staff_of
from tests.workorders.till.orders import ready_order

pytestmark = pytest.mark.django_db


def attempt(row, now, who=AGENT):
    """Nobody answered."""
    return services.log_attempt(
        by=access_of(who, now=now), callback=row, version=None, result="no_answer"
    )


def test_delivery_opens_a_callback_of_customer_care_due_in_three_days():
    row = callback()
    assert (row.state, row.due_at, row.opens_at) == ("open", LEFT + 3 * DAY, LEFT + DAY)
    assert row.unit == department_of("customer_care")


def test_event_twice_opens_one():
    order = delivered()
    for _ in range(2):
        hooks.vehicle_delivered.send(
            by=access_of("service_advisor"), order=order, delivery=order.delivery
        )
    assert Callback.objects.count() == 1


def test_who_wants_no_contact_is_not_called_and_the_order_closes():
    order = ready_order()
    owner = order.visit.owner
    owner.no_marketing = True
    owner.save()
    order = delivered(order)
    row = Callback.objects.get(order=order)
    assert (row.state, row.do_not_call, order.state) == ("refused", True, "closed")


def test_internal_work_is_not_called_about():
    order = ready_order()
    order.work_class = WorkClass.INTERNAL
    order.save()
    order = delivered(order)
    assert (order.state, Callback.objects.count()) == ("closed", 0)


def test_satisfied_answer_closes_callback_and_order():
    row = answer(callback())
    assert (row.state, row.satisfied, row.overall) == ("done", True, 9)
    order = again(row.order)
    assert (order.state, order.closed_at) == ("closed", CALLED)
    assert not Complaint.objects.exists()


@pytest.mark.parametrize(
    ("facts", "opens"),
    [
        ({"overall": 7}, False),
        ({"overall": 6}, True),
        ({"ratings": {"attitude": 4}}, False),
        ({"ratings": {"attitude": 3}}, True),
        ({"fixed": "partly"}, True),
        ({"fixed": "no"}, True),
    ],
)
def test_dissatisfaction_opens_a_complaint_in_the_same_act(facts, opens):
    row = answer(callback(), **facts)
    assert Complaint.objects.filter(callback=row).exists() is opens
    assert again(row.order).state == ("delivered" if opens else "closed")
    assert row.satisfied is False or facts == {"ratings": {"attitude": 4}}


def test_complaint_of_a_callback_says_what_and_has_its_clock():
    row = answer(callback(), fixed="no", overall=2, words="还是漏水")
    complaint = Complaint.objects.get()
    assert "还是漏水" in complaint.statement
    assert complaint.topic == "not_fixed"
    assert complaint.source == "callback"
    assert complaint.first_contact_due_at == CALLED + dt.timedelta(hours=24)
    assert complaint.caller_name == row.visit.sender_name


def test_failing_complaint_undoes_the_callback(monkeypatch):
    row = callback()

    def burst(**_facts):
        raise Refused("x")

    monkeypatch.setattr("apps.care.services.calling.open_complaint", burst)
    with pytest.raises(Refused):
        answer(row, fixed="no")
    assert again(row).state == "open"


@pytest.mark.parametrize(
    "facts",
    [
        {"overall": 0},
        {"overall": 11},
        {"ratings": {"attitude": 6}},
        {"ratings": {"nothing": 3}},
        {"recommend": 11},
        {"fixed": ""},
    ],
)
def test_marks_outside_their_scale_are_refused(facts):
    row = callback()
    with pytest.raises(ValidationError):
        answer(row, **facts)
    assert again(row).state == "open"


def test_advisor_who_served_does_not_call():
    row = callback()
    row.order.advisor = staff_of(AGENT)
    row.order.save()
    with pytest.raises(Refused, match="换一位"):
        answer(row)
    assert answer(row, who=AGENT2).state == "done"


def test_advisor_sees_the_callback_of_the_own_car_but_may_not_make_it():
    row = callback()
    with pytest.raises(Denied):
        answer(row, who="service_advisor")
    assert row not in Callback.objects.visible_to(access_of("service_advisor2"))


def test_other_store_does_not_see_it():
    row = callback()
    with pytest.raises(Http404):
        services.decline_callback(by=access_of(AGENT, "cs2"), callback=row, version=None)


def test_stale_version_is_refused():
    row = callback()
    attempt(row, CALLED)
    with pytest.raises(Stale):
        services.decline_callback(by=access_of(AGENT), callback=row, version=row.version)


def test_giving_up_takes_calls_on_five_days():
    row = callback()
    for day in range(4):
        attempt(row, CALLED + day * DAY)
        attempt(row, CALLED + day * DAY)
    by = access_of(AGENT, now=CALLED + 4 * DAY)
    with pytest.raises(Refused, match="5 个不同的日子"):
        services.give_up(by=by, callback=row, version=None)
    attempt(row, CALLED + 4 * DAY)
    assert services.give_up(by=by, callback=row, version=None).state == "unreachable"
    assert again(row.order).state == "closed"


def test_customer_who_declines_closes_it():
    row = services.decline_callback(by=access_of(AGENT), callback=callback(), version=None)
    assert (row.state, again(row.order).state) == ("refused", "closed")


def test_finished_callback_is_not_answered_again():
    row = answer(callback())
    with pytest.raises(Refused, match="已回访"):
        answer(row)


def test_lead_assigns_but_never_the_advisor_who_served():
    row, lead = callback(), access_of(LEAD)
    done = services.assign_callback(by=lead, callback=row, version=None, assignee=staff_of(AGENT2))
    assert done.assignee == staff_of(AGENT2)
    with pytest.raises(Refused):
        services.assign_callback(
            by=lead, callback=row, version=None, assignee=staff_of("service_advisor")
        )
    with pytest.raises(Denied):
        services.assign_callback(
            by=access_of(AGENT), callback=row, version=None, assignee=staff_of(AGENT)
        )
