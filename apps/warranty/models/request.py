"""A claim beyond the appraiser's limit is asked of the line above."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.money import MoneyField
from apps.org.models.asking import ANSWERED, BY_ANOTHER, Request, RequestQuerySet
from apps.org.reach import ReachSpec

if TYPE_CHECKING:
    from decimal import Decimal

    from apps.warranty.models.claim import Claim


class ClaimRequest(Request):
    """A claim of this amount is to be approved; the claim waits meanwhile."""

    claim = models.ForeignKey("warranty.Claim", models.PROTECT, related_name="requests")
    amount = MoneyField(_("索赔金额"))

    reach = ReachSpec(unit="claim__unit", owners=("claim__order__advisor",))
    objects = RequestQuerySet["ClaimRequest"].as_manager()
    history = tracked()

    class Meta(Request.Meta):
        verbose_name = _("索赔申请")
        constraints = [
            BY_ANOTHER,
            ANSWERED,
            models.UniqueConstraint(
                fields=["claim"], condition=Q(state="pending"), name="claimrequest_one_open"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="claimrequest_positive"),
        ]
        indexes = [
            models.Index(
                fields=["store", "requested_at"],
                condition=Q(state="pending"),
                name="claimrequest_open",
            ),
        ]

    @property
    def subject(self) -> Claim:
        """The claim to approve."""
        return self.claim

    @property
    def amounts(self) -> dict[str, Decimal]:
        """What is claimed."""
        return {"claim_cny": self.amount}
