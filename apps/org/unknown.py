"""Rights that duties in force grant and no app of this code declares."""

from __future__ import annotations

import datetime as dt

from apps.core.capabilities import every_capability
from apps.org.models import Grant, PositionRevision


def unknown_rights(now: dt.datetime) -> list[str]:
    """Each such grant of an edition in force or to come: right, position, edition, duty.

    Such a right would be silently gone for its holders: a code that dropped or renamed a
    capability must not open before the editions follow.
    """
    approved = PositionRevision.objects.filter(state=PositionRevision.State.APPROVED)
    in_force = approved.effective(now).values("pk")
    counting = approved.filter(pk__in=in_force) | approved.filter(effective_from__gt=now)
    rows = Grant.objects.filter(duty__revision__in=counting.text_ids())
    rows = rows.exclude(capability__in=[c.value for c in every_capability()])
    found = rows.select_related("duty__revision__position").order_by("capability", "pk")
    return [
        f"{g.capability} ({g.duty.revision.position.code} {g.duty.revision.edition} {g.duty.code})"
        for g in found
    ]
