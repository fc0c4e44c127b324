"""Separation of duties follows from the machines, and finds both sides in one hand."""

from __future__ import annotations

from apps.core.transitions import every_machine
from apps.org.apart import conflicts, conflicts_of, table
from apps.org.catalogue import read_catalogue


def test_every_machine_says_how_one_becomes_each_person_it_keeps_apart() -> None:
    for machine in every_machine():
        named = {name for step in machine.transitions for name in step.distinct_from}
        assert named == set(machine.persons), machine.model
        assert all(machine.persons.values()), machine.model


def test_table_has_a_line_for_each_step_that_keeps_persons_apart() -> None:
    steps = [s for m in every_machine() for s in m.transitions if s.distinct_from]
    assert len(table()) == len(steps)
    review = next(line for line in table() if line.right.value == "warranty.review_claim")
    assert review.document == "索赔单"
    assert review.persons == ("鉴定人", "裁定人")


def test_two_rights_of_one_claim_are_a_conflict_in_one_hand() -> None:
    found = conflicts_of({"warranty.judge_claim", "warranty.settle_claim", "org.view_staff"})
    assert [(c.did.value, c.right.value) for c in found] == [
        ("warranty.judge_claim", "warranty.settle_claim")
    ]
    assert found[0].acts == ("入账", "核销损失")
    assert "“鉴定索赔”过的人" in found[0].words


def test_one_side_alone_is_no_conflict() -> None:
    assert conflicts_of({"warranty.judge_claim"}) == []
    assert conflicts_of({"warranty.settle_claim"}) == []


def test_no_right_is_kept_apart_from_itself() -> None:
    assert all(c.did != c.right for c in conflicts())


def test_cashier_and_manager_hold_both_sides_only_together() -> None:
    catalogue = read_catalogue()

    def rights(*codes: str) -> set[str]:
        return {g.capability for code in codes for g in catalogue.position(code).grants()}

    assert conflicts_of(rights("cashier")) == []
    both = {c.right.value for c in conflicts_of(rights("cashier", "general_manager"))}
    assert "workorders.approve_refund" in both
