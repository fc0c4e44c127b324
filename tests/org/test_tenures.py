"""Who holds which post when: proposed by one, approved by another, for a third."""

from __future__ import annotations

import datetime as dt

import pytest
from django.http import Http404

from apps.core.models import StatusChange
from apps.core.refusals import Denied, Refused, Stale
from apps.core.transitions import available
from apps.org.access import Access
from apps.org.administrators import administrators
from apps.org.machines import TENURE
from apps.org.models import Tenure
from apps.org.permissions import Perm
from apps.org.services import tenures
from apps.workorders.permissions import Perm as OrderPerm
from apps.workorders.services.refunds import decide_refund, request_refund
from tests.org.tenures import (
    DAY,
    acting,
    approved,
    at,
    gm,
    hr,
    newcomer,
    post_of,
    proposed,
    vacated,
)
from tests.personas import NOW, access_of, staff_of
from tests.workorders.till.orders import ready_order, settled

pytestmark = pytest.mark.django_db
INSTANT = dt.timedelta(microseconds=1)


def refusal_of(field: str, **facts) -> str:
    """The words of a refused proposal, which stand beside the field."""
    with pytest.raises(Refused) as caught:
        proposed(**facts)
    assert caught.value.field == field
    assert not Tenure.objects.filter(state="proposed").exists()
    return str(caught.value.message)


def step_refused(step, by: Access, tenure: Tenure, **facts) -> str:
    """The words in which a step is refused; the tenure stays as it was."""
    before = Tenure.objects.filter(pk=tenure.pk).values().get()
    with pytest.raises(Refused) as caught:
        step(by=by, tenure=tenure, **facts)
    return str(caught.value.message) if _unchanged(tenure, before) else ""


def _unchanged(tenure: Tenure, before: dict) -> bool:
    return Tenure.objects.filter(pk=tenure.pk).values().get() == before


def test_proposal_waits_one_working_day_for_a_second_person():
    tenure = proposed()
    assert tenure.state == "proposed"
    assert tenure.decide_by == at(9, day=2)
    assert tenure not in Tenure.objects.live(NOW + 2 * DAY)


def test_proposal_of_a_friday_waits_over_the_weekend():
    assert proposed(by=hr(at(9, day=5))).decide_by == at(9, day=8)


def test_approved_tenure_counts_from_its_first_instant():
    tenure = approved()
    holder = tenure.staff
    assert not Access.of(holder, tenure.starts_at - INSTANT).tenures
    assert Access.of(holder, tenure.starts_at).tenures == [tenure]


def test_chain_of_a_tenure_names_who_proposed_and_who_approved():
    tenure = approved()
    steps = StatusChange.objects.filter(object_id=tenure.pk, content_type__model="tenure")
    assert [(s.action, s.by) for s in steps.order_by("pk")] == [
        ("propose", staff_of("hr_officer")),
        ("approve", staff_of("general_manager")),
    ]


def test_nobody_proposes_themselves():
    assert "自己" in refusal_of("staff", staff=staff_of("hr_officer"))


def test_proposer_does_not_approve():
    tenure = proposed(
        by=access_of("group_supervisor"), post=post_of("general_manager"), kind="concurrent"
    )
    assert step_refused(tenures.approve_tenure, access_of("group_supervisor"), tenure)


def test_holder_does_not_approve():
    tenure = proposed(staff=staff_of("general_manager"), kind="concurrent")
    assert step_refused(tenures.approve_tenure, gm(), tenure)
    assert step_refused(tenures.refuse_tenure, gm(), tenure, reason="我不愿意")


def test_without_the_right_nobody_proposes_or_approves():
    with pytest.raises((Denied, Http404)):
        proposed(by=access_of("service_advisor"))
    with pytest.raises((Denied, Http404)):
        tenures.approve_tenure(by=access_of("service_manager"), tenure=proposed())


def test_other_store_is_out_of_reach():
    with pytest.raises(Http404):
        proposed(post=post_of("service_advisor", "cs2"), staff=newcomer("cs2"))


def test_leaver_is_refused():
    person = newcomer()
    person.is_active = False
    person.save()
    assert "离职" in refusal_of("staff", staff=person)


def test_person_of_another_store_is_a_group_act():
    person = newcomer("cs2")
    assert "跨店" in refusal_of("staff", staff=person)
    moved = proposed(by=access_of("group_supervisor"), staff=person)
    assert tenures.approve_tenure(by=gm(), tenure=moved).state == "approved"


def test_dates_upside_down_are_refused():
    refusal_of("ends_at", starts_at=NOW + DAY, ends_at=NOW + DAY)


def test_end_in_the_past_is_refused():
    refusal_of("ends_at", starts_at=NOW - DAY, ends_at=NOW)


def test_start_may_lie_three_days_back_and_no_more():
    first = dt.datetime(2026, 5, 29, tzinfo=NOW.tzinfo)
    assert "3 天" in refusal_of("starts_at", starts_at=first - INSTANT)
    assert proposed(starts_at=first).state == "proposed"


