"""What orders draw from prepaid packages: laid by, paid with at settlement, or free again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.core.money import ZERO
from apps.core.refusals import Refused
from apps.core.services import lock, lock_all
from apps.workorders.choices import PaymentMethod
from apps.workorders.models import Payment, PrepaidItem, PrepaidPackage, PrepaidUse

if TYPE_CHECKING:
    from decimal import Decimal

    from apps.core.actor import Actor
    from apps.org.access import Access
    from apps.workorders.models import PackageVariant, Settlement, SettlementBucket, WorkOrder


def lock_item(item: PrepaidItem) -> tuple[PrepaidPackage, PrepaidItem]:
    """A package and one of its services, in this order."""
    prepaid = lock(item.prepaid)
    item = lock(item)
    item.prepaid = prepaid
    return prepaid, item


def release_all(order: WorkOrder, *, by: Actor, variant: PackageVariant | None = None) -> None:
    """What an order laid by, or of it one service, is free again; the order is locked."""
    rows = PrepaidUse.objects.open().filter(order=order)
    for use in rows if variant is None else rows.filter(variant=variant):
        release(use, by=by)


def release(use: PrepaidUse, *, by: Actor) -> None:
    """A use not settled is free again; Refused once it is settled or was taken back."""
    _prepaid, item = lock_item(use.item)
    use = lock(use)
    if use.released_at is not None or use.used_at is not None:
        raise Refused(_("这次核销已经结算或撤销。"))
    use.released_at = by.now
    use.save()
    item.taken -= 1
    item.taken_value -= use.amount
    item.save()


def laid_by(order: WorkOrder) -> Decimal:
    """What the open uses of an order are worth together."""
    amounts = PrepaidUse.objects.open().filter(order=order).values_list("amount", flat=True)
    return sum(amounts, ZERO)


def draw(bucket: SettlementBucket, settlement: Settlement, *, by: Access) -> None:
    """The prepaid part of a locked settlement is paid by the uses laid by on its order."""
    uses = PrepaidUse.objects.open().filter(order=settlement.order_id)
    for use in lock_all(uses.order_by("pk")):
        prepaid = lock(use.item.prepaid)
        use.used_at = by.now
        use.save()
        _pay(bucket, use, prepaid.number, by=by)
        _draw(prepaid, use.amount, by=by)


def _pay(bucket: SettlementBucket, use: PrepaidUse, number: str, *, by: Access) -> None:
    if not use.amount:
        return
    Payment.objects.create(
        store_id=use.store_id,
        bucket=bucket,
        method=PaymentMethod.PREPAID,
        amount=use.amount,
        reference=number,
        prepaid_use=use,
        taken_by=by.person,
        at=by.now,
    )
    bucket.paid += use.amount


def _draw(prepaid: PrepaidPackage, amount: Decimal, *, by: Access) -> None:
    prepaid.drawn += amount
    prepaid.closed_at = None if prepaid.left else by.now
    prepaid.save()


def give_back_drawn(payment: Payment, *, by: Access) -> None:
    """The settlement of a use was reversed: it lies by on its order again."""
    assert payment.prepaid_use is not None  # payments by prepaid name it (payment_by_prepaid)
    prepaid, _item = lock_item(payment.prepaid_use.item)
    use = lock(payment.prepaid_use)
    use.used_at = None
    use.save()
    _draw(prepaid, -use.amount, by=by)
