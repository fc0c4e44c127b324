"""What cards are read with: the wait of a job, and how the promise of its order stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import JSONObject

from apps.core.clock import business_day
from apps.workorders.dispatch_figures import Figures
from apps.workorders.models import BaySlot, Hold, Job
from apps.workorders.promise_health import healths_of
from apps.workorders.selectors.cards import FINISHED, Card, card_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable


def with_wait(rows: Any, job: str) -> Any:
    """Slots (``job``: "job") or jobs ("pk") with their wait, for the cards."""
    holds = Hold.objects.filter(job=OuterRef(job), to_at=None).order_by("pk")
    facts = JSONObject(at=F("from_at"), owner=F("owner"), until=F("expected_at"))
    return rows.annotate(hold=Subquery(holds.values(found=facts)[:1]))


def read_promises(rows: Iterable[Any], figures: Figures, now: dt.datetime) -> None:
    """Slots and jobs that are not over learn how the promises of their orders stand, all at once.

    Reckoned by order: in a list of rows it would be planned for longer than it runs.
    """
    jobs = [(row, row if isinstance(row, Job) else row.job) for row in rows]
    left = [(row, job.order_id) for row, job in jobs if job.state not in FINISHED]
    healths = healths_of({order for _row, order in left}, now, figures)
    for row, order in left:
        row.promise = healths[order]


def one_card(slot: BaySlot, now: dt.datetime) -> Card:
    """The card of a slot read without its promise."""
    figures = Figures.of(slot.bay.store_id, business_day(now))
    read: Any = with_wait(BaySlot.objects.filter(pk=slot.pk), "job").get()
    row: Any = slot
    row.hold = read.hold
    read_promises([slot], figures, now)
    return card_of(slot, now)
