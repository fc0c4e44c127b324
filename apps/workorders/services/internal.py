"""Work the house pays itself: somebody else than the advisor approves it for a cost centre."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.core.clock import business_day
from apps.core.models import Setting
from apps.core.services import lock, service
from apps.core.transitions import perform
from apps.workorders import hooks
from apps.workorders.following import follow_jobs
from apps.workorders.machines import ORDER
from apps.workorders.permissions import Perm
from apps.workorders.services.orders import ask_for_parts

if TYPE_CHECKING:
    import datetime as dt

    from apps.org.access import Access
    from apps.workorders.models import WorkOrder

CENTRES = "workorders.cost_centres"


def cost_centres(store_id: int | None, on: dt.date) -> list[str]:
    """The cost centres of a store on a day."""
    return [str(name) for name in Setting.objects.value(CENTRES, on, store_id)]


@service
def approve_internal(
    *, by: Access, order: WorkOrder, version: int | None, cost_centre: str
) -> WorkOrder:
    """An internal order may go to the workshop at the cost of this centre; no customer signs."""
    order = lock(order, version)
    by.require(Perm.APPROVE_INTERNAL, order)
    if cost_centre not in cost_centres(order.store_id, business_day(by.now)):
        raise ValidationError({"cost_centre": _("请选择成本中心。")})
    order.internal_approver, order.cost_centre = by.person, cost_centre
    order.authorised_at = by.now
    perform(ORDER, order, "approve_internal", by=by)
    ask_for_parts(by, order)
    follow_jobs(order, by=by, cause="approve_internal")
    hooks.order_authorised.send(order=order, by=by)
    return order


@service
def note_sale(*, by: Access, order: WorkOrder, version: int | None, sale_number: str) -> WorkOrder:
    """The sale an installation belongs to (精品销售单号)."""
    order = lock(order, version)
    by.require(Perm.CHANGE_WORKORDER, order)
    if not sale_number.strip():
        raise ValidationError({"sale_number": _("请填写精品销售单号。")})
    order.sale_number = sale_number.strip().upper()[:40]
    order.save()
    return order
