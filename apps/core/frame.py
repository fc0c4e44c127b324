"""What is true while one act runs: who, when, under which request and operation."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from apps.core.actor import Actor


@dataclass
class Frame:
    """The outermost service that is running; rows of history and state changes copy from it."""

    service: str
    actor: Actor
    reason: str = ""
    tenure_id: int | None = None

    @property
    def now(self) -> dt.datetime:
        """Business time of the act."""
        return self.actor.now


_current: ContextVar[Frame | None] = ContextVar("frame", default=None)


def current() -> Frame | None:
    """The frame of the act in progress, None outside services."""
    return _current.get()


def note_tenure(tenure_id: int | None) -> None:
    """Record in which tenure the person acts; the first right asked for decides."""
    frame = _current.get()
    if frame is not None and frame.tenure_id is None:
        frame.tenure_id = tenure_id


def note_reason(reason: str) -> None:
    """Record why the act is done."""
    frame = _current.get()
    if frame is not None and reason:
        frame.reason = reason


@contextmanager
def entered(frame: Frame) -> Iterator[Frame]:
    """Make a frame the current one."""
    token = _current.set(frame)
    try:
        yield frame
    finally:
        _current.reset(token)
