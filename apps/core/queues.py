"""The registry of duty queues: what waits for the holder of a capability."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Min, Q, Value

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping

    from django.db.models import QuerySet
    from django.utils.functional import _StrOrPromise

    from apps.core.actor import Actor
    from apps.core.capabilities import CapabilityEnum


@dataclass(frozen=True)
class Queue:
    """Work that waits under one capability.

    ``rows(by)`` gives the waiting rows inside the actor's reach; ``due`` is the lookup of the time
    by which each should be done ("" when there is none); ``page`` is the URL name of its list and
    ``query`` the query string that makes the list show exactly these rows.
    """

    code: str
    capability: CapabilityEnum
    label: _StrOrPromise
    rows: Callable[[Actor], QuerySet[Any]]
    page: str
    due: str = ""
    query: str = ""


@dataclass(frozen=True)
class Waiting:
    """How much waits in one queue."""

    queue: Queue
    open: int
    overdue: int
    next_due: dt.datetime | None


_queues: dict[str, Queue] = {}


def register(queue: Queue) -> None:
    """Declare a queue; called from an app's ``inbox.py``."""
    _queues[queue.code] = queue


def queue(code: str) -> Queue:
    """The queue of this code."""
    return _queues[code]


def queues_for(codenames: Iterable[str]) -> list[Queue]:
    """The queues that wait under any of these capabilities."""
    wanted = {str(c) for c in codenames}
    return [q for q in _queues.values() if q.capability.value in wanted]


def waiting(queues: Iterable[Queue], by: Actor) -> dict[str, Waiting]:
    """Open and overdue counts of several queues in one query, by queue code."""
    by_code = {q.code: q for q in queues}
    counts = [_count(q, by) for q in by_code.values()]
    if not counts:
        return {}
    rows = counts[0].union(*counts[1:], all=True) if counts[1:] else counts[0]
    found = {
        r["queue"]: Waiting(by_code[r["queue"]], r["open"], r["overdue"], r["next_due"])
        for r in rows
    }
    nothing = {c: Waiting(q, 0, 0, None) for c, q in by_code.items()}
    return {**nothing, **found}


def opened(asked: Mapping[str, tuple[Queue, Actor]]) -> dict[str, int]:
    """How much waits in queues of several people, in one query, under the caller's own keys."""
    counts = [
        queue.rows(by)
        .order_by()
        .annotate(key=Value(key))
        .values("key")
        .annotate(open=Count("pk", distinct=True))
        for key, (queue, by) in asked.items()
    ]
    if not counts:
        return {}
    rows = counts[0].union(*counts[1:], all=True) if counts[1:] else counts[0]
    return dict.fromkeys(asked, 0) | {r["key"]: r["open"] for r in rows}


def _count(queue: Queue, by: Actor) -> QuerySet[Any]:
    rows: Any = queue.rows(by).order_by().annotate(queue=Value(queue.code)).values("queue")
    counted: QuerySet[Any] = rows.annotate(open=Count("pk", distinct=True), **_lateness(queue, by))
    return counted


def _lateness(queue: Queue, by: Actor) -> dict[str, Any]:
    if not queue.due:
        return {"overdue": Value(0), "next_due": Min(Value(by.now))}
    late = Q(**{f"{queue.due}__lt": by.now})
    return {
        "overdue": Count("pk", filter=late, distinct=True),
        "next_due": Min(queue.due),
    }
