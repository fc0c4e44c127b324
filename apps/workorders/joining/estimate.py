"""What estimates and declined work tell the order page, the check-in and the packages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from apps.core.figures_text import money_text
from apps.customers.hooks import Link
from apps.workorders.hooks import Declined, declined_work, order_steps
from apps.workorders.models import DeclinedWork
from apps.workorders.models.order import OPEN
from apps.workorders.permissions import Perm
from apps.workorders.selectors.estimates import declined_of

if TYPE_CHECKING:
    from apps.customers.models import Vehicle
    from apps.org.access import Access
    from apps.workorders.models import WorkOrder

MOST = 5


def declined_before(vehicle: Vehicle, by: Access, **facts: object) -> list[Declined]:
    """What the customer of this car did not want before; of another store only the work."""
    seen = {work.pk for work in declined_of(vehicle.pk, by)}
    return [
        Declined(
            words=f"{work.name} {money_text(work.amount)}" if work.pk in seen else work.name,
            at=work.declined_at,
            reason=str(work.get_reason_display()) if work.pk in seen else "",
            url=reverse("workorders:declined_work", args=[work.pk]) if work.pk in seen else "",
            safety=work.safety,
        )
        for work in DeclinedWork.objects.standing().filter(vehicle=vehicle)[:MOST]
    ]


def estimate_steps(order: WorkOrder, by: Access) -> list[Link]:
    """Making an estimate, and adding a part the customer brought, while the order is open."""
    if order.state not in OPEN or not order.path.signature:
        return []
    if Perm.CHANGE_WORKORDER not in by.allowed(order, (Perm.CHANGE_WORKORDER,)):
        return []
    words = _("报价") if order.authorised_at is None else _("追加报价")
    return [
        Link(words, reverse("workorders:quote", args=[order.pk])),
        Link(_("客户自带件"), reverse("workorders:brought", args=[order.pk])),
    ]


declined_work.join(declined_before)
order_steps.join(estimate_steps)
