"""What of the stock is kept apart, and what belongs to the story of demands and receipts."""

from apps.core.field_policy import withheld
from apps.core.records import ledger, story
from apps.parts.permissions import Perm

withheld("parts.GoodsReceiptLine", Perm.VIEW_COST, "unit_cost")
withheld("parts.StockMove", Perm.VIEW_COST, "unit_cost")
ledger("parts.LostDemand")
ledger("parts.StockMove", written_once=False)  # has a trigger of its own
story("parts.Demand", "moves", "lost")
story("parts.GoodsReceipt", "lines")
story("parts.PurchaseOrder", "lines", "requests")
story("parts.Part", "levels")
