"""A real installation starts with a chart, its positions and three people, and only once."""

from __future__ import annotations

import io

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from apps.core import clock
from apps.org.access import Access
from apps.org.models import OrgUnit, Post, Staff, Tenure, User
from apps.org.permissions import Perm
from apps.org.services.tenures import approve_tenure, propose_tenure

ARGUMENTS = (
    "found_group",
    "hx:汇兴集团",
    "--store=wh1:武汉一店",
    "--store=wh2:武汉二店",
    "--administrator=zhou:周敏",
    "--hr-officer=liu:刘洋",
)

pytestmark = pytest.mark.django_db


def found() -> str:
    out = io.StringIO()
    call_command(*ARGUMENTS, "--general-manager=wang:王强", stdout=out)
    return out.getvalue()


def person(login: str) -> Access:
    return Access.of(Staff.objects.get(user__username=login), clock.now())


def test_first_three_can_appoint_the_next(empty: None) -> None:
    found()
    colleague = Staff.objects.create(
        staff_no="wh1-9", name="陈铁", unit=OrgUnit.objects.get(code="wh1-parts")
    )
    seat = Post.objects.get(position__code="parts_keeper", unit__code="wh1-parts")
    tenure = propose_tenure(
        by=person("liu"), staff=colleague, post=seat, kind="permanent", starts_at=clock.now()
    )
    approve_tenure(by=person("wang"), tenure=tenure)
    assert Access.of(colleague).can(Perm.VIEW_POSITION)


def test_printed_password_logs_in(empty: None) -> None:
    login, password, _name = found().splitlines()[1].split()
    assert User.objects.get(username=login).check_password(password)


def test_administrator_maintains_but_appoints_nobody(empty: None) -> None:
    found()
    zhou = person("zhou")
    assert zhou.can(Perm.CHANGE_ORGUNIT)
    assert not zhou.can(Perm.APPROVE_TENURE)


def test_founding_again_is_refused(empty: None) -> None:
    found()
    with pytest.raises(CommandError, match="已经建立"):
        found()
    assert Tenure.objects.count() == 3


def test_one_person_in_two_seats_founds_nothing(empty: None) -> None:
    with pytest.raises(CommandError, match="三个人"):
        call_command(*ARGUMENTS, "--general-manager=liu:刘洋")
    assert not OrgUnit.objects.exists()


def test_name_that_is_no_pair_is_refused(empty: None) -> None:
    with pytest.raises(CommandError, match="代码:名称"):
        call_command(*ARGUMENTS, "--general-manager=王强")


def test_first_people_are_led_through_the_first_sign_in(empty: None, client: Client) -> None:
    login, password, _name = found().splitlines()[1].split()
    client.post("/login/", {"username": login, "password": password})
    assert client.get("/").headers["Location"] == "/org/me/password/"
