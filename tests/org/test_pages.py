"""The pages of the organisation: what they say, to whom, and in how many queries."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from apps.core.models import ExportAudit
from apps.core.transitions import every_machine
from apps.org.apart import PERSONS, separations
from apps.org.models import Position, Post, Staff, Tenure
from apps.org.pages import route_of
from apps.org.permissions import Perm
from tests.personas import NOW, department_of, staff_of, store_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse
    from django.test import Client

    SignIn = Callable[..., Client]

pytestmark = pytest.mark.django_db


def words(response: HttpResponse) -> str:
    """The page as text."""
    assert response.status_code == 200
    return response.content.decode()


def queries_of(client: Client, address: str) -> int:
    """How many queries one look takes."""
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def position_of(code: str, store: str = "cs1") -> Position:
    """A position of a store of the world."""
    return Position.objects.get(owner__code=store, code=code)


def acting(login: str, absent: str, until: dt.datetime | None = None) -> Tenure:
    """Somebody stands in for somebody else."""
    of = staff_of(absent).tenures.get()
    return Tenure.objects.create(
        staff=staff_of(login),
        post=of.post,
        kind=Tenure.Kind.ACTING,
        acting_for=of,
        state=Tenure.State.APPROVED,
        starts_at=of.starts_at,
        ends_at=until,
    )


def crowd(count: int) -> None:
    """So many more posts in the front desk, each with its holder."""
    unit = department_of("front_desk")
    for number in range(count):
        position = Position.objects.create(
            owner=store_of(), code=f"p{number}", name=f"岗位{number}", unit_kind="front_desk"
        )
        group = Group.objects.create(name=f"p{number}")
        post = Post.objects.create(position=position, unit=unit, group=group)
        staff = Staff.objects.create(staff_no=f"P{number}", name=f"人{number}", unit=unit)
        Tenure.objects.create(
            staff=staff, post=post, kind="permanent", state="approved", starts_at=NOW
        )


def test_chart_shows_holders_vacancies_and_who_acts_until_when(client_as: SignIn) -> None:
    acting("front_desk_supervisor", "service_manager", dt.datetime(2099, 1, 5, tzinfo=dt.UTC))
    page = words(client_as("technician").get(reverse("org:chart")))
    assert staff_of("service_advisor2").name in page
    assert "缺编 3" in page  # five advisors planned, two there
    assert f"代 {staff_of('service_manager')}" in page
    assert 'datetime="2099-01-05"' in page
    assert "考核权" in page


def test_chart_ends_at_the_reach_of_the_viewer(client_as: SignIn) -> None:
    page = words(client_as("technician").get(reverse("org:chart")))
    assert "长沙二店" not in page
    assert "长沙二店" in words(client_as("group_supervisor").get(reverse("org:chart")))


@pytest.mark.parametrize("term", ["现金", "fwgw", "服务顾问2"])
def test_chart_is_searched_by_name_and_initials(client_as: SignIn, term: str) -> None:
    page = words(client_as("technician").get(reverse("org:chart"), {"q": term}))
    assert ("服务顾问2" in page) == (term != "现金")
    assert "维修车间" not in page


def test_chart_of_150_posts_takes_ten_queries(client_as: SignIn) -> None:
    client = client_as("technician")
    few = queries_of(client, reverse("org:chart"))
    crowd(120)
    assert queries_of(client, reverse("org:chart")) == few
    assert few <= 10


def test_sheet_is_the_document_with_the_present_in_its_margin(client_as: SignIn) -> None:
    row = position_of("dispatcher_inspector")
    page = words(
        client_as("dispatcher_inspector").get(reverse("org:position_sheet", args=[row.pk]))
    )
    edition = row.revisions.get()
    assert edition.document_no in page
    assert "首次发布" in page
    assert "4S店售后" in page  # a source in words
    assert staff_of("dispatcher_inspector").name in page
    assert "不能由参与施工的人自己办理" in page


def test_sheet_shows_open_items_to_the_holder_only(client_as: SignIn) -> None:
    address = reverse("org:position_sheet", args=[position_of("service_advisor").pk])
    holder = client_as("service_advisor").get(address).context["sheet"]
    stranger = client_as("cashier").get(address).context["sheet"]
    assert any(line.queues for line in holder.duties)
    assert not any(line.queues for line in stranger.duties)


def test_sheet_links_only_pages_the_viewer_may_open(client_as: SignIn) -> None:
    address = reverse("org:position_sheet", args=[position_of("cashier").pk])
    linked = {}
    for login in ("cashier", "technician"):
        client = client_as(login)
        sheet = client.get(address).context["sheet"]
        linked[login] = {g.url for line in sheet.duties for g in line.grants if g.url}
        assert all(client.get(url).status_code == 200 for url in linked[login])
    till = reverse("workorders:cashier")
    assert till in linked["cashier"] - linked["technician"]


def test_sheet_of_another_store_is_not_there(client_as: SignIn) -> None:
    foreign = reverse("org:position_sheet", args=[position_of("cashier", "cs2").pk])
    assert client_as("technician").get(foreign).status_code == 404


def test_sheet_prints_with_signatures(client_as: SignIn) -> None:
    address = reverse("org:position_print", args=[position_of("cashier").pk])
    page = words(client_as("technician").get(address))
    assert "岗位说明书" in page
    assert 'class="signatures"' in page


def test_positions_and_sheet_take_as_many_queries_for_many_people(client_as: SignIn) -> None:
    client = client_as("technician")
    sheet = reverse("org:position_sheet", args=[position_of("service_manager").pk])
    before = [queries_of(client, a) for a in (reverse("org:position"), sheet)]
    crowd(20)
    assert [queries_of(client, a) for a in (reverse("org:position"), sheet)] == before
    assert max(before) <= 16


def test_why_ends_at_the_break_with_those_who_can(client_as: SignIn) -> None:
    address = reverse("org:why")
    unable = client_as("technician").get(address, {"cap": Perm.VIEW_STAFF.value})
    assert "没有哪条职责授予“查看人员”" in words(unable)
    assert staff_of("hr_officer").name in words(unable)


def test_why_says_so_when_everybody_at_work_can(client_as: SignIn) -> None:
    found = (
        client_as("cashier").get(reverse("org:why"), {"cap": "org.view_orgunit"}).context["found"]
    )
    assert [h.duty[:4] for h in found.holders if h.staff == "每一位在岗人员"] == ["AS-1"]


def test_why_takes_the_words_people_read(client_as: SignIn) -> None:
    found = client_as("hr_officer").get(reverse("org:why"), {"cap": "查看人员"}).context["found"]
    kinds = [k.kind for k in found.links]
    assert found.granted
    assert kinds == ["人员", "任职", "岗位席位", "岗位文件", "职责", "授予", "单元"]


def test_why_about_a_row_ends_at_the_row(client_as: SignIn) -> None:
    here, there = staff_of("cashier"), staff_of("cashier", "cs2")
    client, address = client_as("hr_officer"), reverse("org:why")
    seen = client.get(address, {"cap": "org.view_staff", "obj": f"org.Staff:{here.pk}"})
    assert here.name in words(seen)
    assert seen.context["found"].links[-1].kind == "单据"
    hidden = client.get(address, {"cap": "org.view_staff", "obj": f"org.Staff:{there.pk}"})
    nothing = client.get(address, {"cap": "org.view_staff", "obj": "org.Staff:999999999"})
    for page in (hidden, nothing):
        assert "没有这张单据，或者它不在您的范围内" in words(page)
        assert there.staff_no not in words(page)


def test_refusal_leads_to_why(client_as: SignIn) -> None:
    response = client_as("technician").get(reverse("org:staff"))
    assert response.status_code == 403
    assert f"{reverse('org:why')}?cap=org.view_staff" in response.content.decode()


def test_me_lists_tenures_with_dates_and_rights_by_duty(client_as: SignIn) -> None:
    acting("service_advisor", "front_desk_supervisor", dt.datetime(2099, 1, 5, tzinfo=dt.UTC))
    response = client_as("service_advisor").get(reverse("org:me"))
    page = words(response)
    assert f"代 {staff_of('front_desk_supervisor')}" in page
    assert "2099-01-05" in page
    assert "工时折让 ≤" in page
    assert len(response.context["posts"]) == 2


def test_matrix_names_the_duty_behind_each_tick(client_as: SignIn) -> None:
    response = client_as("technician").get(reverse("org:whocan"), {"room": "org"})
    matrix = response.context["matrix"]
    ticks = {(row.capability.value, cell.position.code) for row, cell, _t in matrix.lines()}
    assert ("org.view_staff", "hr_officer") in ticks
    assert ("org.view_staff", "technician") not in ticks
    assert "HR-1" in words(response)


def test_matrix_of_one_position_says_all_its_rights(client_as: SignIn) -> None:
    row = position_of("hr_officer")
    page = words(client_as("technician").get(reverse("org:whocan"), {"position": row.pk}))
    assert "查看人员" in page
    assert "提名任职" in page


def test_matrix_export_is_safe_and_recorded(client_as: SignIn) -> None:
    row = position_of("hr_officer")
    row.name = "=1+1"
    row.save()
    client = client_as("technician")
    response = client.get(reverse("org:whocan_export"), {"position": row.pk})
    book = load_workbook(io.BytesIO(response.content))
    table = list(book.active.iter_rows(min_row=2))
    assert {r[2].value for r in table} == {"'=1+1"}
    assert {c.data_type for r in table for c in r} <= {"s", "inlineStr", "n"}
    audit = ExportAudit.objects.get()
    assert audit.by == staff_of("technician")
    assert (audit.kind, audit.rows) == ("org.whocan", len(table))
    assert audit.chosen == {"position": str(row.pk)}
    assert audit.sha256 == hashlib.sha256(response.content).hexdigest()


def test_staff_lists_the_people_of_the_reach(client_as: SignIn) -> None:
    client = client_as("hr_officer")
    page = words(client.get(reverse("org:staff"), {"q": "fwgw"}))
    assert staff_of("service_advisor").staff_no in page
    assert staff_of("service_advisor", "cs2").staff_no not in page
    few = queries_of(client, reverse("org:staff"))
    crowd(20)
    assert queries_of(client, reverse("org:staff")) == few


def test_home_lists_duties_of_conduct_under_their_post(client_as: SignIn) -> None:
    client = client_as("technician")
    home = client.get(reverse("home")).context["home"]
    tenure = staff_of("technician").tenures.get()
    edition = tenure.post.position.revisions.get()
    shown = [d.code for d in home.posts[0].duties]
    assert set(edition.duties.values_list("code", flat=True)) <= set(shown)
    conduct = edition.duties.filter(grants=None).get()
    assert [d.code for d in home.posts[0].conduct] == [conduct.code]
    assert conduct.text in words(client.get(reverse("home")))
    assert queries_of(client, reverse("home")) <= 15


def test_every_page_name_of_this_room_is_an_address() -> None:
    assert [p for p in Perm if p.page and not route_of(p.page)] == []


def test_separation_of_duties_has_words_for_every_machine() -> None:
    named = {n for m in every_machine() for s in m.transitions for n in s.distinct_from}
    assert named == set(PERSONS)
    assert separations()
