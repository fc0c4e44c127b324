"""Prepaid packages: sold, extended, transferred, and what is left of them given back."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.core.clock import business_day
from apps.core.figures_text import day_text
from apps.core.money import ZERO
from apps.core.numbering import next_number
from apps.core.refusals import Refused
from apps.core.services import lock, service
from apps.org.models import OrgUnit
from apps.org.services.asking import ask, decide
from apps.workorders.approvals import PREPAID_REFUND
from apps.workorders.models import (
    PrepaidChange,
    PrepaidItem,
    PrepaidPackage,
    PrepaidRefund,
    PrepaidUse,
)
from apps.workorders.permissions import Perm
from apps.workorders.prices import spread_price
from apps.workorders.services import moves

if TYPE_CHECKING:
    from collections.abc import Sequence

    from apps.core.actor import Actor
    from apps.customers.models import Customer, Vehicle
    from apps.org.access import Access
    from apps.org.models import Staff
    from apps.workorders.models import ServicePackage

MOST_TIMES = 100
LONGEST = dt.timedelta(days=366 * 10)


@service
def sell_prepaid(
    *,
    by: Access,
    vehicle: Vehicle,
    advisor: Staff,
    contents: Sequence[tuple[ServicePackage, int, Decimal]],
    price: Decimal,
    valid_until: dt.date,
    method: str,
    reference: str = "",
    seen: int | None = None,
) -> PrepaidPackage:
    """The owner of a car pays now for services done later; the money passes the person's till.

    ``contents`` are packages with their times and what one of them costs today, by which the
    price is shared among them to the fen.  ``seen`` is how many packages of the car the cashier
    had before him.  Raises Refused for a car without an owner and when there are more packages
    by now, ValidationError beside the field for what cannot be.
    """
    vehicle = lock(vehicle)
    if vehicle.owner is None:
        raise Refused(_("这辆车还没有登记车主，请先登记车主。"))
    last = vehicle.prepaid_packages.order_by("pk").last()
    if seen is not None and last is not None and vehicle.prepaid_packages.count() != seen:
        words = _("这辆车刚售出套餐 %(number)s：¥%(price)s。还要再售请核对后重新提交。")
        raise Refused(words % {"number": last.number, "price": last.price})
    _check(contents, valid_until, business_day(by.now))
    moves.require_money(price, method, reference, field="price")
    store = by.store
    if store is None or advisor.store != store:
        raise Refused(_("经办顾问须是本店的。"), field="advisor")
    sold = PrepaidPackage(
        store=store,
        unit=OrgUnit.objects.department(store, "front_desk"),
        number=next_number("TC", store, by.now),
        vehicle=vehicle,
        customer=vehicle.owner,
        advisor=advisor,
        price=price,
        method=method,
        reference=reference.strip(),
        valid_until=valid_until,
        sold_by=by.person,
        sold_at=by.now,
    )
    sold.save()
    by.require(Perm.SELL_PREPAID, sold)
    _fill(sold, contents)
    _book(sold, moves.Kind.PREPAID, price, cashier=by.person, by=by)
    return sold


def _check(
    contents: Sequence[tuple[ServicePackage, int, Decimal]], valid_until: dt.date, today: dt.date
) -> None:
    if not contents:
        raise ValidationError({"package_1": _("请至少选择一个服务套餐。")})
    wrong: dict[str, str] = {}
    if len({package.pk for package, _times, _worth in contents}) != len(contents):
        wrong["package_1"] = _("同一个服务套餐请合并成一行。")
    if any(not 0 < times <= MOST_TIMES for _package, times, _worth in contents):
        wrong["times_1"] = _("次数须在 1 到 %(most)d 之间。") % {"most": MOST_TIMES}
    if not today < valid_until <= today + LONGEST:
        wrong["valid_until"] = _("有效期须在今天以后，最长十年。")
    if wrong:
        raise ValidationError(wrong)


def _fill(sold: PrepaidPackage, contents: Sequence[tuple[ServicePackage, int, Decimal]]) -> None:
    """Each service bears a share of the price by what it costs today; alike without prices."""
    weights = [worth * times for _package, times, worth in contents]
    if not all(weights):
        weights = [Decimal(times) for _package, times, _worth in contents]
    shares = spread_price(sold.price, weights)
    for (package, times, _worth), share in zip(contents, shares, strict=True):
        if not share:
            words = _("价格太低：“%(name)s”分摊不到金额。")
            raise Refused(words % {"name": package.name}, field="price")
        PrepaidItem.objects.create(prepaid=sold, package=package, times=times, share=share)


def _book(sold: PrepaidPackage, kind: str, amount: Decimal, *, cashier: Staff, by: Access) -> None:
    moves.book(
        kind,
        by=by,
        cashier=cashier,
        store=sold.store,
        method=sold.method,
        amount=amount,
        reference=sold.reference,
        prepaid=sold,
    )


@service
def extend_prepaid(
    *,
    by: Access,
    prepaid: PrepaidPackage,
    version: int | None,
    valid_until: dt.date,
    reason: str,
) -> PrepaidPackage:
    """A package may be used longer, expired or not; Refused for a day that is not later."""
    prepaid = _standing(prepaid, version, by)
    if not prepaid.valid_until < valid_until <= business_day(by.now) + LONGEST:
        raise Refused(_("新的有效期须晚于现在的，最长十年。"), field="valid_until")
    before, prepaid.valid_until = prepaid.valid_until, valid_until
    kind, until = PrepaidChange.Kind.EXTENDED, day_text(valid_until)
    _note(prepaid, kind, day_text(before), until, reason, by.person, by)
    prepaid.save()
    return prepaid


@service
def transfer_prepaid(
    *, by: Access, prepaid: PrepaidPackage, version: int | None, vehicle: Vehicle, reason: str
) -> PrepaidPackage:
    """What is left serves another car and its owner; Refused while a use of it is open."""
    prepaid = _standing(prepaid, version, by)
    if vehicle.pk == prepaid.vehicle_id:
        raise Refused(_("请选择另一辆车。"), field="plate")
    if vehicle.owner is None:
        raise Refused(_("这辆车还没有登记车主，请先登记车主。"), field="plate")
    _require_no_open_use(prepaid)
    hand_over(prepaid, vehicle, vehicle.owner, reason=reason, person=by.person, by=by)
    return prepaid


def hand_over(
    prepaid: PrepaidPackage,
    vehicle: Vehicle,
    holder: Customer,
    *,
    reason: str,
    person: Staff,
    by: Actor,
) -> None:
    """A locked package serves this car and belongs to this customer from now on."""
    before = _of(prepaid.vehicle, prepaid.customer)
    prepaid.vehicle, prepaid.customer = vehicle, holder
    kind = PrepaidChange.Kind.TRANSFERRED
    _note(prepaid, kind, before, _of(vehicle, holder), reason, person, by)
    prepaid.save()


def _of(vehicle: Vehicle, holder: Customer) -> str:
    return f"{vehicle.plate_no or vehicle.vin[-6:]} {holder.name}"


def _note(  # noqa: PLR0917  # what a change says: from, to and why
    prepaid: PrepaidPackage,
    kind: str,
    before: str,
    after: str,
    reason: str,
    person: Staff,
    by: Actor,
) -> None:
    if not reason.strip():
        raise Refused(_("请填写原因。"), field="reason")
    PrepaidChange.objects.create(
        prepaid=prepaid,
        kind=kind,
        before=before[:120],
        after=after[:120],
        reason=reason.strip()[:160],
        by=person,
        at=by.now,
    )


def _standing(prepaid: PrepaidPackage, version: int | None, by: Access) -> PrepaidPackage:
    prepaid = lock(prepaid, version)
    by.require(Perm.CHANGE_PREPAID, prepaid)
    _require_left(prepaid)
    if prepaid.refunded:
        raise Refused(_("这份套餐已经退款：余下的只能再申请退还。"))
    return prepaid


def _require_left(prepaid: PrepaidPackage) -> None:
    if prepaid.closed_at is not None:
        raise Refused(_("这份套餐已经用完或退还。"))
    if prepaid.refunds.pending().exists():
        raise Refused(_("这份套餐正在申请退款，请先撤回申请。"))


def _require_no_open_use(prepaid: PrepaidPackage) -> None:
    uses = PrepaidUse.objects.open().filter(item__prepaid=prepaid)
    use = uses.select_related("order").first()
    if use is not None:
        words = _("工单 %(number)s 正在核销这份套餐：请先结算，或在工单上撤销核销。")
        raise Refused(words % {"number": use.order.number})


@service
def request_prepaid_refund(
    *, by: Access, prepaid: PrepaidPackage, version: int | None, reason: str
) -> PrepaidRefund:
    """A second person is asked to give back what the uses have left of the price."""
    prepaid = lock(prepaid, version)
    by.require(Perm.REQUEST_REFUND, prepaid)
    _require_left(prepaid)
    _require_no_open_use(prepaid)
    if not reason.strip():
        raise Refused(_("请填写退款原因。"), field="reason")
    request = PrepaidRefund(
        prepaid=prepaid, store_id=prepaid.store_id, amount=prepaid.left, reason=reason
    )
    ask(PREPAID_REFUND, request, by=by)
    prepaid.save()
    return request


@service
def decide_prepaid_refund(
    *, by: Access, request: PrepaidRefund, version: int | None, action: str, reason: str = ""
) -> PrepaidRefund:
    """The rest goes back from the till of the cashier who asked and the package ends, or stays."""
    prepaid = lock(request.prepaid)
    request = lock(request, version)
    request.prepaid = prepaid
    decide(PREPAID_REFUND, request, action, by=by, reason=reason)
    if action == "approve":
        _give_back(prepaid, request, by=by)
    return request


def _give_back(prepaid: PrepaidPackage, request: PrepaidRefund, *, by: Access) -> None:
    if request.amount != prepaid.left:
        raise Refused(_("这份套餐在此期间又核销过，请重新申请。"))
    cashier: Staff = request.requested_by
    _book(prepaid, moves.Kind.PREPAID_BACK, -request.amount, cashier=cashier, by=by)
    prepaid.refunded += request.amount
    if prepaid.refunded == prepaid.price:
        moves.unbook(prepaid.moves.filter(amount__gt=ZERO).first())
    prepaid.closed_at = by.now
    prepaid.save()
