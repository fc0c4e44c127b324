"""Packages paid for in advance: sold, used to the fen, given back, extended, handed on."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import ValidationError

from apps.core.reconcile import checks
from apps.core.refusals import Denied, Refused, Stale
from apps.customers.services.owners import change_owner
from apps.workorders.choices import Closing, JobState, OrderState, Payer
from apps.workorders.following import refresh_totals
from apps.workorders.joining.alerts import known_of
from apps.workorders.models import PrepaidPackage, PrepaidUse, TillMove
from apps.workorders.selectors.money import other_payers
from apps.workorders.selectors.prepaid import owed, usable_on, uses_between_stores
from apps.workorders.services.orders import call_off
from apps.workorders.services.packages import remove_package
from apps.workorders.services.payment import settle
from apps.workorders.services.prepaid import (
    decide_prepaid_refund,
    extend_prepaid,
    request_prepaid_refund,
    sell_prepaid,
    transfer_prepaid,
)
from apps.workorders.services.prepaid_work import release_prepaid, use_prepaid
from apps.workorders.services.refunds import decide_refund, request_refund
from tests.access.money_samples import TODAY
from tests.factories.customers import CustomerFactory, OwnershipFactory, car_of
from tests.factories.stays import photo_of
from tests.factories.workorders import reread
from tests.personas import NOW, access_of, staff_of, store_of
from tests.workorders.menu import package, rate, small_service
from tests.workorders.till.orders import HOURS_LATER, prepared, ready_order, settled

if TYPE_CHECKING:
    from apps.workorders.models import PrepaidItem, Settlement, WorkOrder

pytestmark = pytest.mark.django_db
YEAR = TODAY + dt.timedelta(days=365)
PRICE = Decimal("100.00")


@pytest.fixture(autouse=True)
def rates() -> None:
    """An hour costs the same in both stores."""
    for store in ("cs1", "cs2"):
        rate(Payer.CP, "120.00", store=store_of(store))


def cashier(**facts: Any) -> Any:
    return access_of("cashier", **{"now": HOURS_LATER, **facts})


def advisor() -> Any:
    return access_of("service_advisor", now=HOURS_LATER)


def written(store: str = "cs1", work: str = "service_advisor") -> WorkOrder:
    """A draft order of an owned car without lines."""
    order = ready_order(lines=False, state=OrderState.DRAFT, store=store, advisor=work)
    if order.visit.vehicle.owner is None:
        OwnershipFactory(vehicle=order.visit.vehicle, customer=order.visit.owner)
        order.visit.vehicle.__dict__.pop("present_ownerships", None)
    return order


def sell(order: WorkOrder, times: int = 3, **facts: Any) -> PrepaidPackage:
    """Three small services for a hundred yuan: 33.33, 33.34 and 33.33."""
    variant = facts.pop("variant", None) or small_service()
    return sell_prepaid(
        **{
            "by": cashier(),
            "vehicle": order.visit.vehicle,
            "advisor": staff_of("service_advisor"),
            "contents": [(variant.package, times, Decimal("199.99"))],
            "price": PRICE,
            "valid_until": YEAR,
            "method": "wechat",
            "reference": "WX-1",
            **facts,
        }
    )


def item_of(sold: PrepaidPackage) -> PrepaidItem:
    return sold.items.get()


def use(order: WorkOrder, sold: PrepaidPackage, **facts: Any) -> WorkOrder:
    return use_prepaid(
        **{"by": advisor(), "order": order, "version": None, "item": item_of(sold), **facts}
    )


def finish(order: WorkOrder) -> WorkOrder:
    """The work is done and its parts fitted."""
    for job in order.jobs.exclude(state=JobState.CANCELLED):
        job.state = JobState.DONE
        job.save()
        for line in job.part_lines.all():
            line.fitted_quantity = line.quantity
            line.save()
    order.refresh_from_db()
    order.state, order.ready_at = OrderState.READY, NOW
    order.save()
    return order


def used(order: WorkOrder, sold: PrepaidPackage) -> Settlement:
    """One time of it, done and settled."""
    return settled(finish(use(order, sold)))


def books_agree() -> None:
    """Every check of the till finds nothing."""
    wrong = {c.code: c.differences() for c in checks() if c.code.startswith("workorders.")}
    assert {code: found for code, found in wrong.items() if found} == {}


def test_sale_takes_the_money_and_owes_the_services() -> None:
    sold = sell(written())
    assert TillMove.objects.get().amount == PRICE
    assert (sold.left, owed(cashier()), item_of(sold).left) == (PRICE, PRICE, 3)
    books_agree()


def test_price_is_shared_by_what_the_services_cost_to_the_fen() -> None:
    order, first, second = written(), small_service(), package(name="四轮定位")
    contents = [
        (first.package, 2, Decimal("200.00")),
        (second.package, 1, Decimal("200.00")),
    ]
    sold = sell(order, contents=contents)
    assert [i.share for i in sold.items.all()] == [Decimal("66.67"), Decimal("33.33")]


def test_three_uses_draw_the_price_to_the_fen() -> None:
    order = written()
    sold = sell(order)
    amounts = []
    for number in range(3):
        if number:
            order = again(order)
        used(order, sold)
        amounts.append(PrepaidUse.objects.latest("pk").amount)
    assert amounts == [Decimal("33.33"), Decimal("33.34"), Decimal("33.33")]
    sold = reread(sold)
    assert (sold.left, sold.closed_at) == (0, HOURS_LATER)
    books_agree()
    with pytest.raises(Refused, match="用完"):
        use(again(order), sold)


def again(order: WorkOrder) -> WorkOrder:
    """Another draft order of the same car and owner."""
    new = written()
    new.visit.vehicle, new.visit.owner = order.visit.vehicle, order.visit.owner
    new.visit.save()
    return new


def test_use_closes_the_part_of_the_payer_as_paid() -> None:
    order = written()
    settlement = used(order, sell(order))
    bucket = settlement.buckets.get(payer=Payer.PKG)
    assert (bucket.due, bucket.paid, bucket.closing) == (
        Decimal("33.33"),
        Decimal("33.33"),
        Closing.PAID,
    )
    assert bucket.payments.get().method == "prepaid"
    books_agree()


def test_reversed_settlement_lays_the_use_by_again() -> None:
    order = written()
    sold = sell(order)
    settlement = used(order, sold)
    request = request_refund(
        by=cashier(), settlement=reread(settlement), version=None, reason="开错"
    )
    decide_refund(
        by=access_of("general_manager", now=HOURS_LATER),
        request=request,
        version=None,
        action="approve",
    )
    assert PrepaidUse.objects.get().used_at is None
    assert (reread(sold).left, item_of(sold).left) == (PRICE, 2)
    books_agree()
    settled(reread(order))
    assert reread(sold).left == Decimal("66.67")
    books_agree()


def test_work_of_the_payer_without_a_use_is_not_settled() -> None:
    order = written()
    sold = sell(order)
    order = finish(use(order, sold))
    release_prepaid(by=advisor(), order=order, version=None, use=PrepaidUse.objects.get())
    assert item_of(sold).left == 3
    with pytest.raises(Refused, match="核销"):
        prepared(reread(order))


def test_use_without_its_work_is_not_settled() -> None:
    order = ready_order(state=OrderState.DRAFT)
    OwnershipFactory(vehicle=order.visit.vehicle, customer=order.visit.owner)
    use(order, sell(order))
    for line in order.jobs.get(position=2).labour_lines.all():
        line.payer, line.package, line.package_amount = Payer.CP, None, None
        line.save()
    refresh_totals(order)
    with pytest.raises(Refused, match="本单核销"):
        prepared(finish(order))


def test_removed_package_and_cancelled_order_free_the_use() -> None:
    order = written()
    sold = sell(order)
    order = use(order, sold)
    variant = PrepaidUse.objects.get().variant
    order = remove_package(by=advisor(), order=order, version=None, variant=variant)
    assert item_of(sold).left == 3
    order = use(order, sold)
    call_off(by=advisor(), order=order, version=None, action="cancel_draft", reason="客户改约")
    assert (item_of(sold).left, item_of(sold).taken_value) == (3, 0)
    books_agree()


def test_owner_at_the_check_in_is_told_what_they_prepaid() -> None:
    order = written()
    sell(order)
    known = [str(a.words) for a in known_of(vehicle=order.visit.vehicle, by=advisor())]
    assert any("预收套餐“小保养”还有 3 次" in words for words in known)
    sold = PrepaidPackage.objects.get()
    sold.customer = CustomerFactory()
    sold.save()
    known = [str(a.words) for a in known_of(vehicle=order.visit.vehicle, by=advisor())]
    assert not any("预收套餐" in words for words in known)


def test_settled_use_is_not_taken_back() -> None:
    order = written()
    used(order, sell(order))
    with pytest.raises(Refused, match="结算单"):
        release_prepaid(
            by=advisor(), order=reread(order), version=None, use=PrepaidUse.objects.get()
        )


@pytest.mark.parametrize(
    ("days", "ok"), [(0, True), (1, False)], ids=["last day", "the day after it"]
)
def test_package_is_used_until_its_last_day(days: int, ok: bool) -> None:
    order = written()
    sold = sell(order)
    sold.valid_until = TODAY - dt.timedelta(days=days)
    sold.save()
    if ok:
        use(order, sold)
        assert item_of(sold).left == 2
        return
    with pytest.raises(Refused, match="到期"):
        use(order, sold)


def test_package_of_another_car_or_of_the_owner_before_is_refused() -> None:
    order = written()
    with pytest.raises(Refused, match="不是为这辆车"):
        use(order, sell(written()))
    sold = sell(order, reference="WX-2", seen=None)
    sold.customer = CustomerFactory()
    sold.save()
    with pytest.raises(Refused, match="转让"):
        use(order, sold)
    assert not usable_on(order, advisor())


def test_another_store_of_the_group_does_the_work_and_is_owed_for_it() -> None:
    order = written()
    variant = small_service(store=None)
    sold = sell(order, variant=variant)
    there = written("cs2")
    there.visit.vehicle, there.visit.owner = order.visit.vehicle, order.visit.owner
    there.visit.save()
    by = access_of("service_advisor", "cs2", now=HOURS_LATER)
    use(there, sold, by=by)
    row = PrepaidUse.objects.get()
    row.used_at = HOURS_LATER
    row.save()
    assert row.store == store_of("cs2")
    assert list(uses_between_stores(cashier())) == [row]
    assert list(uses_between_stores(by)) == [row]  # it was done on an order of theirs
    for store in ("cs1", "cs2"):
        stranger = access_of("technician", store, now=HOURS_LATER)
        assert not uses_between_stores(stranger).exists()


def test_package_the_other_store_does_not_offer_is_refused_there() -> None:
    order = written()
    sold = sell(order)
    there = written("cs2")
    there.visit.vehicle, there.visit.owner = order.visit.vehicle, order.visit.owner
    there.visit.save()
    with pytest.raises(Refused, match="本店没有"):
        use(there, sold, by=access_of("service_advisor", "cs2", now=HOURS_LATER))


def test_rest_goes_back_by_a_second_person_and_ends_the_package() -> None:
    order = written()
    sold = sell(order)
    used(order, sold)
    request = request_prepaid_refund(by=cashier(), prepaid=sold, version=None, reason="卖车")
    with pytest.raises(Refused, match="申请退款"):
        use(again(order), sold)
    with pytest.raises(Denied):
        decide_prepaid_refund(by=cashier(), request=request, version=None, action="approve")
    decide_prepaid_refund(
        by=access_of("general_manager", now=HOURS_LATER),
        request=reread(request),
        version=None,
        action="approve",
    )
    sold = reread(sold)
    assert (sold.refunded, sold.left, sold.closed_at) == (Decimal("66.67"), 0, HOURS_LATER)
    assert sum(m.amount for m in TillMove.objects.filter(prepaid=sold)) == Decimal("33.33")
    books_agree()


def test_what_a_reversal_frees_after_the_refund_can_only_go_back() -> None:
    order = written()
    sold = sell(order)
    settlement = used(order, sold)
    refund(sold)
    back = request_refund(by=cashier(), settlement=reread(settlement), version=None, reason="开错")
    manager = access_of("general_manager", now=HOURS_LATER)
    decide_refund(by=manager, request=back, version=None, action="approve")
    assert (reread(sold).closed_at, reread(sold).left) == (None, Decimal("33.33"))
    new = again(order)
    assert not usable_on(new, advisor()).exists()
    with pytest.raises(Refused, match="用完或退还"):
        use(new, sold)
    with pytest.raises(Refused, match="只能再申请退还"):
        extend_prepaid(
            by=access_of("front_desk_supervisor", now=HOURS_LATER),
            prepaid=reread(sold),
            version=None,
            valid_until=YEAR + dt.timedelta(days=1),
            reason="客户要求",
        )
    books_agree()
    release_prepaid(by=advisor(), order=reread(order), version=None, use=PrepaidUse.objects.get())
    refund(sold)
    assert (reread(sold).refunded, reread(sold).left) == (PRICE, 0)
    books_agree()


def refund(sold: PrepaidPackage) -> None:
    """Its rest went back."""
    request = request_prepaid_refund(by=cashier(), prepaid=sold, version=None, reason="卖车")
    manager = access_of("general_manager", now=HOURS_LATER)
    decide_prepaid_refund(by=manager, request=reread(request), version=None, action="approve")


def test_nothing_goes_back_while_an_order_uses_it() -> None:
    order = written()
    sold = sell(order)
    use(order, sold)
    with pytest.raises(Refused, match="正在核销"):
        request_prepaid_refund(by=cashier(), prepaid=sold, version=None, reason="卖车")


def test_extension_is_later_explained_and_of_the_supervisor() -> None:
    sold = sell(written())
    by = access_of("front_desk_supervisor", now=HOURS_LATER)
    facts: dict[str, Any] = {"prepaid": sold, "version": None, "reason": "疫情停驶"}
    later = YEAR + dt.timedelta(days=90)
    with pytest.raises(Denied):
        extend_prepaid(by=cashier(), valid_until=later, **facts)
    with pytest.raises(Refused, match="晚于"):
        extend_prepaid(by=by, valid_until=YEAR, **facts)
    with pytest.raises(Refused, match="原因"):
        extend_prepaid(by=by, valid_until=later, **{**facts, "reason": " "})
    extend_prepaid(by=by, valid_until=later, **facts)
    assert (reread(sold).valid_until, sold.changes.count()) == (later, 1)


def test_transfer_serves_the_other_car_and_its_owner() -> None:
    order = written()
    sold = sell(order)
    other = car_of(store_of(), plate="湘A88888", owner="李车主", phone="13911112222")
    transfer_prepaid(
        by=access_of("front_desk_supervisor", now=HOURS_LATER),
        prepaid=sold,
        version=None,
        vehicle=other,
        reason="换车",
    )
    sold = reread(sold)
    assert (sold.vehicle, sold.customer) == (other, other.owner)
    assert "李车主" in sold.changes.get().after


@pytest.mark.parametrize(
    ("decided", "goes"), [("goes_along", True), ("stays", False)], ids=["along", "stays"]
)
def test_change_of_owner_decides_about_the_package(decided: str, goes: bool) -> None:
    order = written()
    sold = sell(order)
    before = sold.customer
    change(order, decided)
    assert (reread(sold).customer == before) is not goes


def change(order: WorkOrder, packages: str) -> None:
    change_owner(
        by=advisor(),
        vehicle=order.visit.vehicle,
        version=None,
        name="赵新主",
        phone="13600001111",
        kind="person",
        since=TODAY,
        proof=photo_of(),
        packages=packages,
        note="",
        contact_agreed=True,
    )


def test_change_of_owner_that_forgets_the_package_is_refused() -> None:
    order = written()
    sell(order)
    with pytest.raises(Refused, match="预收套餐") as refusal:
        change(order, "none")
    assert refusal.value.field == "packages"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"contents": []}, "package_1"),
        ({"valid_until": TODAY}, "valid_until"),
        ({"price": Decimal(0)}, "price"),
        ({"price": Decimal("NaN")}, "price"),
        ({"method": "prepaid"}, "method"),
        ({"method": "deposit"}, "method"),
        ({"reference": ""}, "reference"),
    ],
)
def test_sale_that_cannot_be_is_refused_beside_its_field(wrong: Any, field: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        sell(written(), **wrong)
    assert field in refusal.value.message_dict
    assert not PrepaidPackage.objects.exists()


def test_second_sale_from_a_page_that_is_behind_is_asked_about() -> None:
    order = written()
    sell(order, seen=0)
    with pytest.raises(Refused, match="刚售出"):
        sell(order, seen=0, reference="WX-2")


def test_car_without_owner_and_advisor_at_the_till_are_refused() -> None:
    order = ready_order(lines=False, state=OrderState.DRAFT)
    with pytest.raises(Refused, match="车主"):
        sell(order)
    with pytest.raises(Denied):
        sell(written(), by=advisor())


def test_page_that_is_behind_changes_nothing() -> None:
    sold = sell(written())
    with pytest.raises(Stale):
        extend_prepaid(
            by=access_of("front_desk_supervisor", now=HOURS_LATER),
            prepaid=sold,
            version=sold.version - 1,
            valid_until=YEAR + dt.timedelta(days=1),
            reason="停驶",
        )


def test_part_of_the_package_cannot_stay_open() -> None:
    order = written()
    settlement = prepared(finish(use(order, sell(order))))
    with pytest.raises(Refused, match="随结算核销"):
        settle(
            by=cashier(),
            settlement=settlement,
            version=None,
            hold=[Payer.PKG],
            hold_reason="等核对",
        )
    assert Payer.PKG not in other_payers(settlement.pk)
