"""When the parts of jobs are there."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.core import figures_text as text
from apps.workorders.models import PartLine

if TYPE_CHECKING:
    from collections.abc import Iterable

    from apps.workorders.dispatch_figures import Figures

SHORT = ("requested", "short")


@dataclass(frozen=True)
class Readiness:
    """From when a job can be worked on; ``at`` is None when nothing is missing.

    ``guessed`` when nobody knows when what is missing will come.
    """

    at: dt.datetime | None = None
    guessed: bool = False

    @property
    def words(self) -> str:
        """What the parts stand at."""
        if self.at is None:
            return _("配件齐全")
        if self.guessed:
            return _("缺件，到货时间未知")
        return _("缺件，预计%(day)s到") % {"day": text.day_text(self.at)}


READY = Readiness()


def readiness_of(
    job_ids: Iterable[int], figures: Figures, now: dt.datetime
) -> dict[int, Readiness]:
    """From when each job has its parts; jobs with none missing are not in it."""
    rows = PartLine.objects.filter(job__in=list(job_ids), demand__state__in=SHORT)
    found: dict[int, Readiness] = {}
    for job_id, state, day in rows.values_list("job", "demand__state", "demand__expected_on"):
        if state == "requested" and day is None:
            continue  # the store has only not answered yet
        one = _one(day, figures, now)
        known = found.get(job_id)
        if known is None or known.at is None or (one.at is not None and one.at > known.at):
            found[job_id] = one
    return found


def _one(day: dt.date | None, figures: Figures, now: dt.datetime) -> Readiness:
    if day is None:
        return Readiness(now + dt.timedelta(hours=figures.parts_unknown_hours), guessed=True)
    return Readiness(max(figures.hours.start_of(day), now))
