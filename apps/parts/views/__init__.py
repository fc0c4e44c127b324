"""Pages of the parts room."""

from apps.parts.views.asking import hand_out, request_part
from apps.parts.views.buying import (
    purchase_edit,
    purchase_new,
    purchase_receive,
    shortages,
    supplier,
    supplier_new,
    suppliers,
)
from apps.parts.views.demands import (
    act,
    change_quantity,
    demand,
    demands,
    issue,
    slip,
    take_back,
)
from apps.parts.views.purchases import (
    purchase,
    purchase_act,
    purchase_expect,
    purchase_place,
    purchase_print,
    purchases,
)
from apps.parts.views.receipts import price_line, receipt, receive, receive_direct
from apps.parts.views.stock import part, stock

__all__ = [
    "purchase",
    "purchase_act",
    "purchase_edit",
    "purchase_expect",
    "purchase_new",
    "purchase_place",
    "purchase_print",
    "purchase_receive",
    "purchases",
    "shortages",
    "supplier",
    "supplier_new",
    "suppliers",
    "act",
    "change_quantity",
    "demand",
    "demands",
    "hand_out",
    "issue",
    "part",
    "price_line",
    "receipt",
    "receive",
    "receive_direct",
    "request_part",
    "slip",
    "stock",
    "take_back",
]
