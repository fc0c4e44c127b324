"""A secret on its way through a service: never written out, never part of an operation's print."""

from __future__ import annotations


class Secret:
    """Holds a password or key; only ``reveal`` gives it away, printing it shows nothing."""

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """The secret itself."""
        return self._value

    def __repr__(self) -> str:
        return "Secret(…)"

    __str__ = __repr__
