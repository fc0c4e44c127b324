"""What is open in somebody's own name: to be handed over before they leave or change posts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from apps.core import queues
from apps.org.access import Access
from apps.org.pages import address_of
from apps.org.reach import ReachSpec
from apps.org.reaches import Reach, load_reaches

if TYPE_CHECKING:
    from django.db import models
    from django.db.models import Q

    from apps.core.queues import Queue
    from apps.org.models import Staff


@dataclass(frozen=True)
class OpenItem:
    """One queue with work in the person's own name, and the page that lists it."""

    code: str
    label: str
    count: int
    overdue: int
    url: str


@dataclass
class OwnAccess(Access):
    """The person's rights, but only over rows they own themselves; nothing lent, nobody's else."""

    @cached_property
    def _reaches(self) -> dict[str, list[Reach]]:
        found: dict[str, list[Reach]] = {}
        if self.staff is not None:
            for reach in load_reaches(self.staff.pk, self.now):
                own = replace(reach, scope="own", owner_ids=(self.staff.pk,))
                found.setdefault(reach.capability, []).append(own)
        return found

    def _shared(self, model: type[models.Model], codes: frozenset[str]) -> Q | None:
        return None


def open_items_of(staff: Staff, now: dt.datetime) -> list[OpenItem]:
    """The queues of the person's rights with rows they own, most first; one query for all.

    Queues whose rows have no owner (a shelf to count) stay with the post and are not listed.
    """
    own = OwnAccess.of(staff, now)
    mine = [q for q in queues.queues_for(own.held()) if _has_owners(q, own)]
    waiting = queues.waiting(mine, own).values()
    items = [
        OpenItem(w.queue.code, str(w.queue.label), w.open, w.overdue, _address(w.queue))
        for w in waiting
        if w.open
    ]
    return sorted(items, key=lambda i: (-i.count, i.code))


def _has_owners(queue: Queue, own: Access) -> bool:
    model: Any = queue.rows(own).model
    spec = getattr(model, "reach", None)
    return isinstance(spec, ReachSpec) and bool(spec.owners or spec.through) and not spec.level


def _address(queue: Queue) -> str:
    url = address_of(queue.page)
    return f"{url}?{queue.query}" if url and queue.query else url
