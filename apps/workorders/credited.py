"""The standard hours a technician is credited with (计发工时)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Case, DecimalField, F, Value, When

from apps.workorders.models import Comeback
from apps.workorders.work_classes import WHOLE

if TYPE_CHECKING:
    from decimal import Decimal

    from django.db.models.expressions import Combinable

SAID = "job__statement__comeback"


def credited_hours() -> Combinable:
    """Of an Assignment: standard hours × share; none for what the shop does again for nothing.

    That is work on a statement judged to be the earlier repair's workmanship: it gives 0 standard
    hours, its clock counts (the rule of technician efficiency).
    """
    ours = {
        f"{SAID}__state": Comeback.State.JUDGED,
        f"{SAID}__verdict": Comeback.Verdict.WORKMANSHIP,
    }
    hours: DecimalField[Decimal, Decimal] = DecimalField(max_digits=12, decimal_places=4)
    whole = F("job__std_hours") * F("share") / Value(WHOLE)
    return Case(When(**ours, then=Value(0)), default=whole, output_field=hours)
