"""The pages of the warranty room that are made of several reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count
from django.utils.translation import gettext as _

from apps.core.transitions import changes_of
from apps.warranty import inbox
from apps.warranty.choices import ClaimKind, ClaimState
from apps.warranty.machines import CLAIM
from apps.warranty.models import Claim
from apps.warranty.permissions import Perm

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.warranty.models.claim import ClaimQuerySet

LABELS = {t.action: t.label for t in CLAIM.transitions}


def claims_shown(by: Actor, *, show: str, state: str, kind: str, term: str) -> ClaimQuerySet:
    """One view of the list: a queue, or all claims in sight of one state."""
    if show in inbox.VIEWS:
        rows = inbox.VIEWS[show][2](by)
    else:
        rows = Claim.objects.visible_to(by, Perm.VIEW_CLAIM)
    if state in ClaimState.values:
        rows = rows.filter(state=state)
    if kind in ClaimKind.values:
        rows = rows.filter(kind=kind)
    return rows.matching(term)


def states_counted(by: Actor) -> list[dict[str, Any]]:
    """How many claims stand in each state, for the status pane."""
    rows = Claim.objects.visible_to(by, Perm.VIEW_CLAIM).order_by()
    found = dict(rows.values_list("state").annotate(n=Count("pk")))
    return [
        {"state": s.value, "label": s.label, "count": found.get(s.value, 0)} for s in ClaimState
    ]


def moments_of(claim: Claim) -> list[dict[str, Any]]:
    """What happened to a claim, newest first."""
    return [
        {
            "at": change.at,
            "who": change.by or _("系统"),
            "what": LABELS.get(change.action) or _("自动生成"),
            "note": change.reason,
        }
        for change in reversed(changes_of([claim]))
    ]
