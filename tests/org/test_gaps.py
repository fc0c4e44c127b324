"""The default catalogue has no gap but screens to come; each kind of gap is found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from apps.core.capabilities import capability
from apps.org.catalogue import Catalogue, DutyText, GrantText, PositionText
from apps.org.chart import Chart
from apps.org.gaps import Gap, Gaps
from apps.org.pages import route_of


def changed(
    catalogue: Catalogue, code: str, change: Callable[[GrantText], GrantText | None]
) -> Catalogue:
    """The catalogue with every grant of one position passed through ``change``; None drops it."""

    def duty(text: DutyText) -> DutyText:
        return replace(text, grants=tuple(filter(None, map(change, text.grants))))

    def position(text: PositionText) -> PositionText:
        return replace(text, duties=tuple(map(duty, text.duties))) if text.code == code else text

    return replace(catalogue, positions=tuple(map(position, catalogue.positions)))


def without(*codes: str) -> Callable[[GrantText], GrantText | None]:
    return lambda grant: None if grant.capability in codes else grant


def kinds(catalogue: Catalogue, chart: Chart) -> set[tuple[str, str, str]]:
    found: list[Gap] = list(Gaps(catalogue, chart).every())
    return {(g.kind, g.position, g.capability) for g in found if g.kind != "page"}


def test_default_catalogue_lacks_nothing_but_pages(catalogue: Catalogue, chart: Chart) -> None:
    assert kinds(catalogue, chart) == set()


def test_capability_without_a_screen_is_missing_its_page(
    catalogue: Catalogue, chart: Chart
) -> None:
    missing = {g.capability for g in Gaps(catalogue, chart).pages()}
    assert "people.grade_technician" in missing
    assert all(not route_of(capability(code).page) for code in missing)


def test_request_nobody_above_decides_is_found(catalogue: Catalogue, chart: Chart) -> None:
    broken = changed(catalogue, "general_manager", without("workorders.approve_refund"))
    assert ("answer", "cashier", "workorders.request_refund") in kinds(broken, chart)


def test_decider_whose_unit_does_not_cover_the_asker_does_not_count(
    catalogue: Catalogue, chart: Chart
) -> None:
    def narrowed(grant: GrantText) -> GrantText:
        return replace(grant, scope="own") if grant.capability == "people.approve_leave" else grant

    broken = changed(catalogue, "front_desk_supervisor", narrowed)
    broken = changed(broken, "service_manager", narrowed)
    broken = changed(broken, "general_manager", without("people.approve_leave"))
    assert ("answer", "receptionist", "people.request_leave") in kinds(broken, chart)


def test_limit_without_an_unlimited_holder_above_is_found(
    catalogue: Catalogue, chart: Chart
) -> None:
    broken = changed(catalogue, "general_manager", without("care.approve_remedy"))
    found = kinds(broken, chart)
    assert {p for kind, p, _c in found if kind == "ladder"} == {
        "service_manager",
        "front_desk_supervisor",
        "service_advisor",
        "customer_care_supervisor",
    }


@pytest.mark.parametrize(
    ("position", "sight", "act"),
    [
        ("parts_clerk", "parts.view_stock", "parts.view_cost"),
        ("accessory_keeper", "workorders.view_dispatch_board", "workorders.dispatch_job"),
    ],
)
def test_act_without_sight_as_wide_is_found(
    catalogue: Catalogue, chart: Chart, position: str, sight: str, act: str
) -> None:
    broken = changed(catalogue, position, without(sight))
    assert ("view", position, act) in kinds(broken, chart)


def test_page_of_the_admin_counts_as_a_screen() -> None:
    page = capability("org.change_orgunit").page
    assert route_of(page) == "/admin/org/orgunit/"
