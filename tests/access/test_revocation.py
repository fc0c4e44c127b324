"""A right that is taken away is gone at the next request, whoever took it and however."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from apps.core import clock
from apps.org.models import Duty, Grant, PositionRevision, Tenure, UnitGrant
from tests.factories.workorders import VisitFactory, WorkOrderFactory
from tests.personas import department_of, staff_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from apps.org.models import Staff
    from apps.workorders.models import WorkOrder

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)


def end_tenure(advisor: Staff, order: WorkOrder) -> None:
    """The person leaves the post now."""
    tenure = advisor.tenures.get(kind=Tenure.Kind.PERMANENT)
    tenure.ends_at = clock.now()
    tenure.save()


def refuse_tenure(advisor: Staff, order: WorkOrder) -> None:
    """The tenure turns out not to be approved."""
    tenure = advisor.tenures.get(kind=Tenure.Kind.PERMANENT)
    tenure.state = Tenure.State.REFUSED
    tenure.save()


def deactivate_person(advisor: Staff, order: WorkOrder) -> None:
    """The person is no longer at work."""
    advisor.is_active = False
    advisor.save()


def put_edition_without_duties_in_force(advisor: Staff, order: WorkOrder) -> None:
    """A new text of the position grants nothing."""
    position = advisor.tenures.get(kind=Tenure.Kind.PERMANENT).post.position
    before = position.revisions.effective(clock.now()).get()
    PositionRevision.objects.create(
        position=position,
        document_no=before.document_no,
        edition="Z/9",
        change="x",
        state=PositionRevision.State.APPROVED,
        effective_from=clock.now(),
        drafted_by=staff_of("administrator"),
        reviewed_by=staff_of("service_manager"),
        approved_by=staff_of("general_manager"),
    )


def narrow_every_grant_to_own_rows(advisor: Staff, order: WorkOrder) -> None:
    """The duties of the text in force reach the holder's own orders only."""
    position = advisor.tenures.get(kind=Tenure.Kind.PERMANENT).post.position
    edition = position.revisions.effective(clock.now()).get()
    for grant in Grant.objects.filter(duty__in=Duty.objects.filter(revision=edition)):
        grant.scope = Grant.Scope.OWN
        grant.save()


def remove_guardian_rows(advisor: Staff, order: WorkOrder) -> None:
    """The post's group loses its rows."""
    group = advisor.tenures.get(kind=Tenure.Kind.PERMANENT).post.group
    UnitGrant.objects.filter(group=group).delete()


def move_order_to_the_other_store(advisor: Staff, order: WorkOrder) -> None:
    """The order is answered for elsewhere, by somebody else."""
    order.unit = department_of("front_desk", "cs2")
    order.store, order.advisor = order.unit.store, staff_of("service_advisor", "cs2")
    order.save()


CHANGES = (
    end_tenure,
    refuse_tenure,
    deactivate_person,
    put_edition_without_duties_in_force,
    narrow_every_grant_to_own_rows,
    remove_guardian_rows,
    move_order_to_the_other_store,
)


@pytest.fixture
def order() -> WorkOrder:
    """An order of the front desk that belongs to a colleague."""
    unit = department_of("front_desk")
    visit = VisitFactory(unit=unit, advisor=staff_of("service_advisor2"))
    return WorkOrderFactory(visit=visit)


@pytest.mark.parametrize("change", CHANGES)
def test_the_next_request_is_refused_after(
    change: Callable[[Staff, WorkOrder], None],
    order: WorkOrder,
    client_as: Callable[..., Client],
) -> None:
    client = client_as("front_desk_supervisor")
    page = reverse("workorders:detail", args=[order.pk])
    assert client.get(page).status_code == 200
    assert order.number in client.get(reverse("workorders:list")).content.decode()
    change(staff_of("front_desk_supervisor"), order)
    assert client.get(page).status_code in {302, 403, 404}
    assert order.number not in client.get(reverse("workorders:list")).content.decode()


@pytest.mark.parametrize(
    ("minutes", "seen"), [(-1, False), (0, True), (59, True), (60, False), (61, False)]
)
def test_acting_lasts_from_its_first_minute_until_before_its_last(
    minutes: int,
    seen: bool,
    order: WorkOrder,
    client_as: Callable[..., Client],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    absent = staff_of("front_desk_supervisor").tenures.get(kind=Tenure.Kind.PERMANENT)
    start = clock.now()
    Tenure.objects.create(
        staff=staff_of("tool_keeper"),
        post=absent.post,
        kind=Tenure.Kind.ACTING,
        acting_for=absent,
        state=Tenure.State.APPROVED,
        starts_at=start,
        ends_at=start + 60 * MINUTE,
    )
    client = client_as("tool_keeper")
    monkeypatch.setattr(clock, "now", lambda: start + minutes * MINUTE)
    answer = client.get(reverse("workorders:detail", args=[order.pk]))
    assert (answer.status_code == 200) is seen


def test_narrowed_grants_leave_what_is_ones_own(
    order: WorkOrder, client_as: Callable[..., Client]
) -> None:
    order.advisor = staff_of("front_desk_supervisor")
    order.save()
    narrow_every_grant_to_own_rows(order.advisor, order)
    page = reverse("workorders:detail", args=[order.pk])
    assert client_as("front_desk_supervisor").get(page).status_code == 200
