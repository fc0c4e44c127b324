"""The last time of a prepaid service on two orders at once: one gets it."""

from __future__ import annotations

import threading
from decimal import Decimal
from functools import partial

import pytest
from django.db import transaction

from apps.core.refusals import Refused
from apps.workorders.choices import OrderState, Payer
from apps.workorders.models import PrepaidItem, PrepaidUse, WorkOrder
from apps.workorders.services.prepaid_work import use_prepaid
from tests.access.money_samples import prepaid
from tests.factories.customers import OwnershipFactory
from tests.factories.workorders import reread
from tests.personas import access_of, staff_of, store_of
from tests.workorders.menu import rate
from tests.workorders.till.orders import HOURS_LATER, ready_order
from tests.workorders.till.test_races import together

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("committed")]


def last_one_for_two() -> tuple[PrepaidItem, list[WorkOrder]]:
    """A service with one time left, and two draft orders of its car."""
    rate(Payer.CP, "120.00", store=store_of())
    orders = [ready_order(lines=False, state=OrderState.DRAFT) for _ in range(2)]
    first, second = (order.visit for order in orders)
    OwnershipFactory(vehicle=first.vehicle, customer=first.owner)
    second.vehicle, second.owner = first.vehicle, first.owner
    second.save()
    item = prepaid(car=reread(first.vehicle)).items.get()
    item.times = 1
    item.save()
    return item, orders


def test_last_time_goes_to_one_of_two_orders() -> None:
    item, orders = last_one_for_two()
    by = [access_of("service_advisor", now=HOURS_LATER) for _ in orders]
    results = together(
        *(
            partial(use_prepaid, by=who, order=order, version=None, item=item)
            for who, order in zip(by, orders, strict=True)
        )
    )
    assert sum(isinstance(r, WorkOrder) for r in results) == 1
    assert sum(isinstance(r, Refused) for r in results) == 1
    assert PrepaidUse.objects.standing().count() == 1
    assert reread(item).taken == 1


def test_control_without_the_lock_both_orders_get_it() -> None:
    item, orders = last_one_for_two()
    both_have_read = threading.Barrier(2)
    advisor = staff_of("service_advisor")

    def unlocked(order: WorkOrder) -> None:
        with transaction.atomic():
            row = PrepaidItem.objects.get(pk=item.pk)
            both_have_read.wait()
            if not row.left:
                return
            PrepaidUse.objects.create(
                item=row,
                order=order,
                store=order.store,
                variant=row.package.variants.get(),
                amount=Decimal(1),
                by=advisor,
                at=HOURS_LATER,
            )

    together(*(partial(unlocked, order) for order in orders))
    assert PrepaidUse.objects.standing().count() == 2
