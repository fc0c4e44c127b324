"""How much of the insured lines of an order the insurer pays: rounds of assessment, deductible."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.core.figures_text import money_text
from apps.core.money import ZERO
from apps.workorders import pricing
from apps.workorders.choices import Payer
from apps.workorders.following import kept_lines
from apps.workorders.models import LabourLine
from apps.workorders.path_choices import RoundState
from apps.workorders.shares import share_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from apps.workorders.models import Assessment, WorkOrder
    from apps.workorders.shares import Charged


def insured_lines(order: WorkOrder) -> list[Charged]:
    """The lines the insurer pays; those split with anybody but the customer stay as agreed."""
    labour, parts = kept_lines(order)
    rows: list[Charged] = [
        *labour.select_related("job").prefetch_related("splits"),
        *parts.select_related("job").prefetch_related("splits"),
    ]
    pair = {Payer.INS, Payer.CP}
    return [
        line
        for line in rows
        if line.payer == Payer.INS and {s.payer for s in line.splits.all()} <= pair
    ]


def has_rounds(order: WorkOrder) -> bool:
    """Whether the loss of the order is assessed round by round."""
    return order.assessments.exists()


def agreed_rounds(order: WorkOrder) -> list[Assessment]:
    """The rounds insurer and customer have both said yes to."""
    return list(order.assessments.filter(state=RoundState.AGREED))


def assessed_by_rounds(order: WorkOrder) -> Decimal:
    """What the insurer allows in all agreed rounds together."""
    return sum((r.labour_amount + r.parts_amount for r in agreed_rounds(order)), ZERO)


def own_by_rounds(order: WorkOrder, lines: Sequence[Charged]) -> list[Decimal]:
    """What falls on the customer of each line because a round allows less than the lines cost.

    Labour and parts are each measured against what was allowed for them.
    """
    rounds = {r.pk: r for r in agreed_rounds(order)}
    groups: dict[tuple[int, bool], list[int]] = defaultdict(list)
    for place, line in enumerate(lines):
        if line.job.assessment_id in rounds:
            groups[(line.job.assessment_id, isinstance(line, LabourLine))].append(place)
    own = [ZERO] * len(lines)
    for (key, labour), places in groups.items():
        allowed = rounds[key].labour_amount if labour else rounds[key].parts_amount
        amounts = [lines[place].amount for place in places]
        over = max(sum(amounts, ZERO) - allowed, ZERO)
        for place, rest in zip(places, pricing.spread(over, amounts), strict=True):
            own[place] = rest
    return own


def round_sums(round_: Assessment) -> tuple[Decimal, Decimal]:
    """Labour and parts of a round's jobs that are the insurer's to pay, before it is divided."""
    mine = [x for x in insured_lines(round_.order) if x.job.assessment_id == round_.pk]
    labour = sum((x.amount for x in mine if isinstance(x, LabourLine)), ZERO)
    return labour, sum((x.amount for x in mine if not isinstance(x, LabourLine)), ZERO)


def spread_deductible(
    lines: Sequence[Charged], own: Sequence[Decimal], deductible: Decimal
) -> list[Decimal]:
    """The customer's parts with the deductible on top, spread over what the insurer would pay."""
    left = [line.amount - mine for line, mine in zip(lines, own, strict=True)]
    most = min(deductible, sum(left, ZERO))
    return [mine + more for mine, more in zip(own, pricing.spread(most, left), strict=True)]


def over_rounds(order: WorkOrder) -> str:
    """In words, where the insurer would be billed for more than its rounds allow; "" when not."""
    labour, parts = kept_lines(order)
    for round_ in order.assessments.all():
        agreed = round_.state == RoundState.AGREED
        for rows, allowed in ((labour, round_.labour_amount), (parts, round_.parts_amount)):
            mine = rows.filter(job__assessment=round_).prefetch_related("splits")
            billed = sum((share_of(line, Payer.INS) for line in mine), ZERO)
            most = allowed if agreed else ZERO
            if billed > most:
                facts = {
                    "round": round_,
                    "billed": money_text(billed),
                    "most": money_text(most),
                }
                words = _(
                    "%(round)s的保险付款 %(billed)s 超过已授权的定损 %(most)s："
                    "请增补定损，或由客户承担超出部分。"
                )
                return words % facts
    return ""