def test_acting_needs_an_end_within_ninety_days():
    of = staff_of("workshop_supervisor").tenures.get()
    facts = {"kind": "acting", "acting_for": of, "post": post_of("workshop_supervisor")}
    refusal_of("ends_at", starts_at=NOW, **facts)
    refusal_of("ends_at", starts_at=NOW, ends_at=NOW + 90 * DAY + INSTANT, **facts)
    assert proposed(starts_at=NOW, ends_at=NOW + 90 * DAY, staff=newcomer(), **facts).pk


def test_acting_is_for_a_tenure_of_the_same_post():
    of = staff_of("cashier").tenures.get()
    facts = {"kind": "acting", "starts_at": NOW, "ends_at": NOW + DAY}
    refusal_of("acting_for", acting_for=of, **facts)


def test_acting_for_a_vacancy_needs_a_vacancy():
    facts = {"kind": "acting", "starts_at": NOW, "ends_at": NOW + DAY}
    assert "空缺" in refusal_of("acting_for", post=post_of("workshop_supervisor"), **facts)
    post = vacated("workshop_supervisor")
    assert approved(post=post, staff=newcomer(), **facts).acting_for is None


def test_nobody_acts_for_themselves():
    of = staff_of("workshop_supervisor").tenures.get()
    refusal_of(
        "acting_for",
        staff=of.staff,
        post=post_of("workshop_supervisor"),
        kind="acting",
        acting_for=of,
        starts_at=NOW,
        ends_at=NOW + DAY,
    )


def test_second_permanent_post_is_refused_and_concurrent_is_not():
    person = staff_of("receptionist")
    assert "专任" in refusal_of("kind", staff=person)
    assert approved(staff=person, kind="concurrent").state == "approved"


def test_permanent_tenures_meet_without_overlap():
    person = staff_of("receptionist")
    old = person.tenures.get()
    old.ends_at = NOW + DAY
    old.save()
    assert approved(staff=person, starts_at=NOW + DAY).state == "approved"
    assert Access.of(person, NOW + DAY - INSTANT).tenures == [old]


def test_same_post_twice_is_refused():
    refusal_of("post", staff=staff_of("service_advisor"), kind="concurrent")


def test_full_post_takes_no_more_permanent_holders():
    assert "编制 1 人" in refusal_of("post", post=post_of("cashier"))


def test_full_post_takes_a_concurrent_holder_as_surplus():
    assert approved(post=post_of("cashier"), kind="concurrent").state == "approved"


def test_headcount_is_judged_at_every_instant():
    old = staff_of("cashier").tenures.get()
    old.ends_at = NOW + 10 * DAY
    old.save()
    post = post_of("cashier")
    refusal_of("post", post=post, starts_at=NOW + 10 * DAY - INSTANT)
    approved(post=post, staff=newcomer(), starts_at=NOW + 10 * DAY, ends_at=NOW + 20 * DAY)
    ahead = {"starts_at": NOW + 15 * DAY, "ends_at": NOW + 30 * DAY}
    refusal_of("post", post=post, staff=newcomer(), **ahead)
    assert approved(post=post, staff=newcomer(), starts_at=NOW + 20 * DAY).pk


def test_seat_filled_while_the_proposal_waited_is_refused_at_approval():
    post = vacated("cashier")
    first, second = (proposed(post=post, staff=newcomer(), starts_at=NOW) for _ in range(2))
    tenures.approve_tenure(by=gm(), tenure=first)
    assert "编制" in step_refused(tenures.approve_tenure, gm(), second)


def test_refusal_needs_a_reason():
    tenure = proposed()
    assert "原因" in step_refused(tenures.refuse_tenure, gm(), tenure, reason=" ")
    assert tenures.refuse_tenure(by=gm(), tenure=tenure, reason="人手已够").state == "refused"


def test_decided_tenure_is_not_decided_again():
    tenure = approved()
    assert step_refused(tenures.approve_tenure, gm(), tenure)
    assert step_refused(tenures.withdraw_tenure, hr(), tenure)


def test_only_the_proposer_withdraws():
    tenure = proposed()
    assert "提名人" in step_refused(tenures.withdraw_tenure, access_of("service_manager"), tenure)
    assert tenures.withdraw_tenure(by=hr(), tenure=tenure).state == "withdrawn"


def test_stale_version_is_refused():
    tenure = proposed()
    with pytest.raises(Stale):
        tenures.approve_tenure(by=gm(), tenure=tenure, version=tenure.version - 1)


def test_corrected_dates_are_approved_anew():
    tenure = approved()
    later = tenures.correct_tenure(by=hr(), tenure=tenure, starts_at=NOW + 3 * DAY)
    assert (later.state, later.approved_by) == ("proposed", None)
    again = tenures.approve_tenure(by=gm(), tenure=later)
    assert again.starts_at == NOW + 3 * DAY


