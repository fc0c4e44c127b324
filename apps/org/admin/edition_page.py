"""The page of one edition: what it says, what it changes, whom it touches, who signs next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from apps.core.responses import page
from apps.core.transitions import Option, available
from apps.org.admin.revision_forms import ActForm, FactsForm
from apps.org.machines import OPEN, REVISION, not_holder
from apps.org.models import PositionRevision
from apps.org.permissions import Perm
from apps.org.selectors.difference import difference_of
from apps.org.selectors.impact import impact_of
from apps.org.selectors.signatures import signatures_of

if TYPE_CHECKING:
    import datetime as dt

    from apps.core.requests import Request

State = PositionRevision.State


@dataclass(frozen=True)
class Steps:
    """The buttons: those pressed at once, those that ask a reason, the approval by itself."""

    plain: list[Option]
    reasoned: list[Option]
    approve: Option | None

    @classmethod
    def of(cls, options: list[Option]) -> Steps:
        """Sort the buttons of the machine by what they ask."""
        approve = next((o for o in options if o.action == "approve"), None)
        rest = [o for o in options if o.action != "approve"]
        return cls(
            plain=[o for o in rest if not o.needs_reason],
            reasoned=[o for o in rest if o.needs_reason],
            approve=approve,
        )


def edition_page(
    request: Request,
    revision: PositionRevision,
    *,
    facts: FactsForm | None = None,
    act: ActForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page, with a refused form and what was typed in it when there is one."""
    access = request.access
    revision.refresh_from_db(fields=["version", "state"])
    steps = Steps.of(available(REVISION, revision, access))
    why_not = why_not_written(request, revision)
    impact = impact_of(revision, access.now)
    difference = difference_of(impact.before, revision)
    context: dict[str, Any] = {
        "title": f"{revision.position} {revision.edition}",
        "subtitle": f"{revision.position.owner} · {revision.document_no}",
        "revision": revision,
        "steps": steps,
        "act": act or ActForm(access=access, version=revision.version),
        "facts": facts or (FactsForm(access=access, revision=revision) if not why_not else None),
        "why_not": why_not,
        "writable": not why_not,
        "signatures": signatures_of(revision),
        "impact": impact,
        "difference": difference,
        "duty_count": sum(1 for d in difference.duties if d.after),
        "coming": _coming(revision, access.now) if steps.approve else None,
        "is_open": revision.state in OPEN,
    }
    return page(request, "admin/org/edition.html", context, status=status)


def _coming(revision: PositionRevision, now: dt.datetime) -> PositionRevision | None:
    """An approved edition that still waits for its day."""
    rows = PositionRevision.objects.filter(position=revision.position_id, state=State.APPROVED)
    return rows.filter(effective_from__gt=now).order_by("effective_from").first()


def why_not_written(request: Request, revision: PositionRevision) -> str:
    """Why the words cannot be changed by this person now; "" when they can."""
    if revision.state != State.DRAFT:
        return _("这一版现在是“%(state)s”，内容不能修改。") % {
            "state": revision.get_state_display()
        }
    if not request.access.may(Perm.DRAFT_POSITIONREVISION, revision):
        return _("您可以审阅这份草稿；修改由有起草权的人来做。")
    return not_holder(revision, request.access) or ""
