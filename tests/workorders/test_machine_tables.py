"""Every step of the four machines: state, right, reason; the same promises for all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps

from apps.core.refusals import Denied, Refused
from apps.core.transitions import Machine, Transition, available, follow, perform
from apps.workorders.machines import FINDING, JOB, ORDER, SETTLEMENT
from apps.workorders.permissions import Perm
from tests.factories.org import DepartmentFactory
from tests.factories.workorders import (
    NOW,
    FindingFactory,
    JobFactory,
    SettlementFactory,
    WorkOrderFactory,
    person_who,
    reread,
)

if TYPE_CHECKING:
    from apps.org.access import Access

pytestmark = pytest.mark.django_db
FACTORIES: dict[str, Any] = {
    "workorders.WorkOrder": WorkOrderFactory,
    "workorders.Job": JobFactory,
    "workorders.Finding": FindingFactory,
    "workorders.Settlement": SettlementFactory,
}
ANSWERED = {"decided_at": NOW, "medium": "phone", "decided_by_customer_name": "李"}
VIEWS = {
    "workorders.WorkOrder": Perm.VIEW_WORKORDER,
    "workorders.Job": Perm.VIEW_JOB,
    "workorders.Settlement": Perm.TAKE_PAYMENT,
}
STEPS = [(m, t) for m in (ORDER, JOB, FINDING, SETTLEMENT) for t in m.transitions]
ACTS = [(m, t) for m, t in STEPS if t.kind == "acts"]
IDS = [f"{m.model.split('.')[1]}.{t.action}" for m, t in STEPS]
ACT_IDS = [f"{m.model.split('.')[1]}.{t.action}" for m, t in ACTS]


def row_in(machine: Machine, state: str) -> Any:
    """A document of a machine in a state."""
    facts: dict[str, Any] = {"state": state}
    if machine is FINDING and state != "pending":
        taker = WorkOrderFactory().advisor
        facts |= {**ANSWERED, "taker": taker}
    return FACTORIES[machine.model](**facts)


def desk_of(row: Any) -> Any:
    """A unit of the row's store in which to hold a post."""
    return DepartmentFactory(parent=row.store, function="finance")


def states_outside(machine: Machine, step: Transition) -> list[str]:
    """The states from which no step of this name starts."""
    model = apps.get_model(machine.model)
    sources = {s for t in machine.transitions if t.action == step.action for s in t.sources}
    return [v for v, _ in model._meta.get_field("state").choices if v not in sources]


def holder(row: Any, step: Transition) -> Access:
    """Somebody with the right to take the step."""
    return person_who(desk_of(row), step.permission)


@pytest.mark.parametrize(("machine", "step"), STEPS, ids=IDS)
def test_step_names_states_of_its_model(machine: Machine, step: Transition) -> None:
    states = dict(apps.get_model(machine.model)._meta.get_field("state").choices)
    assert {*step.sources, step.target} <= set(states)
    assert (step.permission is None) == (step.kind == "follows")


@pytest.mark.parametrize(("machine", "step"), STEPS, ids=IDS)
def test_step_from_another_state_is_refused_in_words(machine: Machine, step: Transition) -> None:
    row = row_in(machine, states_outside(machine, step)[0])
    take = follow if step.kind == "follows" else perform
    extra = {"cause": "test"} if step.kind == "follows" else {"reason": "原因"}
    by = person_who(desk_of(row), *([step.permission] if step.permission else [Perm.VIEW_JOB]))
    with pytest.raises(Refused, match="单据现在是"):
        take(machine, row, step.action, by=by, **extra)


@pytest.mark.parametrize(("machine", "step"), ACTS, ids=ACT_IDS)
def test_act_without_the_right_is_denied(machine: Machine, step: Transition) -> None:
    row = row_in(machine, step.sources[0])
    sees = VIEWS.get(machine.model)
    by = person_who(desk_of(row), *([sees] if sees else [Perm.VIEW_PROFIT]))
    expected = Denied if sees else Exception
    with pytest.raises(expected):
        perform(machine, row, step.action, by=by, reason="原因")
    assert reread(row).state == step.sources[0]


@pytest.mark.parametrize(
    ("machine", "step"),
    [a for a in ACTS if a[1].needs_reason],
    ids=[i for i, a in zip(ACT_IDS, ACTS, strict=True) if a[1].needs_reason],
)
def test_act_without_the_reason_it_needs_is_refused(machine: Machine, step: Transition) -> None:
    row = row_in(machine, step.sources[0])
    with pytest.raises(Refused, match="请填写原因"):
        perform(machine, row, step.action, by=holder(row, step), reason=" ")


@pytest.mark.parametrize(("machine", "step"), ACTS, ids=ACT_IDS)
def test_button_says_why_when_a_guard_holds_it_back(machine: Machine, step: Transition) -> None:
    row = row_in(machine, step.sources[0])
    by = holder(row, step)
    option = {o.action: o for o in available(machine, row, by)}[step.action]
    assert option.allowed == (not option.why)
    if not option.allowed:
        with pytest.raises(Refused, match=str(option.why)[:6]):
            perform(machine, row, step.action, by=by, reason="原因")