def test_begun_tenure_is_not_corrected():
    tenure = approved(starts_at=NOW)
    assert "开始" in step_refused(
        tenures.correct_tenure, hr(NOW), tenure, starts_at=NOW + DAY, ends_at=None
    )


def test_rights_go_on_the_next_request_after_an_early_end():
    tenure = approved(starts_at=NOW - DAY)
    later = NOW + DAY
    assert Access.of(tenure.staff, later).tenures
    tenures.end_tenure(by=hr(later), tenure=tenure, reason="调离")
    assert not Access.of(tenure.staff, later).tenures
    assert Access.of(tenure.staff, later - INSTANT).tenures


def test_early_end_keeps_to_the_time_it_names():
    tenure = approved(starts_at=NOW - DAY)
    ended = tenures.end_tenure(by=hr(), tenure=tenure, reason="调离", ends_at=NOW + DAY)
    assert ended.ends_at == NOW + DAY


def test_end_is_never_put_off():
    tenure = approved(starts_at=NOW - DAY, ends_at=NOW + DAY)
    facts = {"reason": "再留几天", "ends_at": NOW + 2 * DAY}
    assert "不能晚于" in step_refused(tenures.end_tenure, hr(), tenure, **facts)


def test_nobody_ends_their_own_tenure_or_their_superiors():
    own = staff_of("hr_officer").tenures.get()
    assert step_refused(tenures.end_tenure, hr(), own, reason="不干了")
    above = staff_of("general_manager").tenures.get()
    assert "上级" in step_refused(tenures.end_tenure, hr(), above, reason="换人")
    by = access_of("group_supervisor")
    assert tenures.end_tenure(by=by, tenure=above, reason="换人").ends_at == NOW


def test_coming_tenure_is_cancelled_not_ended():
    tenure = approved()
    assert step_refused(tenures.end_tenure, hr(), tenure, reason="不来了")
    assert tenures.cancel_tenure(by=hr(), tenure=tenure, reason="不来了").state == "withdrawn"


def test_store_head_is_approved_from_above():
    tenure = proposed(post=post_of("general_manager"), kind="concurrent")
    assert tenures.approve_tenure(by=access_of("group_supervisor"), tenure=tenure).pk


def test_group_post_is_proposed_by_hr_and_approved_by_a_store_head():
    post = vacated("group_supervisor")
    tenure = proposed(post=post, starts_at=NOW)
    assert tenures.approve_tenure(by=access_of("general_manager", "cs2"), tenure=tenure).pk


def test_stand_in_holds_the_rights_to_the_microsecond():
    tenure = acting("technician", "workshop_supervisor", ends_at=NOW + DAY)
    tenures.approve_tenure(by=gm(), tenure=tenure)

    def may(moment: dt.datetime) -> bool:
        return Access.of(staff_of("technician"), moment).can(Perm.RECORD_ABSENCE)

    assert [may(NOW - INSTANT), may(NOW)] == [False, True]
    assert [may(NOW + DAY - INSTANT), may(NOW + DAY)] == [True, False]


def test_button_that_may_not_be_pressed_says_why():
    tenure = proposed(staff=staff_of("general_manager"), kind="concurrent")
    greyed = {o.action: o.why for o in available(TENURE, tenure, gm()) if not o.allowed}
    assert set(greyed) == {"approve", "refuse"}
    assert all(greyed.values())


def test_who_holds_both_sides_is_stopped_on_the_document_itself():
    person = staff_of("cashier")
    chief = staff_of("general_manager")
    tenure = proposed(
        staff=person,
        post=post_of("general_manager"),
        kind="acting",
        acting_for=chief.tenures.get(),
        starts_at=NOW,
        ends_at=NOW + DAY,
    )
    tenures.approve_tenure(by=access_of("group_supervisor"), tenure=tenure)
    by = access_of("cashier")
    request = request_refund(
        by=by, settlement=settled(ready_order()), version=None, reason="开错单"
    )
    assert by.may(OrderPerm.APPROVE_REFUND, request)
    with pytest.raises(Refused, match="同一个人"):
        decide_refund(by=by, request=request, version=None, action="approve")


def test_the_last_who_opens_accounts_keeps_the_post() -> None:
    others = administrators(NOW).exclude(user__username="administrator")
    Tenure.objects.filter(staff__in=others).update(ends_at=NOW - DAY)
    tenure = staff_of("administrator").tenures.get(kind="permanent")
    with pytest.raises(Refused, match="最后一位能开通账号的人"):
        tenures.end_tenure(by=hr(), tenure=tenure, reason="离岗")
    tenure.refresh_from_db()
    assert tenure.ends_at is None


def test_one_of_two_who_open_accounts_may_leave_the_post() -> None:
    tenure = staff_of("administrator").tenures.get(kind="permanent")
    tenures.end_tenure(by=hr(), tenure=tenure, reason="离岗")
    assert administrators(NOW).exists()
