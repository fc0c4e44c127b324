"""The reader of exports: who took which file, under which filter, and whose a found file is."""

from __future__ import annotations

import ast
import uuid
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from apps.core.exports import export_kinds, record_export
from apps.core.models import ExportAudit
from tests.architecture.sources import app_sources, calls
from tests.personas import access_of, store_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse
    from django.test import Client

    SignIn = Callable[..., Client]

AUDITOR = "administrator"
CONTENT = b"the file"


def exported(**facts: object) -> ExportAudit:
    """A recorded file of the first store's front desk supervisor."""
    given: dict[str, object] = {
        "kind": "org.whocan",
        "store_id": store_of().pk,
        "chosen": {"room": "workorders", "store": str(store_of().pk)},
        "rows": 321,
        "content": CONTENT,
    }
    return record_export(by=access_of("front_desk_supervisor"), **(given | facts))


def page(client: Client, **asked: str) -> str:
    """The list."""
    response = client.get(reverse("org:audit_exports"), asked)
    assert response.status_code == 200
    return response.content.decode()


def checked(client: Client, **given: object) -> HttpResponse:
    """The answer to a file or a print."""
    data = {"operation_key": str(uuid.uuid4()), **given}
    return client.post(reverse("org:audit_exports"), data)


@pytest.mark.django_db
def test_a_file_is_listed_with_person_rows_and_filter_in_words(client_as: SignIn) -> None:
    row = exported()
    shown = page(client_as(AUDITOR))
    for words in (row.by.name, "321", row.sha256, "权限矩阵", str(store_of()), "模块"):
        assert words in shown


@pytest.mark.django_db
def test_files_of_another_store_are_not_listed(client_as: SignIn) -> None:
    assert exported().sha256 not in page(client_as(AUDITOR, "cs2"))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "found"),
    [({"since": "2026-06-02"}, False), ({"until": "2026-06-01"}, True), ({"who": "前台"}, True)],
)
def test_the_list_is_narrowed(client_as: SignIn, asked: dict[str, str], found: bool) -> None:
    row = exported()
    if "who" in asked:
        asked = {"who": row.by.staff_no}
    assert (row.sha256 in page(client_as(AUDITOR), **asked)) is found


@pytest.mark.django_db
def test_a_found_file_leads_to_who_exported_it(client_as: SignIn) -> None:
    row = exported()
    exported(content=b"another")
    answer = checked(client_as(AUDITOR), file=SimpleUploadedFile("found.xlsx", CONTENT))
    assert row.by.name in answer.content.decode()
    assert [r.pk for r in answer.context["page"]] == [row.pk]


@pytest.mark.django_db
def test_a_print_is_enough(client_as: SignIn) -> None:
    row = exported()
    answer = checked(client_as(AUDITOR), sha256=f" {row.sha256.upper()} ")
    assert [r.pk for r in answer.context["page"]] == [row.pk]


@pytest.mark.django_db
def test_a_changed_file_is_not_found(client_as: SignIn) -> None:
    exported()
    answer = checked(client_as(AUDITOR), file=SimpleUploadedFile("x.xlsx", b"changed"))
    assert answer.status_code == 200
    assert "没有这个文件的导出记录" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["", "abc", "g" * 64])
def test_what_is_no_print_is_refused_in_words(client_as: SignIn, typed: str) -> None:
    answer = checked(client_as(AUDITOR), sha256=typed)
    assert answer.status_code == 422
    assert "64 位" in answer.content.decode()


def _functions() -> list[tuple[str, ast.FunctionDef]]:
    return [
        (source.path, node)
        for source in app_sources()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.FunctionDef)
    ]


def _named(function: ast.FunctionDef, name: str) -> bool:
    plain = (n for n in ast.walk(function) if isinstance(n, ast.Call))
    direct = any(isinstance(c.func, ast.Name) and c.func.id == name for c in plain)
    return direct or any(True for _call in calls(function, name))


def test_every_file_that_leaves_is_recorded() -> None:
    made = ("workbook", "spreadsheet", "attached")
    found = [
        f"{path}:{f.lineno}"
        for path, f in _functions()
        if path not in {"apps/core/exports.py", "apps/core/sheets.py"}
        and any(_named(f, name) for name in made)
        and not _named(f, "record_export")
    ]
    assert found == []


def test_no_download_is_made_by_hand() -> None:
    found = [
        source.at(node)
        for source in app_sources()
        if source.path != "apps/core/exports.py"
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Constant) and "attachment" in str(node.value)
    ]
    assert found == []


def test_every_recorded_sort_of_file_has_a_name() -> None:
    kinds = {
        word.value.value
        for _path, function in _functions()
        for call in ast.walk(function)
        if isinstance(call, ast.Call)
        if isinstance(call.func, ast.Name) and call.func.id == "record_export"
        for word in call.keywords
        if word.arg == "kind" and isinstance(word.value, ast.Constant)
    }
    assert kinds <= set(export_kinds())
    assert kinds
