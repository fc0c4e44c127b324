"""Rows of the parts room."""

from apps.parts.models.catalogue import Part
from apps.parts.models.demands import Demand, LostDemand
from apps.parts.models.ledger import StockMove
from apps.parts.models.purchasing import (
    PurchaseCover,
    PurchaseLine,
    PurchaseOrder,
    PurchaseRequest,
    PurchaseState,
)
from apps.parts.models.receipts import GoodsReceipt, GoodsReceiptLine
from apps.parts.models.suppliers import Supplier
from apps.parts.models.warehouse import BinLocation, StockLevel, Warehouse

__all__ = [
    "BinLocation",
    "Demand",
    "GoodsReceipt",
    "GoodsReceiptLine",
    "LostDemand",
    "Part",
    "PurchaseCover",
    "PurchaseLine",
    "PurchaseOrder",
    "PurchaseRequest",
    "PurchaseState",
    "StockLevel",
    "StockMove",
    "Supplier",
    "Warehouse",
]
