"""Booking real money: once, in the shift of the cashier who holds it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.core.clock import business_day
from apps.core.figures_text import money_text, when_text
from apps.core.models import Setting
from apps.core.money import to_fen
from apps.core.numbering import next_number
from apps.core.refusals import Refused
from apps.core.services import constraint_words, lock
from apps.core.transitions import record
from apps.core.working_time import working_hours
from apps.workorders.choices import REAL_MONEY, PaymentMethod
from apps.workorders.models import CashShift, TillMove
from apps.workorders.models.till import ShiftState

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.org.models import OrgUnit, Staff

SANE_SUM = Decimal(10_000_000)
CLOSING = dt.timedelta(hours=1)
FLOAT = "workorders.cash_float"
Kind = TillMove.Kind


def shift_of(cashier: Staff, store: OrgUnit, *, by: Actor) -> CashShift:
    """The cashier's open shift of today, locked; the first money of a day opens it."""
    day = business_day(by.now)
    rows = CashShift.objects.running().filter(store=store, cashier=cashier, day=day)
    held = rows.select_for_update(of=("self",), no_key=True)
    found = held.first()
    if found is None:
        lock(cashier)
        found = held.first()
    return found or _open(cashier, store, day, by=by)


def _open(cashier: Staff, store: OrgUnit, day: dt.date, *, by: Actor) -> CashShift:
    shift = CashShift.objects.create(
        store=store,
        number=next_number("BC", store, by.now),
        cashier=cashier,
        day=day,
        opened_at=by.now,
        due_at=working_hours(day, store.pk).end_of(day) + CLOSING,
        float_amount=Decimal(Setting.objects.value(FLOAT, day, store.pk)),
    )
    record(shift, "open", "", ShiftState.OPEN, by=by)
    return shift


def book(
    kind: str,
    *,
    by: Actor,
    cashier: Staff,
    store: OrgUnit,
    method: str,
    amount: Decimal,
    reference: str,
    **paper: object,
) -> TillMove:
    """One movement in the cashier's shift; Refused when its reference was booked already."""
    shift = shift_of(cashier, store, by=by)
    if amount > 0 and reference:
        _require_new(store, method, reference)
    again = _("这个流水号已经登记过，同一笔款不能入账两次。")
    with constraint_words(tillmove_reference_once=again):
        return TillMove.objects.create(
            store=store,
            shift=shift,
            kind=kind,
            method=method,
            amount=amount,
            reference=reference,
            by=cashier,
            at=by.now,
            **paper,
        )


def unbook(origin: TillMove | None) -> None:
    """The money of a movement went back: its reference may be booked again."""
    if origin is not None and origin.standing:
        origin.standing = False
        origin.save()


def _require_new(store: OrgUnit, method: str, reference: str) -> None:
    twin = TillMove.objects.filter(
        store=store, method=method, reference=reference, standing=True, amount__gt=0
    ).first()
    if twin is not None:
        words = _("这个流水号 %(at)s 已登记过 %(amount)s，同一笔款不能入账两次。")
        facts = {"at": when_text(twin.at), "amount": money_text(twin.amount)}
        raise Refused(words % facts, field="reference")


def check_money(
    amount: Decimal, method: str, reference: str, field: str = "amount"
) -> dict[str, str]:
    """What is wrong with a sum of money to be taken, by field."""
    wrong: dict[str, str] = {}
    if not amount.is_finite() or amount <= 0 or amount != to_fen(amount):
        wrong[field] = _("收款金额须大于零，最多两位小数。")
    elif amount > SANE_SUM:
        wrong[field] = _("金额过大，请核对。")
    if method not in REAL_MONEY:
        wrong["method"] = _("没有这种收款方式。")
    elif method != PaymentMethod.CASH and not reference.strip():
        wrong["reference"] = _("除现金外须填写流水号。")
    return wrong


def require_money(amount: Decimal, method: str, reference: str, field: str = "amount") -> None:
    """Raise ValidationError, each word beside its field, for money that cannot be."""
    wrong = check_money(amount, method, reference, field)
    if wrong:
        raise ValidationError(wrong)
