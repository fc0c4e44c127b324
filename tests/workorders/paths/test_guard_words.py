"""Every guard of every machine of the visit says in words what to do, in both languages."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation
from django.utils.translation import gettext

from apps.core.transitions import every_machine
from apps.workorders import guards, path_guards

TO_DO = re.compile("请")
CHINESE = re.compile("[一-鿿]")


def every_guard() -> set[Any]:
    """The guards of the visit's machines."""
    return {
        guard
        for machine in every_machine()
        if machine.model.startswith("workorders.")
        for step in machine.transitions
        for guard in step.guards
        if guard.__module__ in {guards.__name__, path_guards.__name__}
    }


def words_of(module: Any) -> Iterator[tuple[str, str]]:
    """Each text a module's functions give, with the function."""
    for function in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(function, ast.FunctionDef):
            for call in ast.walk(function):
                if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "_":
                    text = call.args[0]
                    assert isinstance(text, ast.Constant)
                    yield function.name, str(text.value)


WORDS = sorted({*words_of(guards), *words_of(path_guards)})
IDS = [f"{guard}-{number}" for number, (guard, _words) in enumerate(WORDS)]


def test_every_guard_gives_words_of_its_own_or_of_one_it_calls() -> None:
    speaking = {name for name, _text in WORDS}
    silent = [
        g.__name__
        for g in every_guard()
        if g.__name__ not in speaking and not any(n in inspect.getsource(g) for n in speaking)
    ]
    assert silent == []


@pytest.mark.parametrize(("guard", "words"), WORDS, ids=IDS)
def test_words_name_what_to_do(guard: str, words: str) -> None:
    assert TO_DO.search(words), f"{guard}: {words}"
    assert words.endswith("。")


@pytest.mark.parametrize(("guard", "words"), WORDS, ids=IDS)
def test_words_are_english_on_english_pages(guard: str, words: str) -> None:
    with translation.override("en"):
        assert not CHINESE.search(gettext(words)), guard
