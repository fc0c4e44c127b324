"""Every important form sent twice by a person in a hurry leaves one row.

Twice means: a real double click; the same page open in two tabs, sent in both; and the way back in
the browser, sent once more.  Nothing anybody sees may be an error page.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from playwright.sync_api import Error

from apps.core import clock
from apps.parts.models import Supplier
from apps.workorders import models
from apps.workorders.services import links
from apps.workorders.services.estimates import publish
from tests.access.money_samples import account, owed
from tests.browser import steps
from tests.browser.conftest import DESK, PHONE
from tests.factories.customers import car_of
from tests.factories.workorders import JobFactory, LabourLineFactory
from tests.personas import NOW, access_of, staff_of, store_of
from tests.workorders.menu import small_service
from tests.workorders.shop.floor import bay, job_in, order_in
from tests.workorders.till.orders import prepared, ready_order, settled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)
ADVISOR, CASHIER, TECHNICIAN = "service_advisor", "cashier", "technician"
HOUR = dt.timedelta(hours=1)
MOST_ANSWERS = 3  # presses of one form that can still be under way


@dataclass
class Form:
    """A form: who sends it from where, what is typed, which button, and the rows it makes."""

    name: str
    login: str
    address: str
    button: str
    rows: Callable[[], int]
    typed: dict[str, str] = field(default_factory=dict)
    first: str = ""  # pressed before anything is typed
    pad: str = ""
    made: int = 1


def counting(model: Any, **facts: Any) -> Callable[[], int]:
    """How many such rows there are."""
    return lambda: model.objects.filter(**facts).count()


def forms() -> Iterator[Form]:
    """The forms of issue and desk, one after the other, each about a car of its own."""
    yield from at_the_desk()
    yield from in_the_shop()
    yield from at_the_till()


def draft(plate: str) -> models.WorkOrder:
    """An order that is being written, with one job."""
    order = order_in("draft", visit__plate_no=plate, signed_at=None, authorised_at=None)
    LabourLineFactory(job=JobFactory(order=order, name="检查底盘"))
    return order


def at_the_desk() -> Iterator[Form]:
    """Booking, check-in, lines, package, estimate, the customer's own answer."""
    steps.price_lists(BY0001=("更换机油机滤", "0.50"))
    small_service(None, express=False)
    car = car_of(store_of(), plate="湘A11111", owner="张伟", phone="13812345678")
    slot = (clock.now() + 26 * HOUR).astimezone(clock.SHANGHAI)
    yield Form(
        "booking",
        ADVISOR,
        f"{reverse('workorders:appointment_new')}?vehicle={car.pk}",
        "button[form=booking]",
        counting(models.Appointment),
        {"#id_concerns": "做保养", "#id_work_1": "BY0001", "#id_slot_at": f"{slot:%Y-%m-%dT%H}:00"},
    )
    yield Form(
        "check-in",
        ADVISOR,
        reverse("workorders:checkin", args=[car.pk]),
        "button:has-text('保存并开单')",
        counting(models.Visit, vehicle=car),
        {"#id_statements": "刹车有异响", "#id_odometer_km": "20100"},
        first="#id_signed_on_paper",
    )
    order = draft("湘A22222")
    page = reverse("workorders:detail", args=[order.pk])
    lines = counting(models.LabourLine, job__order=order)
    yield Form("order line", ADVISOR, f"{page}?find=机滤", "[data-first-hit]", lines, made=1)
    offered = draft("湘A33333")
    yield Form(
        "package",
        ADVISOR,
        reverse("workorders:detail", args=[offered.pk]),
        "button.offer",
        counting(models.LabourLine, job__order=offered, package__isnull=False),
        made=2,
    )
    told = draft("湘A44444")
    yield Form(
        "estimate",
        ADVISOR,
        reverse("workorders:quote", args=[told.pk]),
        "button[form=publish]",
        counting(models.Estimate, order=told),
        {"#id_promised_at": f"{slot:%Y-%m-%dT%H}:00"},
    )
    asked = draft("湘A55555")
    estimate = publish(by=access_of(ADVISOR, now=clock.now()), order=asked, version=None)
    link = links.make_link(by=access_of(ADVISOR, now=clock.now()), estimate=estimate, version=None)
    yield Form(
        "answer by link",
        "",
        f"/workorders/e/{links.token_of(link)}/",
        "button.go",
        counting(models.Consent, item__estimate=estimate),
        {"#id_customer_name": "李送修"},
        first="label.choice:has-text('同意')",
        pad="[data-pad]",
    )


