"""What is asked of the line above: discounts and refunds."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from apps.org.asking import declare
from apps.workorders.permissions import Perm

DISCOUNT = declare(
    "discount",
    label=_("折让"),
    queue=_("折让待批"),
    model="workorders.DiscountRequest",
    asking=(Perm.PREPARE_SETTLEMENT,),
    perm=Perm.APPROVE_DISCOUNT,
)
REFUND = declare(
    "refund",
    label=_("退款"),
    queue=_("退款待批"),
    model="workorders.RefundRequest",
    asking=(Perm.REQUEST_REFUND,),
    perm=Perm.APPROVE_REFUND,
)
