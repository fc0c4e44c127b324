"""The pages of tenures, posts, vacancies and absences."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.core import queues
from apps.org.home import home_of
from apps.org.inbox.tenures import ending, posts_uncovered, to_approve
from apps.org.models import Absence, Position, Staff, Tenure
from apps.org.services import tenures
from apps.org.services.absences import end_absence, record_absence
from apps.org.services.deputies import name_deputy
from tests.org.tenures import DAY, acting, approved, gm, hr, newcomer, post_of, proposed, vacated
from tests.personas import NOW, access_of, staff_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse
    from django.test import Client

    SignIn = Callable[..., Client]

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Requests happen at the time of the tests."""
    monkeypatch.setattr("apps.core.clock.now", lambda: NOW)


def words(response: HttpResponse, status: int = 200) -> str:
    """The page as text."""
    assert response.status_code == status, response.content.decode()[-2000:]
    return response.content.decode()


def away(login: str, starts: dt.datetime = NOW, days: int = 3) -> Absence:
    """Somebody is on leave."""
    return record_absence(
        by=hr(), staff=staff_of(login), kind="leave", starts_at=starts, ends_at=starts + days * DAY
    )


def key() -> dict[str, str]:
    return {"operation_key": str(uuid.uuid4())}


def queries_of(client: Client, address: str) -> int:
    """How many queries one look takes."""
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("show", ["approve", "proposed", "live", "coming", "ending", "ended"])
def test_list_shows_each_phase(client_as: SignIn, show: str) -> None:
    assert "任职" in words(client_as("hr_officer").get(reverse("org:tenures"), {"show": show}))


def test_list_of_proposals_counts_what_the_inbox_counts(client_as: SignIn) -> None:
    proposed()
    proposed(staff=staff_of("general_manager"), kind="concurrent")
    page = words(client_as("general_manager").get(reverse("org:tenures"), {"show": "approve"}))
    waiting = queues.waiting([queues.queue("tenures_to_approve")], gm())
    assert waiting["tenures_to_approve"].open == to_approve(gm()).count() == 1
    assert page.count('class="nowrap"><a href="/org/tenures/') == 1


def test_proposal_is_late_after_a_working_day() -> None:
    proposed()
    late = gm(NOW + 2 * DAY)
    waiting = queues.waiting([queues.queue("tenures_to_approve")], late)
    assert waiting["tenures_to_approve"].overdue == 1


@pytest.mark.parametrize(("term", "found"), [("fwgw2", True), ("服务顾问2", True), ("zzz", False)])
def test_list_is_narrowed_by_name_and_pinyin(client_as: SignIn, term: str, found: bool) -> None:
    page = words(client_as("hr_officer").get(reverse("org:tenures"), {"q": term}))
    assert (f">{staff_of('service_advisor2')}<" in page) == found


def test_list_takes_as_many_queries_for_30_rows_as_for_3(client_as: SignIn) -> None:
    client, address = client_as("hr_officer"), f"{reverse('org:tenures')}?show=coming"
    post = post_of("service_advisor")

    def grow(count: int) -> None:
        for _ in range(count):
            Tenure.objects.create(
                staff=newcomer(),
                post=post,
                kind="concurrent",
                state="approved",
                starts_at=NOW + DAY,
            )

    grow(3)
    few = queries_of(client, address)
    grow(27)
    assert queries_of(client, address) == few


def test_choosing_somebody_and_a_post_shows_what_it_brings(client_as: SignIn) -> None:
    client = client_as("hr_officer")
    address = reverse("org:tenure_new")
    found = words(client.get(address, {"q": "fwgw2", "post": post_of("cashier").pk}))
    assert f'value="{staff_of("service_advisor2").pk}"' in found
    chosen = {
        "staff": staff_of("service_advisor2").pk,
        "post": post_of("cashier").pk,
        "kind": "concurrent",
    }
    page = words(client.get(address, chosen))
    assert "新增" in page
    assert 'name="starts_at"' in page


def test_oneself_is_not_offered(client_as: SignIn) -> None:
    page = words(client_as("hr_officer").get(reverse("org:tenure_new"), {"q": "人力资源"}))
    assert 'type="radio"' not in page


