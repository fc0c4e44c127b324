"""The last day: open work stops it, a superior may agree, everything ends at once."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.http import Http404
from django.urls import reverse

from apps.core.refusals import Denied, Refused
from apps.org.models import Staff, Tenure
from apps.org.services.leaving import come_back, leave, waive_handover
from tests.access.samples import order
from tests.org.door import sign_in
from tests.personas import NOW, access_of, staff_of

pytestmark = pytest.mark.django_db
REASON = "合同到期"


def officer(**facts):
    """Who handles leaving."""
    return access_of("hr_officer", **facts)


def test_leaving_ends_posts_account_and_sessions(client) -> None:
    staff = staff_of("receptionist")
    sign_in(client, "receptionist")
    leave(by=officer(), staff=staff, reason=REASON)
    staff.refresh_from_db()
    assert (staff.is_active, staff.user.is_active) == (False, False)
    assert not staff.tenures.live(NOW).exists()
    assert client.get("/").url.startswith("/login/")
    assert sign_in(client, "receptionist").status_code == 422


def test_open_work_refuses_with_the_list(client_as) -> None:
    staff = order().advisor
    answer = client_as("hr_officer").post(
        reverse("org:leaving", args=[staff.pk]),
        {"deed": "leave", "reason": REASON, "operation_key": str(uuid.uuid4())},
    )
    assert answer.status_code == 409
    assert "还有没交接完的工作" in answer.content.decode()
    assert REASON in answer.content.decode()
    staff.refresh_from_db()
    assert staff.is_active


def test_superior_agrees_with_a_reason_and_then_it_goes_through() -> None:
    staff = order().advisor
    manager = access_of("general_manager")
    with pytest.raises(Refused, match="原因"):
        waive_handover(by=manager, staff=staff, reason=" ")
    waive_handover(by=manager, staff=staff, reason="由同组接手")
    leave(by=officer(), staff=staff, reason=REASON)
    staff.refresh_from_db()
    assert not staff.is_active


def test_agreement_counts_for_seven_days() -> None:
    staff = order().advisor
    waive_handover(by=access_of("general_manager"), staff=staff, reason="由同组接手")
    with pytest.raises(Refused, match="没交接完"):
        leave(by=officer(now=NOW + dt.timedelta(days=7)), staff=staff, reason=REASON)


def test_who_approves_no_tenures_cannot_agree() -> None:
    with pytest.raises((Denied, Http404)):
        waive_handover(by=officer(), staff=staff_of("cashier"), reason="x")


def test_nobody_agrees_to_or_handles_their_own_leaving() -> None:
    with pytest.raises(Refused, match="由上级同意"):
        waive_handover(
            by=access_of("general_manager"), staff=staff_of("general_manager"), reason="x"
        )
    with pytest.raises(Refused, match="由别人来办理"):
        leave(by=officer(), staff=staff_of("hr_officer"), reason=REASON)


def test_last_who_opens_accounts_cannot_leave() -> None:
    for row in Staff.objects.filter(user__username__contains=".administrator"):
        row.tenures.get().delete()
    with pytest.raises(Refused, match="最后一位"):
        leave(by=officer(), staff=staff_of("administrator"), reason=REASON)


def test_proposal_that_waits_never_begins() -> None:
    staff = staff_of("receptionist")
    waiting = Tenure.objects.create(
        staff=staff,
        post=staff_of("cashier").tenures.get().post,
        kind="concurrent",
        starts_at=NOW,
        proposed_by=staff_of("hr_officer"),
    )
    leave(by=officer(), staff=staff, reason=REASON)
    waiting.refresh_from_db()
    assert waiting.state != Tenure.State.PROPOSED
    assert not Tenure.objects.filter(pk=waiting.pk).live(NOW).exists()


def test_coming_back_gives_neither_post_nor_account() -> None:
    staff = staff_of("receptionist")
    leave(by=officer(), staff=staff, reason=REASON)
    come_back(by=officer(), staff=staff, reason="重新聘用")
    staff.refresh_from_db()
    assert staff.is_active
    assert not staff.user.is_active
    assert not staff.tenures.live(NOW).exists()


def test_superior_sees_the_check_and_who_can_agree(client_as) -> None:
    staff = order().advisor
    page = client_as("general_manager").get(reverse("org:leaving", args=[staff.pk]))
    assert page.status_code == 200
    assert page.context["check"].may_waive
    assert not page.context["check"].may_end
    shown = client_as("hr_officer").get(reverse("org:leaving", args=[staff.pk])).content.decode()
    assert staff_of("general_manager").name in shown
    assert staff_of("group_supervisor").name not in shown  # approves posts of the group only


def test_people_of_another_store_are_out_of_reach(client_as) -> None:
    far = staff_of("cashier", "cs2")
    assert client_as("hr_officer").get(reverse("org:leaving", args=[far.pk])).status_code == 404


def test_nobody_handles_the_leaving_of_the_own_superior() -> None:
    with pytest.raises(Refused, match="自己上级的离职"):
        leave(by=officer(), staff=staff_of("general_manager"), reason=REASON)
