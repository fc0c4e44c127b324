"""The only reader of the process environment.

Everything an operator can set from outside is one of the functions below or a name passed to
`text`, `flag` or `number` in `aftersales/settings`; docs/operations.md lists them all.
"""

import os
from collections.abc import Mapping
from pathlib import Path

TRUE = frozenset({"1", "true", "yes", "on"})
FALSE = frozenset({"", "0", "false", "no", "off"})
LOOPBACK = {
    "DJANGO_SETTINGS_MODULE": "aftersales.settings.prod",
    "HTTPS": "0",
    "DEMO": "1",
    "COMPRESS": "0",
}


class BadEnvironment(SystemExit):
    """An environment variable is missing or unusable; the process stops with the sentence."""


def text(name: str, default: str = "") -> str:
    """The variable's value without surrounding blanks; `default` when unset or empty."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool = False) -> bool:
    """The variable read as yes or no; any other word stops the process."""
    value = text(name, str(default)).lower()
    if value in TRUE:
        return True
    if value in FALSE:
        return False
    raise BadEnvironment(
        f"环境变量 {name} 只能是 1 或 0。\nThe environment variable {name} must be 1 or 0."
    )


def number(name: str, default: int) -> int:
    """The variable read as a whole number; anything else stops the process."""
    value = text(name, str(default))
    try:
        return int(value)
    except ValueError:
        raise BadEnvironment(
            f"环境变量 {name} 必须是整数。\nThe environment variable {name} must be a whole number."
        ) from None


def choice(name: str, words: tuple[str, ...]) -> str:
    """The variable read as one of some words, the first when unset; any other stops the process."""
    value = text(name, words[0]).lower()
    if value in words:
        return value
    known = " / ".join(w for w in words if w)
    raise BadEnvironment(
        f"环境变量 {name} 只能是 {known}。\n"
        f"The environment variable {name} must be one of: {known}."
    )


def names(name: str, default: str = "") -> list[str]:
    """The variable read as a comma-separated list."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def folder(name: str, default: Path) -> Path:
    """The variable read as a folder; `default` when unset."""
    value = text(name)
    return Path(value).resolve() if value else default


def use_settings(default: str) -> str:
    """Choose the settings module unless the environment already did; returns the choice."""
    return os.environ.setdefault("DJANGO_SETTINGS_MODULE", default)


def on_loopback() -> None:
    """What `manage.py serve` stands on unless told otherwise: production settings, this machine
    only and so without HTTPS, and the demo when the database is empty."""
    for name, value in LOOPBACK.items():
        os.environ.setdefault(name, value)


def child(**changes: str | None) -> dict[str, str]:
    """A copy of this environment for a child process, with `changes`; None removes a name."""
    return with_changes(os.environ, changes)


def with_changes(base: Mapping[str, str], changes: Mapping[str, str | None]) -> dict[str, str]:
    """`base` with `changes` applied; None removes a name."""
    result = {key: value for key, value in base.items() if changes.get(key, value) is not None}
    result.update({key: value for key, value in changes.items() if value is not None})
    return result
