"""Sample rows of the till: a shift, a deposit, an account with its statement, an invoice."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from apps.core.clock import business_day
from apps.workorders.models import (
    AccountStatement,
    CashShift,
    ContractPrice,
    CreditAccount,
    Deposit,
    FieldCash,
    Invoice,
    Receivable,
)
from tests.factories.customers import CustomerFactory, make_known
from tests.factories.workorders import JobFactory, LabourLineFactory
from tests.personas import NOW, department_of, staff_of, store_of

if TYPE_CHECKING:
    from apps.workorders.models import Settlement, WorkOrder

TODAY = business_day(NOW)
SUM = Decimal("113.00")


def shift(**facts: object) -> CashShift:
    """The first cashier's open shift."""
    row = {
        "store": store_of(),
        "number": f"BC-{CashShift.objects.count()}",
        "cashier": staff_of("cashier"),
        "day": TODAY - timedelta(days=CashShift.objects.count()),
        "opened_at": NOW,
        "due_at": NOW + timedelta(hours=9),
    }
    return CashShift.objects.create(**{**row, **facts})


def account() -> CreditAccount:
    """A fleet of the first store with a contract."""
    customer = CustomerFactory(kind="company", name="湘运车队")
    make_known(store_of(), customer)
    row = CreditAccount.objects.create(store=store_of(), customer=customer, limit=Decimal(50_000))
    ContractPrice.objects.create(
        account=row, labour_pct=Decimal(10), parts_pct=Decimal(5), effective_from=TODAY
    )
    return row


def statement() -> AccountStatement:
    """A statement of a fleet."""
    return AccountStatement.objects.create(
        store=store_of(),
        account=account(),
        number=f"DZ-{AccountStatement.objects.count()}",
        period_from=TODAY,
        period_until=TODAY,
        amount=SUM,
        due_on=TODAY,
        issued_by=staff_of("cashier"),
        issued_at=NOW,
    )


def deposit(order: WorkOrder) -> Deposit:
    """Money held for an order."""
    return Deposit.objects.create(
        store=order.store,
        unit=department_of("front_desk"),
        number=f"DJ-{Deposit.objects.count()}",
        order=order,
        payer_name="王车主",
        advisor=order.advisor,
        amount=SUM,
        method="cash",
        purpose="维修定金",
        taken_by=staff_of("cashier"),
        at=NOW,
    )


def cash(order: WorkOrder) -> FieldCash:
    """Cash a technician took on the road."""
    technician = staff_of("technician")
    return FieldCash.objects.create(
        store=order.store,
        unit=technician.unit,
        number=f"XC-{FieldCash.objects.count()}",
        order=order,
        payer_name="王车主",
        amount=SUM,
        place="三环救援",
        taken_by=technician,
        at=NOW,
        due_at=NOW + timedelta(hours=9),
    )


def invoice() -> Invoice:
    """An invoice over one bill."""
    return Invoice.objects.create(
        store=store_of(),
        number=f"{Invoice.objects.count():020d}",
        title="湘运车队",
        amount=SUM,
        net=Decimal(100),
        vat=Decimal(13),
        issued_by=staff_of("cashier"),
        issued_at=NOW,
    )


def owed(settlement: Settlement) -> Receivable:
    """What a customer owes for a settlement."""
    bucket = settlement.buckets.get()
    return Receivable.objects.create(
        store=settlement.store,
        order=settlement.order,
        bucket=bucket,
        payer=bucket.payer,
        amount=bucket.due,
        open_amount=bucket.due,
        posted_at=NOW,
    )


def line(order: WorkOrder) -> dict[str, object]:
    """A line of an order by its address."""
    row = LabourLineFactory(job=JobFactory(order=order))
    return {"pk": order.pk, "kind": "labour", "line_pk": row.pk}
