"""Incidents closed by another, comebacks judged by two, standards in editions."""

from __future__ import annotations

import uuid
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from apps.core.figures import Period
from apps.core.refusals import Refused
from apps.workorders import guards
from apps.workorders.checklists import standard_for
from apps.workorders.comebacks import likeness, suspect_all
from apps.workorders.kpis.comeback import comeback_rate
from apps.workorders.models import Comeback, QualityIncident, Statement
from apps.workorders.selectors.hours import credit_of
from apps.workorders.services import comebacks as words
from apps.workorders.services import incidents, inspection, readings
from apps.workorders.services.checklists import revise_checklist
from apps.workorders.services.shares import divide_credit
from tests.factories.workorders import (
    AssignmentFactory,
    CheckInFactory,
    JobFactory,
    LabourLineFactory,
)
from tests.personas import NOW, access_of, staff_of, store_of
from tests.workorders.shop.floor import job_in, order_in
from tests.workorders.shop.quality_rows import DAY, comeback, earlier_repair, incident

pytestmark = pytest.mark.django_db
ITEMS = [{"name": "制动片厚度", "unit": "mm", "low": Decimal(3), "high": None, "photo": False}]


@pytest.fixture(autouse=True)
def the_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    """Requests happen at the hour of the personas."""
    monkeypatch.setattr("apps.core.clock.now", lambda: NOW)


# --------------------------------------------------------------------------- incidents


def test_incident_is_closed_by_somebody_else() -> None:
    row = incident(state="acting", closed_at=None, closed_by=None, proof="")
    with pytest.raises(Refused, match="同一个人"):
        incidents.close_incident(by=access_of("dispatcher_inspector"), incident=row, proof="已查")
    closed = incidents.close_incident(
        by=access_of("workshop_supervisor"), incident=row, proof="抽查合格"
    )
    assert closed.state == QualityIncident.State.CLOSED


def test_second_fail_opens_an_incident_by_itself() -> None:
    job = job_in("self_checked", order=order_in("checking", work_class="express"))
    by = access_of("dispatcher_inspector")
    facts = {"passed": False, "fail_code": "workmanship", "fail_reason": "螺栓松"}
    inspection.final_check(by=by, job=job, **facts)
    assert not QualityIncident.objects.exists()
    job.refresh_from_db()
    job.state = "self_checked"
    job.save()
    inspection.final_check(by=by, job=job, **facts)
    row = QualityIncident.objects.get()
    assert (row.job, row.source, job.reworks.count()) == (job, "inspection", 2)


# --------------------------------------------------------------------------- comebacks


def test_same_words_are_near_and_others_are_not() -> None:
    assert likeness("水温高，漏防冻液", "发动机水温高漏防冻液") > Decimal("0.6")
    assert likeness("做保养", "发动机水温高漏防冻液") < Decimal("0.3")


def back_again(text: str, days: int = 5) -> list[Comeback]:
    job = earlier_repair(days)
    order = order_in("draft", visit__vehicle=job.order.visit.vehicle)
    Statement.objects.create(visit=order.visit, text=text)
    return suspect_all(order, by=access_of("service_advisor"))


def test_same_fault_within_the_window_is_suspected() -> None:
    (row,) = back_again("又漏防冻液，水温高")
    assert (row.days, row.guaranteed, row.failed_before) == (5, True, 1)
    assert row.proof_due_at == NOW + 3 * DAY


@pytest.mark.parametrize(("text", "days"), [("洗车", 5), ("又漏防冻液，水温高", 31)])
def test_other_fault_or_long_ago_is_not(text: str, days: int) -> None:
    assert back_again(text, days) == []


def test_suspicion_blocks_authorisation_until_judged() -> None:
    row = comeback(verdict="", grounds="", proposed_by=None, judged_by=None, judged_at=None)
    by = access_of("service_advisor")
    assert "没有判定" in str(guards.comebacks_judged(row.order, by))
    words.confirm_comeback(by=by, comeback=row)
    words.propose_verdict(
        by=access_of("dispatcher_inspector"), comeback=row, verdict="new_fault", grounds="另一处"
    )
    words.agree_verdict(by=access_of("technical_expert"), comeback=row)
    assert guards.comebacks_judged(row.order, by) is None


