"""The audit at the desk and in the hand, and a number shown by one tap."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from apps.core import clock
from apps.core.exports import record_export
from apps.customers.services import change_customer
from apps.org.models import ContactReveal
from apps.org.services.contacts import reveal_contact
from apps.workorders.services.orders import comment
from tests.access.samples import order
from tests.browser.conftest import DESK, PHONE, TABLET
from tests.factories.customers import car_of
from tests.personas import access_of, staff_of, store_of

pytestmark = pytest.mark.django_db(transaction=True)
NUMBER = "13812345678"


def acted() -> dict[str, str]:
    """Some acts, and the pages that tell of them."""
    now = clock.now()
    car = car_of(store_of(), plate="湘A12345", owner="张伟", phone=NUMBER)
    by = access_of("service_advisor", now=now, key=uuid.uuid4())
    row = order()
    facts = {"name": "张伟强", "phone": "13812349999", "address": "湖南省长沙市岳麓区枫林路1号"}
    change_customer(by=by, customer=car.owner, version=None, **facts)
    later = access_of("service_advisor", now=now + dt.timedelta(minutes=3), key=uuid.uuid4())
    reveal_contact(by=later, row=car.owner, field="phone", page="/workorders/12/")
    comment(by=later, order=row, text="客户同意加做四轮定位，下午四点取车")
    row.promised_at, row.version = now, row.version
    row.save()
    head = access_of("front_desk_supervisor", now=now)
    record_export(
        by=head,
        kind="org.whocan",
        store_id=store_of().pk,
        chosen={"room": "workorders", "store": str(store_of().pk)},
        rows=321,
        content=b"x",
    )
    return {
        "people": reverse("org:audit"),
        "person": reverse("org:audit_person", args=[staff_of("service_advisor").pk]),
        "object": reverse("org:audit_object", args=["workorders.workorder", row.pk]),
        "customer": reverse("org:audit_object", args=["customers.customer", car.owner.pk]),
        "request": reverse("org:audit_request", args=[later.request_id]),
        "exports": reverse("org:audit_exports"),
        "reveals": reverse("org:audit_reveals"),
    }


@pytest.mark.parametrize(
    ("viewport", "scheme", "language"),
    [
        (DESK, "light", "zh-CN"),
        (DESK, "dark", "en"),
        (TABLET, "light", "zh-CN"),
        (PHONE, "light", "zh-CN"),
        (PHONE, "dark", "en"),
    ],
)
def test_pages_fit_the_screen(browser_page, shot, viewport, scheme, language):
    page = browser_page("administrator", viewport=viewport, scheme=scheme, language=language)
    for name, address in acted().items():
        page.goto(address)
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, name
        shot(page, f"audit-{name}-{viewport[0]}-{scheme}")


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "plain"])
def test_a_number_is_shown_by_one_press_and_recorded(browser_page, shot, javascript):
    car = car_of(store_of(), plate="湘A12345", owner="张伟", phone=NUMBER)
    page = browser_page("service_advisor", viewport=PHONE, javascript=javascript)
    page.goto(reverse("customers:vehicle", args=[car.pk]))
    assert NUMBER not in page.content()
    shot(page, f"contact-masked-{javascript}")
    page.get_by_role("button", name="显示").click()
    page.wait_for_selector(f'a[href="tel:{NUMBER}"]')
    shot(page, f"contact-shown-{javascript}")
    assert ContactReveal.objects.get().object_id == car.owner.pk


def test_history_is_one_quiet_link_away(browser_page, shot):
    row = order()
    page = browser_page("service_advisor")
    page.goto(reverse("workorders:detail", args=[row.pk]))
    shot(page, "order-with-history-link")
    page.get_by_role("link", name="变更记录").click()
    page.wait_for_url("**/org/history/**")
    assert row.number in page.inner_text("main")
