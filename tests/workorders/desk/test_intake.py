"""Cars that come without their owner, custody, and cars nobody comes for."""

from __future__ import annotations

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from apps.core import clock
from apps.core.models import Setting
from apps.core.queues import queue
from apps.core.refusals import Refused
from apps.core.transitions import available
from apps.customers import services as cars
from apps.workorders.holds import custody_returned
from apps.workorders.machines import ORDER
from apps.workorders.models import CustodyItem, Visit, WorkOrder
from apps.workorders.services import custody, stay
from tests.factories.customers import vin_number
from tests.factories.stays import CustodyItemFactory, photo_of
from tests.factories.workorders import CheckInFactory, VisitFactory, WorkOrderFactory
from tests.personas import access_of, department_of, staff_of, store_of

pytestmark = pytest.mark.django_db


def taken(client, url, **more):
    post = {
        "operation_key": str(uuid.uuid4()),
        "why": "tow",
        "brought_by": "拖车师傅老刘",
        "brought_phone": "13700000000",
        "work_class": "accident",
        **more,
    }
    return client.post(url, post)


@pytest.fixture
def towed(client_as):
    """A car nobody knows, by plate and phone."""
    more = {"plate_no": "湘B99999", "phone": "13600000000", "name": "周明", "photos": [photo_of()]}
    response = taken(client_as("service_advisor"), reverse("workorders:intake"), **more)
    assert response.status_code == 303
    return WorkOrder.objects.get()


def test_unknown_car_is_taken_in_by_plate_and_phone(towed):
    visit = towed.visit
    assert (visit.vehicle.vin, visit.plate_no, visit.arrival) == ("", "湘B99999", "towed")
    assert visit.checkin.odometer_unreadable
    assert visit.checkin.car_photos.count() == 1
    assert visit.owner.phone == "13600000000"


def test_what_is_missing_is_a_to_do_and_blocks_the_authority(towed, client_as):
    advisor = access_of("service_advisor")
    page = client_as("service_advisor").get(reverse("workorders:visit", args=[towed.visit_id]))
    text = page.content.decode()
    assert all(words in text for words in ("VIN 待补", "车主同意待补", "客户签字待补", "里程待补"))
    assert towed.visit in queue("stays-incomplete").rows(advisor)
    (authorise,) = [o for o in available(ORDER, towed, advisor) if o.action == "authorise"]
    assert "VIN" in authorise.why


def test_made_up_car_leaves_the_queue(towed):
    advisor = access_of("service_advisor")
    visit = towed.visit
    cars.enter_vin(by=advisor, vehicle=visit.vehicle, version=None, vin_no=vin_number(5))
    note = {"consent": "recording", "consent_note": "录音 0611，车主周明同意"}
    stay.record_consent(by=advisor, visit=visit, version=None, **note)
    sheet = visit.checkin
    stay.sign_later(by=advisor, checkin=sheet, version=None, signed_on_paper=True)
    stay.read_odometer(by=advisor, checkin=sheet, version=None, odometer_km=52_000)
    assert visit not in queue("stays-incomplete").rows(advisor)


def test_known_car_is_taken_in_without_its_owner(client_as, car):
    url = reverse("workorders:intake_car", args=[car.pk])
    response = taken(client_as("service_advisor"), url, why="night", key_place="投递箱 2 号格")
    assert response.status_code == 303
    item = CustodyItem.objects.get()
    assert (item.kind, item.location) == ("key", "投递箱 2 号格")


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"brought_by": " "}, "必填"),
        ({"brought_phone": "abc"}, "电话号码格式不对"),
        ({"plate_no": "", "phone": ""}, "车牌和电话至少填一样"),
    ],
)
def test_bad_intake_keeps_what_was_typed(client_as, more, words):
    given = {"plate_no": "湘B99999", "phone": "13600000000", "from_where": "京港澳高速", **more}
    response = taken(client_as("service_advisor"), reverse("workorders:intake"), **given)
    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    assert "京港澳高速" in page
    assert not Visit.objects.exists()


def test_intake_pressed_twice_makes_one_stay(client_as):
    client, key = client_as("service_advisor"), str(uuid.uuid4())
    for _ in range(2):
        more = {"operation_key": key, "plate_no": "湘B99999", "phone": ""}
        assert taken(client, reverse("workorders:intake"), **more).status_code == 303
    assert Visit.objects.count() == 1


# ---------------------------------------------------------------------------- custody


