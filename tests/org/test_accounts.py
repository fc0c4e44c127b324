"""Accounts of others: opened, reset, closed and unlocked by those who open accounts."""

from __future__ import annotations

import uuid

import pytest
from django.http import Http404
from django.urls import reverse

from apps.core.models import Operation
from apps.core.refusals import Denied, Refused
from apps.core.secret import Secret
from apps.core.transitions import changes_of
from apps.org.models import Staff, User
from apps.org.selectors.staff_page import suggested_login
from apps.org.services import accounts
from apps.org.services.staffing import change_staff, register_staff
from tests.org.door import send, sign_in, user_of
from tests.personas import access_of, department_of, staff_of

pytestmark = pytest.mark.django_db
FIRST = Secret("kx7m-p3wq-9thd")


@pytest.fixture
def newcomer() -> Staff:
    """A person without an account."""
    return Staff.objects.create(
        staff_no="cs1-9001", name="陈铁", unit=department_of("front_desk"), phone="13800001111"
    )


def act(client, staff: Staff, name: str, **fields: object):
    """Send one act on an account."""
    return client.post(
        reverse("org:account_act", args=[staff.pk, name]),
        {"operation_key": str(uuid.uuid4()), **fields},
    )


def test_account_is_opened_with_a_password_shown_once(client_as, client, newcomer) -> None:
    answer = act(client_as("administrator"), newcomer, "open", login="chentie")
    password = answer.context["password"]
    assert answer.status_code == 200
    assert password in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert sign_in(client, "chentie", password).status_code == 302
    assert client.get("/").url == reverse("org:password")
    assert not Operation.objects.filter(result__icontains=password).exists()


def test_pressing_twice_shows_no_second_password(client_as, newcomer) -> None:
    client, key = client_as("administrator"), str(uuid.uuid4())
    address = reverse("org:account_act", args=[newcomer.pk, "open"])
    first = client.post(address, {"operation_key": key, "login": "chentie"})
    second = client.post(address, {"operation_key": key, "login": "chentie"})
    assert first.context["password"]
    assert second.context["password"] == ""
    assert User.objects.get(username="chentie").check_password(first.context["password"])


@pytest.mark.parametrize("login", ["cashier", "Cashier", "CASHIER "])
def test_login_in_use_is_refused_in_any_case(client_as, newcomer, login) -> None:
    answer = act(client_as("administrator"), newcomer, "open", login=login)
    assert answer.status_code == 409
    assert "已经有人用过" in answer.content.decode()
    newcomer.refresh_from_db()
    assert newcomer.user is None


def test_login_of_somebody_who_left_stays_taken(newcomer) -> None:
    user = user_of("cashier")
    user.is_active = False
    user.save()
    with pytest.raises(Refused, match="已经有人用过"):
        accounts.open_account(
            by=access_of("administrator"), staff=newcomer, login="cashier", password=FIRST
        )


@pytest.mark.parametrize("login", ["陈铁", "1chen", "a", "chen tie", "x" * 31])
def test_login_of_other_signs_is_refused(newcomer, login) -> None:
    with pytest.raises(Refused, match="小写字母"):
        accounts.open_account(
            by=access_of("administrator"), staff=newcomer, login=login, password=FIRST
        )


def test_second_account_of_one_person_is_refused() -> None:
    with pytest.raises(Refused, match="已经有账号"):
        accounts.open_account(
            by=access_of("administrator"), staff=staff_of("cashier"), login="cash", password=FIRST
        )


def test_login_is_suggested_from_pinyin_and_free(newcomer) -> None:
    assert suggested_login(newcomer) == "chentie"
    User.objects.create_user("ChenTie")
    assert suggested_login(newcomer) == "chentie2"


@pytest.mark.parametrize("name", ["reset", "close", "release", "second-factor", "reopen"])
def test_own_account_is_left_to_others(client_as, name) -> None:
    answer = act(client_as("administrator"), staff_of("administrator"), name, reason="忘了")
    assert answer.status_code == 409
    assert "要由别人来" in answer.content.decode()


def test_those_without_the_duty_are_denied(newcomer) -> None:
    with pytest.raises((Denied, Http404)):
        accounts.open_account(
            by=access_of("hr_officer"), staff=newcomer, login="chentie", password=FIRST
        )


def test_people_of_another_store_are_out_of_reach(client_as) -> None:
    far = staff_of("cashier", "cs2")
    client = client_as("administrator")
    assert act(client, far, "reset", reason="x").status_code == 404
    assert client.get(reverse("org:person", args=[far.pk])).status_code == 404


def test_reset_needs_a_reason_and_ends_the_sessions(client_as, client) -> None:
    staff = staff_of("cashier")
    sign_in(client, "cashier")
    administrator = client_as("administrator")
    assert act(administrator, staff, "reset", reason="").status_code == 422
    assert client.get("/").status_code == 200
    answer = act(administrator, staff, "reset", reason="本人忘记密码")
    assert client.get("/").url.startswith("/login/")
    assert sign_in(client, "cashier", "demo").status_code == 422
    assert sign_in(client, "cashier", answer.context["password"]).status_code == 302
    done = changes_of([staff]).get()
    assert (done.action, done.reason, done.to_state) == (
        "reset_password",
        "本人忘记密码",
        "initial",
    )


