"""Reads the product's own Python as syntax trees, and says where a construct stands."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Source:
    """One file of an app."""

    path: str
    tree: ast.Module

    def at(self, node: ast.AST) -> str:
        """Where a node stands, for people."""
        return f"{self.path}:{getattr(node, 'lineno', 0)}"


@cache
def app_sources() -> tuple[Source, ...]:
    """Every file of the apps but their migrations."""
    paths = sorted(ROOT.glob("apps/**/*.py"))
    return tuple(
        Source(str(path.relative_to(ROOT)), ast.parse(path.read_text()))
        for path in paths
        if "migrations" not in path.parts
    )


def templates() -> list[Path]:
    """Every template of the product."""
    return sorted(ROOT.glob("templates/**/*.html"))


def calls(tree: ast.AST, *names: str) -> Iterator[ast.Call]:
    """Calls of a method with one of these names."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in names
        ):
            yield node


def chain(node: ast.expr) -> list[str]:
    """The names of `A.b(...).c[0].d` from left to right; unnamed parts are left out."""
    names: list[str] = []
    while True:
        if isinstance(node, ast.Attribute):
            names.append(node.attr)
            node = node.value
        elif isinstance(node, ast.Call):
            node = node.func
        elif isinstance(node, ast.Subscript):
            node = node.value
        else:
            break
    if isinstance(node, ast.Name):
        names.append(node.id)
    return names[::-1]


def keywords(call: ast.Call) -> set[str]:
    """The names of a call's keyword arguments."""
    return {word.arg for word in call.keywords if word.arg}
