"""The audit of the process: drawn by lot, looked at, put right, closed by another."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.core.figures import Period
from apps.core.refusals import Denied, Refused
from apps.org.models import Notice
from apps.workorders.inbox.files import to_check, to_fix, to_verify
from apps.workorders.kpis.process_audit import coverage, pass_rate
from apps.workorders.models import AuditedOrder, AuditFinding, ProcessAudit
from apps.workorders.sampling import draw, shares
from apps.workorders.selectors.process_audit import drawn_again, questions_for, result_of
from apps.workorders.services import process_audit as services
from tests.personas import access_of, staff_of, store_of
from tests.workorders.files.rows import DAY, TODAY, drawn, finding, fixed, sample, settled

pytestmark = pytest.mark.django_db
POPULATION = [(n, f"GD-{n:03d}", "甲" if n % 3 else "乙") for n in range(1, 31)]


def officer() -> Any:
    """The information officer of the first store."""
    return access_of("information_officer")


def answers(row: AuditedOrder, **no: Any) -> list[dict[str, Any]]:
    """Yes to everything, but for the first question when a fault is given."""
    found = [
        {
            "question": q.text,
            "recorded": q.recorded,
            "answer": "yes",
            "what": "",
            "severity": q.severity,
            "owner": None,
            "due_on": None,
        }
        for q in questions_for(row, TODAY)
    ]
    if no:
        found[0] |= {"answer": "no", "due_on": TODAY + DAY, **no}
    return found


# ------------------------------------------------------------------------------- drawing


def test_same_seed_draws_the_same_orders_from_any_listing() -> None:
    first = draw(POPULATION, 7, 4711)
    assert first == draw(POPULATION[::-1], 7, 4711)
    assert first != draw(POPULATION, 7, 4712)


def test_strata_share_the_sample_by_their_size() -> None:
    found = draw(POPULATION, 6, 1)
    assert sorted(row[2] for row in found) == sorted("甲" * 4 + "乙" * 2)


@pytest.mark.parametrize(
    ("sizes", "size", "wanted"),
    [
        ({"a": 97, "b": 2, "c": 1}, 10, {"a": 8, "b": 1, "c": 1}),
        ({"a": 1, "b": 1}, 2, {"a": 1, "b": 1}),
        ({"a": 5, "b": 5, "c": 5}, 2, {"a": 1, "b": 1, "c": 0}),
        ({"a": 3}, 9, {"a": 3}),
        ({"a": 50, "b": 50}, 11, {"a": 6, "b": 5}),
    ],
)
def test_small_strata_are_not_forgotten(
    sizes: dict[str, int], size: int, wanted: dict[str, int]
) -> None:
    assert shares(sizes, size) == wanted


@pytest.mark.parametrize("size", range(1, 31))
def test_shares_add_up_and_stay_within(size: int) -> None:
    sizes = {"a": 17, "b": 9, "c": 3, "d": 1}
    found = shares(sizes, size)
    assert sum(found.values()) == size
    assert all(found[n] <= sizes[n] for n in sizes)


def test_drawing_keeps_seed_and_population_and_can_be_repeated() -> None:
    audit = drawn(size=3, orders=6, strata="advisor")
    assert (audit.seed, len(audit.population), audit.drawn.count()) == (7, 6, 3)
    assert drawn_again(audit)
    AuditedOrder.objects.filter(pk=audit.drawn.first().pk).delete()
    assert not drawn_again(audit)


def test_seed_comes_from_the_machine_when_none_is_given() -> None:
    first, second = drawn(seed=None, orders=1), drawn(seed=None, orders=1)
    assert first.seed != second.seed


def test_more_than_there_are_is_refused() -> None:
    with pytest.raises(Refused, match="只有 1 张"):
        drawn(size=2, orders=1)


def test_period_without_orders_is_refused() -> None:
    with pytest.raises(Refused, match="没有可以抽取"):
        drawn(orders=0)


def test_orders_drawn_before_stay_out_unless_wanted() -> None:
    drawn(size=1, orders=1)
    with pytest.raises(Refused, match="没有可以抽取"):
        drawn(orders=0)
    assert drawn(orders=0, fresh=False).drawn.count() == 1


def test_other_stores_orders_are_never_drawn() -> None:
    settled(store="cs2")
    with pytest.raises(Refused, match="没有可以抽取"):
        drawn(orders=0)


def test_advisor_may_not_draw() -> None:
    settled()
    terms = {"first": TODAY, "last": TODAY, "size": 1, "due_on": TODAY}
    with pytest.raises((Denied, Http404)):
        services.draw_audit(by=access_of("service_advisor"), store=store_of(), **terms)


# ------------------------------------------------------------------------------- looking


def test_records_answer_what_they_can() -> None:
    asked = questions_for(sample(), TODAY)
    said = {q.text: q.recorded for q in asked}
    assert said["客户陈述按客户原话记录"] is True
    assert said["每个项目有班组检验或终检合格记录"] is False
    assert said["增项在施工前取得客户答复并留有告知内容"] is None


def test_order_without_a_fault_passes_and_finishes_the_audit() -> None:
    row = sample()
    row = services.check_order(by=officer(), sample=row, answers=answers(row))
    row.audit.refresh_from_db()
    assert (row.state, row.audit.state) == ("passed", ProcessAudit.State.DONE)
    assert result_of(row.audit).percent == 100
    assert not AuditFinding.objects.exists()


def test_fault_goes_to_its_owner_and_rings() -> None:
    row, owner = sample(), staff_of("service_advisor")
    told = answers(row, what="没有签字", owner=owner, severity="major")
    row = services.check_order(by=officer(), sample=row, answers=told)
    found = row.findings.get()
    assert (row.state, found.owner, found.severity) == ("failed", owner, "major")
    assert list(to_fix(access_of("service_advisor"))) == [found]
    assert Notice.objects.filter(staff=owner, kind="process").count() == 1


def test_order_is_looked_at_once() -> None:
    row = sample()
    services.check_order(by=officer(), sample=row, answers=answers(row))
    with pytest.raises(Refused, match="合格"):
        services.check_order(by=officer(), sample=row, answers=answers(row))


def test_advisor_does_not_look_at_the_own_order() -> None:
    row = sample()
    row.order.advisor = staff_of("information_officer")
    row.order.save()
    row.refresh_from_db()
    with pytest.raises(Refused, match="同一个人"):
        services.check_order(by=officer(), sample=row, answers=answers(row))


def test_result_without_faults_can_be_taken_back_with_a_reason() -> None:
    row = sample()
    row = services.check_order(by=officer(), sample=row, answers=answers(row))
    row = services.check_again(by=officer(), sample=row, reason="看错单")
    row.audit.refresh_from_db()
    assert (row.state, row.audit.state) == ("pending", "open")


def test_result_with_faults_stands() -> None:
    row = sample()
    told = answers(row, what="没有签字", owner=staff_of("service_advisor"))
    row = services.check_order(by=officer(), sample=row, answers=told)
    with pytest.raises(Refused, match="已经开出整改"):
        services.check_again(by=officer(), sample=row, reason="看错单")


# -------------------------------------------------------------------------- putting right


def test_owner_puts_right_and_another_closes() -> None:
    row = services.fix_finding(by=access_of("service_advisor"), finding=finding(), measure="已补签")
    assert list(to_verify(officer())) == [row]
    row = services.close_finding(by=officer(), finding=row, proof="抽查三单均有签字")
    assert (row.state, row.closed_by) == ("closed", staff_of("information_officer"))


def test_who_put_it_right_does_not_close_it() -> None:
    row = fixed(fixed_by=staff_of("information_officer"))
    with pytest.raises(Refused, match="同一个人"):
        services.close_finding(by=officer(), finding=row, proof="已查")


def test_owner_does_not_close_the_own_fault() -> None:
    row = fixed(owner=staff_of("information_officer"))
    with pytest.raises(Refused, match="同一个人"):
        services.close_finding(by=officer(), finding=row, proof="已查")


def test_another_advisor_does_not_see_the_fault() -> None:
    with pytest.raises((Denied, Http404)):
        services.fix_finding(by=access_of("service_advisor2"), finding=finding(), measure="已补签")


def test_not_right_yet_goes_back_with_a_reason() -> None:
    row = services.return_finding(by=officer(), finding=fixed(), reason="只补了一单")
    assert row.state == "open"
    with pytest.raises(Refused, match="待整改"):
        services.close_finding(by=officer(), finding=row, proof="已查")


def test_closing_needs_a_proof() -> None:
    with pytest.raises(Refused, match="验证结果"):
        services.close_finding(by=officer(), finding=fixed(), proof="  ")


def test_question_of_the_store_is_asked_once() -> None:
    facts = {"store": store_of(), "severity": "minor"}
    services.add_question(by=officer(), text="车内已铺三件套", **facts)
    with pytest.raises(Refused, match="已经在检查内容里"):
        services.add_question(by=officer(), text="车内已铺三件套", **facts)
    assert questions_for(sample(), TODAY)[-1].text == "车内已铺三件套"


# ------------------------------------------------------------------------ figures, pages


def test_figures_count_what_was_looked_at() -> None:
    audit = drawn(size=2, orders=4)
    first, second = audit.drawn.order_by("pk")
    services.check_order(by=officer(), sample=first, answers=answers(first))
    told = answers(second, what="没有签字", owner=staff_of("service_advisor"))
    services.check_order(by=officer(), sample=second, answers=told)
    by, period = access_of("service_manager"), Period(TODAY, TODAY)
    assert pass_rate(by, period) == (1, 2)
    assert coverage(by, period) == (2, 4)


def test_queue_counts_what_the_list_shows(client: Any) -> None:
    drawn(size=2, orders=3)
    client.force_login(staff_of("information_officer").user)
    found = client.get(reverse("workorders:audited_orders"))
    assert found.context["page"].paginator.count == to_check(officer()).count() == 2


def test_form_keeps_what_was_typed_and_names_what_lacks(client: Any) -> None:
    row = sample()
    client.force_login(staff_of("information_officer").user)
    asked = questions_for(row, TODAY)
    data = {f"answer_{n}": "yes" for n in range(len(asked))}
    data |= {"answer_2": "no", "what_2": "", "note": "记一笔", "version": row.version}
    address = reverse("workorders:audited_check", args=[row.pk])
    page = client.post(address, {**data, "operation_key": uuid.uuid4()})
    assert page.status_code == 422
    text = page.content.decode()
    assert "请写明哪里不符合" in text
    assert "记一笔" in text
    assert not AuditFinding.objects.exists()


def test_form_opens_a_fault(client: Any) -> None:
    row = sample()
    client.force_login(staff_of("information_officer").user)
    asked = questions_for(row, TODAY)
    data = {f"answer_{n}": "yes" for n in range(len(asked))}
    data |= {"answer_2": "no", "what_2": "里程空着", "severity_2": "major"}
    data |= {"owner_2": staff_of("service_advisor").pk, "due_2": TODAY + DAY}
    address = reverse("workorders:audited_check", args=[row.pk])
    facts = {**data, "version": row.version, "operation_key": uuid.uuid4()}
    assert client.post(address, facts).status_code == 303
    assert AuditFinding.objects.get().question == asked[2].text


@pytest.mark.parametrize("many", [3, 30])
def test_pages_ask_the_same_number_of_queries(client: Any, many: int) -> None:
    audit = drawn(size=many, orders=many)
    client.force_login(staff_of("information_officer").user)
    for name, args in (("process_audit", [audit.pk]), ("audited_orders", [])):
        with CaptureQueriesContext(connection) as found:
            assert client.get(reverse(f"workorders:{name}", args=args)).status_code == 200
        assert len(found) <= 20


def test_manager_reads_but_does_not_draw(client: Any) -> None:
    audit = drawn()
    client.force_login(staff_of("service_manager").user)
    page = client.get(reverse("workorders:process_audit", args=[audit.pk]))
    assert page.status_code == 200
    assert client.get(reverse("workorders:process_draw")).status_code == 403