def test_own_fault_is_never_the_customers_to_pay() -> None:
    row = comeback(state="judged")
    job = job_in("pending", order=row.order, statement=row.statement)
    LabourLineFactory(job=job)
    by = access_of("service_advisor")
    assert "客户自费" in str(guards.comebacks_judged(row.order, by))
    job.labour_lines.update(payer="GWD")
    assert guards.comebacks_judged(row.order, by) is None


@pytest.mark.parametrize(
    ("verdict", "guaranteed", "days", "pays"),
    [
        ("new_fault", True, 3, True),
        ("new_fault", True, 4, False),
        ("not_proven", True, 1, False),
        ("not_proven", False, 9, True),
        ("part", False, 1, False),
        ("workmanship", True, 1, False),
    ],
)
def test_who_pays_by_verdict_and_proof(
    verdict: str, guaranteed: bool, days: int, pays: bool
) -> None:
    row = Comeback(state="judged", verdict=verdict, guaranteed=guaranteed)
    row.proof_due_at, row.judged_at = NOW + 3 * DAY, NOW + days * DAY
    assert row.chargeable is pays


def test_one_person_does_not_judge_twice() -> None:
    row = comeback(state="proposed", proposed_by=staff_of("technical_expert"), judged_by=None)
    with pytest.raises(Refused, match="同一个人"):
        words.agree_verdict(by=access_of("technical_expert"), comeback=row)


def test_rate_counts_the_first_delivery_and_only_our_work() -> None:
    comeback(state="judged")
    comeback(state="judged", verdict="part")
    by = access_of("service_manager")
    period = Period(NOW.date() - 30 * DAY, NOW.date())
    assert comeback_rate(by, period) == (1, 2)


# --------------------------------------------------------------------------- standards


def revise(**facts: Any) -> Any:
    known = {"store": store_of(), "level": "final", "kind": "", "reason": "新标准"}
    return revise_checklist(by=access_of("quality_controller"), items=ITEMS, **(known | facts))


def test_inspection_keeps_the_edition_it_used() -> None:
    first = revise()
    job = job_in("leader_checked")
    standard = standard_for(job, "final")
    seen = inspection.Seen(checklist=standard.checklist)
    items = standard.answered([], {"i1": Decimal("3.5")})
    found = inspection.final_check(
        by=access_of("dispatcher_inspector"), job=job, passed=True, items=items, seen=seen
    )
    second = revise(seen=1)
    found.refresh_from_db()
    assert (found.checklist, second.edition) == (first, 2)
    assert found.items[0] == {
        "name": "制动片厚度",
        "ok": True,
        "value": "3.5",
        "unit": "mm",
        "limits": "≥ 3",
    }


def test_stale_edition_is_refused() -> None:
    revise()
    with pytest.raises(Refused, match="别人改过"):
        revise()


def test_reading_outside_the_limits_does_not_pass() -> None:
    revise()
    job = job_in("leader_checked")
    items = standard_for(job, "final").answered([], {"i1": Decimal("2.9")})
    with pytest.raises(Refused, match="不合格"):
        inspection.final_check(
            by=access_of("dispatcher_inspector"), job=job, passed=True, items=items
        )


@pytest.mark.parametrize(("km", "fits"), [(20_000, True), (19_999, False), (20_101, False)])
def test_odometer_after_the_check_is_plausible(km: int, fits: bool) -> None:
    job = job_in("leader_checked")
    CheckInFactory(visit=job.order.visit)
    seen = inspection.Seen(odometer_km=km)
    act = {"by": access_of("dispatcher_inspector"), "job": job, "passed": True, "seen": seen}
    if fits:
        assert inspection.final_check(**act).odometer_km == km
        return
    with pytest.raises(Refused, match="里程"):
        inspection.final_check(**act)


