"""Every paper of the service department on its sheet, compared with the picture kept of it.

``make prints`` keeps new pictures; look at each of them before they are committed.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import factory
import pytest
from django.conf import settings
from django.urls import reverse

from apps.core import clock
from apps.workorders.models import CashShift, GatePass, WorkOrder
from tests.access import money_samples, path_samples
from tests.access.samples import published, refused_work, ticket
from tests.browser import chromium
from tests.browser.paper import FOLDER, compared, printed
from tests.care.cases import delivered
from tests.factories import customers, org, parts, stays, workorders
from tests.factories.stays import CustodyItemFactory
from tests.factories.workorders import AppointmentFactory, JobFactory, LabourLineFactory
from tests.personas import NOW, department_of, staff_of, store_of
from tests.workorders.shop.floor import HOUR, bay, job_in, slot_of
from tests.workorders.shop.quality_rows import lockout
from tests.workorders.till.orders import add_part, add_warranty, prepared, ready_order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.django_db(transaction=True)
ADVISOR, CASHIER, SITE = "service_advisor", "cashier", "https://shop.example"
MINUTE = dt.timedelta(minutes=1)
LONG = {"repair-order", "settlement-a4", "settlement-warranty", "settlement-triplicate"}
SHEETS = dict.fromkeys(LONG, 2) | {"settlement-slip": 3}  # of many lines; all others are one
Paper = tuple[str, str, str, str]  # name, who prints it, address, what is asked for


@pytest.fixture(scope="module")
def browser(browser: Browser) -> Iterator[Browser]:
    """A browser that draws with the font of the environment only, on every machine."""
    found = chromium.find(settings.VAR_DIR, alone=True)
    program = browser.browser_type.launch(
        executable_path=found.program, env=found.environment, args=chromium.OPTIONS
    )
    yield program
    program.close()


@pytest.fixture
def same_every_time(monkeypatch: pytest.MonkeyPatch, transactional_db: None) -> None:
    """The clock stands, numbers begin at nought, and codes lead to one address."""
    monkeypatch.setattr(clock, "offset", lambda: NOW + MINUTE / 2 - clock.real())
    monkeypatch.setattr(
        "django.http.HttpRequest.build_absolute_uri", lambda _request, path="/": f"{SITE}{path}"
    )
    for room in (customers, org, parts, stays, workorders):
        for made in vars(room).values():
            if isinstance(made, type) and issubclass(made, factory.Factory) and made._meta.model:
                made.reset_sequence(0, force=True)


@pytest.fixture
def dealer() -> None:
    """The store as its papers name it."""
    store = store_of()
    store.legal_name = "长沙华骏汽车销售服务有限公司"
    store.address = "湖南省长沙市岳麓区枫林三路1099号汽车城东区8栋"
    store.phone, store.credit_code = "0731-88881234", "91430100MA4L5X7Y2K"
    store.save()


def long_order() -> WorkOrder:
    """A delivered order with many lines, long names, two payers and old parts taken along."""
    order = ready_order()
    job = JobFactory(
        order=order, state="done", position=3, name="拆装仪表台总成并更换空调蒸发箱总成及膨胀阀"
    )
    for name, hours in (
        ("拆装仪表台总成（含方向盘、气囊、线束插头）", "6.50"),
        ("更换蒸发箱总成、抽真空加注冷媒", "2.00"),
    ):
        LabourLineFactory(job=job, description=name, hours=Decimal(hours), unit_price=Decimal(180))
    for n in range(6):
        facts = {"code": f"97139-F2000-{n:02d}", "brand": "现代摩比斯"}
        add_part(job, f"{1234 + n}.56", name=f"空调蒸发箱总成带密封垫及温度传感器{n + 1}", **facts)
    add_warranty(order)
    return delivered(WorkOrder.objects.get(pk=order.pk))


def papers() -> Iterator[Paper]:
    """Every paper: of a delivered order, of one at the till, of the workshop, of the accounts."""
    order = long_order()
    settlement = order.settlements.get()
    GatePass.objects.update(code="K7M2Q9")
    yield from (
        ("repair-order", ADVISOR, reverse("workorders:print_order", args=[order.pk]), ""),
        ("checkin-sheet", ADVISOR, reverse("workorders:print_visit", args=[order.visit_id]), ""),
        ("certificate", ADVISOR, reverse("workorders:certificate", args=[order.pk]), ""),
        ("key-tag", ADVISOR, reverse("workorders:key_tag", args=[order.pk]), ""),
    )
    bill = reverse("workorders:settlement_print", args=[settlement.pk])
    for kind in ("a4", "triplicate", "slip"):
        yield f"settlement-{kind}", ADVISOR, bill, f"?payer=CP&paper={kind}"
    yield "settlement-warranty", ADVISOR, bill, "?payer=WAR&paper=a4"
    gate = GatePass.objects.get()
    yield "gate-pass", ADVISOR, reverse("workorders:gate_pass_print", args=[gate.pk]), ""
    yield "receipt", CASHIER, reverse("workorders:receipt_slip", args=[settlement.pk]), ""
    waiting = prepared()
    address = reverse("workorders:settlement_preview", args=[waiting.order_id])
    yield "settlement-preview", ADVISOR, address, "?paper=a4"
    yield (
        "invoice-request",
        CASHIER,
        reverse("workorders:invoice_request", args=[settlement.buckets.get(payer="CP").pk]),
        "",
    )
    shift = CashShift.objects.order_by("pk").first()
    assert shift
    yield "shift", CASHIER, reverse("workorders:shift_print", args=[shift.pk]), ""
    held = money_samples.deposit(waiting.order)
    yield "deposit", CASHIER, reverse("workorders:deposit_slip", args=[held.pk]), ""
    row = money_samples.statement()
    yield "monthly-statement", CASHIER, reverse("workorders:monthly_print", args=[row.pk]), ""
    yield from of_the_shop()


def of_the_shop() -> Iterator[Paper]:
    """Papers that go with the car and its parts through the house."""
    estimate, declined = published(), refused_work()
    yield "estimate", ADVISOR, reverse("workorders:print_estimate", args=[estimate.pk]), ""
    yield "risk-notice", ADVISOR, reverse("workorders:print_risk", args=[declined.pk]), ""
    yield "queue-ticket", ADVISOR, reverse("workorders:queue_ticket", args=[ticket().pk]), ""
    tag = CustodyItemFactory(visit=estimate.order.visit)
    yield "custody-tag", ADVISOR, reverse("workorders:custody_tag", args=[tag.pk]), ""
    job = job_in("assigned")
    slot_of(job, bay(), NOW + HOUR, technician=staff_of("technician"))
    yield "job-card", "technician", reverse("workorders:dispatch_sheet", args=[job.pk]), ""
    locked = lockout()
    address = reverse("workorders:lockout_sheet", args=[locked.job_id])
    yield "lockout", "technician", address, ""
    away = path_samples.sublet(job)
    yield "sublet", ADVISOR, reverse("workorders:sublet_print", args=[away.pk]), ""
    moved = path_samples.transfer(job)
    yield "transfer", ADVISOR, reverse("workorders:transfer_print", args=[moved.pk]), ""
    facts = {"unit": department_of("front_desk"), "advisor": staff_of(ADVISOR)}
    AppointmentFactory(**facts, slot_at=NOW + dt.timedelta(days=1, hours=1))
    yield "preparation", ADVISOR, reverse("workorders:preparation_print"), ""
    sold = money_samples.prepaid()
    yield "prepaid", CASHIER, reverse("workorders:prepaid_slip", args=[sold.pk]), ""


def test_every_paper_is_whole_and_looks_as_it_was_kept(
    same_every_time: None, dealer: None, browser_page: Callable[..., Page], shots: Path
) -> None:
    pages: dict[str, Any] = {}
    found: dict[str, list[str]] = {}
    names = set()
    for name, login, address, query in papers():
        names.add(name)
        if login not in pages:
            pages[login] = browser_page(login, refusals=(404, 403))
        paper = printed(pages[login], f"{address}{query}")
        words = compared(name, paper.picture, shots)
        faults = [*paper.faults, *([words] if words else [])]
        if paper.sheets != SHEETS.get(name, 1):
            faults.append(f"{paper.sheets} sheets")
        if faults:
            found[name] = faults
    assert found == {}
    assert {f.stem for f in FOLDER.glob("*.png")} == names
