"""Pages of the parts room."""

from apps.parts.views.asking import hand_out, request_part
from apps.parts.views.demands import (
    act,
    change_quantity,
    demand,
    demands,
    issue,
    slip,
    take_back,
)
from apps.parts.views.receipts import price_line, receipt, receive, receive_direct
from apps.parts.views.stock import part, stock

__all__ = [
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
