"""The duty catalogue in fixtures/ is complete, known by name and forms one line of command."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from django.apps import apps as installed

from apps.core.capabilities import every_capability
from apps.org.authority import DECIDED_BY, LIMITS, ROW_FILTERS
from apps.org.catalogue import Catalogue, CatalogueError, GrantText, read_catalogue
from apps.org.catalogue_checks import check, faults, grant_faults


def test_catalogue_holds_every_position_duty_and_capability(catalogue: Catalogue) -> None:
    base = [p for p in catalogue.positions if p.base]
    duties = [d for p in catalogue.positions for d in p.duties]
    assert (len(catalogue.positions) - len(base), len(base), len(duties)) == (33, 1, 190)
    assert len(catalogue.capabilities()) == 278


def test_catalogue_grants_exactly_what_apps_declare(catalogue: Catalogue) -> None:
    assert catalogue.capabilities() == {c.value for c in every_capability()}


def test_catalogue_has_no_fault(catalogue: Catalogue) -> None:
    assert list(faults(catalogue)) == []


def test_every_source_reads_in_words_in_both_languages(catalogue: Catalogue) -> None:
    references = {r for p in catalogue.positions for d in p.duties for r in d.source}
    assert all(catalogue.source_words(r) for r in references)
    english = {catalogue.source_words(r, english=True) for r in references}
    assert all(words.isascii() for words in english)


def test_source_words_name_document_chapter_and_item(catalogue: Catalogue) -> None:
    assert catalogue.source_words("P/workshop/3") == "售后管理制度 车间规定 3"


def test_everyone_but_the_heads_reports_up_to_the_general_manager(catalogue: Catalogue) -> None:
    heads = {p.code for p in catalogue.positions if not p.reports_to}
    assert heads == {"all_staff", "general_manager", "group_supervisor"}
    for position in catalogue.positions:
        line = [p.code for p in catalogue.line_above(position.code)]
        assert position.code in heads or line[-1] == "general_manager"


def test_every_limit_ends_in_an_unlimited_holder_up_the_line(catalogue: Catalogue) -> None:
    top = catalogue.position("general_manager")
    unlimited = {g.capability for g in top.grants() if g.limits.get("unlimited")}
    assert all(limit.ladder[-1] in unlimited for limit in LIMITS.values())


def test_words_of_authority_name_known_capabilities() -> None:
    known = {c.value for c in every_capability()}
    named = {*DECIDED_BY, *DECIDED_BY.values(), *(c for x in LIMITS.values() for c in x.ladder)}
    assert named <= known


def test_every_model_has_at_most_one_plain_view() -> None:
    views = Counter(c.model for c in every_capability() if c.is_plain_view)
    assert [model for model, count in views.items() if count > 1] == []


def test_capabilities_kept_apart_are_cost_contact_audit_and_exports() -> None:
    apart = {c.value for c in every_capability() if c.apart}
    exports = {c.value for c in every_capability() if ".export_" in c.value}
    assert apart - exports == {
        "parts.view_cost",
        "workorders.view_profit",
        "customers.view_contact",
        "customers.view_analytics",
        "org.view_audit",
        "workorders.view_lounge_board",  # the cars of the house, without their orders
    }
    assert exports <= apart


def test_capability_labels_stand_in_both_languages() -> None:
    for perm in every_capability():
        assert perm.zh
        assert not perm.zh.isascii()
        assert perm.en.isascii()


def test_row_filters_stand_on_the_models_that_declare_them() -> None:
    for row_filter in ROW_FILTERS.values():
        for label in row_filter.models:
            app, name = label.split(".")
            model = installed.all_models[app].get(name.lower())
            assert model is None or row_filter.code in model.reach.rows


@pytest.mark.parametrize(
    ("grant", "word"),
    [
        (GrantText("workorders.fly", "store"), "权限"),
        (GrantText("workorders.view_job", "planet"), "planet"),
        (GrantText("workorders.view_job", "own", limits={"labour_pct": 5}), "labour_pct"),
        (GrantText("workorders.view_job", "own", limits={"unlimited": True}), "unlimited"),
        (GrantText("workorders.view_job", "own", rows="red_cars"), "red_cars"),
        (GrantText("care.view_callback", "store", rows="gifts"), "gifts"),
    ],
)
def test_grant_with_an_unknown_name_is_refused(grant: GrantText, word: str) -> None:
    assert any(word in fault for fault in grant_faults(grant))


def test_circular_reporting_line_is_refused(catalogue: Catalogue) -> None:
    circle = tuple(
        replace(p, reports_to="technician") if p.code == "team_leader" else p
        for p in catalogue.positions
    )
    with pytest.raises(CatalogueError, match="technician"):
        check(replace(catalogue, positions=circle))


def test_unknown_superior_is_refused(catalogue: Catalogue) -> None:
    lost = tuple(
        replace(p, reports_to="emperor") if p.code == "cashier" else p for p in catalogue.positions
    )
    assert list(faults(replace(catalogue, positions=lost))) == ["cashier: 没有名为 emperor 的岗位"]


def test_file_of_the_wrong_form_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "broken.yaml"
    path.write_text("sources: {}\npositions: [{code: x}]\n", encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"broken\.yaml"):
        read_catalogue(path)
