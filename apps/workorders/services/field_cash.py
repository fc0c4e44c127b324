"""Cash taken away from the till: recorded at once, handed in the same day."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.core.clock import business_day
from apps.core.figures_text import money_text
from apps.core.numbering import next_number
from apps.core.refusals import Refused
from apps.core.services import lock, service
from apps.core.working_time import working_hours
from apps.workorders.choices import PaymentMethod
from apps.workorders.models import FieldCash, WorkOrder
from apps.workorders.permissions import Perm
from apps.workorders.services import moves
from apps.workorders.services.deposits import NO_MORE, write_deposit

if TYPE_CHECKING:
    from apps.org.access import Access


@service
def add_field_cash(
    *, by: Access, order: WorkOrder, payer_name: str, amount: Decimal, place: str
) -> FieldCash:
    """Cash taken on the road for an order is known, and due at the till by closing time."""
    moves.require_money(amount, PaymentMethod.CASH, "")
    if by.store is None or order.store_id != by.store.pk:
        raise Refused(_("只能为本店的工单登记现场收款。"))
    day = business_day(by.now)
    cash = FieldCash.objects.create(
        store=by.store,
        unit=by.person.unit,
        number=next_number("XC", by.store, by.now),
        order=order,
        payer_name=payer_name.strip()[:40],
        amount=amount,
        place=place.strip()[:120],
        taken_by=by.person,
        at=by.now,
        due_at=working_hours(day, by.store.pk).end_of(day),
    )
    by.require(Perm.ADD_FIELDCASH, cash)
    return cash


@service
def hand_in(*, by: Access, cash: FieldCash, version: int | None, counted: Decimal) -> FieldCash:
    """The cashier counted the cash and holds it as a deposit of its order.

    Raises Refused beside the field when it is not the recorded sum, and for one's own cash.
    """
    assert cash.order is not None  # asked for when it was recorded
    order = lock(cash.order)
    cash = lock(cash, version)
    by.require(Perm.SETTLE_WORKORDER, order)
    if cash.handed_at is not None:
        raise Refused(_("这笔现场收款已经交回。"))
    if cash.taken_by_id == by.staff_id:
        raise Refused(_("不能由同一个人完成：现场收款须交给另一个人清点。"))
    if counted != cash.amount:
        words = _("登记的是 %(amount)s，与清点金额不符；请收款人核对，差额不能入账。")
        raise Refused(words % {"amount": money_text(cash.amount)}, field="counted")
    if order.state in NO_MORE:
        raise ValidationError(_("工单已经结算，请用收款登记这笔钱。"))
    cash.deposit = write_deposit(
        order,
        by=by,
        amount=cash.amount,
        method=PaymentMethod.CASH,
        reference="",
        purpose=_("现场收款 %(number)s") % {"number": cash.number},
        payer_name=cash.payer_name,
    )
    cash.handed_to, cash.handed_at = by.person, by.now
    cash.save()
    return cash
