"""The order page: lines and totals, promise, authority, remarks, calling off."""

from __future__ import annotations

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from apps.core.clock import now
from apps.core.refusals import Denied, Refused, Stale
from apps.parts.models import Demand
from apps.workorders import hooks
from apps.workorders.models import Job, LabourLine, PartLine, WorkOrder
from apps.workorders.services import lines, orders, reception
from tests.factories.parts import room, stocked
from tests.personas import access_of, staff_of
from tests.workorders.desk.conftest import WALK

pytestmark = pytest.mark.django_db


def key(**more):
    return {"operation_key": str(uuid.uuid4()), **more}


def post(client, name, order, *args, **data):
    url = reverse(f"workorders:{name}", args=[order.pk, *args])
    return client.post(url, key(**data))


@pytest.fixture
def client(client_as):
    return client_as("service_advisor")


def fresh(order):
    return WorkOrder.objects.get(pk=order.pk)


def test_order_page_shows_words_lines_and_totals(client, priced):
    page = client.get(reverse("workorders:detail", args=[priced.pk])).content.decode()
    for word in ("刹车有异响", "更换机油机滤", "¥60.00", "湘A12345", "138****5678"):
        assert word in page


def test_finder_shows_operations_and_parts_with_stock(client, received, prices):
    stocked(7, name="机油滤清器")
    url = reverse("workorders:detail", args=[received.pk])
    page = client.get(url, {"find": "机油"}).content.decode()
    assert "BY-0001" in page
    assert "¥39.00" in page
    assert "可用 7" in page
    assert "更换机油机滤" in client.get(url, {"find": "ghjyjl"}).content.decode()


def test_picked_operation_is_a_priced_job_under_the_first_statement(client, received, prices):
    response = post(
        client, "add_line", received, pick=f"op:{prices.pk}", payer="CP", version=received.version
    )
    assert response.status_code == 303
    line = LabourLine.objects.get()
    assert (line.hours, line.unit_price, line.amount) == (
        Decimal("0.50"),
        Decimal("120.00"),
        Decimal("60.00"),
    )
    assert line.job.statement.text == "刹车有异响"
    assert fresh(received).total == Decimal("60.00")


def test_payers_pay_their_own_price_and_the_totals_add_up_to_the_cent(advisor, priced, prices):
    part = stocked(9, list_price=Decimal("33.33"), warranty_price=Decimal("21.07"))
    common = {"by": advisor, "order": priced, "version": None}
    lines.add_part(**common, job=None, part=part, quantity=Decimal(3), payer="CP")
    lines.add_job(**common, payer="WAR", operation=prices, hours=Decimal("1.25"))
    lines.add_part(**common, job=None, part=part, quantity=Decimal(1), payer="WAR")
    order = fresh(priced)
    assert order.total == Decimal("281.06")
    buckets = {b.payer: b for b in order.buckets.all()}
    assert buckets["CP"].gross == Decimal("60.00") + Decimal("99.99")
    assert buckets["WAR"].gross == Decimal("100.00") + Decimal("21.07")
    assert all(b.net + b.vat == b.gross for b in buckets.values())


def test_changing_the_payer_changes_the_price(client, priced):
    line = LabourLine.objects.get()
    version = fresh(priced).version
    args = ("labour", line.pk)
    data = {"quantity": "0.5", "payer": "WAR", "version": version}
    assert post(client, "change_line", priced, *args, **data).status_code == 303
    assert fresh(priced).total == Decimal("40.00")


def test_removed_lines_are_no_longer_charged(client, priced, advisor):
    lines.add_part(
        by=advisor,
        order=priced,
        version=None,
        job=None,
        part=stocked(2),
        quantity=Decimal(1),
        payer="CP",
    )
    part = PartLine.objects.get()
    post(client, "change_line", priced, "part", part.pk, remove="1")
    assert fresh(priced).total == Decimal("60.00")
    post(client, "change_line", priced, "labour", LabourLine.objects.get().pk, remove="1")
    assert fresh(priced).total == Decimal(0)
    assert Job.objects.get().state == "cancelled"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"quantity": "-1"}, "不能为负"),
        ({"quantity": "101"}, "超过 100 小时"),
        ({"quantity": ""}, "须填写工时"),
        ({"quantity": "1", "unit_price": "-5"}, "单价不能为负"),
        ({"quantity": "1", "unit_price": "2000000"}, "单价不合理"),
        ({"quantity": "abc"}, "输入"),
    ],
)
def test_absurd_hours_and_prices_are_refused_and_kept(client, received, prices, data, words):
    response = post(client, "add_line", received, pick="text:", find="特殊检查", payer="CP", **data)
    page = response.content.decode()
    assert response.status_code == 422
    assert words in page
    assert "特殊检查" in page
    assert not Job.objects.exists()


