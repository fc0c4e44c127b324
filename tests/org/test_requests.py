"""Requests to the line above: they climb, they end, they are answered by another person."""

from __future__ import annotations

import datetime as dt
import uuid
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.core.models import Setting
from apps.core.queues import queue, waiting
from apps.core.refusals import Denied, Refused, Stale
from apps.org.asking import desks
from apps.org.models import RequestState, RequestStep, Tenure
from apps.org.services.asking import pass_up, remind, steps_of, withdraw
from apps.workorders.services.discounts import decide_discount
from tests.factories.workorders import reread
from tests.personas import NOW, access_of, staff_of
from tests.workorders.till.orders import prepared

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from apps.workorders.models import DiscountRequest

pytestmark = pytest.mark.django_db
SUPERVISOR, MANAGER, GENERAL = "front_desk_supervisor", "service_manager", "general_manager"
DUE = NOW + dt.timedelta(minutes=30)


def asked(pct: str = "8", **facts: Any) -> DiscountRequest:
    """An advisor asks for a discount beyond the own limit, at nine in the morning."""
    settlement = prepared(labour_pct=Decimal(pct), reason="老客户", **facts)
    return settlement.discount_requests.get()


def decided(request: DiscountRequest, login: str, action: str = "approve", **facts: Any) -> Any:
    by = facts.pop("by", None) or access_of(login, now=facts.pop("now", NOW))
    return decide_discount(by=by, request=request, version=None, action=action, **facts)


def passed(request: DiscountRequest, login: str, reason: str = "不归我判断", **when: Any) -> Any:
    return pass_up(by=access_of(login, **when), request=request, version=None, reason=reason)


def has(login: str, now: dt.datetime = NOW) -> bool:
    """Whether anything waits for a person."""
    return queue("discount_requests").rows(access_of(login, now=now)).exists()


def leave(*logins: str, at: dt.datetime = NOW) -> None:
    """These people's tenures end."""
    for login in logins:
        for tenure in staff_of(login).tenures.all():
            tenure.ends_at = at
            tenure.save()


def held_too(login: str, position: str, kind: str = "concurrent") -> Tenure:
    """A person holds a second post, or stands in for its holder."""
    absent = staff_of(position).tenures.get()
    return Tenure.objects.create(
        staff=staff_of(login),
        post=absent.post,
        kind=kind,
        acting_for=absent if kind == "acting" else None,
        state=Tenure.State.APPROVED,
        starts_at=NOW,
        ends_at=NOW + dt.timedelta(days=7),
    )


def ladder(request: DiscountRequest) -> list[tuple[str, str]]:
    return [(s.position.code, s.via) for s in steps_of(request)]


def test_ladder_is_laid_to_the_end_of_the_line() -> None:
    request = asked()
    assert ladder(request) == [
        (SUPERVISOR, "asked"),
        (MANAGER, "overdue"),
        (GENERAL, "overdue"),
    ]
    assert request.due_at == DUE
    assert request.own_limits == {"labour_pct": "5", "parts_pct": "0", "round_off_cny": "10"}


def test_passed_upward_it_climbs_two_steps_and_keeps_its_trail() -> None:
    request = asked()
    passed(request, SUPERVISOR, "涉及集团客户")
    passed(request, MANAGER, "请总经理定", now=NOW + dt.timedelta(minutes=10))
    assert ladder(request) == [(SUPERVISOR, "asked"), (MANAGER, "passed"), (GENERAL, "passed")]
    notes = [s.note for s in steps_of(request)]
    assert notes == ["", "涉及集团客户", "请总经理定"]
    assert reread(request).asked_of.code == GENERAL
    assert [has(login, NOW + dt.timedelta(hours=2)) for login in (SUPERVISOR, MANAGER)] == [
        False,
        False,
    ]
    assert has(GENERAL, NOW + dt.timedelta(minutes=10))
    assert decided(request, GENERAL).state == RequestState.APPROVED


def test_passing_gives_the_next_one_a_term_of_their_own() -> None:
    request = passed(asked(), SUPERVISOR, now=NOW + dt.timedelta(minutes=10))
    assert request.due_at == NOW + dt.timedelta(minutes=40)


def test_at_the_end_of_the_line_nothing_is_passed_on() -> None:
    request = asked("20.01")
    with pytest.raises(Refused, match="没有更高的岗位"):
        passed(request, GENERAL)
    assert ladder(request) == [(GENERAL, "asked")]


def test_passing_needs_a_reason_and_is_not_for_the_asker() -> None:
    request = asked()
    with pytest.raises(Refused, match="原因"):
        passed(request, SUPERVISOR, "  ")
    held_too("service_advisor", SUPERVISOR)
    with pytest.raises(Refused, match="同一个人"):
        passed(request, "service_advisor")