# --------------------------------------------------------------- readings, parts, shares


@pytest.mark.parametrize(("value", "passed"), [("110", True), ("120", True), ("121", False)])
def test_reading_passes_inside_its_limits(value: str, passed: bool) -> None:
    row = readings.take_reading(
        by=access_of("technician"),
        job=job_in("working"),
        measure="车轮螺栓力矩",
        value=Decimal(value),
        unit="N·m",
        low=Decimal(100),
        high=Decimal(120),
    )
    assert row.passed is passed


def test_worker_does_not_check_the_own_parts(line_of) -> None:
    job = job_in("self_checked")
    line = line_of(job, fitted_quantity=2)
    seen = readings.check_part(by=access_of("team_leader"), job=job, line=line, right=True)
    assert seen.right
    with pytest.raises(Refused, match="哪里不正确"):
        readings.check_part(by=access_of("team_leader"), job=job, line=line, right=False)


def test_shares_make_a_whole_and_a_helper_has_none() -> None:
    job = job_in("assigned")
    me, helper = staff_of("technician").pk, staff_of("technician2").pk
    by = access_of("dispatcher_inspector")
    with pytest.raises(Refused, match="100"):
        divide_credit(by=by, job=job, shares={me: Decimal(60)})
    divide_credit(by=by, job=job, shares={me: Decimal(100), helper: Decimal(0)})
    assert dict(job.assignments.values_list("staff_id", "share")) == {me: 100, helper: 0}


@pytest.mark.parametrize(
    ("login", "name"),
    [
        ("dispatcher_inspector", "workorders:incidents"),
        ("dispatcher_inspector", "workorders:comebacks"),
        ("quality_controller", "workorders:checklists"),
    ],
)
@pytest.mark.parametrize("count", [3, 30])
def test_lists_ask_a_flat_number_of_statements(
    client_as, django_assert_max_num_queries, login: str, name: str, count: int
) -> None:
    for n in range(count):
        if "incident" in name:
            incident(number=f"ZL-{n}")
        elif "comeback" in name:
            comeback()
    client = client_as(login)
    client.get(reverse(name))
    with django_assert_max_num_queries(14):
        assert client.get(reverse(name)).status_code == 200


def test_pages_of_one_incident_and_one_comeback_open(client_as) -> None:
    row = incident(state="open")
    client = client_as("dispatcher_inspector2")
    url = reverse("workorders:incident", args=[row.pk])
    assert "原因分析" in client.get(url).content.decode()
    key = str(uuid.uuid4())
    act = reverse("workorders:incident_act", args=[row.pk, "analyse"])
    assert client.post(act, {"operation_key": key, "cause": "x"}).status_code == 422
    back = comeback(state="confirmed")
    page = client.get(reverse("workorders:comeback", args=[back.pk])).content.decode()
    assert "判定依据" in page


def test_standard_is_revised_on_its_page(client_as) -> None:
    client = client_as("quality_controller")
    url = reverse("workorders:checklist", args=["self", "mechanical"])
    assert client.get(url).status_code == 200
    facts = {"seen": 0, "reason": "按新工艺", "name_0": "胎压", "low_0": "2.2"}
    answer = client.post(url, {"operation_key": str(uuid.uuid4()), **facts})
    assert answer.status_code == 422
    answer = client.post(url, {"operation_key": str(uuid.uuid4()), **facts, "unit_0": "bar"})
    assert answer.status_code == 303
    assert standard_for(job_in("working"), "self").items[0].name == "胎压"


def test_own_bad_work_done_again_is_credited_to_nobody() -> None:
    row = comeback(state="judged")
    facts = {"order": row.order, "state": "done", "std_hours": Decimal("1.2"), "finished_at": NOW}
    technician = access_of("technician")
    AssignmentFactory(job=JobFactory(statement=row.statement, **facts), staff=technician.staff)
    assert credit_of(technician).today == 0
    AssignmentFactory(job=JobFactory(**facts), staff=technician.staff)
    assert credit_of(technician).today == Decimal("1.20")
