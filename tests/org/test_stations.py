"""Shared computers: who becomes whom by PIN or badge, and who never does."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from apps.core import clock
from apps.core.models import Setting
from apps.core.refusals import Refused
from apps.core.secret import Secret
from apps.org import quick, stations
from apps.org.models import Badge, PlaceChange, QuickPin, SignIn, Station, StationKey, Tenure
from apps.org.services import accounts, own_account
from apps.org.services import stations as services
from tests.org.door import sign_in, user_of, with_phone
from tests.org.stations import PIN, enrolled, has_pin, known_here, switch, switched
from tests.personas import access_of, staff_of, store_of

pytestmark = pytest.mark.django_db


def badge_of(login: str, *, once: bool = False) -> str:
    """A badge of the person."""
    code = quick.new_badge()
    current = None if once else Secret("demo")
    own_account.issue_badge(by=access_of(login), code=code, current=current)
    return code.reveal()


@pytest.fixture
def computer(client) -> Client:
    """A shared computer on which the advisor and the mechanic are known."""
    enrolled(client)
    known_here(client, "service_advisor", "technician")
    return client


# --- changing places


def test_right_digits_open_the_session_of_the_person(computer):
    assert switch(computer, "technician").status_code == 303
    assert switched(computer) == "technician"


def test_nothing_of_the_one_before_is_in_the_session(computer):
    sign_in(computer, "service_advisor")
    session = computer.session
    session["planted"] = "draft"
    session.save()
    before = session.session_key
    switch(computer, "technician")
    assert computer.session.session_key != before
    assert "planted" not in computer.session
    assert SignIn.objects.filter(user=user_of("service_advisor"), ended_at=None).count() == 0


def test_the_change_is_written_down_with_computer_and_both_people(computer):
    sign_in(computer, "service_advisor")
    switch(computer, "technician")
    row = PlaceChange.objects.latest("pk")
    assert (row.by, row.left) == (staff_of("technician"), staff_of("service_advisor"))
    assert (row.means, row.outcome) == ("pin", "done")
    assert row.station == Station.objects.get()
    signed = SignIn.objects.latest("pk")
    assert (signed.means, signed.station) == ("pin", row.station)


@pytest.mark.parametrize(
    ("name", "login", "lands"),
    [
        ("workorders:my_jobs", "technician", "workorders:my_jobs"),
        ("workorders:cashier", "technician", "home"),
        ("org:account", "technician", "org:account"),
    ],
)
def test_the_page_stays_when_it_is_for_the_person(computer, name, login, lands):
    assert switch(computer, login, next=reverse(name)).url == reverse(lands)


@pytest.mark.parametrize("address", ["https://elsewhere.example/", "//elsewhere.example", "/x/"])
def test_other_addresses_lead_home(computer, address):
    assert switch(computer, "technician", next=address).url == "/"


def test_a_row_that_is_not_theirs_leads_home_once(computer):
    address = reverse("workorders:job", args=[987654])
    assert switch(computer, "technician", next=address).url == address
    assert computer.get(address).url == "/"
    assert computer.get(address).status_code == 404


def test_recent_people_of_the_store_are_shown_and_nobody_else(computer):
    page = computer.get("/switch/").content.decode()
    assert staff_of("technician").name in page
    assert staff_of("cashier").name not in page


# --- PIN: what it never does


def test_on_any_other_computer_digits_open_nothing(computer):
    elsewhere = Client()
    assert elsewhere.get("/switch/").status_code == 403
    assert switch(elsewhere, "technician").status_code == 403
    assert switched(elsewhere) == ""


def test_digits_do_not_count_as_second_factor(computer, settings):
    settings.SECOND_FACTOR = "required"
    with_phone("cashier")
    known_here_with_code = SignIn.objects.create(
        user=user_of("cashier"),
        at=clock.real(),
        outcome="opened",
        station=Station.objects.get(),
    )
    assert known_here_with_code.means == "password"
    has_pin("cashier")
    switch(computer, "cashier")
    assert switched(computer) == "cashier"
    answer = computer.get(reverse("workorders:cashier"))
    assert answer.status_code == 403
    assert "动态口令" in answer.content.decode()


@pytest.mark.parametrize(
    "pin", ["12345", "1234567", "12a456", "111111", "121212", "123456", "987654", "123123"]
)
def test_digits_easily_guessed_are_refused_in_words(pin):
    with pytest.raises(Refused):
        has_pin("technician", pin)
    assert not QuickPin.objects.exists()


def test_digits_of_the_own_phone_are_refused():
    row = staff_of("technician")
    row.phone = "13874829150"
    row.save()
    with pytest.raises(Refused):
        has_pin("technician", "748291")


def test_digits_are_kept_as_a_hash_only():
    has_pin("technician")
    assert PIN not in QuickPin.objects.get().hash
    assert QuickPin.objects.get().hash.startswith("argon2") or "$" in QuickPin.objects.get().hash


def test_setting_digits_needs_the_password(client):
    sign_in(client, "technician")
    form = {"operation_key": str(uuid.uuid4()), "pin": PIN, "pin_again": PIN}
    answer = client.post(reverse("org:quick"), {**form, "current_password": "guess"})
    assert answer.status_code == 422
    assert not QuickPin.objects.exists()
    assert (
        client.post(reverse("org:quick"), {**form, "current_password": "demo"}).status_code == 303
    )


# --- someone who means harm


def test_guessing_locks_the_login_as_wrong_passwords_do(computer):
    for n in range(5):
        switch(computer, "technician", f"90417{n}")
    assert switch(computer, "technician").status_code == 429
    assert sign_in(Client(), "technician").status_code == 429
    assert (
        PlaceChange.objects.filter(outcome="wrong").count()
        + PlaceChange.objects.filter(outcome="locked").count()
        >= 5
    )


def test_after_ten_wrong_ones_in_a_row_the_digits_are_dead_until_set_anew(computer):
    start = clock.real()
    with time_machine.travel(start, tick=False) as moment:
        for n in range(10):
            switch(computer, "technician", f"90417{n}")
            moment.shift(dt.timedelta(minutes=16))
        assert switch(computer, "technician").status_code == 422
        assert staff_of("technician").name not in computer.get("/switch/").content.decode()
    has_pin("technician")
    assert QuickPin.objects.get(user=user_of("technician")).failures == 0


def test_a_right_one_begins_the_count_again(computer):
    switch(computer, "technician", "904170")
    switch(computer, "technician")
    assert QuickPin.objects.get(user=user_of("technician")).failures == 0


def test_a_copied_cookie_is_dead_after_the_next_change_and_ends_the_computer(computer):
    thief = Client()
    thief.cookies["station"] = computer.cookies["station"].value
    switch(computer, "technician")
    computer.get("/switch/")
    with time_machine.travel(clock.real() + stations.UNDER_WAY + dt.timedelta(seconds=1)):
        assert thief.get("/switch/").status_code == 403
    assert Station.objects.get().revoked_why == stations.STOLEN
    assert switched(computer) == ""


def test_what_a_page_asked_just_before_the_change_opens_nothing_and_ends_nothing(computer):
    page = Client()
    page.cookies["station"] = computer.cookies["station"].value
    switch(computer, "technician")
    computer.get("/switch/")
    assert page.get("/switch/").status_code == 403
    assert Station.objects.get().revoked_at is None
    assert switched(computer) == "technician"


def test_the_key_before_counts_until_the_new_one_was_seen(computer):
    before = computer.cookies["station"].value
    switch(computer, "technician")
    lost = Client()
    lost.cookies["station"] = before
    assert lost.get("/switch/").status_code == 200
    assert Station.objects.get().revoked_at is None


def test_a_cookie_in_another_browser_opens_nothing(computer):
    copy = Client(headers={"User-Agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0"})
    copy.cookies["station"] = computer.cookies["station"].value
    assert switch(copy, "technician").status_code == 403


def test_in_another_network_the_password_comes_first(computer):
    moved = {"REMOTE_ADDR": "10.9.9.9"}
    person = staff_of("technician").pk
    facts = {"person": person, "pin": PIN}
    assert computer.post("/switch/", facts, **moved).status_code == 403
    sign_in(computer, "technician", **moved)
    assert computer.post("/switch/", facts, **moved).status_code == 303


@pytest.mark.parametrize("value", ["", "1.x", "rubbish:signed:badly", "1.abc:1tqhQf:forged"])
def test_a_forged_cookie_is_no_computer_and_ends_none(computer, value):
    forger = Client()
    forger.cookies["station"] = value
    assert forger.get("/switch/").status_code == 403
    assert Station.objects.get().revoked_at is None


def test_a_closed_account_does_not_come_in_and_a_running_session_ends(computer):
    switch(computer, "technician")
    accounts.close_account(
        by=access_of("administrator"), staff=staff_of("technician"), reason="停职"
    )
    assert switched(computer) == ""
    assert switch(computer, "technician").status_code == 422


def test_a_new_initial_password_ends_digits_and_badge(computer):
    code = badge_of("technician")
    accounts.reset_password(
        by=access_of("administrator"),
        staff=staff_of("technician"),
        password=Secret("江边的风-2026"),
        reason="丢了工牌",
    )
    assert switch(computer, "technician").status_code == 422
    assert computer.post("/switch/", {"badge": code}).status_code == 422


def test_an_ended_tenure_does_not_come_in(computer):
    for row in Tenure.objects.filter(staff=staff_of("technician")):
        row.ends_at = clock.now() - dt.timedelta(minutes=1)
        row.starts_at = min(row.starts_at, row.ends_at - dt.timedelta(days=1))
        row.save()
    assert switch(computer, "technician").status_code == 422


def test_an_acting_person_comes_in_until_the_acting_ends(computer):
    tenure = Tenure.objects.filter(staff=staff_of("technician")).first()
    tenure.kind, tenure.ends_at = "acting", clock.now() + dt.timedelta(hours=1)
    tenure.acting_for = Tenure.objects.filter(staff=staff_of("technician2")).first()
    tenure.save()
    assert switch(computer, "technician").status_code == 303
    with time_machine.travel(clock.real() + dt.timedelta(hours=2)):
        assert switch(computer, "technician").status_code == 422


def test_somebody_of_another_store_does_not_come_in(client):
    enrolled(client, store="cs2")
    has_pin("technician")
    sign_in(client, "technician")
    assert switch(client, "technician").status_code == 422


def test_without_a_password_for_days_digits_rest(computer):
    with time_machine.travel(clock.real() + dt.timedelta(days=8)):
        assert switch(computer, "technician").status_code == 422


def test_a_wrong_person_is_not_told_apart_from_wrong_digits_of_the_list(computer):
    answer = computer.post("/switch/", {"person": 10**9, "pin": PIN})
    assert answer.status_code == 422
    assert PlaceChange.objects.latest("pk").outcome == "barred"


# --- badges


def test_a_printed_badge_opens_the_session_again_and_again(computer):
    code = badge_of("technician")
    for _round in range(2):
        assert computer.post("/switch/", {"badge": code}).status_code == 303
    assert switched(computer) == "technician"


def test_what_a_scanner_types_in_small_letters_is_the_same_badge(computer):
    assert computer.post("/switch/", {"badge": badge_of("technician").lower()}).status_code == 303


def test_a_code_of_the_phone_opens_one_session_only(computer):
    code = badge_of("technician", once=True)
    assert computer.post("/switch/", {"badge": code}).status_code == 303
    assert computer.post("/switch/", {"badge": code}).status_code == 422


def test_a_code_of_the_phone_is_old_after_a_minute_and_a_half(computer):
    code = badge_of("technician", once=True)
    with time_machine.travel(clock.real() + dt.timedelta(seconds=91)):
        assert computer.post("/switch/", {"badge": code}).status_code == 422


def test_a_badge_ends_by_the_next_one_by_its_date_and_by_revoking(computer):
    first, second = badge_of("technician"), badge_of("technician")
    assert computer.post("/switch/", {"badge": first}).status_code == 422
    own_account.drop_quick(by=access_of("technician"))
    assert computer.post("/switch/", {"badge": second}).status_code == 422
    badge_of("technician")
    assert Badge.objects.latest("pk").until > clock.real() + dt.timedelta(days=89)


def test_a_badge_opens_nothing_on_any_other_computer(computer):
    assert Client().post("/switch/", {"badge": badge_of("technician")}).status_code == 403


def test_a_badge_of_a_locked_login_opens_nothing(computer):
    for n in range(5):
        switch(computer, "technician", f"90417{n}")
    assert computer.post("/switch/", {"badge": badge_of("technician")}).status_code == 429


# --- the lock


@pytest.mark.parametrize(("minutes", "status"), [(4, 200), (6, 302)])
def test_a_shared_computer_locks_soon(client, minutes, status):
    with time_machine.travel(dt.datetime(2026, 6, 1, tzinfo=dt.UTC), tick=False) as moment:
        enrolled(client)
        sign_in(client, "cashier")
        moment.shift(dt.timedelta(minutes=minutes))
        answer = client.get("/")
        assert answer.status_code == status
        assert status == 200 or answer.url.startswith("/switch/")


def test_how_soon_is_a_setting_of_the_store(client):
    with time_machine.travel(dt.datetime(2026, 6, 1, tzinfo=dt.UTC), tick=False) as moment:
        Setting.objects.create(
            code="org.station_idle_minutes",
            store=store_of(),
            value=1,
            effective_from=dt.date(2026, 1, 1),
        )
        enrolled(client)
        sign_in(client, "cashier")
        moment.shift(dt.timedelta(minutes=2))
        assert client.get("/").status_code == 302


def test_locking_ends_the_session_and_keeps_the_address(computer):
    switch(computer, "technician")
    answer = computer.post("/switch/lock/", {"next": "/workorders/jobs/"})
    assert answer.url.startswith("/switch/?next=%2Fworkorders%2Fjobs%2F")
    assert switched(computer) == ""


# --- enrolling


def test_a_code_enrols_one_browser_once(client):
    enrolled(client)
    code = stations.new_code()
    services.enrol(
        by=access_of("administrator"), store=store_of(), kind="shared", name="二号", code=code
    )
    assert Client().post("/screen/", {"code": code.reveal().lower()}).status_code == 303
    assert Client().post("/screen/", {"code": code.reveal()}).status_code == 409


def test_a_code_is_old_after_ten_minutes():
    code = stations.new_code()
    services.enrol(
        by=access_of("administrator"), store=store_of(), kind="shared", name="一号", code=code
    )
    with time_machine.travel(clock.real() + dt.timedelta(minutes=11)):
        assert Client().post("/screen/", {"code": code.reveal()}).status_code == 409


def test_two_devices_of_a_store_have_two_names():
    def once() -> None:
        services.enrol(
            by=access_of("administrator"),
            store=store_of(),
            kind="shared",
            name="一号",
            code=stations.new_code(),
        )

    once()
    with pytest.raises(Refused, match="换一个名字"):
        once()


def test_revoking_ends_the_sessions_opened_there(computer):
    switch(computer, "technician")
    station = Station.objects.get()
    services.revoke(
        by=access_of("administrator"), station=station, version=station.version, reason="报废"
    )
    assert switched(computer) == ""
    assert computer.get("/switch/").status_code == 403


def test_only_hashes_of_keys_and_codes_are_kept(computer):
    key = StationKey.objects.get()
    value = computer.cookies["station"].value
    assert key.digest not in value
    assert value.split(".", 1)[1].split(":")[0] not in (key.digest, key.before)


def test_this_computer_is_enrolled_from_the_page_of_devices(client):
    sign_in(client, "administrator")
    facts = {
        "operation_key": str(uuid.uuid4()),
        "store": store_of().pk,
        "kind": "shared",
        "name": "前台一号",
        "here": "on",
    }
    assert client.post(reverse("org:stations"), facts).status_code == 303
    assert client.cookies["station"].value
    assert "前台一号" in client.get(reverse("org:stations")).content.decode()


@pytest.mark.parametrize("rows", [3, 30])
def test_the_list_of_devices_takes_as_many_queries_for_three_as_for_thirty(
    client, rows, django_assert_max_num_queries
):
    for n in range(rows):
        services.enrol(
            by=access_of("administrator"),
            store=store_of(),
            kind="shared",
            name=f"电脑 {n}",
            code=stations.new_code(),
        )
    sign_in(client, "administrator")
    with django_assert_max_num_queries(14):
        assert client.get(reverse("org:stations")).status_code == 200