def test_colleague_without_the_right_passes_nothing_on() -> None:
    with pytest.raises(Denied):
        passed(asked(), "service_advisor2")


def test_vacant_position_is_passed_over_at_once_and_shown() -> None:
    leave(SUPERVISOR)
    request = asked()
    assert request.asked_of.code == MANAGER
    assert ladder(request)[:2] == [(SUPERVISOR, "vacant"), (MANAGER, "asked")]
    assert has(MANAGER)


def test_holder_who_leaves_after_the_question_hands_it_up_at_once() -> None:
    asked()
    later = NOW + dt.timedelta(minutes=1)
    assert not has(MANAGER, later)
    leave(SUPERVISOR, at=later)
    assert has(MANAGER, later)


def test_overdue_it_is_seen_by_both_and_by_the_next_only_later() -> None:
    asked()
    before = DUE - dt.timedelta(seconds=1)
    assert (has(SUPERVISOR, before), has(MANAGER, before)) == (True, False)
    assert (has(SUPERVISOR, DUE), has(MANAGER, DUE), has(GENERAL, DUE)) == (True, True, False)
    assert has(GENERAL, DUE + dt.timedelta(minutes=30))


def test_overdue_is_decided_by_the_next_one_up() -> None:
    request = asked()
    done = decided(request, MANAGER, now=DUE)
    assert (done.state, done.decided_by) == (RequestState.APPROVED, staff_of(MANAGER))


def test_overdue_counts_in_the_inbox_after_its_minute() -> None:
    asked()
    q = queue("discount_requests")

    def late(now: dt.datetime) -> int:
        return waiting([q], access_of(SUPERVISOR, now=now))[q.code].overdue

    assert (late(DUE), late(DUE + dt.timedelta(seconds=1))) == (0, 1)


def test_stand_in_decides_and_the_record_says_for_whom() -> None:
    tenure = held_too("service_advisor2", SUPERVISOR, "acting")
    request = asked()
    assert has("service_advisor2")
    done = decided(request, "service_advisor2")
    assert done.decided_in == tenure
    assert done.decided_in.acting_for.staff == staff_of(SUPERVISOR)


@pytest.mark.parametrize("kind", ["concurrent", "acting"])
def test_asker_decides_nothing_through_a_second_post(kind: str) -> None:
    request = asked()
    held_too("service_advisor", MANAGER, kind)
    assert not has("service_advisor", DUE)
    with pytest.raises(Refused, match="同一个人"):
        decided(request, "service_advisor", now=DUE)
    assert reread(request).state == RequestState.PENDING


def test_position_held_by_the_asker_alone_is_no_holder() -> None:
    leave(SUPERVISOR)
    held_too("service_advisor", SUPERVISOR)
    assert asked().asked_of.code == MANAGER


def test_limit_is_met_exactly_by_the_decider() -> None:
    assert decided(asked("10.00"), SUPERVISOR).state == RequestState.APPROVED


def test_beyond_the_limit_the_refusal_says_who_can() -> None:
    request = asked("10.01")
    name = staff_of(MANAGER).name
    with pytest.raises(Refused, match=f"售后服务经理（{name}）"):
        decided(request, SUPERVISOR)


def test_nobody_on_the_line_is_refused_with_what_is_missing() -> None:
    leave(SUPERVISOR, MANAGER, GENERAL)
    with pytest.raises(Refused, match="工时折让 8%.*汇报线上没有人"):
        asked()
    assert not RequestStep.objects.exists()


def test_asker_reminds_once() -> None:
    request = asked()
    remind(by=access_of("service_advisor"), request=request, version=None)
    assert reread(request).reminded_at == NOW
    with pytest.raises(Refused, match="已经催办"):
        remind(by=access_of("service_advisor"), request=request, version=None)
    with pytest.raises(Refused, match="申请人"):
        remind(by=access_of("service_advisor2"), request=request, version=None)


def test_only_the_asker_withdraws_and_then_nothing_waits() -> None:
    request = asked()
    with pytest.raises(Refused, match="申请人"):
        withdraw(by=access_of(MANAGER), request=request, version=None)
    withdraw(by=access_of("service_advisor"), request=request, version=None)
    assert not has(SUPERVISOR)
    with pytest.raises(Refused):
        decided(request, SUPERVISOR)


def test_answered_request_is_neither_passed_nor_withdrawn() -> None:
    request = decided(asked(), SUPERVISOR)
    for act in (lambda: passed(request, MANAGER), lambda: remind_of(request)):
        with pytest.raises(Refused, match="已批准"):
            act()


def remind_of(request: DiscountRequest) -> None:
    remind(by=access_of("service_advisor"), request=request, version=None)


def test_stale_page_passes_nothing_on() -> None:
    request = asked()
    with pytest.raises(Stale):
        pass_up(by=access_of(SUPERVISOR), request=request, version=99, reason="x")