def test_stale_form_is_409_keeps_the_text_and_goes_through_when_sent_again(client, priced):
    data = {"pick": "text:", "find": "特殊检查", "payer": "CP", "quantity": "1"}
    response = post(client, "add_line", priced, version=1, **data)
    page = response.content.decode()
    assert response.status_code == 409
    assert "被别人改过" in page
    assert "特殊检查" in page
    version = response.context["item_form"]["version"].value()
    assert post(client, "add_line", priced, version=version, **data).status_code == 303


def test_first_promise_is_kept_and_a_change_needs_a_reason(client, received):
    later = [(now() + dt.timedelta(hours=h)).strftime("%Y-%m-%dT%H:%M") for h in (30, 40)]
    assert post(client, "promise", received, promised_at=later[0]).status_code == 303
    first = fresh(received).first_promised_at
    response = post(client, "promise", received, promised_at=later[1])
    assert response.status_code == 422
    assert "改约须写明原因" in response.content.decode()
    assert post(client, "promise", received, promised_at=later[1], reason="待料").status_code == 303
    assert fresh(received).first_promised_at == first
    assert fresh(received).promised_at != first


def test_promise_in_the_past_is_refused(client, received):
    response = post(client, "promise", received, promised_at="2020-01-01T10:00")
    assert response.status_code == 422


def test_authorising_queues_the_order_raises_demands_and_tells(client, priced, advisor):
    part = stocked(1)
    lines.add_part(
        by=advisor, order=priced, version=None, job=None, part=part, quantity=Decimal(2), payer="CP"
    )
    told = []
    joiner = hooks.order_authorised.connect(lambda order, by: told.append(order.number))
    try:
        response = post(
            client,
            "authorise",
            priced,
            signer_name="张伟",
            medium="in_person",
            signed_on_paper="on",
            version=fresh(priced).version,
        )
    finally:
        hooks.order_authorised._joined.remove(joiner)
    order = fresh(priced)
    assert response.status_code == 303
    assert (order.state, order.signer_name, told) == ("queued", "张伟", [order.number])
    demand = Demand.objects.get()
    assert (demand.document_no, demand.state, demand.reserved) == (order.number, "short", 1)
    page = client.get(reverse("workorders:detail", args=[order.pk])).content.decode()
    assert "缺件" in page


def test_authorising_without_signature_or_promise_says_why(client, received, prices, advisor):
    common = {"signer_name": "张伟", "medium": "in_person"}
    assert "请客户签字" in post(client, "authorise", received, **common).content.decode()
    lines.add_job(by=advisor, order=received, version=None, payer="CP", operation=prices)
    response = post(client, "authorise", received, signed_on_paper="on", **common)
    assert response.status_code == 409
    assert "预交车时间" in response.content.decode()
    assert fresh(received).state == "draft"


def test_authorising_twice_with_one_key_is_one_act(client, priced):
    data = key(signer_name="张伟", medium="phone", version=priced.version)
    url = reverse("workorders:authorise", args=[priced.pk])
    assert [client.post(url, data).status_code for _ in range(2)] == [303, 303]
    again = client.post(url, {**data, **key(), "version": ""})
    assert again.status_code == 409


@pytest.fixture
def internal(advisor, car, prices):
    """A promised internal order, ready for its approver."""
    order = reception.check_in(
        by=advisor,
        vehicle=car,
        work_class="internal",
        statements=["试驾车保养"],
        walk=dict(WALK),
        signed_on_paper=True,
    )
    lines.add_job(by=advisor, order=order, version=None, payer="INT", operation=prices)
    at = advisor.now + dt.timedelta(hours=2)
    return orders.promise(by=advisor, order=order, version=None, promised_at=at)


def test_internal_order_is_not_authorised_at_the_desk(client, internal):
    response = post(client, "authorise", internal, signer_name="张伟", signed_on_paper="on")
    assert response.status_code == 409
    assert "内部审批" in response.content.decode()
    assert fresh(internal).state == "draft"


def test_internal_order_page_does_not_lead_to_the_customers_word(client, internal):
    page = client.get(reverse("workorders:detail", args=[internal.pk])).content.decode()
    assert reverse("workorders:authorise", args=[internal.pk]) not in page


def test_approver_releases_an_internal_order_for_a_cost_centre(client_as, internal):
    supervisor = client_as("front_desk_supervisor")
    url = reverse("workorders:internal_order", args=[internal.pk])
    assert 'name="cost_centre"' in supervisor.get(url).content.decode()
    response = post(
        supervisor, "internal_order", internal, step="approve", cost_centre="整车销售部"
    )
    assert response.status_code == 303
    assert fresh(internal).state == "queued"


def test_lines_are_closed_after_authorisation(advisor, signed, prices):
    with pytest.raises(Refused, match="增项"):
        lines.add_job(by=advisor, order=signed, version=None, payer="CP", operation=prices)


def test_draft_is_voided_with_a_reason(client, priced):
    response = post(client, "act", priced, action="cancel_draft")
    assert response.status_code == 409
    assert "请填写原因" in response.content.decode()
    assert post(client, "act", priced, action="cancel_draft", reason="客户改期").status_code == 303
    assert fresh(priced).state == "cancelled"
    assert Job.objects.get().state == "cancelled"