def in_the_shop() -> Iterator[Form]:
    """A finding, a question, the clock, a slot on the board, work sent out."""
    found = job_in("working", confirmed_at=clock.now())
    yield Form(
        "finding",
        TECHNICIAN,
        reverse("workorders:job", args=[found.pk]),
        "form[data-queue=finding] button",
        counting(models.Finding, job=found),
        {"#id_text": "前刹车片只剩3毫米"},
        first="summary:has-text('发现问题')",
    )
    begun = job_in("assigned", confirmed_at=clock.now())
    yield Form(
        "clock",
        TECHNICIAN,
        reverse("workorders:job", args=[begun.pk]),
        "form[data-queue=start] button",
        counting(models.ClockEntry, job=begun),
    )
    late = {"promised_at": clock.now() + 30 * HOUR, "first_promised_at": clock.now() + 30 * HOUR}
    waiting, place = job_in("pending", order=order_in("queued", **late)), bay()
    start = clock.now().astimezone(clock.SHANGHAI) + 2 * HOUR
    yield Form(
        "board",
        "dispatcher_inspector",
        reverse("workorders:dispatch", args=[waiting.pk]),
        "button[form=dispatch-form]",
        counting(models.BaySlot, job=waiting),
        {
            "#id_bay": str(place.pk),
            "#id_technician": str(staff_of(TECHNICIAN).pk),
            "#id_start": f"{start:%Y-%m-%dT%H}:00",
        },
    )
    away = job_in("assigned")
    vendor = Supplier.objects.create(code="WX01", name="轮毂修复")
    yield Form(
        "sublet",
        ADVISOR,
        reverse("workorders:order_sublets", args=[away.order_id]),
        "#step-plan button[type=submit]",
        counting(models.Sublet, order=away.order),
        {
            "#id_plan_job": str(away.pk),
            "#id_plan_supplier": str(vendor.pk),
            "#id_plan_what": "轮毂修复",
            "#id_plan_cost": "100",
            "#id_plan_price": "180",
            "#id_plan_consent_name": "李送修",
            "#id_plan_consent_medium": "phone",
        },
    )


def at_the_till() -> Iterator[Form]:
    """Deposit, settlement, payment, the car's leave, the shift, the fleet's month."""
    held = order_in("queued")
    yield Form(
        "deposit",
        CASHIER,
        reverse("workorders:order_deposit", args=[held.pk]),
        "button[form=deposit-form]",
        counting(models.Deposit, order=held),
        {"#id_amount": "500"},
        first="label:has-text('现金')",
    )
    ready = ready_order()
    yield Form(
        "settlement",
        ADVISOR,
        reverse("workorders:settlement", args=[ready.pk]),
        "button:has-text('提交结算')",
        counting(models.Settlement, order=ready),
    )
    due = prepared()
    yield Form(
        "payment",
        CASHIER,
        reverse("workorders:till", args=[due.pk]),
        "button:has-text('收款')",
        counting(models.Payment, bucket__settlement=due),
        first="label:has-text('现金')",
    )
    done = settled()
    yield Form(
        "gate pass",
        ADVISOR,
        reverse("workorders:release", args=[done.order_id]),
        "button:has-text('交车放行')",
        counting(models.GatePass, order=done.order),
        {"#id_receiver_name": "王车主", "#id_km_out": "20010"},
        first="input[name=old_parts]",
    )
    shift = models.CashShift.objects.filter(state="open").first()
    assert shift
    yield Form(
        "shift",
        CASHIER,
        reverse("workorders:shift", args=[shift.pk]),
        "button[form=close-form]",
        counting(models.CashShift, pk=shift.pk, state="closed"),
    )
    fleet = account()
    bill = owed(prepared(ready_order()))
    bill.customer = fleet.customer
    bill.save()
    yield Form(
        "statement",
        CASHIER,
        reverse("workorders:account", args=[fleet.pk]),
        "button:has-text('出单')",
        counting(models.AccountStatement, account=fleet),
        {"[name=period_from]": f"{NOW:%Y-%m}-01", "[name=period_until]": f"{NOW:%Y-%m-%d}"},
    )


def visit(page: Page, address: str) -> None:
    """Open the page, also when the answer to the last press comes in between."""
    for _ in range(MOST_ANSWERS):
        try:
            page.goto(address)
        except Error:
            page.wait_for_timeout(500)
            page.wait_for_load_state("networkidle")
        else:
            return
    page.goto(address)


def fill(page: Page, form: Form) -> None:
    """Open the form and type what it asks."""
    visit(page, form.address)
    if form.first:
        page.locator(form.first).first.click()
    for field_, value in form.typed.items():
        box = page.locator(field_).first
        if box.evaluate("e => e.tagName") == "SELECT":
            box.select_option(value)
        else:
            box.fill(value)
    if form.pad:
        steps.draw(page, form.pad)


def send(page: Page, press: Callable[[], None]) -> None:
    """Press, and wait until what was sent is answered and shown."""
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        press()
    page.wait_for_load_state("networkidle")


def send_often(tabs: tuple[Page, Page], form: Form) -> list[tuple[str, int]]:
    """How many rows there are more after each way of sending it once more."""
    one, other = tabs
    before = form.rows()
    counts = []
    fill(one, form)
    fill(other, form)
    send(one, one.locator(form.button).first.dblclick)
    counts.append(("double click", form.rows() - before))
    send(other, other.locator(form.button).first.click)
    counts.append(("second tab", form.rows() - before))
    one.go_back()
    one.wait_for_load_state("networkidle")
    again = one.locator(form.button).first
    if again.is_visible() and again.get_attribute("aria-disabled") != "true":
        again.click()
        one.wait_for_timeout(500)  # a refused press sends nothing that could be awaited
        one.wait_for_load_state("networkidle")
    counts.append(("back and again", form.rows() - before))
    return counts


def test_a_form_sent_twice_leaves_one_row(browser_page: Callable[..., Page]) -> None:
    windows: dict[str, tuple[Page, Page]] = {}
    wrong = {}
    for form in forms():
        if form.login not in windows:
            size = PHONE if form.login in {"", TECHNICIAN} else DESK
            page = browser_page(form.login, viewport=size, refusals=(403, 404, 409, 410, 422))
            windows[form.login] = page, page.context.new_page()
        tabs = windows[form.login]
        counts = send_often(tabs, form)
        if [made for _way, made in counts] != [form.made] * len(counts):
            wrong[form.name] = counts, tabs[1].locator(".field-error, .notice").all_inner_texts()
    assert wrong == {}