def send(client: Client, **facts: object) -> HttpResponse:
    """Propose through the page."""
    typed = {
        "staff": newcomer().pk,
        "post": post_of("service_advisor").pk,
        "kind": "permanent",
        "starts_at": "2026-06-02T08:00",
        "reason": "补充人手",
        **key(),
        **facts,
    }
    return client.post(reverse("org:tenure_propose"), typed)


def test_proposal_leads_to_its_page(client_as: SignIn) -> None:
    client = client_as("hr_officer")
    response = send(client)
    assert response.status_code == 303
    page = words(client.get(response.headers["Location"]))
    assert "补充人手" in page
    assert "撤回提名" in page


def test_refused_proposal_keeps_what_was_typed(client_as: SignIn) -> None:
    page = words(send(client_as("hr_officer"), post=post_of("cashier").pk, reason="临时"), 409)
    assert "不能超编" in page
    assert "临时" in page
    assert not Tenure.objects.filter(state="proposed").exists()


def test_dates_upside_down_are_refused_beside_the_field(client_as: SignIn) -> None:
    page = words(send(client_as("hr_officer"), ends_at="2026-06-01T07:00"), 409)
    assert 'id="id_ends_at_error"' in page


def test_person_out_of_reach_is_unknown(client_as: SignIn) -> None:
    page = words(send(client_as("hr_officer"), staff=newcomer("cs2").pk), 422)
    assert "没有这个选项" in page


def test_both_sides_of_separated_duties_need_a_reason(client_as: SignIn) -> None:
    client = client_as("hr_officer")
    facts = {
        "staff": staff_of("cashier").pk,
        "post": post_of("general_manager").pk,
        "kind": "concurrent",
    }
    step = words(client.get(reverse("org:tenure_new"), facts))
    assert "须分开的职责" in step
    assert 'name="conflict_reason"' in step
    assert "请写明理由" in words(send(client, **facts), 409)
    assert send(client, **facts, conflict_reason="门店只有五个人").status_code == 303
    tenure = Tenure.objects.get(state="proposed")
    page = words(client_as("group_supervisor").get(reverse("org:tenure", args=[tenure.pk])))
    assert "门店只有五个人" in page
    assert "批准退款" in page or "退款" in page


def test_approver_finds_the_buttons_and_decides(client_as: SignIn) -> None:
    tenure = proposed()
    client = client_as("general_manager")
    page = words(client.get(reverse("org:tenure", args=[tenure.pk])))
    assert 'value="approve"' in page
    done = client.post(
        reverse("org:tenure_act", args=[tenure.pk]),
        {"action": "approve", "version": tenure.version, **key()},
    )
    assert done.status_code == 303
    tenure.refresh_from_db()
    assert tenure.state == "approved"


def test_proposer_sees_no_way_to_approve(client_as: SignIn) -> None:
    tenure = proposed()
    client = client_as("hr_officer")
    assert 'value="approve"' not in words(client.get(reverse("org:tenure", args=[tenure.pk])))
    act = {"action": "approve", "version": tenure.version, **key()}
    assert client.post(reverse("org:tenure_act", args=[tenure.pk]), act).status_code == 403


def test_refusal_without_a_reason_stays_on_the_page(client_as: SignIn) -> None:
    tenure = proposed()
    act = {"action": "refuse", "version": tenure.version, **key()}
    address = reverse("org:tenure_act", args=[tenure.pk])
    assert "请填写原因" in words(client_as("general_manager").post(address, act), 409)


def test_dates_are_corrected_on_the_page(client_as: SignIn) -> None:
    tenure = approved()
    typed = {"starts_at": "2026-06-05T08:00", "version": tenure.version, **key()}
    address = reverse("org:tenure_correct", args=[tenure.pk])
    assert client_as("hr_officer").post(address, typed).status_code == 303
    tenure.refresh_from_db()
    assert tenure.state == "proposed"


