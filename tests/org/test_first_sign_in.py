"""The first sign-in: initial password, phone, facts, and no way round them."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from apps.core.transitions import changes_of
from apps.org.models import RecoveryCode
from tests.access.addresses import admin_addresses, every_address
from tests.org.door import NEW, code_of, newcomer, send, sign_in, user_of, with_phone
from tests.personas import staff_of

if TYPE_CHECKING:
    from tests.access.addresses import Address

pytestmark = pytest.mark.django_db
ARGUMENTS = {"pk": 1, "line_pk": 1, "token": uuid.UUID(int=0), "app_label": "org"}


@pytest.fixture
def strict(settings) -> None:
    """The installation asks for second factors."""
    settings.SECOND_FACTOR = "required"


def test_newcomer_changes_the_password_registers_a_phone_and_arrives(strict, client) -> None:
    newcomer("cashier")
    assert sign_in(client, "cashier").url == "/"
    assert client.get("/").url == reverse("org:password")
    assert send(client, "org:password", new_password=NEW, new_password_again=NEW).status_code == 303
    assert client.get("/").url == reverse("org:code")
    assert client.get(reverse("org:code")).url == reverse("org:enrol")
    page = client.get(reverse("org:enrol")).content.decode()
    key = client.session["enrol_key"]
    assert "<svg" in page
    shown = send(client, "org:enrol", otp_code=code_of(key)).content.decode()
    assert shown.count("<code>") == 10
    assert client.get("/").url == reverse("org:own_facts")
    send(client, "org:own_facts", phone="13812345678", language="zh-hans", version=1)
    assert client.get("/").status_code == 200
    assert staff_of("cashier").phone == "13812345678"
    acts = {c.action for c in changes_of([staff_of("cashier")])}
    assert acts == {"change_password", "enrol_second_factor", "check_facts"}


def test_position_without_such_duties_registers_no_phone(strict, client) -> None:
    newcomer("technician")
    sign_in(client, "technician")
    send(client, "org:password", new_password=NEW, new_password_again=NEW)
    assert client.get("/").url == reverse("org:own_facts")


def addresses() -> list[Address]:
    return [a for a in (*every_address(), *admin_addresses()) if a.policy and a.policy.login]


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_address_goes_round_the_initial_password(client_as, method) -> None:
    newcomer("general_manager")
    client = client_as("general_manager")
    open_doors = []
    for address in addresses():
        kwargs = {n: ARGUMENTS.get(n, "1") for n in address.arguments}
        answer = getattr(client, method)(address.at(**kwargs), {"operation_key": uuid.uuid4()})
        led = answer.status_code == 302 and answer.url.startswith(reverse("org:password"))
        if not led and address.name != "org:password":
            open_doors.append((address.name, answer.status_code))
    assert open_doors == []


def test_no_address_goes_round_the_code(strict, client_as) -> None:
    with_phone("general_manager")
    client = client_as("general_manager")
    open_doors = []
    for address in addresses():
        kwargs = {n: ARGUMENTS.get(n, "1") for n in address.arguments}
        answer = client.get(address.at(**kwargs))
        led = answer.status_code == 302 and answer.url.startswith(reverse("org:code"))
        if not led and address.name != "org:code":
            open_doors.append((address.name, answer.status_code))
    assert open_doors == []


def test_htmx_is_led_to_the_step_as_a_whole_page(client_as) -> None:
    newcomer("cashier")
    answer = client_as("cashier").get("/", headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == reverse("org:password")


def test_step_has_no_menu_around_it(client_as) -> None:
    newcomer("cashier")
    page = client_as("cashier").get(reverse("org:password")).content.decode()
    assert 'class="bare"' in page
    assert "sidebar" not in page


@pytest.mark.parametrize(
    ("new", "again", "words"),
    [
        (NEW, NEW + "x", "两次输入的新密码不一样"),
        ("short1", "short1", "密码太短，至少要 10 个字符。"),
        ("1234567890", "1234567890", "密码不能全是数字。"),
        ("qwertyuiop", "qwertyuiop", "这个密码太常见"),
        ("cashier-cashier", "cashier-cashier", "用户名"),
        ("初始密码-demo-1", "初始密码-demo-1", "不能与现在的密码相同"),
    ],
)
def test_new_password_is_refused_in_chinese(client_as, new, again, words) -> None:
    user = newcomer("cashier")
    user.set_password("初始密码-demo-1")
    user.save()
    answer = send(client_as("cashier"), "org:password", new_password=new, new_password_again=again)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert user_of("cashier").initial_password


def test_form_typed_before_a_step_is_kept_for_after_it(client_as) -> None:
    newcomer("cashier")
    client = client_as("cashier")
    answer = client.post("/store/", {"store": "1", "operation_key": str(uuid.uuid4())})
    assert "next=%2Fkept%2F" in answer.url
    done = client.post(
        answer.url,
        {"operation_key": str(uuid.uuid4()), "new_password": NEW, "new_password_again": NEW},
    )
    assert done.url.startswith("/kept/")


def test_recovery_codes_are_kept_hashed(strict, client_as) -> None:
    client = client_as("cashier")
    client.get(reverse("org:enrol"))
    page = send(client, "org:enrol", otp_code=code_of(client.session["enrol_key"]))
    codes = page.context["codes"]
    kept = set(RecoveryCode.objects.values_list("digest", flat=True))
    assert len(kept) == 10
    assert not kept & set(codes)


def test_wrong_first_code_registers_nothing(strict, client_as) -> None:
    client = client_as("cashier")
    client.get(reverse("org:enrol"))
    answer = send(client, "org:enrol", otp_code="12")
    assert answer.status_code == 409
    assert "动态口令不对" in answer.content.decode()
    assert not RecoveryCode.objects.exists()