def test_closed_account_is_out_at_once_and_comes_back_with_a_new_password(client) -> None:
    staff, by = staff_of("cashier"), access_of("administrator")
    sign_in(client, "cashier")
    accounts.close_account(by=by, staff=staff, reason="长假")
    assert client.get("/").url.startswith("/login/")
    assert sign_in(client, "cashier").status_code == 422
    accounts.reopen_account(by=by, staff=staff, password=FIRST, reason="回来了")
    assert sign_in(client, "cashier", FIRST.reveal()).status_code == 302


def test_last_who_opens_accounts_cannot_be_closed() -> None:
    staff, by = staff_of("administrator"), access_of("administrator")
    for other in ("administrator", "administrator2"):
        if (row := Staff.objects.filter(user__username=f"cs2.{other}").first()) is not None:
            row.tenures.get().delete()
    by.staff = staff_of("cashier")
    by.__dict__["_granted"] = access_of("administrator")._granted
    with pytest.raises(Refused, match="最后一位"):
        accounts.close_account(by=by, staff=staff, reason="x")


def test_person_page_shows_the_account_to_those_who_keep_it(client_as, newcomer) -> None:
    address = reverse("org:person", args=[newcomer.pk])
    keeper = client_as("administrator").get(address).content.decode()
    assert "未开通" in keeper
    assert "138****1111" in keeper
    assert "13800001111" not in keeper
    officer = client_as("hr_officer").get(address)
    assert officer.status_code == 200
    assert officer.context["found"].account is None


def test_person_page_takes_as_many_queries_for_many_tenures(
    client_as, django_assert_max_num_queries
) -> None:
    client = client_as("administrator")
    address = reverse("org:person", args=[staff_of("cashier").pk])
    client.get(address)
    with django_assert_max_num_queries(24):
        client.get(address)


def test_staff_number_in_use_is_refused_beside_the_field(client_as) -> None:
    taken = staff_of("cashier").staff_no
    answer = send(
        client_as("hr_officer"),
        "org:staff_new",
        staff_no=taken,
        name="王芳",
        phone="",
        unit=department_of("front_desk").pk,
    )
    assert answer.status_code == 409
    assert "工号不能重复" in answer.content.decode()
    assert 'value="王芳"' in answer.content.decode()


def test_unit_of_another_store_is_no_choice(client_as) -> None:
    answer = send(
        client_as("hr_officer"),
        "org:staff_new",
        staff_no="cs1-9100",
        name="王芳",
        unit=department_of("front_desk", "cs2").pk,
    )
    assert answer.status_code == 422
    assert not Staff.objects.filter(staff_no="cs1-9100").exists()


def test_registered_person_has_no_rights_and_no_account() -> None:
    staff = register_staff(
        by=access_of("hr_officer"),
        staff_no="cs1-9100",
        name="王芳",
        phone="",
        unit=department_of("front_desk"),
    )
    assert staff.user is None
    assert staff.history.latest().history_user == staff_of("hr_officer")


def test_nobody_moves_themselves_to_another_unit() -> None:
    me = staff_of("hr_officer")
    with pytest.raises(Refused, match="由别人来改"):
        change_staff(
            by=access_of("hr_officer"),
            staff=me,
            staff_no=me.staff_no,
            name=me.name,
            unit=department_of("front_desk"),
        )


def test_phone_left_empty_stays_as_it_is(client_as, newcomer) -> None:
    address = reverse("org:staff_edit", args=[newcomer.pk])
    client = client_as("hr_officer")
    assert "13800001111" not in client.get(address).content.decode()
    facts = {"staff_no": "cs1-9001", "name": "陈铁军", "phone": "", "version": newcomer.version}
    facts |= {"unit": newcomer.unit_id, "operation_key": str(uuid.uuid4())}
    assert client.post(address, facts).status_code == 303
    newcomer.refresh_from_db()
    assert (newcomer.name, newcomer.phone) == ("陈铁军", "13800001111")


def test_stale_form_changes_nothing(client_as, newcomer) -> None:
    facts = {"staff_no": "cs1-9001", "name": "别名", "phone": "", "version": newcomer.version}
    facts |= {"unit": newcomer.unit_id, "operation_key": str(uuid.uuid4())}
    newcomer.save()
    answer = client_as("hr_officer").post(reverse("org:staff_edit", args=[newcomer.pk]), facts)
    assert answer.status_code == 409
    assert "被别人改过" in answer.content.decode()


def test_admin_writes_people_through_the_same_rules(client_as, newcomer) -> None:
    address = reverse("admin:org_staff_change", args=[newcomer.pk])
    client = client_as("hr_officer")
    facts = {"staff_no": "cs1-9001", "name": "陈铁军", "unit": newcomer.unit_id}
    keys = {"operation_key": str(uuid.uuid4()), "seen_version": newcomer.version}
    assert client.post(address, facts | keys).status_code == 302
    newcomer.refresh_from_db()
    assert newcomer.name == "陈铁军"
    assert newcomer.history.latest().history_service.endswith("change_staff")