def test_ending_lists_what_is_open_and_takes_a_successor(client_as: SignIn) -> None:
    tenure = staff_of("technician").tenures.get()
    client = client_as("hr_officer")
    page = words(client.get(reverse("org:tenure", args=[tenure.pk])))
    assert "名下" in page
    typed = {
        "reason": "离职",
        "handed_to": staff_of("technician2").pk,
        "version": tenure.version,
        **key(),
    }
    assert client.post(reverse("org:tenure_end", args=[tenure.pk]), typed).status_code == 303
    tenure.refresh_from_db()
    assert (tenure.ends_at, tenure.handed_to) == (NOW, staff_of("technician2"))
    assert "离职" in words(client.get(reverse("org:tenure", args=[tenure.pk])))


def test_post_page_tells_who_was_is_and_will_be(client_as: SignIn) -> None:
    post = vacated("cashier")
    approved(post=post)
    page = words(client_as("technician").get(reverse("org:post", args=[post.pk])))
    assert str(staff_of("cashier")) in page
    assert "空缺自" in page
    assert "提名</a>" not in page
    assert "提名</a>" in words(client_as("hr_officer").get(reverse("org:post", args=[post.pk])))


def test_seat_of_the_chart_leads_to_its_people_and_its_sheet(client_as: SignIn) -> None:
    post = post_of("cashier")
    page = words(client_as("technician").get(reverse("org:chart")))
    assert f'href="{reverse("org:post", args=[post.pk])}"' in page
    assert f'href="{reverse("org:position_sheet", args=[post.position_id])}"' in page


def test_holding_everything_leaves_nothing_uncovered() -> None:
    assert not posts_uncovered(hr()).exists()


def test_absence_that_leaves_a_right_without_holder_is_a_duty(client_as: SignIn) -> None:
    away("workshop_supervisor", NOW + 6 * DAY)
    found = list(posts_uncovered(hr()))
    assert [p.position.code for p in found] == ["workshop_supervisor"]
    page = words(client_as("hr_officer").get(reverse("org:vacancies")))
    assert "现在没有人能用" in page
    assert f"提名 {staff_of('dispatcher_inspector')} 代理" in page


def test_without_a_deputy_the_superior_stands_in(client_as: SignIn) -> None:
    away("parts_supervisor")
    page = words(client_as("hr_officer").get(reverse("org:vacancies")))
    assert f"提名 {staff_of('service_manager')} 代理" in page


def test_absence_more_than_a_week_ahead_waits() -> None:
    away("workshop_supervisor", NOW + 8 * DAY)
    assert not posts_uncovered(hr()).exists()


def test_second_holder_at_work_keeps_the_shop_open() -> None:
    away("dispatcher_inspector")
    assert not posts_uncovered(hr()).exists()
    away("dispatcher_inspector2")
    assert posts_uncovered(hr()).exists()


def test_proposed_stand_in_takes_the_post_off_the_duty() -> None:
    away("workshop_supervisor")
    acting("technician", "workshop_supervisor", ends_at=NOW + 3 * DAY)
    assert not posts_uncovered(hr()).exists()


def test_named_deputy_comes_before_the_superior(client_as: SignIn) -> None:
    away("parts_supervisor")
    deputy = Position.objects.get(owner__code="cs1", code="parts_keeper")
    name_deputy(by=hr(), post=post_of("parts_supervisor"), deputy=deputy)
    page = words(client_as("hr_officer").get(reverse("org:vacancies")))
    assert f"提名 {staff_of('parts_keeper')} 代理" in page


def test_one_click_leads_to_a_filled_proposal(client_as: SignIn) -> None:
    absence = away("workshop_supervisor")
    client = client_as("hr_officer")
    page = words(client.get(reverse("org:vacancies")))
    link = page.split('class="btn" href="/org/tenures/new/')[1].split('"')[0].replace("&amp;", "&")
    filled = words(client.get(f"/org/tenures/new/{link}"))
    of = staff_of("workshop_supervisor").tenures.get()
    assert f'<option value="{of.pk}" selected>' in filled
    assert f'value="{absence.ends_at:%Y-%m-%dT%H:%M}"' in filled


def test_vacancy_is_proposed_for_thirty_days(client_as: SignIn) -> None:
    vacated("cashier")
    page = words(client_as("hr_officer").get(reverse("org:vacancies")))
    assert "2026-07-01T09%3A00" in page