def test_same_form_twice_climbs_one_step() -> None:
    request, key = asked(), uuid.uuid4()
    for _ in range(2):
        pass_up(
            by=access_of(SUPERVISOR, key=key),
            request=request,
            version=request.version,
            reason="不归我判断",
        )
    assert ladder(request)[:2] == [(SUPERVISOR, "asked"), (MANAGER, "passed")]


def test_term_is_a_dated_setting_of_the_store() -> None:
    Setting.objects.create(
        code="org.due.discount",
        store=staff_of("service_advisor").store,
        value={"minutes": 10},
        effective_from=NOW.date(),
        source="试",
    )
    assert asked().due_at == NOW + dt.timedelta(minutes=10)


def test_every_kind_has_a_term_and_a_queue() -> None:
    codes = {d.kind.code for d in desks()}
    assert {"discount", "refund", "remedy", "claim"} <= codes
    for code in codes:
        assert Setting.objects.value(f"org.due.{code}", NOW.date())
        assert queue(f"{code}_requests").query == f"kind={code}"


PAGE = "org:requests"


def test_page_shows_what_the_queue_counts(client_as: Callable[..., Client]) -> None:
    for _ in range(2):
        asked()
    rows = queue("discount_requests").rows(access_of(SUPERVISOR))
    shown = client_as(SUPERVISOR).get(reverse(PAGE) + "?kind=discount").context["rows"]
    assert {row.request.pk for row, _form in shown} == {r.pk for r in rows}
    assert len(shown) == 2


def test_overdue_request_comes_first(client_as: Callable[..., Client]) -> None:
    first, second = asked(), asked()
    second.due_at = NOW - dt.timedelta(minutes=5)
    second.save()
    shown = client_as(SUPERVISOR).get(reverse(PAGE)).context["rows"]
    assert [row.request.pk for row, _form in shown] == [second.pk, first.pk]


def test_card_says_over_which_limit_by_how_much(client_as: Callable[..., Client]) -> None:
    asked()
    text = client_as(SUPERVISOR).get(reverse(PAGE)).content.decode()
    assert "工时折让额度 5%，超出 3%" in text


def test_manager_answers_on_the_card(client_as: Callable[..., Client]) -> None:
    request = asked()
    client = client_as(SUPERVISOR)
    url = reverse("org:request", args=["discount", request.pk])
    form = {"operation_key": str(uuid.uuid4()), "version": request.version, "action": "approve"}
    assert [client.post(url, form).status_code for _ in range(2)] == [303, 303]
    assert reread(request).state == RequestState.APPROVED
    history = client.get(reverse(PAGE) + "?view=decided").context["rows"]
    assert [row.request.pk for row, _form in history] == [request.pk]


def test_refused_answer_keeps_the_typed_words(client_as: Callable[..., Client]) -> None:
    request = asked("20.01")
    answer = client_as(GENERAL).post(
        reverse("org:request", args=["discount", request.pk]),
        {
            "operation_key": str(uuid.uuid4()),
            "version": request.version,
            "action": "pass",
            "answer": "请董事会定",
        },
    )
    assert answer.status_code == 409
    assert 'value="请董事会定"' in answer.content.decode()


def test_asker_sees_who_has_it_until_when(client_as: Callable[..., Client]) -> None:
    asked()
    text = client_as("service_advisor").get(reverse(PAGE) + "?view=made").content.decode()
    assert f"前台主管（{staff_of(SUPERVISOR).name}" in text
    assert "催办" in text
    assert "不批准</button>" not in text


@pytest.mark.parametrize("login", ["service_advisor2", "technician"])
def test_others_find_nothing(client_as: Callable[..., Client], login: str) -> None:
    request = asked()
    client = client_as(login)
    assert client.get(reverse("org:request", args=["discount", request.pk])).status_code == 404
    assert not client.get(reverse(PAGE)).context["rows"]


def test_supervisor_of_another_store_finds_nothing(client_as: Callable[..., Client]) -> None:
    request = asked()
    client = client_as(SUPERVISOR, "cs2")
    assert client.get(reverse("org:request", args=["discount", request.pk])).status_code == 404
    with pytest.raises(Http404):
        pass_up(by=access_of(SUPERVISOR, "cs2"), request=request, version=None, reason="x")


@pytest.mark.parametrize("view", ["", "made", "decided"])
def test_page_takes_as_many_queries_for_thirty_rows_as_for_three(
    client_as: Callable[..., Client], view: str
) -> None:
    login = "service_advisor" if view == "made" else SUPERVISOR
    client, taken = client_as(login), []
    for more in (3, 12):
        for _ in range(more):
            request = asked()
            if view == "decided":
                decided(request, SUPERVISOR)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"{reverse(PAGE)}?view={view}").status_code == 200
        taken.append(len(queries))
    assert taken[0] == taken[1]
