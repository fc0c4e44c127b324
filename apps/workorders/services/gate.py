"""The gate: a pass lets one car out, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.core.figures_text import when_text
from apps.core.refusals import Refused
from apps.core.services import lock, service
from apps.workorders.choices import OrderState
from apps.workorders.holds import custody_returned
from apps.workorders.models import GatePass
from apps.workorders.path_choices import GatePurpose
from apps.workorders.permissions import Perm

if TYPE_CHECKING:
    from apps.org.access import Access

LET_OUT = (OrderState.DELIVERED, OrderState.CLOSED)


@service
def use_gate_pass(*, by: Access, code: str) -> GatePass:
    """The car whose pass carries this code has left; the pass is used up.

    Raises Refused beside the code for an unknown, used or void one.
    """
    gate_pass = _found(by, code)
    order = lock(gate_pass.order)
    gate_pass = lock(gate_pass)
    by.require(Perm.CHECK_GATEPASS, gate_pass)
    if gate_pass.voided_at is not None:
        raise Refused(_("这张出门条已作废，请车辆留步并联系前台。"), field="code")
    if gate_pass.used_at is not None:
        words = _("这张出门条已在%(at)s用过，请车辆留步并联系前台。")
        raise Refused(words % {"at": when_text(gate_pass.used_at)}, field="code")
    if gate_pass.purpose == GatePurpose.DELIVERY and order.state not in LET_OUT:
        raise Refused(_("这张工单还没有交车，不能放行。"), field="code")
    kept = custody_returned(order, by)
    if kept:
        raise Refused(kept, field="code")
    gate_pass.used_at, gate_pass.checked_by = by.now, by.person
    gate_pass.save()
    return gate_pass


def _found(by: Access, code: str) -> GatePass:
    """The newest pass with this code in the person's reach; an unused one comes first."""
    rows = GatePass.objects.visible_to(by, Perm.CHECK_GATEPASS).filter(code=code.strip())
    passes = sorted(rows, key=lambda p: (p.used_at is not None, p.voided_at is not None, -p.pk))
    if not passes:
        raise Refused(_("没有这张出门条，请核对号码。"), field="code")
    return passes[0]
