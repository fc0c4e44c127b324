"""The page a customer opens by a one-time link: anonymous, once, and about nothing else."""

from __future__ import annotations

import base64
import datetime as dt
import io
import uuid
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from PIL import Image

from apps.core import clock
from apps.org.models import Notice
from apps.workorders.models import DeclinedWork, Estimate, EstimateLink, WorkOrder
from apps.workorders.services import estimates, lines
from apps.workorders.services.links import make_link, note_opened, revoke_link, token_of
from tests.personas import access_of

pytestmark = pytest.mark.django_db


def drawn() -> str:
    """A signature as the canvas gives it."""
    buffer = io.BytesIO()
    Image.new("RGBA", (40, 20), (0, 0, 0, 255)).save(buffer, "PNG")
    return "data:image/png;base64," + base64.b64encode(buffer.getvalue()).decode()


@pytest.fixture(autouse=True)
def fresh_counter():
    cache.clear()


@pytest.fixture
def present(db):
    """The advisor now, in real time: a link lives by the request's own clock."""
    return access_of("service_advisor", now=clock.now())


@pytest.fixture
def estimate(priced, prices, present):
    """Two jobs, sent."""
    lines.add_job(
        by=present, order=priced, version=None, payer="CP", name="更换刹车片", hours=Decimal(1)
    )
    return estimates.publish(by=present, order=WorkOrder.objects.get(pk=priced.pk), version=None)


@pytest.fixture
def link(estimate, present):
    return make_link(by=present, estimate=estimate, version=None)


def address(link, **query):
    return reverse("workorders:customer", args=[token_of(link)])


def said(**facts):
    return {
        "operation_key": str(uuid.uuid4()),
        "customer_name": "张伟",
        "signature": drawn(),
        "word_1": "approved",
        "word_2": "declined",
        "reason_2": "price",
        **facts,
    }


def test_page_shows_the_lines_and_nobodys_phone(link):
    response = Client().get(address(link))
    page = response.content.decode()
    assert response.status_code == 200
    assert "更换刹车片" in page
    assert "¥120.00" in page
    for secret in ("13812345678", "湘A12345", "张伟"):
        assert secret not in page


def test_page_is_kept_by_nobody_and_told_to_nobody(link):
    response = Client().get(address(link))
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "same-origin"
    assert "noindex" in response["X-Robots-Tag"]


def test_page_speaks_english_when_asked(link):
    assert 'lang="en"' in Client().get(address(link) + "?lang=en").content.decode()


def test_answer_is_taken_once_with_signature_and_rings_the_advisor(link, priced):
    assert Client().post(address(link), said()).status_code == 303
    row = Estimate.objects.get()
    assert (row.state, row.medium, row.taker, row.customer_name) == (
        "answered",
        "link",
        None,
        "张伟",
    )
    assert row.agreed == Decimal("60.00")
    assert DeclinedWork.objects.get().name == "更换刹车片"
    assert Notice.objects.filter(staff=priced.advisor, kind="estimate").count() == 1
    assert WorkOrder.objects.get(pk=priced.pk).state == "draft"


def test_second_answer_is_told_and_changes_nothing(link):
    Client().post(address(link), said())
    response = Client().post(address(link), said(word_2="approved"))
    assert response.status_code == 409
    assert "不能重复提交" in response.content.decode()
    assert DeclinedWork.objects.count() == 1


def test_enter_pressed_twice_is_one_answer(link):
    again = said()
    assert Client().post(address(link), again).status_code == 303
    assert Client().post(address(link), again).status_code == 303
    assert DeclinedWork.objects.count() == 1


def test_opening_a_used_link_thanks_and_shows_no_prices(link):
    Client().post(address(link), said())
    page = Client().get(address(link)).content.decode()
    assert "已收到您的答复" in page
    assert "¥" not in page


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"signature": ""}, "签名"),
        ({"customer_name": " "}, "还有内容"),
        ({"word_2": ""}, "还有项目没有选择"),
        ({"reason_2": ""}, "不做的原因"),
        ({"signature": "data:image/png;base64,AAAA"}, "照片"),
    ],
)
def test_unfinished_answer_is_told_and_keeps_what_was_typed(link, facts, words):
    response = Client().post(address(link), said(note_2="没空", **facts))
    assert response.status_code == 422
    page = response.content.decode()
    assert words in page
    assert "没空" in page
    assert Estimate.objects.get().state == "sent"


def test_ended_link_says_so(link):
    EstimateLink.objects.filter(pk=link.pk)
    link.expires_at = clock.now() - dt.timedelta(minutes=1)
    link.save()
    for response in (Client().get(address(link)), Client().post(address(link), said())):
        assert response.status_code == 410
        assert "有效期" in response.content.decode()


def test_replaced_estimate_says_so(link, priced, present):
    estimates.publish(by=present, order=WorkOrder.objects.get(pk=priced.pk), version=None)
    response = Client().get(address(link))
    assert response.status_code == 410
    assert "已更新" in response.content.decode()


def test_revoked_link_says_so(link, present):
    revoke_link(by=present, link=link)
    assert Client().get(address(link)).status_code == 410


def test_changed_price_in_between_is_told(link, priced, present):
    line = priced.jobs.first().labour_lines.get()
    lines.change_labour(by=present, line=line, version=None, hours=Decimal(3), payer="CP")
    response = Client().post(address(link), said())
    assert response.status_code == 409
    assert "重新报价" in response.content.decode()


def test_unknown_token_is_not_found_and_guessing_is_slowed(link):
    client = Client()
    assert client.get(reverse("workorders:customer", args=["x" * 43])).status_code == 404
    for _ in range(60):
        response = client.get(reverse("workorders:customer", args=["y" * 43]))
    assert response.status_code == 429


def test_token_is_nowhere_in_the_database(link):
    token = token_of(link)
    row = EstimateLink.objects.filter(pk=link.pk).values().get()
    assert token not in {str(value) for value in row.values()}


def test_link_of_the_shop_needs_the_right(client_as, estimate):
    url = reverse("workorders:estimate_link", args=[estimate.pk])
    key = {"operation_key": str(uuid.uuid4()), "version": estimate.version}
    assert client_as("technician").post(url, key).status_code in {403, 404}
    assert client_as("service_advisor", store="cs2").post(url, key).status_code == 404


def test_opening_is_noted_once(link, present):
    first = note_opened(by=present, link=link).opened_at
    later = access_of("service_advisor", now=clock.now() + dt.timedelta(hours=1))
    assert note_opened(by=later, link=link).opened_at == first
