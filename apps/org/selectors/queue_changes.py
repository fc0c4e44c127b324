"""Which inbox queues an edition opens or closes for people, and how much waits in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from apps.core import queues
from apps.org.selectors.right_changes import GAINED, LOST

if TYPE_CHECKING:
    from apps.core.queues import Queue
    from apps.org.access import Access
    from apps.org.models import Staff
    from apps.org.selectors.world import World

#: So many queues of people are counted; beyond it they are named without a number.
COUNTED = 80


@dataclass(frozen=True)
class QueueChange:
    """One inbox queue that appears (gained) or goes (lost), with what waits; None: not counted."""

    kind: str
    label: str
    open: int | None


def queue_changes(world: World) -> dict[int, list[QueueChange]]:
    """By person; what waits is counted with the rights the person would have, in one query."""
    found = [
        (person.pk, kind, queue, access)
        for person in world.people
        for kind, queue, access in _of(world, person)
    ]
    asked = {str(n): (queue, access) for n, (_p, _k, queue, access) in enumerate(found[:COUNTED])}
    counts = queues.opened(asked)
    changes: dict[int, list[QueueChange]] = {person.pk: [] for person in world.people}
    for number, (person_id, kind, queue, _access) in enumerate(found):
        change = QueueChange(kind, str(queue.label), counts.get(str(number)))
        changes[person_id].append(change)
    return changes


def _of(world: World, person: Staff) -> list[tuple[str, Queue, Access]]:
    had, has = world.had.get(person.pk, []), world.has.get(person.pk, [])
    before = {q.code: q for q in queues.queues_for(r.capability for r in had)}
    after = {q.code: q for q in queues.queues_for(r.capability for r in has)}
    opened = [(GAINED, q, world.access(person, has)) for c, q in after.items() if c not in before]
    closed = [(LOST, q, world.access(person, had)) for c, q in before.items() if c not in after]
    return opened + closed
