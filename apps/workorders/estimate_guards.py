"""What must be true before an estimate is answered, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.workorders.consent import job_covered
from apps.workorders.models.order import OPEN

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.workorders.models import Estimate, Job


def still_valid(estimate: Estimate, by: Actor) -> str | None:
    """The estimate has not ended."""
    if estimate.valid_until > by.now:
        return None
    return _("报价单已过有效期，请重新报价。")


def order_takes_work(estimate: Estimate, by: Actor) -> str | None:
    """The order is not settled and not cancelled."""
    if estimate.order.state in OPEN:
        return None
    return _("工单已结算或已取消，不能再答复报价。")


def lines_agreed(job: Job, by: Actor) -> str | None:
    """The customer agreed to every line of the job."""
    if job_covered(job):
        return None
    return _("客户还没有同意这个项目的报价，不能派工。")
