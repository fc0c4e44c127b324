"""How a lower room lets upper rooms join in: events and questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class Event:
    """Something that happened, sent inside the transaction; a failing joiner undoes it all."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._joined: list[Callable[..., None]] = []

    def connect(self, joiner: Callable[..., None]) -> Callable[..., None]:
        """Join the event once; called in ``AppConfig.ready``."""
        if joiner not in self._joined:
            self._joined.append(joiner)
        return joiner

    def send(self, **facts: Any) -> None:
        """Tell every joiner, in the order they joined."""
        for joiner in self._joined:
            joiner(**facts)


class Question(Generic[T]):
    """Something a page asks the rooms above it; each answers with rows filtered by access."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._joined: list[Callable[..., list[T]]] = []

    def join(self, answerer: Callable[..., list[T]]) -> Callable[..., list[T]]:
        """Answer the question from now on; called in ``AppConfig.ready``."""
        if answerer not in self._joined:
            self._joined.append(answerer)
        return answerer

    def ask(self, **facts: Any) -> list[T]:
        """All answers in one list."""
        return [row for answerer in self._joined for row in answerer(**facts)]
