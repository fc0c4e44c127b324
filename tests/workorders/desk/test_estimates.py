"""Publishing what is offered, and the customer's word line by line."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.core.refusals import Refused
from apps.parts.models import Demand
from apps.workorders import consent
from apps.workorders.choices import JobState
from apps.workorders.machines import JOB
from apps.workorders.models import (
    Consent,
    DeclinedWork,
    EstimateLine,
    LabourLine,
    PartLine,
    PartWaiver,
    WorkOrder,
)
from apps.workorders.models.offer import LineKind, Offer
from apps.workorders.offered import DraftItem, DraftLine, content_of, total_of
from apps.workorders.pricing import line_amount
from apps.workorders.said import Said
from apps.workorders.services import answers, brought, declined, estimates, lines, offers, orders
from apps.workorders.services.findings import decide_finding
from tests.factories.parts import stocked
from tests.factories.workorders import FindingFactory
from tests.personas import access_of

pytestmark = pytest.mark.django_db
PHONE = {"medium": "phone", "customer_name": "张伟"}
YES, NO = Said("approved"), Said("declined", None, "price", "太贵")


@pytest.fixture
def two_jobs(priced, prices, advisor):
    """A draft with the oil and, as a second job, brake pads of the maker."""
    pads = stocked(4, code="58101-A", name="前刹车片", list_price=Decimal("480.00"))
    job = lines.add_job(
        by=advisor,
        order=priced,
        version=None,
        payer="CP",
        name="更换前刹车片",
        hours=Decimal("1.2"),
    )
    lines.add_part(
        by=advisor,
        order=priced,
        version=None,
        job=job,
        part=pads,
        quantity=Decimal(1),
        payer="CP",
    )
    return WorkOrder.objects.get(pk=priced.pk)


@pytest.fixture
def alternative(two_jobs, advisor):
    """The pads also in equivalent quality, for less."""
    cheap = stocked(
        4, code="58101-T", name="前刹车片 同质", kind="equivalent", list_price=Decimal("260.00")
    )
    job = two_jobs.jobs.last()
    offer = offers.offer_other_way(
        by=advisor, order=two_jobs, job=job, version=None, option="同质件", labour_only=True
    )
    offers.add_to_offer(by=advisor, offer=offer, version=None, part=cheap, quantity=Decimal(1))
    return Offer.objects.get(pk=offer.pk)


def sent(order, by):
    return estimates.publish(by=by, order=order, version=None)


def say(estimate, by, words, **facts):
    given_ = {**PHONE, **facts}
    return answers.answer_at_desk(by=by, estimate=estimate, version=None, answers=words, **given_)


def test_edition_says_word_for_word_what_was_offered(two_jobs, alternative, advisor):
    estimate = sent(two_jobs, advisor)
    assert (estimate.edition, estimate.number) == (1, f"{two_jobs.number}-B1")
    assert [i.option for i in estimate.items.all()] == ["", "", "同质件"]
    for words in ("更换前刹车片", "原厂件 前刹车片 58101-A 1 × ¥480.00", "同质配件", "【同质件】"):
        assert words in estimate.text


def test_edition_published_beside_another_is_asked_about_first(two_jobs, advisor):
    facts = {"by": advisor, "order": two_jobs, "version": None}
    first = estimates.publish(seen=0, **facts)
    with pytest.raises(Refused, match=first.number):
        estimates.publish(seen=0, **facts)
    assert estimates.publish(seen=1, **facts).edition == 2


def test_total_is_the_sum_of_the_lines_of_each_first_way(two_jobs, alternative, advisor):
    estimate = sent(two_jobs, advisor)
    firsts = EstimateLine.objects.filter(item__estimate=estimate).exclude(item__option="同质件")
    assert estimate.total == sum(line.amount for line in firsts) == Decimal("684.00")


def priced_item(group, quantity, price, payer):
    """An item of one line."""
    amount = line_amount(quantity, price)
    line = DraftLine(LineKind.LABOUR, "x", quantity, price, amount, Decimal(13), payer)
    return DraftItem(group, "x", lines=[line])


ROW = st.tuples(
    st.integers(1, 4),
    st.integers(0, 9_999),
    st.integers(0, 999_999),
    st.sampled_from(["CP", "WAR", "INS"]),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(ROW, max_size=12))
def test_offered_total_is_the_sum_of_what_the_customer_pays(rows):
    items = [
        priced_item(group, Decimal(hundredths) / 100, Decimal(fen) / 100, payer)
        for group, hundredths, fen, payer in sorted(rows, key=lambda row: row[0])
    ]
    firsts = {}
    for item in items:
        firsts.setdefault(item.group, item)
    expected = sum(
        (x.amount for i in firsts.values() for x in i.lines if x.payer == "CP"), Decimal("0.00")
    )
    assert total_of(items) == expected


def test_published_lines_cannot_be_changed_in_the_database(two_jobs, advisor):
    estimate = sent(two_jobs, advisor)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE workorders_estimateitem SET due = 1 WHERE estimate_id = %s", [estimate.pk]
        )


def test_chosen_way_becomes_the_lines_of_the_job_and_the_other_is_kept(
    two_jobs, alternative, advisor
):
    estimate = sent(two_jobs, advisor)
    item = estimate.items.get(option="同质件")
    say(estimate, advisor, {1: YES, 2: Said("approved", item.pk)})
    job = two_jobs.jobs.get(name="更换前刹车片")
    assert [(p.code, p.amount) for p in job.part_lines.all()] == [("58101-T", Decimal("260.00"))]
    assert Offer.objects.get(pk=alternative.pk).state == "taken"
    kept = EstimateLine.objects.get(item__estimate=estimate, code="58101-A")
    assert kept.amount == Decimal("480.00")
    assert consent.waiting_jobs(WorkOrder.objects.get(pk=two_jobs.pk)) == []


def test_original_way_leaves_the_offer_aside(two_jobs, alternative, advisor):
    estimate = sent(two_jobs, advisor)
    first = estimate.items.filter(group=2).first()
    say(estimate, advisor, {1: YES, 2: Said("approved", first.pk)})
    assert Offer.objects.get(pk=alternative.pk).state == "left"
    assert PartLine.objects.get(job__order=two_jobs).code == "58101-A"


def test_nothing_chosen_between_several_ways_is_refused(two_jobs, alternative, advisor):
    estimate = sent(two_jobs, advisor)
    with pytest.raises(ValidationError, match="几个方案"):
        say(estimate, advisor, {2: YES})


def test_declined_work_leaves_the_order_and_is_kept_with_reason_and_reading(two_jobs, advisor):
    say(sent(two_jobs, advisor), advisor, {1: YES, 2: NO})
    work = DeclinedWork.objects.get(order=two_jobs)
    assert (work.name, work.amount, work.reason, work.note) == (
        "更换前刹车片",
        Decimal("624.00"),
        "price",
        "太贵",
    )
    assert (work.odometer_km, work.vehicle) == (20_000, two_jobs.visit.vehicle)
    assert two_jobs.jobs.get(name="更换前刹车片").state == JobState.CANCELLED
    assert WorkOrder.objects.get(pk=two_jobs.pk).total == Decimal("60.00")


def test_refusal_needs_a_reason_of_the_list(two_jobs, advisor):
    with pytest.raises(ValidationError, match="原因"):
        say(sent(two_jobs, advisor), advisor, {2: Said("declined")})


def test_word_is_recorded_with_way_taker_name_and_moment(two_jobs, advisor):
    say(sent(two_jobs, advisor), advisor, {1: YES, 2: NO})
    for row in Consent.objects.all():
        assert (row.medium, row.customer_name, row.taker_id) == (
            "phone",
            "张伟",
            advisor.staff_id,
        )


def test_in_person_needs_a_signature(two_jobs, advisor):
    with pytest.raises(ValidationError, match="签字"):
        say(sent(two_jobs, advisor), advisor, {1: YES}, medium="in_person")


def test_changed_price_makes_the_sent_edition_stale(two_jobs, advisor):
    estimate = sent(two_jobs, advisor)
    line = LabourLine.objects.get(job__order=two_jobs, description="更换前刹车片")
    lines.change_labour(by=advisor, line=line, version=None, hours=Decimal(2), payer="CP")
    with pytest.raises(Refused, match="重新报价"):
        say(estimate, advisor, {1: YES, 2: YES})


def test_new_edition_replaces_the_one_that_waits(two_jobs, advisor):
    first, second = sent(two_jobs, advisor), sent(two_jobs, advisor)
    first.refresh_from_db()
    assert (first.state, second.state, second.edition) == ("replaced", "sent", 2)
    with pytest.raises(Refused):
        say(first, advisor, {1: YES})


def test_ended_edition_is_not_answered(two_jobs, advisor):
    estimate = sent(two_jobs, advisor)
    late = access_of("service_advisor", now=advisor.now + dt.timedelta(hours=73))
    with pytest.raises(Refused, match="有效期"):
        say(estimate, late, {1: YES, 2: YES})


def test_agreed_line_that_costs_more_needs_a_new_word(two_jobs, advisor):
    say(sent(two_jobs, advisor), advisor, {1: YES, 2: YES})
    line = LabourLine.objects.get(job__order=two_jobs, description="更换前刹车片")
    assert consent.covered(line)
    lines.change_labour(by=advisor, line=line, version=None, hours=Decimal(2), payer="CP")
    assert not consent.covered(LabourLine.objects.get(pk=line.pk))


def test_job_without_the_customers_word_is_not_dispatched(two_jobs, advisor):
    pads = two_jobs.jobs.get(name="更换前刹车片")
    orders.authorise(
        by=advisor,
        order=two_jobs,
        version=None,
        signer_name="张伟",
        signed_on_paper=True,
        undecided=[pads],
    )
    step = next(t for t in JOB.transitions if t.action == "assign")
    told = {job.name: [g(job, advisor) for g in step.guards][1] for job in two_jobs.jobs.all()}
    assert told["更换机油机滤"] is None
    assert "还没有同意" in told["更换前刹车片"]
    assert not Demand.objects.filter(document_no=two_jobs.number).exists()


def test_undecided_job_goes_on_after_its_own_answer(two_jobs, advisor):
    pads = two_jobs.jobs.get(name="更换前刹车片")
    orders.authorise(
        by=advisor,
        order=two_jobs,
        version=None,
        signer_name="张伟",
        signed_on_paper=True,
        undecided=[pads],
    )
    order = WorkOrder.objects.get(pk=two_jobs.pk)
    say(sent(order, advisor), advisor, {1: YES})
    assert consent.waiting_jobs(WorkOrder.objects.get(pk=order.pk)) == []
    assert Demand.objects.get(document_no=order.number).state == "reserved"


def test_signing_archives_the_words_line_by_line(two_jobs, advisor):
    orders.authorise(
        by=advisor, order=two_jobs, version=None, signer_name="张伟", signed_on_paper=True
    )
    estimate = two_jobs.estimates.get()
    assert (estimate.state, estimate.agreed) == ("answered", Decimal("684.00"))
    assert "前刹车片" in estimate.text


def test_signing_waits_while_several_ways_are_open(two_jobs, alternative, advisor):
    with pytest.raises(ValidationError, match="几个方案"):
        orders.authorise(
            by=advisor, order=two_jobs, version=None, signer_name="张伟", signed_on_paper=True
        )


def test_order_answered_on_an_estimate_needs_no_second_signature(two_jobs, advisor):
    say(sent(two_jobs, advisor), advisor, {1: YES, 2: NO})
    order = orders.authorise(by=advisor, order=two_jobs, version=None)
    assert order.state == "queued"


def test_more_work_after_signing_becomes_a_job_only_when_agreed(signed, prices, advisor):
    offers.offer_more(by=advisor, order=signed, version=None, name="更换雨刮", hours=Decimal(1))
    assert signed.jobs.count() == 1
    say(sent(signed, advisor), advisor, {1: YES})
    order = WorkOrder.objects.get(pk=signed.pk)
    assert (order.total, order.jobs.count()) == (Decimal("180.00"), 2)
    assert consent.waiting_jobs(order) == []


def test_finding_is_offered_and_answered_by_the_same_way(signed, prices, advisor):
    suggested = [{"kind": "labour", "name": "更换前刹车片", "quantity": "1.2"}]
    finding = FindingFactory(job=signed.jobs.get(), suggested=suggested, safety=True)
    offers.offer_finding(by=advisor, finding=finding, version=None)
    say(sent(signed, advisor), advisor, {1: NO})
    finding.refresh_from_db()
    assert (finding.state, finding.decided_by_customer_name) == ("declined", "张伟")
    assert DeclinedWork.objects.get().safety


def test_declined_work_is_revived_as_lines_of_the_next_draft(two_jobs, prices, advisor):
    say(sent(two_jobs, advisor), advisor, {1: YES, 2: NO})
    work = DeclinedWork.objects.get()
    orders.call_off(
        by=advisor, order=two_jobs, version=None, action="cancel_draft", reason="客户改期"
    )
    order = WorkOrder.objects.get(pk=two_jobs.pk)
    order.pk, order.number, order.state = None, "GD-NEXT", "draft"
    order.signed_at = order.promised_at = order.first_promised_at = None
    order._state.adding = True
    order.save()
    work = declined.revive(by=advisor, work=work, order=order, version=None)
    job = work.revived_job
    assert (job.order_id, job.name, job.part_lines.get().code) == (
        order.pk,
        "更换前刹车片",
        "58101-A",
    )
    with pytest.raises(Refused):
        declined.revive(by=advisor, work=work, order=order, version=None)


def test_brought_part_is_free_and_carries_the_signed_waiver(priced, advisor):
    line = brought.bring_part(
        by=advisor,
        order=priced,
        version=None,
        job=priced.jobs.get(),
        name="自带机油",
        quantity=Decimal(4),
        signer_name="张伟",
        signed_on_paper=True,
    )
    assert (line.amount, line.part_kind) == (Decimal(0), "customer_supplied")
    assert "不提供配件质量保证" in PartWaiver.objects.get(part_line=line).text


def test_brought_part_without_a_signature_is_refused(priced, advisor):
    with pytest.raises(ValidationError, match="签字"):
        brought.bring_part(
            by=advisor,
            order=priced,
            version=None,
            job=priced.jobs.get(),
            name="自带机油",
            quantity=Decimal(4),
            signer_name="张伟",
        )


def test_nothing_to_offer_is_not_published(signed, advisor):
    assert content_of(WorkOrder.objects.get(pk=signed.pk)) == []
    with pytest.raises(Refused):
        sent(signed, advisor)


def test_old_answer_to_a_finding_still_keeps_the_declined_work(signed, advisor):
    finding = FindingFactory(job=signed.jobs.get())
    decide_finding(
        by=advisor,
        finding=finding,
        version=None,
        answer="deferred",
        medium="phone",
        customer_name="张伟",
        shown_text="说明",
        reason="下次",
    )
    assert DeclinedWork.objects.get().word == "deferred"
