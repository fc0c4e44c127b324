"""What an edition brings to its holder with the next request, and what waits for its signers."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from apps.core import queues
from apps.org.catalogue import GrantText
from apps.org.services import revising
from tests.org import revisions as r
from tests.personas import NOW, access_of

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def waiting(login, code, now=NOW):
    """One queue of a person."""
    by = access_of(login, now=now)
    return queues.waiting(queues.queues_for(by.held()), by)[code]


def test_submitted_edition_waits_for_its_reviewer_three_days():
    r.submitted()
    found = waiting(r.REVIEWER, "org.revisions_to_review")
    assert (found.open, found.overdue, found.next_due) == (1, 0, NOW + 3 * DAY)
    assert waiting(r.REVIEWER, "org.revisions_to_review", NOW + 4 * DAY).overdue == 1


def test_reviewed_edition_waits_for_its_approver():
    r.reviewed()
    assert waiting(r.APPROVER, "org.revisions_to_approve").open == 1
    assert waiting(r.REVIEWER, "org.revisions_to_review").open == 0


def test_returned_edition_waits_for_its_drafter():
    row = r.submitted()
    assert waiting(r.DRAFTER, "org.revisions_to_mend").open == 0
    revising.return_revision(by=access_of(r.REVIEWER), revision=row, reason="x")
    assert waiting(r.DRAFTER, "org.revisions_to_mend").open == 1


def test_other_stores_editions_wait_for_nobody_here():
    r.submitted()
    by = access_of(r.REVIEWER, "cs2")
    assert queues.waiting(queues.queues_for(by.held()), by)["org.revisions_to_review"].open == 0


def test_holder_gains_button_duty_and_queue_with_the_next_request(client_as):
    client = client_as("cashier")
    assert client.get(reverse("parts:demands")).status_code == 403
    draft = r.drafted()
    revising.add_duty(
        by=access_of(r.DRAFTER),
        revision=draft,
        version=None,
        values={"text": "兼管临时发料", "text_en": "Issues parts at need", "kind": "work"},
        grants=[GrantText("parts.issue_part", "store")],
    )
    revising.submit_revision(by=access_of(r.DRAFTER), revision=draft)
    revising.review_revision(by=access_of(r.REVIEWER), revision=draft)
    assert client.get(reverse("parts:demands")).status_code == 403
    revising.approve_revision(by=access_of(r.APPROVER), revision=draft)
    assert client.get(reverse("parts:demands")).status_code == 200
    home = client.get(reverse("home")).content.decode()
    assert "兼管临时发料" in home
    assert "待发料" in home


def test_holder_is_measured_by_the_new_figure_with_the_next_request(client_as):
    client, address = client_as("cashier"), reverse("home")
    assert "回访覆盖率" not in client.get(address).content.decode()
    draft = r.drafted()
    duty = draft.duties.first()
    revising.edit_duty(
        by=access_of(r.DRAFTER), duty=duty, version=None, values={"kpis": ["callback_coverage"]}
    )
    revising.submit_revision(by=access_of(r.DRAFTER), revision=draft)
    revising.review_revision(by=access_of(r.REVIEWER), revision=draft)
    revising.approve_revision(by=access_of(r.APPROVER), revision=draft)
    assert "回访覆盖率" in client.get(address).content.decode()


def page_of(code):
    """The address behind a queue."""
    queue = queues.queue(code)
    return f"{reverse(queue.page)}?{queue.query}"


@pytest.mark.parametrize(
    ("make", "login", "code"),
    [
        (r.submitted, r.REVIEWER, "org.revisions_to_review"),
        (r.reviewed, r.APPROVER, "org.revisions_to_approve"),
    ],
)
def test_list_behind_a_queue_shows_exactly_its_rows(client_as, make, login, code):
    r.drafted("technician")
    make()
    response = client_as(login).get(page_of(code))
    assert response.context["cl"].result_count == waiting(login, code).open == 1


def test_list_of_returned_drafts_leaves_out_those_never_submitted(client_as):
    r.drafted("technician")
    row = revising.return_revision(by=access_of(r.REVIEWER), revision=r.submitted(), reason="x")
    response = client_as(r.DRAFTER).get(page_of("org.revisions_to_mend"))
    assert [x.pk for x in response.context["cl"].result_list] == [row.pk]
    assert waiting(r.DRAFTER, "org.revisions_to_mend").open == 1


def test_gap_is_said_on_the_page_of_the_draft(client_as):
    draft = r.drafted("general_manager")
    duty = draft.duties.get(grants__capability="workorders.approve_refund")
    values = {"kind": "conduct"}
    by = access_of(r.DRAFTER)
    revising.edit_duty(by=by, duty=duty, version=None, values=values, grants=[])
    address = reverse("admin:org_positionrevision_change", args=[draft.pk])
    shown = client_as(r.DRAFTER).get(address).content.decode()
    assert "在汇报线上没有人能" in shown
