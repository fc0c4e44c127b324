"""Goodwill beyond one's own limit is asked of the line above."""

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

    from apps.care.models.complaint import Complaint


class RemedyRequest(Request):
    """So much goodwill for a complaint, beyond what the one who asks may grant."""

    complaint = models.ForeignKey("care.Complaint", models.PROTECT, related_name="remedy_requests")
    amount = MoneyField(_("补偿金额"))

    reach = ReachSpec(
        unit="complaint__unit",
        owners=("complaint__received_by", "complaint__handler", "complaint__order__advisor"),
        shared_through=("complaint",),
    )
    objects = RequestQuerySet["RemedyRequest"].as_manager()
    history = tracked()

    class Meta(Request.Meta):
        verbose_name = _("补偿申请")
        constraints = [
            BY_ANOTHER,
            ANSWERED,
            models.UniqueConstraint(
                fields=["complaint"], condition=Q(state="pending"), name="remedyrequest_one_open"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="remedyrequest_positive"),
        ]
        indexes = [
            models.Index(
                fields=["store", "requested_at"],
                condition=Q(state="pending"),
                name="remedyrequest_open",
            ),
        ]

    @property
    def subject(self) -> Complaint:
        """The complaint it is granted for."""
        return self.complaint

    @property
    def amounts(self) -> dict[str, Decimal]:
        """The sum granted."""
        return {"goodwill_cny": self.amount}
