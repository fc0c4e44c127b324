"""The end of a cashier's shift: counted against the movements, accepted by another person."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db.models import Sum
from django.utils.translation import gettext as _

from apps.core.money import ZERO, to_fen
from apps.core.refusals import Refused, Stale
from apps.core.services import lock, service
from apps.core.transitions import perform
from apps.workorders.choices import REAL_MONEY, PaymentMethod
from apps.workorders.machines import SHIFT
from apps.workorders.models import CashShift, ShiftCount
from apps.workorders.permissions import Perm

if TYPE_CHECKING:
    from collections.abc import Mapping

    from apps.org.access import Access


def system_sums(shift: CashShift) -> dict[str, Decimal]:
    """What the movements of a shift come to by way of paying; cash includes the float."""
    found = shift.moves.values_list("method").annotate(sum=Sum("amount")).order_by()
    sums = {str(m): ZERO for m in REAL_MONEY} | dict(found)
    sums[PaymentMethod.CASH] += shift.float_amount
    return sums


@service
def close_shift(
    *,
    by: Access,
    shift: CashShift,
    version: int | None,
    seen: int,
    counted: Mapping[str, Decimal],
    reasons: Mapping[str, str],
    note: str = "",
) -> CashShift:
    """The shift is counted and closed; each difference has its reason.

    ``seen`` is the number of movements the cashier counted against.  Raises Stale when money came
    since, ValidationError for a difference without a reason, Refused for somebody else's shift.
    """
    shift = lock(shift, version)
    by.require(Perm.CLOSE_CASHSHIFT, shift)
    if shift.cashier_id != by.staff_id:
        raise Refused(_("只能由当班收银员本人交班。"))
    SHIFT.find(shift, "close")
    if shift.moves.count() != seen:
        raise Stale(_("您清点之后这个班次又有收退款，请按新的系统金额重新清点。"), row=shift)
    sums = system_sums(shift)
    _check(sums, counted, reasons)
    for method, system in sums.items():
        difference = counted.get(method, ZERO) - system
        if not system and not difference:
            continue
        ShiftCount.objects.create(
            shift=shift,
            method=method,
            system=system,
            counted=system + difference,
            difference=difference,
            reason=reasons.get(method, "").strip() if difference else "",
        )
    shift.system_total = sum(sums.values(), ZERO) - shift.float_amount
    shift.difference = sum((counted.get(m, ZERO) - s for m, s in sums.items()), ZERO)
    shift.closed_at, shift.note = by.now, note.strip()
    perform(SHIFT, shift, "close", by=by, reason=note)
    return shift


def _check(
    sums: Mapping[str, Decimal], counted: Mapping[str, Decimal], reasons: Mapping[str, str]
) -> None:
    wrong: dict[str, str] = {}
    for method, system in sums.items():
        sum_ = counted.get(method, ZERO)
        if not sum_.is_finite() or sum_ != to_fen(sum_):
            wrong[f"counted_{method}"] = _("请填写清点的金额，最多两位小数。")
        elif sum_ != system and not reasons.get(method, "").strip():
            wrong[f"reason_{method}"] = _("与系统金额不符，请填写差额原因。")
    if wrong:
        raise ValidationError(wrong)


@service
def accept_shift(*, by: Access, shift: CashShift, version: int | None, note: str = "") -> CashShift:
    """A second person took over the counted money of a closed shift."""
    shift = lock(shift, version)
    by.require(Perm.ACCEPT_CASHSHIFT, shift)
    shift.accepted_by, shift.accepted_at = by.person, by.now
    perform(SHIFT, shift, "accept", by=by, reason=note)
    return shift


@service
def set_float(*, by: Access, shift: CashShift, version: int | None, amount: Decimal) -> CashShift:
    """The change the drawer began with, as counted at the start of the shift."""
    shift = lock(shift, version)
    by.require(Perm.CLOSE_CASHSHIFT, shift)
    SHIFT.find(shift, "close")
    if not amount.is_finite() or amount < 0 or amount != to_fen(amount):
        raise ValidationError({"amount": _("备用金不能为负，最多两位小数。")})
    shift.float_amount = amount
    shift.save()
    return shift
