"""The word on a comeback: the advisor confirms, the inspector judges, the expert agrees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apps.core.services import lock, service
from apps.core.transitions import perform
from apps.workorders.machines import COMEBACK
from apps.workorders.models import Comeback

if TYPE_CHECKING:
    from apps.org.access import Access


@service
def confirm_comeback(*, by: Access, comeback: Comeback, version: int | None = None) -> Comeback:
    """The advisor asked: it is the fault repaired before."""
    comeback = _locked(comeback, version)
    comeback.confirmed_by = by.person
    perform(COMEBACK, comeback, "confirm", by=by)
    return comeback


@service
def dismiss_comeback(
    *, by: Access, comeback: Comeback, reason: str, version: int | None = None
) -> Comeback:
    """The advisor asked: it is something else, and why."""
    comeback = _locked(comeback, version)
    comeback.confirmed_by, comeback.grounds = by.person, reason
    perform(COMEBACK, comeback, "dismiss", by=by, reason=reason)
    return comeback


@service
def propose_verdict(
    *, by: Access, comeback: Comeback, verdict: str, grounds: str, version: int | None = None
) -> Comeback:
    """The inspector says what the cause is, on which grounds."""
    comeback = _locked(comeback, version)
    comeback.verdict, comeback.grounds, comeback.proposed_by = verdict, grounds, by.person
    perform(COMEBACK, comeback, "propose", by=by, reason=grounds)
    return comeback


@service
def agree_verdict(*, by: Access, comeback: Comeback, version: int | None = None) -> Comeback:
    """The technical expert agrees: the verdict stands."""
    comeback = _locked(comeback, version)
    comeback.judged_by, comeback.judged_at = by.person, by.now
    perform(COMEBACK, comeback, "agree", by=by)
    return comeback


@service
def disagree_verdict(
    *, by: Access, comeback: Comeback, reason: str, version: int | None = None
) -> Comeback:
    """The technical expert does not: the inspector judges again."""
    comeback = _locked(comeback, version)
    perform(COMEBACK, comeback, "disagree", by=by, reason=reason)
    return comeback


def _locked(comeback: Comeback, version: int | None) -> Comeback:
    lock(comeback.order)
    return lock(comeback, version)
