"""Sessions: their key, their end, their age; and what is written down of signing in."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from apps.core import clock
from apps.org.models import SignIn
from tests.org.door import NEW, send, sign_in, user_of

pytestmark = pytest.mark.django_db
CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36"


def test_session_has_another_key_after_signing_in(client) -> None:
    client.get("/login/")
    session = client.session
    session["planted"] = True
    session.save()
    before = session.session_key
    sign_in(client, "cashier")
    assert client.session.session_key != before


def test_other_sessions_are_dead_after_a_new_password(client) -> None:
    other = Client()
    sign_in(client, "cashier")
    sign_in(other, "cashier")
    changed = send(
        client,
        "org:password",
        current_password="demo",
        new_password=NEW,
        new_password_again=NEW,
    )
    assert changed.status_code == 303
    assert client.get("/").status_code == 200
    assert other.get("/").url.startswith("/login/")
    assert SignIn.objects.filter(user=user_of("cashier"), ended_at=None).count() == 1


def test_wrong_present_password_changes_nothing_and_counts(client) -> None:
    sign_in(client, "cashier")
    answer = send(
        client, "org:password", current_password="x", new_password=NEW, new_password_again=NEW
    )
    assert answer.status_code == 422
    assert user_of("cashier").check_password("demo")
    assert SignIn.objects.filter(outcome="wrong").count() == 1


def test_one_other_session_is_ended_and_nobody_elses(client) -> None:
    other, stranger = Client(), Client()
    sign_in(client, "cashier")
    sign_in(other, "cashier")
    sign_in(stranger, "technician")
    theirs = SignIn.objects.get(user=user_of("technician"))
    send(client, "org:end_sessions", only=theirs.pk)
    assert stranger.get("/").status_code == 200
    newest = SignIn.objects.filter(user=user_of("cashier")).latest("pk")
    send(client, "org:end_sessions", only=newest.pk)
    assert other.get("/").url.startswith("/login/")
    assert client.get("/").status_code == 200


def test_all_other_sessions_are_ended(client) -> None:
    others = [Client(), Client()]
    for one in (client, *others):
        sign_in(one, "cashier")
    send(client, "org:end_sessions")
    assert [one.get("/").status_code for one in (client, *others)] == [200, 302, 302]


@pytest.mark.parametrize(
    ("shared", "minutes", "status"),
    [("", 119, 200), ("", 121, 302), ("on", 9, 200), ("on", 11, 302)],
)
def test_idle_session_ends(client, shared, minutes, status) -> None:
    with time_machine.travel(dt.datetime(2026, 6, 1, tzinfo=dt.UTC), tick=False) as moment:
        sign_in(client, "cashier", data={"shared": shared})
        moment.shift(dt.timedelta(minutes=minutes))
        assert client.get("/").status_code == status


def test_page_that_asks_by_itself_keeps_no_session_alive(client) -> None:
    with time_machine.travel(dt.datetime(2026, 6, 1, tzinfo=dt.UTC), tick=False) as moment:
        sign_in(client, "cashier")
        for _round in range(3):
            moment.shift(dt.timedelta(minutes=50))
            client.get("/overdue/", headers={"X-Watching": "1"})
        assert client.get("/").status_code == 302


def test_session_ends_after_a_working_day_however_busy(client) -> None:
    with time_machine.travel(dt.datetime(2026, 6, 1, tzinfo=dt.UTC), tick=False) as moment:
        sign_in(client, "cashier")
        for _hour in range(11):
            moment.shift(dt.timedelta(hours=1))
            assert client.get("/").status_code == 200
        moment.shift(dt.timedelta(hours=1, minutes=1))
        assert client.get("/").status_code == 302


def test_form_sent_after_idling_is_kept_for_its_person(client) -> None:
    with time_machine.travel(dt.datetime(2026, 6, 1, tzinfo=dt.UTC), tick=False) as moment:
        sign_in(client, "cashier")
        moment.shift(dt.timedelta(hours=3))
        answer = client.post("/store/", {"store": "1", "words": "发动机异响"})
        assert "kept" in answer.url
        other = Client()
        sign_in(other, "technician")
        kept = answer.url.partition("next=")[2].replace("%2F", "/")
        assert other.get(kept).status_code == 404
        sign_in(client, "cashier")
        assert "发动机异响" in client.get(kept).content.decode()


def test_sign_ins_are_written_with_time_address_and_device(client) -> None:
    sign_in(client, "cashier", "wrong", headers={"User-Agent": CHROME})
    sign_in(client, "cashier", headers={"User-Agent": CHROME})
    rows = SignIn.objects.filter(user=user_of("cashier")).order_by("pk")
    assert [r.outcome for r in rows] == ["wrong", "opened"]
    assert {(r.address, r.device) for r in rows} == {("127.0.0.1", "Chrome · Windows")}
    page = client.get(reverse("org:account")).content.decode()
    assert "密码不对" in page
    assert "Chrome · Windows" in page


def test_tries_at_unknown_logins_leave_no_row(client) -> None:
    sign_in(client, "my-secret-password", "cashier")
    assert not SignIn.objects.exists()


def test_old_sign_ins_are_forgotten(client, settings) -> None:
    old = clock.real() - dt.timedelta(days=settings.SIGN_INS_KEPT, seconds=1)
    SignIn.objects.create(user=user_of("cashier"), at=old, outcome="opened")
    sign_in(client, "technician")
    assert not SignIn.objects.filter(at=old).exists()


def test_signing_out_ends_the_session_and_clears_the_browser(client) -> None:
    sign_in(client, "cashier")
    answer = client.post("/logout/")
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert "no-store" in client.get("/login/")["Cache-Control"]
    assert client.get("/").url.startswith("/login/")
    assert SignIn.objects.get(user=user_of("cashier")).ended_at


def test_private_page_is_never_stored(client) -> None:
    sign_in(client, "cashier")
    assert "no-store" in client.get("/")["Cache-Control"]
