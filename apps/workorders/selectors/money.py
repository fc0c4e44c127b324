"""The rows of the pages about money: what an account owes, what may take the place of money."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apps.workorders.choices import Payer
from apps.workorders.models import (
    Deposit,
    GoodwillRequest,
    Invoice,
    Receivable,
    SettlementBucket,
    WorkOrder,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from apps.org.models import OrgUnit
    from apps.workorders.models import CreditAccount, Payment


def owed_rows(account: CreditAccount) -> QuerySet[Receivable]:
    """The open claims behind what an account owes, the oldest first."""
    rows = Receivable.objects.filter(
        store_id=account.store_id, customer_id=account.customer_id, open_amount__gt=0
    )
    return rows.select_related("order__visit", "bucket__settlement").order_by("posted_at", "pk")


def held_deposits(order: WorkOrder) -> QuerySet[Deposit]:
    """Deposits of the visit that are neither used up nor given back."""
    return Deposit.objects.filter(order__visit=order.visit_id, closed_at=None)


def other_payers(settlement: int) -> list[str]:
    """The payers beside the customer whose parts of a settlement could stay open."""
    rows = SettlementBucket.objects.filter(settlement=settlement, due__gt=0, closing="")
    rows = rows.exclude(payer__in=(Payer.CP, Payer.PKG))  # paid, or drawn with the settlement
    return list(rows.order_by("pk").values_list("payer", flat=True))


def paid_on(bucket: SettlementBucket) -> QuerySet[Payment]:
    """The payments of a payer's part that were not taken back."""
    return bucket.payments.filter(reversal_of=None, reversals=None)


def invoices_over(buckets: Iterable[SettlementBucket]) -> list[Invoice]:
    """The invoices that stand over these bills, the oldest first."""
    rows = Invoice.objects.standing().filter(
        items__bucket__in=[b.pk for b in buckets], items__standing=True
    )
    return list(rows.distinct().order_by("issued_at", "pk"))


def goodwill_asked(order: WorkOrder) -> QuerySet[GoodwillRequest]:
    """What was asked as goodwill on an order."""
    return GoodwillRequest.objects.filter(job__order=order).select_related("job")


def order_named(number: str, store: OrgUnit | None) -> WorkOrder | None:
    """The order with a number, among those of a store."""
    return WorkOrder.objects.filter(number=number.strip(), store=store).first()
