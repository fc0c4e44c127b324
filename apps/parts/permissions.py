"""What a duty can grant over the parts catalogue, stock and purchasing.

A capability without a model or page is declared only: its screen does not exist yet.
"""

from __future__ import annotations

from apps.core.capabilities import CapabilityEnum

STOCK_LEVEL = "parts.StockLevel"
DEMAND = "parts.Demand"
GOODS_RECEIPT = "parts.GoodsReceipt"
PART = "parts.Part"
PURCHASE = "parts.PurchaseOrder"
AT_STOCK = "parts:stock"
AT_DEMANDS = "parts:demands"
AT_RECEIVE = "parts:receive"
AT_PURCHASES = "parts:purchases"
AT_SUPPLIERS = "parts:suppliers"


class Perm(CapabilityEnum):
    """The capabilities of this app, grouped by the model whose rows they reach."""

    VIEW_STOCK = "parts.view_stock", "查看库存", "View stock", STOCK_LEVEL, AT_STOCK
    VIEW_COST = "parts.view_cost", "查看进价与成本", "View costs", STOCK_LEVEL, AT_STOCK, True
    CHANGE_LOCATION = "parts.change_location", "调整货位", "Change bin locations", STOCK_LEVEL

    REQUEST_PART = "parts.request_part", "提出领料需求", "Request parts", DEMAND, AT_DEMANDS
    RESERVE_PART = "parts.reserve_part", "预留配件", "Reserve parts", DEMAND, AT_DEMANDS
    ISSUE_PART = "parts.issue_part", "发料", "Issue parts", DEMAND, AT_DEMANDS
    RETURN_TO_STOCK = (
        "parts.return_to_stock",
        "退料入库",
        "Return parts to stock",
        DEMAND,
        AT_DEMANDS,
    )

    RECEIVE_PART = "parts.receive_part", "到货验收入库", "Receive goods", GOODS_RECEIPT, AT_RECEIVE
    RECEIVE_DIRECT = (
        "parts.receive_direct",
        "快速入库",
        "Quick receipt at issue",
        GOODS_RECEIPT,
        AT_RECEIVE,
    )

    CHANGE_PART = "parts.change_part", "维护配件目录", "Maintain the parts catalogue", PART
    SET_PRICE = "parts.set_price", "制定配件售价", "Set part prices", PART

    ADD_PURCHASEORDER = (
        "parts.add_purchaseorder",
        "编制采购订单",
        "Draft purchase orders",
        PURCHASE,
        AT_PURCHASES,
    )
    APPROVE_PURCHASE = (
        "parts.approve_purchase",
        "批准采购",
        "Approve purchases",
        PURCHASE,
        "org:requests",
    )
    VIEW_SUPPLIER = (
        "parts.view_supplier",
        "查看供应商",
        "View suppliers",
        "parts.Supplier",
        AT_SUPPLIERS,
    )
    CHANGE_SUPPLIER = (
        "parts.change_supplier",
        "维护供应商",
        "Maintain suppliers",
        "parts.Supplier",
        AT_SUPPLIERS,
    )
    VIEW_REORDER = "parts.view_reorder", "查看补货建议", "View reorder proposals"
    ADD_TRANSFER = "parts.add_transfer", "办理调拨", "Transfer stock"
    SHIP_PART = "parts.ship_part", "发运与到货通知", "Ship parts"
    RETURN_TO_SUPPLIER = "parts.return_to_supplier", "退货给供应商", "Return goods to suppliers"
    SCRAP_PART = "parts.scrap_part", "报废配件", "Scrap parts"
    COUNT_STOCK = "parts.count_stock", "盘点库存", "Count stock"
    VIEW_COUNT = "parts.view_count", "查看盘点结果", "View stock counts"
    APPROVE_ADJUSTMENT = "parts.approve_adjustment", "批准盘点调整", "Approve stock adjustments"
    SELL_PART = "parts.sell_part", "柜台销售", "Sell at the counter"
    SETTLE_SALE = "parts.settle_sale", "结算零售单", "Settle counter sales"
    ADD_LOSTDEMAND = "parts.add_lostdemand", "登记缺货", "Record lost demand"
    VIEW_SALESORDER = "parts.view_salesorder", "查看批发订单", "View wholesale orders"
    ADD_SALESORDER = "parts.add_salesorder", "受理批发订单", "Take wholesale orders"
    CHANGE_SALESORDER = "parts.change_salesorder", "修改批发订单", "Change wholesale orders"
    VIEW_RECEIVABLE = "parts.view_receivable", "查看配件往来账", "View parts accounts"
    REMIND_RECEIVABLE = "parts.remind_receivable", "催收配件欠款", "Remind parts debtors"
    VIEW_REPORT = "parts.view_report", "查看配件报表", "View parts reports"
    EXPORT_REPORT = "parts.export_report", "导出配件报表", "Export parts reports", "", "", True
