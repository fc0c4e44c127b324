"""What waits around estimates: answers, editions that ended, answers not seen, calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from apps.core.queues import Queue, register
from apps.workorders.models import DeclinedWork, Estimate
from apps.workorders.permissions import Perm

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.workorders.models.consent import DeclinedQuerySet
    from apps.workorders.models.estimate import EstimateQuerySet

AT = "workorders:estimates"


def waiting(by: Actor) -> EstimateQuerySet:
    """Estimates the customer has not answered."""
    return Estimate.objects.visible_to(by, Perm.AUTHORISE_WORKORDER).waiting(by.now)


def expired(by: Actor) -> EstimateQuerySet:
    """Estimates that ended without an answer."""
    return Estimate.objects.visible_to(by, Perm.AUTHORISE_WORKORDER).expired(by.now)


def unseen(by: Actor) -> EstimateQuerySet:
    """Answers by link the advisor has not looked at."""
    return Estimate.objects.visible_to(by, Perm.AUTHORISE_WORKORDER).unseen()


def calls(by: Actor) -> DeclinedQuerySet:
    """Declined work about which the customer should be asked again."""
    return DeclinedWork.objects.visible_to(by, Perm.AUTHORISE_WORKORDER).to_call(by.now)


register(
    Queue(
        code="estimates-waiting",
        capability=Perm.AUTHORISE_WORKORDER,
        label=_("报价待客户答复"),
        rows=waiting,
        due="valid_until",
        page=AT,
        query="queue=estimates-waiting",
    )
)
register(
    Queue(
        code="estimates-expired",
        capability=Perm.AUTHORISE_WORKORDER,
        label=_("报价已过期"),
        rows=expired,
        page=AT,
        query="queue=estimates-expired",
    )
)
register(
    Queue(
        code="estimates-unseen",
        capability=Perm.AUTHORISE_WORKORDER,
        label=_("客户已答复未查看"),
        rows=unseen,
        page=AT,
        query="queue=estimates-unseen",
    )
)
register(
    Queue(
        code="declined-calls",
        capability=Perm.AUTHORISE_WORKORDER,
        label=_("未做项目待回访"),
        rows=calls,
        due="call_at",
        page="workorders:declined",
        query="queue=declined-calls",
    )
)
