"""Publishing what an order offers, taking it back, and noting that the answer was seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.core.refusals import Refused
from apps.core.services import lock, service
from apps.core.transitions import perform, record
from apps.workorders.machines import ESTIMATE
from apps.workorders.models.estimate import EstimateState
from apps.workorders.models.order import OPEN
from apps.workorders.offered import content_of
from apps.workorders.permissions import Perm
from apps.workorders.services.editions import kill_links, replace_sent, write_edition

if TYPE_CHECKING:
    import datetime as dt

    from apps.org.access import Access
    from apps.workorders.models import Estimate, WorkOrder


@service
def publish(
    *,
    by: Access,
    order: WorkOrder,
    version: int | None,
    promised_at: dt.datetime | None = None,
    note: str = "",
    seen: int | None = None,
) -> Estimate:
    """The next edition stands, word for word; the one that waited before it is replaced.

    ``seen`` is how many editions the advisor had before them.  Raises Refused when there are more
    by now and when nothing waits for the customer's word, ValidationError for a promise in the
    past.
    """
    order = lock(order, version)
    by.require(Perm.CHANGE_WORKORDER, order)
    last = order.estimates.order_by("pk").last()
    if seen is not None and last is not None and order.estimates.count() != seen:
        words = _("刚发布过报价单 %(number)s。还要再发布请核对后重新提交。")
        raise Refused(words % {"number": last.number})
    if order.state not in OPEN:
        raise Refused(_("工单已结算或已取消，不能再报价。"))
    if promised_at is not None and promised_at <= by.now:
        raise ValidationError({"promised_at": _("预交车时间已经过去。")})
    items = content_of(order)
    if not items:
        raise Refused(_("没有等客户同意的项目，无需报价。"))
    if any(not item.lines for item in items):
        raise Refused(_("有项目还没有填写工时或配件，请补全后再报价。"))
    replace_sent(order, by=by)
    estimate = write_edition(by, order, items, promised_at=promised_at, note=note.strip())
    record(estimate, "publish", "", EstimateState.SENT, by=by)
    return estimate


@service
def withdraw(*, by: Access, estimate: Estimate, version: int | None, reason: str = "") -> Estimate:
    """The estimate is taken back before the customer answered; its link is dead."""
    order = lock(estimate.order)
    estimate = lock(estimate, version)
    estimate.order = order
    perform(ESTIMATE, estimate, "withdraw", by=by, reason=reason)
    kill_links(estimate, by=by)
    return estimate


@service
def see(*, by: Access, estimate: Estimate) -> Estimate:
    """The advisor has looked at what the customer answered."""
    estimate = lock(estimate)
    by.require(Perm.AUTHORISE_WORKORDER, estimate)
    if estimate.seen_at is None and estimate.state == EstimateState.ANSWERED:
        estimate.seen_at = by.now
        estimate.save()
    return estimate
