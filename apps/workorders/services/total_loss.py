"""A car given up as a total loss (推定全损): work dropped, fees charged, a pass to leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.core.clock import business_day
from apps.core.refusals import Refused
from apps.core.services import lock, service
from apps.workorders.choices import OrderState, Payer
from apps.workorders.following import follow_jobs
from apps.workorders.models import AccidentFile
from apps.workorders.models.order import IN_WORKSHOP
from apps.workorders.path_choices import GatePurpose
from apps.workorders.permissions import Perm
from apps.workorders.services.accident import drop_open_jobs
from apps.workorders.services.exits import passing
from apps.workorders.services.fees import charge_fees
from apps.workorders.services.more_to_pay import Word

if TYPE_CHECKING:
    from decimal import Decimal

    from apps.org.access import Access
    from apps.workorders.models import WorkOrder


@service
def give_up(
    *,
    by: Access,
    order: WorkOrder,
    version: int | None,
    teardown_fee: Decimal,
    storage_days: int,
    storage_per_day: Decimal,
    payer: str = Payer.INS,
    consent_name: str = "",
    consent_medium: str = "",
) -> WorkOrder:
    """The car is a total loss (推定全损): open work is dropped, teardown and storage are charged.

    What the customer pays of it needs their consent.  The order is then settled and the car is
    towed out.
    """
    order = lock(order, version)
    by.require(Perm.AUTHORISE_WORKORDER, order)
    if order.state not in IN_WORKSHOP or not hasattr(order, "accident"):
        raise Refused(_("只有维修中的事故工单可以按全损处理。"))
    fees = [(_("拆检费"), teardown_fee), (_("停车费"), storage_per_day * storage_days)]
    if all(amount <= 0 for __, amount in fees):
        raise ValidationError({"teardown_fee": _("请填写拆检费或停车天数。")})
    word = Word(consent_medium, consent_name.strip(), beside="consent_name")
    if payer == Payer.CP and not (word.medium and word.name):
        raise ValidationError({"consent_name": _("由客户付费须客户同意：请填写同意人和方式。")})
    drop_open_jobs(order, by=by, cause="total_loss")
    charge_fees(order, _("全损拆检与停放"), fees, payer=payer, by=by, word=word)
    accident = lock(order.accident)
    accident.total_loss_at, accident.storage_from = by.now, business_day(order.opened_at)
    accident.save()
    follow_jobs(order, by=by, cause="total_loss")
    return order


@service
def tow_out(*, by: Access, order: WorkOrder, version: int | None) -> AccidentFile:
    """A pass lets the wreck out on a tow truck, once its fees are settled."""
    order = lock(order, version)
    by.require(Perm.RELEASE_VEHICLE, order)
    accident = AccidentFile.objects.filter(order=order).first()
    if accident is None or accident.total_loss_at is None:
        raise Refused(_("这张工单没有按全损处理。"))
    if order.state != OrderState.SETTLED:
        raise Refused(_("请先结清拆检费和停车费，再开拖离出门条。"))
    if order.gate_passes.filter(purpose=GatePurpose.TOW, voided_at=None).exists():
        raise Refused(_("已经开过拖离出门条。"))
    passing(order, GatePurpose.TOW, by=by)
    return accident
