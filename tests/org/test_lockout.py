"""Wrong passwords: five of one login, twenty from one address, and no way round either."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.test import Client, RequestFactory
from django.urls import reverse

from apps.core.client import address_of
from apps.core.refusals import Refused
from apps.org.account_state import AccountState, state_of
from apps.org.models import Staff
from apps.org.services.accounts import release_lockout
from tests.org.door import sign_in
from tests.personas import access_of, staff_of

pytestmark = pytest.mark.django_db


def from_address(address: str, login: str, password: str = "x", **headers: str):
    """One try from a network address."""
    return sign_in(Client(REMOTE_ADDR=address), login, password, headers=headers)


def test_fifth_wrong_password_locks_the_login_from_everywhere() -> None:
    tries = [from_address(f"10.0.0.{n}", "cashier").status_code for n in range(5)]
    assert tries == [422, 422, 422, 422, 429]
    assert from_address("10.0.0.99", "cashier", "demo").status_code == 429
    assert from_address("10.0.0.99", "Cashier", "demo").status_code == 429


def test_other_logins_go_on() -> None:
    for _number in range(6):
        from_address("10.0.0.1", "cashier")
    assert from_address("10.0.0.1", "technician", "demo").status_code == 302


def test_login_that_does_not_exist_is_answered_like_one_that_does() -> None:
    known = from_address("10.0.0.1", "cashier")
    unknown = from_address("10.0.0.1", "nobody-here")
    words = "用户名或密码不对。"
    assert known.status_code == unknown.status_code == 422
    assert words in known.content.decode()
    assert words in unknown.content.decode()
    locked = [from_address("10.0.0.1", "nobody-here").status_code for _ in range(4)]
    assert locked[-1] == 429


def test_closed_account_is_answered_like_a_wrong_password() -> None:
    user = staff_of("cashier").user
    user.is_active = False
    user.save()
    answer = from_address("10.0.0.1", "cashier", "demo")
    assert "用户名或密码不对。" in answer.content.decode()


def spray(address: str, count: int, **headers: str) -> list[int]:
    """One wrong password for each of many people."""
    logins = Staff.objects.filter(user__isnull=False).order_by("pk")
    names = logins.values_list("user__username", flat=True)[:count]
    return [from_address(address, name, **headers).status_code for name in names]


def test_twenty_wrong_passwords_lock_the_address_for_every_login() -> None:
    assert spray("10.0.0.1", 20)[-1] == 429
    assert from_address("10.0.0.1", "general_manager", "demo").status_code == 429
    assert from_address("10.0.0.2", "general_manager", "demo").status_code == 302


def test_forged_forwarding_does_not_change_the_address() -> None:
    for number in range(20):
        spray_from = {"X-Forwarded-For": f"198.51.100.{number}"}
        from_address("10.0.0.1", f"nobody{number}", **spray_from)
    answer = from_address("10.0.0.1", "cashier", "demo", **{"X-Forwarded-For": "203.0.113.9"})
    assert answer.status_code == 429


@pytest.mark.parametrize(
    ("proxies", "told", "found"),
    [
        (0, "203.0.113.9", "10.0.0.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.1, 203.0.113.9, 10.1.1.1", "203.0.113.9"),
        (2, "203.0.113.9", "10.0.0.1"),
        (1, "rubbish", None),
    ],
)
def test_only_what_trusted_proxies_tell_is_believed(settings, proxies, told, found) -> None:
    settings.PROXY_COUNT = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=told)
    assert address_of(request) == found


def test_lock_ends_by_itself_and_trying_does_not_prolong_it() -> None:
    with time_machine.travel(dt.datetime(2026, 6, 1, tzinfo=dt.UTC), tick=False) as moment:
        for _number in range(5):
            from_address("10.0.0.1", "cashier")
        moment.shift(dt.timedelta(minutes=14))
        assert from_address("10.0.0.1", "cashier", "demo").status_code == 429
        moment.shift(dt.timedelta(minutes=1, seconds=1))
        assert from_address("10.0.0.1", "cashier", "demo").status_code == 302


def test_lock_is_seen_and_released_with_a_reason(client_as) -> None:
    staff, by = staff_of("cashier"), access_of("administrator")
    with pytest.raises(Refused, match="没有被锁定"):
        release_lockout(by=by, staff=staff, reason="x")
    for _number in range(5):
        from_address("10.0.0.1", "cashier")
    assert state_of(staff) is AccountState.LOCKED_OUT
    page = client_as("administrator").get(reverse("org:person", args=[staff.pk]))
    assert "连续输错，暂时锁定" in page.content.decode()
    release_lockout(by=by, staff=staff, reason="本人已核实")
    assert from_address("10.0.0.1", "cashier", "demo").status_code == 302


def test_login_is_known_in_letters_of_any_case() -> None:
    assert from_address("10.0.0.1", " Cashier", "demo").status_code == 302
