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
    PrepaidItem,
    PrepaidPackage,
    PrepaidUse,
    Receivable,
)
from tests.factories.customers import CustomerFactory, car_of, make_known
from tests.factories.workorders import JobFactory, LabourLineFactory
from tests.personas import NOW, department_of, staff_of, store_of
from tests.workorders.menu import small_service

if TYPE_CHECKING:
    from apps.customers.models import Vehicle
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


def prepaid(car: Vehicle | None = None, **facts: object) -> PrepaidPackage:
    """Two times of a service that the owner of a car paid for in advance."""
    if car is None:
        plate = f"湘AP{PrepaidPackage.objects.count():04d}"
        car = car_of(store_of(), plate=plate, owner="王车主", phone="13900001111")
    row = {
        "store": store_of(),
        "unit": department_of("front_desk"),
        "number": f"TC-{PrepaidPackage.objects.count()}",
        "vehicle": car,
        "customer": car.owner,
        "advisor": staff_of("service_advisor"),
        "price": SUM,
        "method": "cash",
        "valid_until": TODAY + timedelta(days=365),
        "sold_by": staff_of("cashier"),
        "sold_at": NOW,
    }
    made = PrepaidPackage.objects.create(**{**row, **facts})
    PrepaidItem.objects.create(prepaid=made, package=small_service().package, times=2, share=SUM)
    return made


def use(order: WorkOrder) -> PrepaidUse:
    """One time of it laid by on an order."""
    item = prepaid(customer=CustomerFactory(), car=order.visit.vehicle).items.get()
    item.taken, item.taken_value = 1, SUM / 2
    item.save()
    return PrepaidUse.objects.create(
        item=item,
        order=order,
        store=order.store,
        variant=item.package.variants.get(),
        amount=SUM / 2,
        by=order.advisor,
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
