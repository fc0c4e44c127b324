"""Everybody tries to raise themselves through every form of the organisation: nobody gains.

Before each attempt stand a proposal that would make the person general manager and a reviewed
edition that would give their position unlimited refunds: one signature is missing, and theirs must
not be the one.  What a person holds is compared now and in two years, so that a gain that waits
for its date counts too.
"""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from apps.core import clock
from apps.org.access import Access
from apps.org.models import Duty, Grant, Post, Staff, Tenure
from apps.org.services import tenures
from apps.workorders.permissions import Perm
from tests.access.matrix import people
from tests.org.revisions import in_force
from tests.personas import access_of, staff_of, store_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.test import Client

    from apps.org.models import PositionRevision

pytestmark = pytest.mark.django_db
YEARS = dt.timedelta(days=730)
LOGINS = sorted({code for code, _store in people()})
PRIZE = Perm.APPROVE_REFUND.value
ACTIONS = ("approve", "review", "submit", "second_look", "correct", "cancel", "withdraw")
Held = set[tuple[Any, ...]]


def held(person: Staff) -> Held:
    """Everything a person may do on some rows, now and in two years, with the limits."""
    found: Held = set()
    for moment in (clock.now(), clock.now() + YEARS):
        for code, reaches in Access.of(person, moment).held().items():
            found |= {(code, *r.footing, str(sorted(r.limits.items()))) for r in reaches}
    return found


def other_than(person: Staff, *logins: str) -> Staff:
    """The first of these people who is somebody else."""
    return next(s for s in map(staff_of, logins) if s != person)


def tempting_tenure(person: Staff) -> Tenure:
    """A proposal that wants one approval."""
    top = Post.objects.get(position__code="general_manager", unit=store_of())
    return Tenure.objects.create(
        staff=person,
        post=top,
        kind=Tenure.Kind.CONCURRENT,
        starts_at=clock.now(),
        proposed_by=other_than(person, "hr_officer", "service_manager"),
        reason="x",
    )


def tempting_edition(person: Staff) -> PositionRevision:
    """An edition of the person's own paper that wants one approval."""
    position = person.tenures.get(kind=Tenure.Kind.PERMANENT).post.position
    before = in_force(position, clock.now())
    edition = position.revisions.create(
        document_no=before.document_no,
        edition="Y/9",
        change="x",
        state="reviewed",
        based_on=before,
        reports_to=before.reports_to,
        drafted_by=other_than(person, "administrator", "hr_officer"),
        reviewed_by=other_than(person, "service_manager", "technical_expert"),
        submitted_at=clock.now(),
        reviewed_at=clock.now(),
    )
    duty = Duty.objects.create(revision=edition, code="Y-1", order=1, text="退款", text_en="x")
    Grant.objects.create(duty=duty, capability=PRIZE, scope="group", limits={"unlimited": True})
    return edition


def addresses(person: Staff) -> Iterator[str]:
    """Every form of the organisation, pointed at the person, their papers and their posts."""
    tenure, edition = tempting_tenure(person), tempting_edition(person)
    own = person.tenures.get(kind=Tenure.Kind.PERMANENT)
    duty = edition.duties.get()
    for name in ("absences", "contact", "tenure_new", "tenure_propose", "own_facts", "staff_new"):
        yield reverse(f"org:{'reveal' if name == 'contact' else name}")
    for row in (tenure, own):
        for name in ("tenure_act", "tenure_correct", "tenure_end"):
            yield reverse(f"org:{name}", args=[row.pk])
    for post in (own.post, tenure.post):
        yield reverse("org:post_deputy", args=[post.pk])
    for name in ("staff_edit", "leaving"):
        yield reverse(f"org:{name}", args=[person.pk])
    for act in ("open", "reset", "reopen", "release", "factor"):
        yield reverse("org:account_act", args=[person.pk, act])
    for name in ("staff", "orgunit", "positionrevision", "duty"):
        yield reverse(f"admin:org_{name}_add")
    yield reverse("admin:org_staff_change", args=[person.pk])
    yield reverse("admin:org_orgunit_change", args=[own.post.unit_id])
    yield reverse("admin:org_positionrevision_change", args=[edition.pk])
    yield reverse("admin:org_positionrevision_act", args=[edition.pk])
    yield reverse("admin:org_positionrevision_rollout")
    for name in ("change", "move", "remove"):
        yield reverse(f"admin:org_duty_{name}", args=[duty.pk])


def greedy(person: Staff, action: str) -> dict[str, Any]:
    """Every field a form might believe, asking for the most."""
    own = person.tenures.get(kind=Tenure.Kind.PERMANENT)
    top = Post.objects.get(position__code="general_manager", unit=store_of())
    now = clock.now()
    moments = {
        name: (now + dt.timedelta(minutes=wait)).strftime("%Y-%m-%dT%H:%M")
        for name, wait in (("starts_at", 1), ("ends_at", 9_000), ("effective_from", 1))
    }
    people_fields = ("staff", "deputy", "handed_to", "approved_by", "proposed_by", "reviewed_by")
    flags = ("is_superuser", "is_staff", "is_active", "everywhere", "replace", "supersede")
    return {
        "operation_key": str(uuid.uuid4()),
        "action": action,
        "state": "approved",
        "kind": "concurrent",
        "post": top.pk,
        "unit": store_of().pk,
        "position": own.post.position_id,
        "reports_to": own.post.position_id,
        "acting_for": top.tenures.first().pk,
        "groups": [own.post.group_id, top.group_id],
        "user_permissions": "1",
        "reason": "放权",
        "change": "放权",
        "note": "放权",
        "text": "批准全部退款",
        "code": "Y-2",
        "capability": PRIZE,
        "scope": "group",
        "unlimited": "on",
        "limits": '{"unlimited": true}',
        "grants-TOTAL_FORMS": "1",
        "grants-INITIAL_FORMS": "0",
        "grants-0-capability": PRIZE,
        "grants-0-scope": "group",
        "grants-0-unlimited": "on",
        "staff_no": person.staff_no,
        "name": person.name,
        "login": "boss",
        "headcount": "99",
        **moments,
        **dict.fromkeys(people_fields, person.pk),
        **dict.fromkeys(flags, "on"),
    }


@pytest.mark.parametrize("login", LOGINS)
def test_nobody_raises_themselves(login: str, client_as: Callable[..., Client]) -> None:
    person, client = staff_of(login), client_as(login)
    before = held(person)
    for address in list(addresses(person)):
        actions = ACTIONS if address.endswith("/act/") else ACTIONS[:1]
        for action in actions:
            answer = client.post(address, greedy(person, action))
            assert answer.status_code < 500, (address, action)
        assert held(person) - before == set(), address
    person.user.refresh_from_db()
    assert not person.user.is_superuser
    assert not person.user.groups.exists()


def test_a_gain_would_be_seen() -> None:
    person = staff_of("technician")
    before = held(person)
    tenures.approve_tenure(
        by=access_of("group_supervisor", now=clock.now()), tenure=tempting_tenure(person)
    )
    assert {code for code, *_rest in held(person) - before} >= {PRIZE}
