"""How warranty is measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q, Sum
from django.utils.translation import gettext_lazy as _

from apps.core.capabilities import capability
from apps.core.clock import day_bounds
from apps.core.figures import Figure, FigureRow, hits_and_all, register
from apps.core.money import ZERO
from apps.warranty.choices import ClaimKind, ClaimState
from apps.warranty.models import Claim

if TYPE_CHECKING:
    from decimal import Decimal

    from apps.core.actor import Actor
    from apps.core.figures import Period
    from apps.warranty.models.claim import ClaimQuerySet


def row_of(claim: Claim) -> FigureRow:
    """A claim behind a number."""
    return FigureRow(
        f"{claim.number} {claim.get_state_display()}",
        "warranty:claim",
        claim.pk,
        counts=claim.first_answer == ClaimState.ACCEPTED,
    )


def amount_of(claim: Claim) -> FigureRow:
    """A claim as a part of a sum."""
    return FigureRow(
        f"{claim.number} {claim.get_state_display()}",
        "warranty:claim",
        claim.pk,
        amount=claim.claimed,
    )


def _within(by: Actor, period: Period, moment: str) -> ClaimQuerySet:
    first, last = day_bounds(period.first)[0], day_bounds(period.last)[1]
    seen = Claim.objects.visible_to(by, capability("kpi.view_dashboard"))
    return seen.filter(**{f"{moment}__gte": first, f"{moment}__lt": last})


def claims_decided(by: Actor, period: Period) -> ClaimQuerySet:
    """Warranty and campaign claims first answered in the period."""
    return _within(by, period, "first_answer_at").exclude(kind=ClaimKind.FSV)


def first_services_decided(by: Actor, period: Period) -> ClaimQuerySet:
    """First-service claims first answered in the period."""
    return _within(by, period, "first_answer_at").filter(kind=ClaimKind.FSV)


def claims_repaired(by: Actor, period: Period) -> ClaimQuerySet:
    """Warranty claims whose repair ended in the period; first service and campaigns stand apart."""
    rows = _within(by, period, "repair_ended_at").filter(kind=ClaimKind.WAR)
    return rows.exclude(state=ClaimState.VOID)


def _first_pass(rows: ClaimQuerySet) -> tuple[int, int]:
    return hits_and_all(rows, Q(first_answer=ClaimState.ACCEPTED))


def first_pass_rate(by: Actor, period: Period) -> tuple[int, int]:
    """Claims accepted in full at their first submission, and claims decided."""
    return _first_pass(claims_decided(by, period))


def first_service_pass_rate(by: Actor, period: Period) -> tuple[int, int]:
    """First-service claims accepted in full at once, and those decided."""
    return _first_pass(first_services_decided(by, period))


def warranty_revenue(by: Actor, period: Period) -> tuple[Decimal, None]:
    """Claimed yuan, VAT included, by the day the repair ended."""
    total = claims_repaired(by, period).aggregate(sum=Sum("claimed"))["sum"]
    return total or ZERO, None


def warranty_visits(by: Actor, period: Period) -> tuple[int, None]:
    """Cars' stays with warranty work."""
    return claims_repaired(by, period).values("order__visit").distinct().order_by().count(), None


register(
    Figure(
        code="claim_first_pass_rate",
        zh="保修合格率",
        en="Claim first-pass rate",
        formula=_("首次申报即全额接受的索赔单 ÷ 期内得到首次答复的索赔单（不含首保）"),
        unit="percent",
        value=first_pass_rate,
        rows=claims_decided,
        show=row_of,
        target="95",
    )
)
register(
    Figure(
        code="first_service_pass_rate",
        zh="首保合格率",
        en="First-service claim pass rate",
        formula=_("首次申报即全额接受的首保索赔 ÷ 期内得到首次答复的首保索赔"),
        unit="percent",
        value=first_service_pass_rate,
        rows=first_services_decided,
        show=row_of,
        target="98",
    )
)
register(
    Figure(
        code="warranty_revenue",
        zh="保修营业额",
        en="Warranty revenue",
        formula=_("期内修竣的保修索赔金额合计（含税，按索赔额；首保、召回另计）"),
        unit="yuan",
        value=warranty_revenue,
        rows=claims_repaired,
        show=amount_of,
    )
)
register(
    Figure(
        code="warranty_visits",
        zh="保修台次",
        en="Warranty visits",
        formula=_("期内修竣、有保修索赔的进店台次（一车一次进店计一次）"),
        unit="count",
        value=warranty_visits,
        rows=claims_repaired,
        show=amount_of,
    )
)
