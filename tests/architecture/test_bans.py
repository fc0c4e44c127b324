"""What the house forbids and ruff cannot see. An exception stands here, with its reason."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest
from django.apps import apps

from apps.core.tones import Tone
from tests.architecture.sources import ROOT, app_sources, calls, chain, keywords, templates

BULK = ("bulk_create", "bulk_update", "_raw_delete")
BULK_ALLOWED: dict[str, str] = {}
UNLIMITED_ALLOWED = {
    (
        "apps/care/views/complaints.py",
        "OrgUnit",
    ): "departments of the store of a complaint in reach",
    ("apps/warranty/views/claims.py", "Setting"): "a setting is nobody's row",
    ("apps/core/views.py", "StoredFile"): "an unguessable token; what owns the file decides next",
    ("apps/org/views/door.py", "Tenure"): "the demo's logins, listed for whoever opens the demo",
    ("apps/workorders/views/cashier.py", "Payment"): "of a settlement that access has returned",
    ("apps/workorders/views/delivery.py", "Delivery"): "of an order that access has returned",
    ("apps/workorders/views/papers.py", "Delivery"): "of an order that access has returned",
    ("apps/workorders/views/papers.py", "Inspection"): "of an order that access has returned",
}
NESTED_ALLOWED: dict[str, str] = {}
TEMPLATE_BANS = {
    r"\bperms\.|has_perm|is_superuser|is_staff": "views pass what is allowed",
    r"\|\s*safe\b|autoescape off": "nothing is trusted as markup",
    r"\sstyle=\"": "the content policy refuses inline styles",
    r"\son[a-z]+=\"": "the content policy refuses inline scripts",
    r"\{%\s*include[^%]*\{%": "one tag, one job",
    rf'\{{%\s*mark "(?!({"|".join(Tone)})")': "a colour is one of the five meanings",
}


def tracked_names() -> set[str]:
    """Class names of the models whose every change must leave a history row."""
    return {m.__name__ for m in apps.get_models() if hasattr(m, "history")}


def test_tracked_models_are_known():
    assert "Staff" in tracked_names()


def test_tracked_rows_are_not_changed_behind_their_history():
    tracked, found = tracked_names(), []
    for source in app_sources():
        for call in calls(source.tree, "update", *BULK):
            names = chain(call.func)
            if names[0] in tracked and "objects" in names:
                found.append(f"{source.at(call)} {'.'.join(names)}")
    assert [place for place in found if place.split(":")[0] not in BULK_ALLOWED] == []


def test_saving_some_fields_only_is_not_done_to_tracked_rows():
    found = [
        source.at(call)
        for source in app_sources()
        for call in calls(source.tree, "save")
        if "update_fields" in keywords(call)
    ]
    assert found == []


def test_no_field_reads_the_clock_by_itself():
    found = [
        source.at(node)
        for source in app_sources()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.keyword) and node.arg in ("auto_now", "auto_now_add")
    ]
    assert found == []


def test_imports_stand_at_the_top():
    found = [
        source.at(inner)
        for source in app_sources()
        if not source.path.endswith("/apps.py")  # ready() joins what needs loaded models
        for outer in ast.walk(source.tree)
        if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(outer)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert [place for place in found if place.split(":")[0] not in NESTED_ALLOWED] == []


def test_views_start_from_what_the_person_may_see():
    found = {
        (source.path, model): source.at(node)
        for source in app_sources()
        if source.path.endswith("/views.py") or "/views/" in source.path
        for outer in ast.walk(source.tree)
        if isinstance(outer, ast.FunctionDef)
        for model, node in unlimited(outer)
    }
    assert {key: place for key, place in found.items() if key not in UNLIMITED_ALLOWED} == {}


def unlimited(function: ast.FunctionDef) -> Iterator[tuple[str, ast.AST]]:
    """Uses of `Model.objects` that neither start a limited list nor are looked up by access."""
    nodes = list(ast.walk(function))
    limited = {id(call.func.value) for call in calls(function, "visible_to", "none")}
    given = [argument for call in nodes if looks_up(call) for argument in call.args]
    names = {node.id for argument in given for node in ast.walk(argument) if is_name(node)}
    for node in nodes:
        if isinstance(node, ast.Assign) and names & {t.id for t in node.targets if is_name(t)}:
            given.append(node.value)
    limited |= {id(node) for argument in given for node in ast.walk(argument)}
    for node in nodes:
        if isinstance(node, ast.Attribute) and node.attr == "objects" and id(node) not in limited:
            yield chain(node)[0], node


def looks_up(node: ast.AST) -> bool:
    """Whether the call is `access.get(rows, …)`, or a view's own `_reached(request, rows, …)`."""
    if not isinstance(node, ast.Call):
        return False
    names = chain(node.func)
    return names == ["_reached"] or (names[-1:] == ["get"] and "access" in names[:-1])


def is_name(node: ast.AST) -> bool:
    """Whether the node is a plain name."""
    return isinstance(node, ast.Name)


def test_errors_are_caught_by_name():
    wide = ("Exception", "BaseException")
    found = [
        source.at(node)
        for source in app_sources()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ExceptHandler)
        if node.type is None or (isinstance(node.type, ast.Name) and node.type.id in wide)
    ]
    assert found == []


@pytest.mark.parametrize(("pattern", "reason"), TEMPLATE_BANS.items())
def test_templates_hold_no_rule_and_no_raw_markup(pattern, reason):
    found = [
        f"{path.relative_to(ROOT)}:{number} ({reason})"
        for path in templates()
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if re.search(pattern, line)
    ]
    assert found == []


def test_nothing_is_left_over():
    pattern = re.compile(
        r"\b(TODO|FIXME|XXX)\b|# type: ignore(?!\[)|# noqa(?!:)|mark\.(skip|xfail)"
    )
    paths = [
        p for part in ("apps", "aftersales", "tests", "bench") for p in ROOT.glob(f"{part}/**/*.py")
    ]
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in paths
        if path.name != "test_bans.py"
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if pattern.search(line)
    ]
    assert found == []
