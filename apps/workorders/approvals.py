"""What is asked of the line above: discounts, refunds, credit and goodwill."""

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
CREDIT = declare(
    "credit",
    label=_("欠款放行"),
    queue=_("欠款放行待批"),
    model="workorders.CreditRequest",
    asking=(Perm.PREPARE_SETTLEMENT,),
    perm=Perm.APPROVE_CREDIT_RELEASE,
)
GOODWILL = declare(
    "goodwill",
    label=_("善意补偿"),
    queue=_("善意补偿待批"),
    model="workorders.GoodwillRequest",
    asking=(Perm.GIVE_GOODWILL,),
    perm=Perm.APPROVE_GOODWILL,
)
PREPAID_REFUND = declare(
    "prepaid_refund",
    label=_("退套餐"),
    queue=_("退套餐待批"),
    model="workorders.PrepaidRefund",
    asking=(Perm.REQUEST_REFUND,),
    perm=Perm.APPROVE_REFUND,
)
DEPOSIT_REFUND = declare(
    "deposit_refund",
    label=_("退定金"),
    queue=_("退定金待批"),
    model="workorders.DepositRefund",
    asking=(Perm.REQUEST_REFUND,),
    perm=Perm.APPROVE_REFUND,
)