def test_vacancies_take_as_many_queries_for_many_as_for_one(client_as: SignIn) -> None:
    client, address = client_as("hr_officer"), f"{reverse('org:vacancies')}?show=all"
    few = queries_of(client, address)
    for login in ("cashier", "workshop_supervisor", "technician", "parts_supervisor"):
        vacated(login)
    away("front_desk_supervisor")
    assert queries_of(client, address) <= few + 1


def test_home_of_the_proposer_stays_within_its_queries(client_as: SignIn) -> None:
    away("workshop_supervisor")
    proposed()
    assert queries_of(client_as("hr_officer"), reverse("home")) <= 15


def test_acting_about_to_end_is_a_duty() -> None:
    row = acting("technician", "workshop_supervisor", ends_at=NOW + 5 * DAY)
    tenures.approve_tenure(by=gm(), tenure=row)
    assert not ending(hr(NOW + DAY)).exists()
    assert list(ending(hr(NOW + 2 * DAY))) == [row]


def test_stand_in_sees_the_duties_and_for_whom_until_when(client_as: SignIn) -> None:
    row = acting("technician", "workshop_supervisor")
    tenures.approve_tenure(by=gm(), tenure=row)
    card = next(c for c in home_of(access_of("technician")).posts if c.tenure == row)
    assert card.duties
    page = words(client_as("technician").get(reverse("home")))
    assert f"代 {staff_of('workshop_supervisor')}" in page


def test_stand_in_for_a_vacancy_is_named_so(client_as: SignIn) -> None:
    post = vacated("workshop_supervisor")
    row = proposed(
        post=post,
        staff=staff_of("technician"),
        kind="acting",
        starts_at=NOW,
        ends_at=NOW + DAY,
    )
    tenures.approve_tenure(by=gm(), tenure=row)
    assert "代空缺" in words(client_as("technician").get(reverse("home")))
    assert "代 空缺" in words(client_as("technician").get(reverse("org:chart")))


def test_absence_is_recorded_and_ended_on_its_page(client_as: SignIn) -> None:
    client = client_as("workshop_supervisor")
    typed = {
        "staff": staff_of("technician").pk,
        "kind": "sick",
        "starts_at": "2026-06-01T08:00",
        "ends_at": "2026-06-03T18:00",
        **key(),
    }
    assert client.post(reverse("org:absences"), typed).status_code == 303
    row = Absence.objects.get()
    assert "病假" in words(client.get(reverse("org:absences")))
    ended = client.post(reverse("org:absence_end", args=[row.pk]), key())
    assert ended.status_code == 303
    row.refresh_from_db()
    assert row.ends_at == NOW


def test_absence_of_another_department_is_refused(client_as: SignIn) -> None:
    typed = {
        "staff": staff_of("cashier").pk,
        "kind": "sick",
        "starts_at": "2026-06-01T08:00",
        "ends_at": "2026-06-03T18:00",
        **key(),
    }
    words(client_as("workshop_supervisor").post(reverse("org:absences"), typed), 422)
    assert not Absence.objects.exists()


def test_absence_twice_or_upside_down_is_refused(client_as: SignIn) -> None:
    away("technician")
    client = client_as("hr_officer")
    typed = {
        "staff": staff_of("technician").pk,
        "kind": "leave",
        "starts_at": "2026-06-02T08:00",
        "ends_at": "2026-06-03T08:00",
    }
    assert "已经登记" in words(client.post(reverse("org:absences"), {**typed, **key()}), 409)
    typed["ends_at"] = "2026-06-02T07:00"
    assert "晚于" in words(client.post(reverse("org:absences"), {**typed, **key()}), 409)


def test_absence_to_come_is_taken_back() -> None:
    row = away("technician", NOW + DAY)
    assert end_absence(by=hr(), absence=row).cancelled_at == NOW
    assert away("technician", NOW + DAY).pk


def test_leaver_holds_no_seat() -> None:
    person = staff_of("cashier")
    person.is_active = False
    person.save()
    assert [p.position.code for p in posts_uncovered(hr())] == ["cashier"]
    assert Staff.objects.filter(is_active=False).count() == 1
