"""Setting prices from a day on; what was written before keeps its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.core.clock import business_day
from apps.core.refusals import Refused
from apps.core.services import lock, service
from apps.customers.services import store_of
from apps.parts.permissions import Perm as PartsPerm
from apps.workorders.models import LabourOperation, LabourRate, PartPrice
from apps.workorders.permissions import Perm

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

    from apps.core.capabilities import CapabilityEnum
    from apps.org.access import Access
    from apps.org.models import OrgUnit
    from apps.parts.models import Part

WHOLE_GROUP = "group"


@service
def set_labour_rate(
    *,
    by: Access,
    payer: str,
    kind: str,
    rate: Decimal,
    vat_rate: Decimal,
    effective_from: dt.date,
    whole_group: bool = False,
) -> LabourRate:
    """An hour of a trade costs a payer this much from a day on; the day may not lie behind.

    A rate of the same day is replaced, so that two never overlap.
    """
    not_behind(by, effective_from)
    key = {"store": owner_of(by, whole_group), "payer": payer, "kind": kind}
    row: LabourRate = _edition(LabourRate, {**key, "effective_from": effective_from})
    row.rate, row.vat_rate = rate, vat_rate
    row.save()
    by.require(Perm.CHANGE_LABOURRATE, row)
    return row


@service
def set_part_price(
    *,
    by: Access,
    payer: str,
    part: Part | None,
    category: str,
    price: Decimal | None,
    basis: str,
    percent: Decimal | None,
    effective_from: dt.date,
    whole_group: bool = False,
) -> PartPrice:
    """A part, a category or every part costs a payer this much from a day on.

    Raises ValidationError unless it is either a fixed price of one part or a percentage.
    """
    not_behind(by, effective_from)
    if (price is None) == (percent is None):
        raise ValidationError({"price": _("固定单价和百分比须填一个，也只能填一个。")})
    if price is not None and part is None:
        raise ValidationError({"part": _("固定单价须指明零件号。")})
    if percent is not None and not 0 < percent <= 1000:
        raise ValidationError({"percent": _("百分比须在 0 到 1000 之间。")})
    goods = {"part": part, "category": "" if part else category}
    key = {"store": owner_of(by, whole_group), "payer": payer, **goods}
    row: PartPrice = _edition(PartPrice, {**key, "effective_from": effective_from})
    row.price, row.basis, row.percent = price, basis, percent
    row.save()
    by.require(PartsPerm.SET_PRICE, row)
    return row


@service
def withdraw_price(
    *, by: Access, row: LabourRate | PartPrice, version: int | None
) -> LabourRate | PartPrice:
    """A price that has not begun is gone; the one before it goes on. Refused once it counts."""
    perm = Perm.CHANGE_LABOURRATE if isinstance(row, LabourRate) else PartsPerm.SET_PRICE
    by.require(perm, row)
    found = lock(row, version)
    if found.effective_from <= business_day(by.now):
        raise Refused(_("已经生效的价格不能撤销，请另定新价。"))
    found.delete()
    return row


@service
def keep_operation(
    *, by: Access, operation: LabourOperation | None, version: int | None, **facts: Any
) -> LabourOperation:
    """An operation of the standard-hour list, new or changed; written lines keep their hours."""
    row = LabourOperation() if operation is None else lock(operation, version)
    facts["code"], facts["name"] = facts["code"].strip().upper(), facts["name"].strip()
    for name, value in facts.items():
        setattr(row, name, value)
    if LabourOperation.objects.filter(code=row.code).exclude(pk=row.pk).exists():
        raise Refused(_("工时代码已经有人用了。"), field="code")
    if row.code in row.includes:
        raise Refused(_("一个项目不能包含自己。"), field="includes")
    row.save()
    by.require(Perm.CHANGE_LABOUROPERATION, row)
    return row


def spans_group(by: Access, perm: CapabilityEnum) -> bool:
    """Whether the person sets prices for the whole group."""
    return any(reach.scope == WHOLE_GROUP for reach in by.reaches(perm))


def owner_of(by: Access, whole_group: bool) -> OrgUnit | None:
    """Whose price it is: the person's store, or nobody's alone."""
    return None if whole_group else store_of(by)


def not_behind(by: Access, day: dt.date) -> None:
    """Raises ValidationError for a day that has passed: what was charged stays as it was."""
    if day < business_day(by.now):
        raise ValidationError({"effective_from": _("生效日不能早于今天。")})


def _edition(model: Any, key: dict[str, Any]) -> Any:
    found = model.objects.filter(**key).first()
    return lock(found) if found else model(**key)
