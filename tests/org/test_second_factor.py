"""The second factor: who needs it, what a code opens, and what it never opens twice."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
import time_machine
from django.http import Http404
from django.urls import reverse

from apps.core.capabilities import capability, every_capability
from apps.core.refusals import Denied
from apps.org import second_factor
from apps.org.access import Access
from apps.org.authority import NEEDS_SECOND_FACTOR
from apps.org.models import OrgUnit, SignIn, Staff, Tenure
from apps.org.permissions import Perm
from apps.org.services import accounts
from apps.workorders.models import WorkOrder
from apps.workorders.permissions import Perm as OrderPerm
from tests.access.samples import order
from tests.org.door import (
    code_of,
    recovery_of,
    send,
    sign_in,
    user_of,
    with_phone,
    wrong_code,
)
from tests.personas import NOW, access_of, staff_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def strict(settings) -> None:
    """The installation asks for second factors."""
    settings.SECOND_FACTOR = "required"


def unconfirmed(login: str) -> Access:
    """The access of somebody who has not shown the second factor."""
    return Access(staff=staff_of(login), now=NOW, confirmed=False)


def test_every_right_that_needs_one_exists() -> None:
    assert {capability(code).value for code in NEEDS_SECOND_FACTOR} == NEEDS_SECOND_FACTOR


def test_every_export_and_every_maintenance_of_the_organisation_needs_one() -> None:
    known = {c.value for c in every_capability()}
    asked = {c for c in known if ".export_" in c or c.startswith("org.change_")}
    assert asked <= NEEDS_SECOND_FACTOR


def test_withheld_right_is_held_nowhere_and_denied_for_any_row() -> None:
    mine, row = unconfirmed("administrator"), staff_of("cashier")
    far = staff_of("cashier", "cs2")
    assert not mine.can(Perm.CHANGE_STAFF)
    assert not mine.may(Perm.ADD_ACCOUNT, row)
    assert not Staff.objects.visible_to(mine, Perm.CHANGE_STAFF).exists()
    for someone in (row, far):
        with pytest.raises(Denied):
            mine.require(Perm.CHANGE_STAFF, someone)
        with pytest.raises(Denied):
            mine.get(Staff.objects.all(), Perm.CHANGE_STAFF, pk=someone.pk)


def test_withheld_right_makes_no_row_visible() -> None:
    mine = order()
    cashier = unconfirmed("cashier")
    assert cashier.may(OrderPerm.VIEW_WORKORDER, mine)  # granted by itself
    assert not cashier.covering(OrderPerm.SETTLE_WORKORDER, mine)
    keeper = Access(staff=staff_of("administrator"), now=NOW, confirmed=False)
    assert not OrgUnit.objects.visible_to(keeper, Perm.CHANGE_ORGUNIT).exists()


def test_rights_without_need_stay_usable() -> None:
    row = order()
    advisor = unconfirmed("service_advisor")
    assert advisor.may(OrderPerm.CHANGE_WORKORDER, row)
    assert row in WorkOrder.objects.visible_to(advisor, OrderPerm.VIEW_WORKORDER)
    with pytest.raises(Http404):
        advisor.get(WorkOrder.objects.all(), OrderPerm.CHANGE_WORKORDER, pk=0)


def test_admin_without_second_factor_opens_nothing_of_the_admin(strict, client_as) -> None:
    client = client_as("administrator")
    session = client.session
    session["code_due"] = False
    session.save()
    for address in ("admin:index", "admin:org_staff_changelist", "admin:org_orgunit_changelist"):
        answer = client.get(reverse(address))
        assert answer.status_code == 403
        assert "需要动态口令" in answer.content.decode()


def test_code_is_asked_after_the_password_and_then_opens(strict, client) -> None:
    device = with_phone("cashier")
    sign_in(client, "cashier")
    assert client.get("/").url == reverse("org:code")
    before = client.session.session_key
    assert send(client, "org:code", otp_code=code_of(device)).status_code == 303
    assert client.session.session_key != before
    assert client.get("/").status_code == 200
    assert SignIn.objects.filter(user=user_of("cashier")).latest("pk").confirmed_at


def test_wrong_code_is_refused_and_written_down(strict, client) -> None:
    device = with_phone("cashier")
    sign_in(client, "cashier")
    answer = send(client, "org:code", otp_code=wrong_code(device))
    assert answer.status_code == 422
    assert client.get("/").url == reverse("org:code")
    assert SignIn.objects.filter(outcome="code_wrong").count() == 1


def test_code_is_never_taken_twice(strict, client, client_as) -> None:
    device = with_phone("cashier")
    sign_in(client, "cashier")
    code = code_of(device)
    key = {"operation_key": str(uuid.uuid4())}
    assert client.post(reverse("org:code"), {"otp_code": code, **key}).status_code == 303
    thief = client_as("cashier")
    assert thief.post(reverse("org:code"), {"otp_code": code, **key}).status_code == 422
    assert thief.get("/").url == reverse("org:code")


def test_wrong_codes_make_the_next_wait_and_a_right_one_is_not_looked_at(strict) -> None:
    device, user = with_phone("cashier"), user_of("cashier")
    with time_machine.travel(dt.datetime(2026, 6, 1, tzinfo=dt.UTC), tick=False) as moment:
        for wait in (1, 2, 4):
            assert not second_factor.answer(user, wrong_code(device)).right
            assert second_factor.answer(user, code_of(device)).wait == wait
            moment.shift(wait)
        assert second_factor.answer(user, code_of(device)).right


def test_code_of_two_steps_ago_is_too_old(strict) -> None:
    device, user = with_phone("cashier"), user_of("cashier")
    with time_machine.travel(dt.datetime(2026, 6, 1, tzinfo=dt.UTC), tick=False):
        assert not second_factor.answer(user, code_of(device, -2)).right


def test_code_of_one_step_ago_still_counts(strict) -> None:
    device, user = with_phone("cashier"), user_of("cashier")
    with time_machine.travel(dt.datetime(2026, 6, 1, tzinfo=dt.UTC), tick=False):
        assert second_factor.answer(user, code_of(device, -1)).right


def test_recovery_code_counts_once(strict, client) -> None:
    with_phone("cashier")
    codes = recovery_of("cashier")
    user = user_of("cashier")
    sign_in(client, "cashier")
    assert send(client, "org:code", otp_code=codes[3].upper()).status_code == 303
    assert client.get("/").status_code == 200
    assert second_factor.codes_left(user) == 9
    assert not second_factor.answer(user, codes[3]).right


def test_recovery_code_of_somebody_else_counts_nowhere(strict) -> None:
    with_phone("cashier")
    codes = recovery_of("parts_keeper")
    assert not second_factor.answer(user_of("cashier"), codes[0]).right


def test_duty_gained_while_signed_in_asks_for_the_code_on_its_page(strict, client) -> None:
    person = staff_of("technician")
    sign_in(client, "technician")
    assert client.get("/").status_code == 200
    desk = reverse("workorders:settlements")
    assert "需要动态口令" not in client.get(desk).content.decode()
    Tenure.objects.create(
        staff=person,
        post=staff_of("cashier").tenures.get().post,
        kind="concurrent",
        state="approved",
        starts_at=NOW,
    )
    refused = client.get(reverse("workorders:till", args=[1]))
    assert refused.status_code == 403
    assert "需要动态口令" in refused.content.decode()
    assert "确认后才会出现" in client.get("/").content.decode()
    asked = client.get(reverse("org:why"), {"cap": "workorders.settle_workorder"})
    assert "还没有用动态口令确认" in asked.content.decode()
    way = client.get(reverse("org:code"))
    assert way.url.startswith(reverse("org:enrol"))
    client.get(reverse("org:enrol"))
    send(client, "org:enrol", otp_code=code_of(client.session["enrol_key"]))
    assert "需要动态口令" not in client.get(reverse("workorders:till", args=[1])).content.decode()


def test_form_refused_for_the_code_is_kept(strict, client_as) -> None:
    client = client_as("administrator")
    session = client.session
    session["code_due"] = False
    session.save()
    answer = client.post(
        reverse("org:staff_new"), {"name": "王芳", "operation_key": str(uuid.uuid4())}
    )
    body = answer.content.decode()
    assert answer.status_code == 403
    assert "next=%2Fkept%2F" in body
    assert "已留住" in body


def test_reset_by_another_ends_the_sessions_and_asks_to_register_again(strict, client) -> None:
    device = with_phone("cashier")
    recovery_of("cashier")
    sign_in(client, "cashier")
    send(client, "org:code", otp_code=code_of(device))
    accounts.reset_second_factor(
        by=access_of("administrator"), staff=staff_of("cashier"), reason="手机丢失"
    )
    assert client.get("/").url.startswith("/login/")
    sign_in(client, "cashier")
    client.get("/")
    assert client.get(reverse("org:code")).url == reverse("org:enrol")
    assert second_factor.codes_left(user_of("cashier")) == 0


def test_phone_is_not_replaced_without_showing_the_present_one(strict, client) -> None:
    with_phone("cashier")
    sign_in(client, "cashier")
    assert client.get(reverse("org:enrol")).url == reverse("org:code")
    assert send(client, "org:enrol", otp_code="123456").status_code == 302


def test_demo_asks_for_none(client) -> None:
    sign_in(client, "cashier")
    assert client.get("/").status_code == 200


def test_installation_that_is_no_demo_asks_without_being_told(settings, client) -> None:
    settings.DEMO = False
    assert second_factor.asked()
    settings.SECOND_FACTOR = "off"
    assert not second_factor.asked()
