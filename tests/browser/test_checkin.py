"""The check-in sheet on a tablet: marks, a photo, two statements, a signature, and its paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from apps.workorders.models import CarPhoto, WorkOrder
from tests.browser.conftest import DESK, PHONE, TABLET
from tests.browser.pages import sideways
from tests.browser.test_reception import draw
from tests.factories.customers import car_of
from tests.factories.stays import RecallVehicleFactory, photo_of
from tests.personas import store_of


@pytest.fixture
def car(transactional_db):
    """A car the store knows, named by a recall."""
    car = car_of(
        store_of(), plate="湘A12345", owner="张伟", phone="13812345678", last_odometer_km=18_000
    )
    RecallVehicleFactory(vin=car.vin)
    return car


def picture():
    """A photo as the camera hands it over."""
    return {"name": "car.jpg", "mimeType": "image/jpeg", "buffer": photo_of().read()}


def test_the_sheet_is_filled_in_on_a_tablet(car, browser_page, shot):
    page = browser_page("service_advisor", viewport=TABLET)
    page.goto(f"/workorders/checkin/{car.pk}/")
    expect(page.locator(".alert-late")).to_contain_text("召回")
    page.locator("#id_statements").fill("刹车有异响")
    page.get_by_role("button", name="再加一件事").click()
    page.locator("textarea[name=statements]").nth(1).fill("做保养")
    page.locator("#id_odometer_km").fill("20100")
    page.locator(".light-chip", has_text="发动机").click()
    page.locator(".kind-chip", has_text="凹陷").click()
    page.locator("rect[data-view=left]").click()
    page.locator("rect[data-view=rear]").click()
    expect(page.locator(".mark-list > li")).to_have_count(2)
    page.locator(".mark-list input[type=file]").first.set_input_files(picture())
    expect(page.locator(".mark-list .shot img")).to_have_count(1)
    page.locator("[data-shoot-car]").set_input_files([picture(), picture()])
    expect(page.locator("[data-car-shots] .shot img")).to_have_count(2)
    draw(page)
    shot(page, "sheet-tablet")
    assert sideways(page) == 0
    page.get_by_role("button", name="保存并开单").click()
    expect(page.locator("h1")).to_contain_text("GD-CS1-")
    order = WorkOrder.objects.get()
    assert order.visit.statements.count() == 2
    assert set(order.visit.checkin.damages.values_list("view", "kind")) == {
        ("left", "dent"),
        ("rear", "dent"),
    }
    assert CarPhoto.objects.filter(checkin=order.visit.checkin).count() == 3
    shot(page, "sheet-order-tablet")
    for name, size in (("tablet", TABLET), ("desk", DESK), ("phone", PHONE)):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.goto(f"/workorders/stays/{order.visit_id}/")
        shot(page, f"sheet-visit-{name}")
        assert sideways(page) == 0
    page.goto(f"/workorders/stays/{order.visit_id}/print/")
    shot(page, "sheet-print")


def test_a_refused_sheet_keeps_rows_marks_and_photos(car, browser_page, shot):
    page = browser_page("service_advisor", viewport=TABLET, refusals=(422,))
    page.goto(f"/workorders/checkin/{car.pk}/")
    page.locator("#id_statements").fill("刹车有异响")
    page.get_by_role("button", name="再加一件事").click()
    page.locator("textarea[name=statements]").nth(1).fill("做保养")
    page.locator("rect[data-view=top]").click()
    page.locator(".mark-list input[type=file]").first.set_input_files(picture())
    expect(page.locator(".mark-list .shot img")).to_have_count(1)
    page.locator("#id_odometer_km").fill("100")
    page.locator("#id_signed_on_paper").check()
    page.get_by_role("button", name="保存并开单").click()
    expect(page.locator("#id_rollback_reason")).to_be_visible()
    expect(page.locator("textarea[name=statements]")).to_have_count(2)
    expect(page.locator(".mark-list .shot img")).to_have_count(1)
    shot(page, "sheet-refused")


def test_damage_is_marked_by_keyboard(car, browser_page):
    page = browser_page("service_advisor")
    page.goto(f"/workorders/checkin/{car.pk}/")
    page.locator("#mark-place").select_option(label="左前门")
    page.locator("[data-add-place]").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".mark-list > li")).to_have_count(1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("name", "size"), [("desk", DESK), ("tablet", TABLET), ("phone", PHONE)])
def test_pages_around_the_stay_fit(car, browser_page, shot, name, size, scheme):
    page = browser_page("service_advisor", viewport=size, scheme=scheme)
    addresses = {
        "intake": "/workorders/intake/",
        "stays": "/workorders/stays/",
        "custody": "/workorders/custody/",
        "recalls": "/warranty/recalls/",
        "car": f"/customers/cars/{car.pk}/",
        "owner": f"/customers/cars/{car.pk}/owner/",
        "checkin": f"/workorders/checkin/{car.pk}/",
    }
    for what, address in addresses.items():
        page.goto(address)
        shot(page, f"stay-{what}-{name}-{scheme}")
        assert sideways(page) == 0, what