def test_supervisor_cancels_and_the_parts_go_back(client_as, priced, advisor):
    part = stocked(5)
    lines.add_part(
        by=advisor, order=priced, version=None, job=None, part=part, quantity=Decimal(2), payer="CP"
    )
    orders.authorise(by=advisor, order=priced, version=None, signer_name="张", medium="phone")
    refused = post(client_as("service_advisor"), "act", priced, action="cancel", reason="x")
    assert refused.status_code == 403
    supervisor = client_as("front_desk_supervisor")
    assert post(supervisor, "act", priced, action="cancel", reason="客户不修").status_code == 303
    assert Demand.objects.get().state == "cancelled"
    assert part.levels.get().reserved == 0


def test_supervisor_reassigns(client_as, received):
    other = staff_of("service_advisor2")
    supervisor = client_as("front_desk_supervisor")
    given = {"advisor": other.pk, "reason": "休假"}
    assert post(supervisor, "reassign", received, **given).status_code == 303
    assert fresh(received).advisor == other


def test_comment_stands_on_the_timeline(client, received):
    assert post(client, "comment", received, text="客户在休息区等").status_code == 303
    page = client.get(reverse("workorders:detail", args=[received.pk])).content.decode()
    assert "客户在休息区等" in page
    assert post(client, "comment", received, text=" ").status_code == 422


def test_print_shows_what_a_contract_needs(client, signed):
    url = reverse("workorders:print_order", args=[signed.pk])
    page = client.get(url).content.decode()
    for word in (
        "委托书",
        "湘A12345",
        "更换机油机滤",
        "¥60.00",
        "质量保证期",
        "旧件",
        "争议",
        "张伟",
    ):
        assert word in page


def test_other_store_gets_404_and_technician_403(client_as, received):
    url = reverse("workorders:detail", args=[received.pk])
    assert client_as("service_advisor", store="cs2").get(url).status_code == 404
    assert post(client_as("technician"), "promise", received).status_code == 403


def test_colleague_sees_but_may_not_change(client_as, priced, prices):
    colleague = client_as("service_advisor2")
    page = colleague.get(reverse("workorders:detail", args=[priced.pk]))
    assert page.status_code == 200
    assert "加项目" not in page.content.decode()
    response = post(colleague, "add_line", priced, pick=f"op:{prices.pk}", payer="CP")
    assert response.status_code == 403
    with pytest.raises(Denied):
        orders.promise(
            by=access_of("service_advisor2"),
            order=priced,
            version=None,
            promised_at=now() + dt.timedelta(days=300),
            reason="x",
        )


def test_stale_version_is_refused_by_every_act(advisor, priced):
    at = advisor.now + dt.timedelta(hours=9)
    with pytest.raises(Stale):
        orders.promise(by=advisor, order=priced, version=1, promised_at=at, reason="x")
    with pytest.raises(Stale):
        orders.authorise(by=advisor, order=priced, version=1, signer_name="x", medium="phone")
    with pytest.raises(Stale):
        orders.call_off(by=advisor, order=priced, version=1, action="cancel_draft", reason="x")


def test_store_without_a_labour_rate_says_so(advisor, received):
    with pytest.raises(Refused, match="工时单价"):
        lines.add_job(
            by=advisor, order=received, version=None, payer="CP", name="检查", hours=Decimal(1)
        )


def test_job_in_words_needs_a_name(advisor, received, prices):
    with pytest.raises(ValidationError):
        lines.add_job(by=advisor, order=received, version=None, payer="CP", hours=Decimal(1))


def test_order_page_takes_as_many_queries_for_three_jobs_as_for_thirty(
    client, advisor, received, prices, django_assert_max_num_queries
):
    room()
    url = reverse("workorders:detail", args=[received.pk])

    def grow(count):
        for _ in range(count):
            lines.add_job(by=advisor, order=received, version=None, payer="CP", operation=prices)

    grow(3)
    client.get(url)
    with django_assert_max_num_queries(56) as three:
        client.get(url)
    grow(27)
    with django_assert_max_num_queries(56) as thirty:
        client.get(url)
    assert len(thirty) == len(three)


@pytest.mark.parametrize("paper", ["tag", "label"])
def test_key_tag_names_car_key_and_spot_and_no_person(client, signed, paper):
    sheet = signed.visit.checkin
    sheet.key_tag, sheet.parking_spot = "K-18", "B07"
    sheet.save()
    page = client.get(reverse("workorders:key_tag", args=[signed.pk]), {"paper": paper})
    text = page.content.decode()
    for word in ("湘A", "K-18", "B07", signed.number, f"paper-{paper}", "<svg"):
        assert word in text
    assert signed.visit.owner.name not in text


def test_key_tag_is_reached_from_the_order_and_from_the_sheet(client, signed):
    address = reverse("workorders:key_tag", args=[signed.pk])
    for name, pk in (("workorders:detail", signed.pk), ("workorders:visit", signed.visit_id)):
        assert address in client.get(reverse(name, args=[pk])).content.decode()
