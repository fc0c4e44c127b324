"""The frame around every page, and what is said when a request is turned down."""

from __future__ import annotations

import re
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.template import engines
from django.test import Client

from apps.core.context import frame

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test.utils import CaptureQueriesContext

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def text_of(client: Client, address: str, **extra: object) -> str:
    """The body of a page."""
    return client.get(address, **extra).content.decode()  # type: ignore[arg-type]


def test_login_page_lists_the_demo_logins_and_fills_no_password(client: Client) -> None:
    body = text_of(client, "/login/")
    assert 'data-username="service_advisor"' in body
    assert 'name="password"' in body
    assert 'value="demo"' not in body


def test_login_page_lists_nobody_outside_demo(client: Client, settings: object) -> None:
    settings.DEMO = False  # type: ignore[attr-defined]
    assert "data-username" not in text_of(client, "/login/")


def test_wrong_password_is_said_and_keeps_the_name(client: Client) -> None:
    answer = client.post("/login/", {"username": "cashier", "password": "x"})
    body = answer.content.decode()
    assert answer.status_code == 422
    assert "data-login-problem" in body
    assert 'value="cashier"' in body


def test_home_is_whole_for_a_browser_and_main_only_for_htmx(
    client_as: Callable[..., Client],
) -> None:
    client = client_as("service_advisor")
    assert text_of(client, "/").startswith("<!doctype html>")
    assert text_of(client, "/", headers=HTMX).lstrip().startswith('<main id="main"')


def test_frame_names_the_person_the_store_and_the_way_out(client_as: Callable[..., Client]) -> None:
    body = text_of(client_as("service_advisor"), "/")
    assert 'data-user="service_advisor"' in body
    assert "长沙一店" in body
    assert 'action="/logout/"' in body


def test_menu_draws_a_line_between_groups(client_as: Callable[..., Client]) -> None:
    menu = client_as("service_advisor").get("/").context["navigation"]
    lines = [entry["label"] for entry in menu if entry["starts"]]
    assert "接待" in lines
    assert "我的岗位" not in lines
    assert len(lines) < len(menu) / 2


def test_frame_is_bare_for_a_stranger(client: Client) -> None:
    body = text_of(client, "/login/")
    assert 'class="bare"' in body
    assert "sidebar" not in body


def test_frame_asks_the_database_nothing_after_access_is_known(
    client_as: Callable[..., Client],
    django_assert_num_queries: Callable[[int], CaptureQueriesContext],
) -> None:
    request = client_as("service_advisor").get("/").wsgi_request
    with django_assert_num_queries(0):
        context = frame(request)
        assert list(context["navigation"])
        assert context["frame"]["posts"]


def test_every_page_forbids_inline_script(client_as: Callable[..., Client]) -> None:
    answer = client_as("service_advisor").get("/")
    policy = answer["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert not re.search(r"<script(?![^>]*\ssrc=)|\sstyle=", answer.content.decode())


def test_stranger_is_sent_to_the_login_and_htmx_is_told_401(client: Client) -> None:
    assert client.get("/").status_code == 302
    answer = client.get("/", headers=HTMX)
    assert answer.status_code == 401
    assert "登录已过期" in answer.content.decode()


def test_form_posted_after_the_login_expired_is_kept_and_offered_again(client: Client) -> None:
    sent = {"words": "发动机异响", "operation_key": str(uuid.uuid4())}
    answer = client.post("/store/", sent)
    assert answer.status_code == 302
    login = answer["Location"]
    assert "接着提交" in text_of(client, login)
    after = client.post(login, {"username": "service_advisor", "password": "demo"}, follow=True)
    body = after.content.decode()
    assert 'action="/store/"' in body
    assert "发动机异响" in body
    assert sent["operation_key"] in body


def test_unknown_address_is_a_page_with_a_way_home(client_as: Callable[..., Client]) -> None:
    answer = client_as("service_advisor").get("/nowhere/")
    assert answer.status_code == 404
    assert 'href="/"' in answer.content.decode()


def test_refused_page_names_who_could(client_as: Callable[..., Client]) -> None:
    answer = client_as("cashier").get("/parts/receive/")
    assert answer.status_code == 403
    assert "现在可以办的人" in answer.content.decode()


def test_forged_form_is_refused_in_words(client_as: Callable[..., Client]) -> None:
    client = client_as("service_advisor")
    client.handler.enforce_csrf_checks = True
    answer = client.post("/store/", {"store": "1"})
    assert answer.status_code == 403
    assert "没有保存" in answer.content.decode()


def test_form_without_operation_key_is_refused(client_as: Callable[..., Client]) -> None:
    answer = client_as("service_advisor").post("/store/", {"store": "1"})
    assert answer.status_code == 422


def test_language_and_theme_stay_on_the_page(client_as: Callable[..., Client]) -> None:
    client = client_as("service_advisor")
    answer = client.post("/language/", {"language": "en", "next": "/?a=1"})
    assert answer["Location"] == "/?a=1"
    client.cookies["theme"] = "dark"
    body = text_of(client, "/")
    assert '<html lang="en" data-bs-theme="dark"' in body
    client.cookies["theme"] = 'x" onload="'
    assert "onload" not in text_of(client, "/")


def test_language_switch_does_not_lead_away(client: Client) -> None:
    answer = client.post("/language/", {"language": "en", "next": "https://evil.example/"})
    assert answer["Location"] == "/"


def test_overdue_count_is_a_link_to_the_inbox(client_as: Callable[..., Client]) -> None:
    assert "0" in text_of(client_as("service_advisor"), "/overdue/", headers=HTMX)


def test_every_template_compiles() -> None:
    root = Path(settings.BASE_DIR) / "templates"
    for page in root.rglob("*.html"):
        engines["django"].get_template(str(page.relative_to(root)))