def test_kept_thing_gets_a_tag_and_goes_back_once(received, advisor):
    facts = {"kind": "tyre", "what": "雪地胎", "location": "胎架 1", "received_from": "张伟"}
    item = custody.keep_item(by=advisor, visit=received.visit, **facts)
    assert item.tag.startswith("BG-CS1-")
    custody.return_item(by=advisor, item=item, version=None, returned_to="张伟")
    with pytest.raises(Refused, match="已由张伟领走"):
        custody.return_item(by=advisor, item=item, version=None, returned_to="李四")


def test_tag_hangs_on_one_thing_at_a_time(received, advisor):
    facts = {"kind": "key", "what": "钥匙", "location": "柜", "received_from": "张伟", "tag": "K1"}
    custody.keep_item(by=advisor, visit=received.visit, **facts)
    with pytest.raises(Refused, match="已挂在另一件物品上"):
        custody.keep_item(by=advisor, visit=received.visit, **facts)


def test_thing_in_keeping_holds_the_car(received, advisor):
    CustodyItemFactory(visit=received.visit)
    assert "还没有领取" in custody_returned(received, advisor)
    custody.return_item(
        by=advisor, item=CustodyItem.objects.get(), version=None, returned_to="张伟"
    )
    assert custody_returned(received, advisor) is None


def test_custody_list_finds_and_shows_within_reach(client_as, received):
    CustodyItemFactory(visit=received.visit, what="儿童座椅")
    url = reverse("workorders:custody")
    assert "儿童座椅" in client_as("service_advisor").get(f"{url}?q=12345").content.decode()
    assert "儿童座椅" not in client_as("service_advisor").get(f"{url}?q=999").content.decode()
    assert "儿童座椅" not in client_as("service_advisor", store="cs2").get(url).content.decode()
    assert client_as("technician").get(url).status_code == 403


# ------------------------------------------------------------------- days in the shop


def standing(n, days=0):
    advisor = staff_of("service_advisor")
    for _ in range(n):
        at = clock.now() - dt.timedelta(days=days)
        visit = VisitFactory(unit=department_of("front_desk"), advisor=advisor, opened_at=at)
        CheckInFactory(visit=visit)
        WorkOrderFactory(visit=visit, advisor=advisor)
    return visit


def test_stays_list_takes_as_many_queries_for_thirty_as_for_three(
    client_as, django_assert_max_num_queries
):
    client, url = client_as("service_advisor"), reverse("workorders:stays")
    standing(3, 5)
    client.get(url)
    with django_assert_max_num_queries(60) as three:
        client.get(url)
    standing(27, 5)
    with django_assert_max_num_queries(60) as thirty:
        client.get(url)
    assert len(thirty) == len(three)


def test_stays_show_days_cause_and_whose_turn(client_as):
    standing(1, 9)
    page = client_as("service_advisor").get(f"{reverse('workorders:stays')}?show=long")
    (row,) = page.context["rows"]
    assert (row.days, str(row.cause)) == (9, "待签字")
    assert row.owner == staff_of("service_advisor").name


def test_queue_of_long_stays_is_the_list(client_as):
    standing(1, 9)
    standing(1, 0)
    rows = queue("stays-long").rows(access_of("service_advisor", now=clock.now()))
    page = client_as("service_advisor").get(f"{reverse('workorders:stays')}?show=long")
    assert [r.pk for r in rows] == [r.visit.pk for r in page.context["rows"]]


def test_store_with_a_figure_of_its_own_lists_by_it(client_as):
    standing(1, 2)
    url = f"{reverse('workorders:stays')}?show=long"
    assert not client_as("service_advisor").get(url).context["rows"]
    day = dt.date(2026, 1, 1)
    Setting.objects.create(
        code="workorders.long_stay_days", store=store_of(), value=1, effective_from=day
    )
    assert len(client_as("service_advisor").get(url).context["rows"]) == 1


def test_notice_tells_days_and_fee_beyond_the_free_ones():
    visit = standing(1, 10)
    facts = {"kind": "fee", "text": "请取车", "sent_to": "张伟"}
    by = access_of("service_advisor", now=clock.now())
    notice = stay.notify_owner(by=by, visit=visit, **facts)
    assert (notice.days, notice.fee) == (10, Decimal(140))


def test_notice_without_words_is_refused():
    visit = standing(1, 10)
    facts = {"kind": "fee", "text": " ", "sent_to": "张伟"}
    with pytest.raises(ValidationError):
        stay.notify_owner(by=access_of("service_advisor"), visit=visit, **facts)
