"""One tenure: what it brings, who did what, which steps there are, what is open in the name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from apps.core.transitions import Option, available, changes_of
from apps.org.gains import Gains, gains_of
from apps.org.handover import OpenItem, open_items_of
from apps.org.machines import TENURE
from apps.org.models import Tenure

if TYPE_CHECKING:
    import datetime as dt

    from apps.core.models import StatusChange
    from apps.org.access import Access

LABELS: dict[str, Any] = {"propose": _lazy("提名")} | {
    t.action: t.label for t in TENURE.transitions
}
#: Steps with a form of their own beside the row of buttons.
WITH_FORM = ("correct", "end")


@dataclass(frozen=True)
class TenurePage:
    """What the page of a tenure shows beside its facts."""

    gains: Gains | None
    moments: list[dict[str, Any]]
    buttons: list[Option]
    correct: Option | None
    end: Option | None
    open_items: list[OpenItem]
    phase: str
    ended_by: StatusChange | None


def page_of(access: Access, tenure: Tenure) -> TenurePage:
    """The page for this person; what is open in the holder's name only for who may end it."""
    options = {o.action: o for o in available(TENURE, tenure, access)}
    phase = phase_of(tenure, access.now)
    over = phase in {"ended", "closed"}
    steps = list(changes_of([tenure]))
    end = options.get("end") if phase == "live" else None
    correct = options.get("correct") if phase in {"proposed", "coming"} else None
    hidden = {*WITH_FORM, *(() if phase == "coming" else ("cancel",))}
    return TenurePage(
        gains=None if over else gains_of(tenure, access.now),
        moments=_moments(steps),
        buttons=[o for o in options.values() if o.action not in hidden],
        correct=correct,
        end=end,
        open_items=open_items_of(tenure.staff, access.now) if end else [],
        phase=phase,
        ended_by=next((s for s in reversed(steps) if s.action == "end"), None),
    )


def phase_of(tenure: Tenure, now: dt.datetime) -> str:
    """Where the tenure stands: proposed, coming, live, ended, closed (never began)."""
    if tenure.state == Tenure.State.PROPOSED:
        return "proposed"
    if tenure.state != Tenure.State.APPROVED:
        return "closed"
    if tenure.ends_at is not None and tenure.ends_at <= now:
        return "ended"
    return "coming" if tenure.starts_at > now else "live"


def _moments(steps: list[StatusChange]) -> list[dict[str, Any]]:
    return [
        {
            "at": s.at,
            "who": s.by or _("系统"),
            "what": LABELS.get(s.action, s.action),
            "note": s.reason,
        }
        for s in reversed(steps)
    ]
