"""A prepaid service on an order: put there for one time of it, or taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.core.clock import business_day
from apps.core.figures_text import day_text
from apps.core.money import to_fen
from apps.core.refusals import Refused
from apps.core.services import lock, service
from apps.workorders.choices import OrderState, Payer
from apps.workorders.models import (
    PackageVariant,
    PrepaidItem,
    PrepaidPackage,
    PrepaidUse,
    WorkOrder,
)
from apps.workorders.permissions import Perm
from apps.workorders.services.charging import lines_of
from apps.workorders.services.lines import open_draft
from apps.workorders.services.packages import drop_package, write_package
from apps.workorders.services.prepaid_uses import lock_item, release

if TYPE_CHECKING:
    from decimal import Decimal

    from apps.org.access import Access
    from apps.workorders.models import Statement


@service
def use_prepaid(
    *,
    by: Access,
    order: WorkOrder,
    version: int | None,
    item: PrepaidItem,
    statement: Statement | None = None,
) -> WorkOrder:
    """One time of a prepaid service stands on a draft order of its car, in whatever store.

    Its lines sum to what one time is worth: the share not used yet by the times not used yet, so
    that the last one takes the rest to the fen.  Raises Refused when nothing is left, it has
    expired, belongs to another car or has left with an earlier owner, or this store lacks it.
    """
    order = open_draft(by, order, version)
    prepaid, item = lock_item(item)
    _require_usable(prepaid, item, order, by)
    variant = variant_for(item, order)
    if variant is None:
        raise Refused(_("本店没有服务套餐“%(name)s”，不能在这里核销。") % {"name": item.package})
    amount = worth_of(item)
    PrepaidUse.objects.create(
        item=item,
        order=order,
        store=order.store,
        variant=variant,
        amount=amount,
        by=by.person,
        at=by.now,
    )
    item.taken += 1
    item.taken_value += amount
    item.save()
    return write_package(order, variant, by=by, payer=Payer.PKG, price=amount, statement=statement)


def worth_of(item: PrepaidItem) -> Decimal:
    """What the next time of a service is worth, in yuan."""
    return to_fen((item.share - item.taken_value) / item.left)


def variant_for(item: PrepaidItem, order: WorkOrder) -> PackageVariant | None:
    """What the service holds for the car of an order on its day; None where it is not offered."""
    day = business_day(order.opened_at)
    rows = PackageVariant.objects.offered(order.store_id, order.visit.vehicle, day)
    code = item.package.code
    return rows.filter(package__code=code).select_related("package").first()


def _require_usable(
    prepaid: PrepaidPackage, item: PrepaidItem, order: WorkOrder, by: Access
) -> None:
    if prepaid.vehicle_id != order.visit.vehicle_id:
        raise Refused(_("这份套餐不是为这辆车买的。"))
    if prepaid.customer_id != order.visit.owner_id:
        words = _("套餐属于 %(holder)s，不是现在的车主：转让以后才能用。")
        raise Refused(words % {"holder": prepaid.customer.name})
    if prepaid.closed_at is not None or prepaid.refunded or not item.left:
        raise Refused(_("“%(name)s”已经用完或退还。") % {"name": item.package})
    if prepaid.valid_until < business_day(by.now):
        words = _("套餐 %(day)s 已到期：请主管延期后再用。")
        raise Refused(words % {"day": day_text(prepaid.valid_until)})
    if prepaid.refunds.pending().exists():
        raise Refused(_("这份套餐正在申请退款，不能核销。"))
    if item.uses.open().filter(order=order).exists():
        raise Refused(_("“%(name)s”在这张工单上已经核销过。") % {"name": item.package})


@service
def release_prepaid(
    *, by: Access, order: WorkOrder, version: int | None, use: PrepaidUse
) -> WorkOrder:
    """A use of an order not settled is taken back, and on a draft its lines with it.

    Raises Refused once a settlement stands.
    """
    order = lock(order, version)
    by.require(Perm.CHANGE_WORKORDER, order)
    if order.settlements.standing().exists():
        raise Refused(_("工单已经有结算单，请先撤回结算单。"))
    release(use, by=by)
    if order.state == OrderState.DRAFT and lines_of(order, use.variant):
        return drop_package(order, use.variant, by=by)
    order.save()
    return order
