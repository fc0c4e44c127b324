"""Separation of duties follows from the machines, and finds both sides in one hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from apps.core.transitions import every_machine
from apps.org.apart import conflicts, conflicts_of, table
from apps.org.catalogue import read_catalogue
from apps.org.models import OrgUnit
from tests.org.test_pages import crowd, queries_of
from tests.personas import staff_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client


def test_every_machine_says_how_one_becomes_each_person_it_keeps_apart() -> None:
    for machine in every_machine():
        named = {name for step in machine.transitions for name in step.distinct_from}
        assert named == set(machine.persons), machine.model


def test_table_has_a_line_for_each_step_that_keeps_persons_apart() -> None:
    steps = {
        (m.model, s.action, s.permission, s.distinct_from)
        for m in every_machine()
        for s in m.transitions
        if s.distinct_from
    }
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


@pytest.mark.django_db
def test_page_lists_acts_pairs_and_who_holds_both(client_as: Callable[..., Client]) -> None:
    before = client_as("technician").get(reverse("org:apart")).context["apart"]
    sheet = next(p for p in before.pairs if p.conflict.did.value == "workorders.clock_job")
    assert {one.by_sheet for one in sheet.people} == {True}
    cashier, manager = staff_of("cashier"), staff_of("general_manager")
    manager.tenures.create(
        post=cashier.tenures.get().post,
        kind="concurrent",
        state="approved",
        starts_at=manager.tenures.get().starts_at,
    )
    page = client_as("technician").get(reverse("org:apart"))
    wanted = ("workorders.request_refund", "workorders.approve_refund")
    pair = next(
        p
        for p in page.context["apart"].pairs
        if (p.conflict.did.value, p.conflict.right.value) == wanted
    )
    assert [(one.staff, one.by_sheet) for one in pair.people] == [(manager.name, False)]
    assert pair.people[0].did[0].startswith("收银结算员")
    assert manager.name in page.content.decode()


@pytest.mark.django_db
def test_page_names_nobody_of_another_store(client_as: Callable[..., Client]) -> None:
    other = OrgUnit.objects.get(code="cs2")
    page = client_as("technician").get(reverse("org:apart"), {"store": other.pk})
    assert page.context["owners"].store.code == "cs1"


@pytest.mark.django_db
def test_page_takes_as_many_queries_for_many_people(client_as: Callable[..., Client]) -> None:
    client = client_as("technician")
    few = queries_of(client, reverse("org:apart"))
    crowd(30)
    assert queries_of(client, reverse("org:apart")) == few
