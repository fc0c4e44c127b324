"""The acts of the parts room."""

from apps.parts.services.arriving import Arrived, receive_purchase
from apps.parts.services.demands import (
    cancel_demand,
    change_quantity,
    raise_demands,
    release,
    request_demand,
    reserve,
    withdraw_demands,
)
from apps.parts.services.issue import hand_out, issue, pick, return_to_stock
from apps.parts.services.purchasing import (
    Wanted,
    cancel_purchase,
    change_expected,
    change_purchase,
    close_purchase,
    decide_purchase,
    draft_purchase,
    place_purchase,
    submit_purchase,
    withdraw_purchase_request,
)
from apps.parts.services.receipts import Arrival, price_line, receive_direct, receive_goods
from apps.parts.services.suppliers import keep_supplier

__all__ = [
    "Arrived",
    "Wanted",
    "cancel_purchase",
    "change_expected",
    "change_purchase",
    "close_purchase",
    "decide_purchase",
    "draft_purchase",
    "place_purchase",
    "submit_purchase",
    "withdraw_purchase_request",
    "receive_purchase",
    "keep_supplier",
    "Arrival",
    "cancel_demand",
    "change_quantity",
    "hand_out",
    "issue",
    "pick",
    "price_line",
    "raise_demands",
    "receive_direct",
    "receive_goods",
    "release",
    "request_demand",
    "reserve",
    "return_to_stock",
    "withdraw_demands",
]
