"""The words of authority: limits and row filters of grants, powers, and who decides what.

Capabilities are named by their codenames, because they belong to apps above this one; a test
holds every name to the registry.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from apps.core.capabilities import capability

if TYPE_CHECKING:
    from collections.abc import Mapping

    from apps.core.capabilities import CapabilityEnum

UNLIMITED = "unlimited"


@dataclass(frozen=True)
class Limit:
    """One kind of amount up to which somebody decides alone.

    ``unit`` is "percent" or "yuan"; ``ladder`` lists the capabilities it may stand on, from the
    act itself to the decision above it.
    """

    code: str
    zh: str
    en: str
    unit: str
    ladder: tuple[str, ...]


@dataclass(frozen=True)
class RowFilter:
    """A named part of the rows of some models; each model declares the condition in its reach."""

    code: str
    zh: str
    en: str
    models: frozenset[str]


_DISCOUNT = ("workorders.give_discount", "workorders.approve_discount")
_GOODWILL = ("workorders.give_goodwill", "workorders.approve_goodwill")
_CLAIM = ("warranty.judge_claim", "warranty.approve_claim")

LIMITS: Mapping[str, Limit] = {
    limit.code: limit
    for limit in (
        Limit("labour_pct", "工时折让", "Labour discount", "percent", _DISCOUNT),
        Limit("parts_pct", "配件折让", "Parts discount", "percent", _DISCOUNT),
        Limit("round_off_cny", "抹零", "Rounding", "yuan", _DISCOUNT),
        Limit("goodwill_cny", "善意补偿", "Goodwill", "yuan", ("care.approve_remedy",)),
        Limit("order_goodwill_cny", "工单善意补偿", "Goodwill on orders", "yuan", _GOODWILL),
        Limit("refund_cny", "退款", "Refund", "yuan", ("workorders.approve_refund",)),
        Limit("credit_cny", "欠款放行", "Credit", "yuan", ("workorders.approve_credit_release",)),
        Limit("claim_cny", "索赔金额", "Claim", "yuan", _CLAIM),
        Limit("purchase_cny", "采购金额", "Purchase", "yuan", ("parts.approve_purchase",)),
    )
}

_ORDERS = frozenset({"workorders.WorkOrder", "workorders.Job", "workorders.CheckIn"})
_STOCK = frozenset({"parts.StockLevel", "parts.Demand", "parts.GoodsReceipt"})

_TENURES = frozenset({"org.Tenure"})

ROW_FILTERS: Mapping[str, RowFilter] = {
    row_filter.code: row_filter
    for row_filter in (
        RowFilter("accident_orders", "事故车工单", "Accident orders", _ORDERS),
        RowFilter("installation_orders", "精品安装工单", "Installation orders", _ORDERS),
        RowFilter("accessories", "精品", "Accessories", _STOCK),
        RowFilter("gifts", "赠品", "Gifts", _STOCK),
        RowFilter("group_posts", "集团岗位", "Posts of the group", _TENURES),
        RowFilter("store_heads", "门店负责人", "Heads of stores", _TENURES),
    )
}

# What a department may do beside its own work: Chinese and English.
POWERS: Mapping[str, tuple[str, str]] = {
    "propose": ("建议权", "to propose"),
    "execute": ("执行权", "to carry out"),
    "supervise": ("监督权", "to supervise"),
    "guide": ("指导权", "to guide"),
    "appraise": ("考核权", "to appraise"),
    "hire": ("聘任与解聘建议权", "to propose hiring and dismissal"),
}

# What a department is for: documents and work look for it by this.  Chinese and English.
FUNCTIONS: Mapping[str, tuple[str, str]] = {
    "after_sales": ("售后服务", "After-sales"),
    "front_desk": ("前台接待", "Front desk"),
    "workshop": ("维修车间", "Workshop"),
    "parts": ("备件", "Parts"),
    "insurance": ("保险与事故车", "Insurance and accidents"),
    "customer_care": ("客户关怀", "Customer care"),
    "technical": ("技术支持", "Technical support"),
    "quality": ("质量控制", "Quality control"),
    "training": ("培训", "Training"),
    "analysis": ("数据分析", "Data analysis"),
    "outlets": ("服务网点", "Service outlets"),
    "finance": ("财务", "Finance"),
    "people": ("人力资源", "Human resources"),
    "support": ("综合支持", "Support"),
}

# Who must answer what one asks: somebody up the reporting line of each who may ask.
DECIDED_BY: Mapping[str, str] = {
    "workorders.give_discount": "workorders.approve_discount",
    "workorders.give_goodwill": "workorders.approve_goodwill",
    "workorders.request_refund": "workorders.approve_refund",
    "warranty.judge_claim": "warranty.approve_claim",
    "warranty.change_claim": "warranty.review_claim",
    "warranty.ship_oldpart": "warranty.approve_oldpartshipment",
    "care.escalate_complaint": "care.change_complaint",
    "care.add_improvement": "care.approve_improvement",
    "parts.add_purchaseorder": "parts.approve_purchase",
    "parts.count_stock": "parts.approve_adjustment",
    "people.request_leave": "people.approve_leave",
    "people.add_appraisal": "people.approve_appraisal",
    "people.submit_training": "people.approve_training",
    "people.add_expense": "people.approve_expense",
    "kpi.set_target": "kpi.approve_target",
    "kpi.propose_target": "kpi.set_target",
    "org.propose_tenure": "org.approve_tenure",
    "org.draft_positionrevision": "org.approve_positionrevision",
}

# Rights over money, administration and files that leave the house: they only work for somebody
# who has also shown the code of the own phone.  An act over an amount counts from its decision.
NEEDS_SECOND_FACTOR: frozenset[str] = frozenset(
    {
        "workorders.settle_workorder",
        "workorders.take_payment",
        "workorders.close_cashshift",
        "workorders.accept_cashshift",
        "workorders.change_account",
        "workorders.approve_goodwill",
        "workorders.issue_invoice",
        "workorders.reconcile_receivable",
        "workorders.approve_discount",
        "workorders.approve_refund",
        "workorders.approve_credit_release",
        "workorders.change_labourrate",
        "parts.settle_sale",
        "parts.set_price",
        "parts.approve_purchase",
        "parts.approve_adjustment",
        "warranty.approve_claim",
        "warranty.settle_claim",
        "warranty.change_policy",
        "care.approve_remedy",
        "people.approve_expense",
        "org.change_orgunit",
        "org.change_outlet",
        "org.change_staff",
        "org.change_roster",
        "org.change_skill",
        "org.change_station",
        "org.add_account",
        "org.draft_positionrevision",
        "org.review_positionrevision",
        "org.approve_positionrevision",
        "org.rollout_position",
        "org.propose_tenure",
        "org.approve_tenure",
        "org.end_tenure",
        "org.view_audit",
        "core.import_file",
        "customers.export_customer",
        "workorders.export_ehealth",
        "care.export_report",
        "parts.export_report",
        "kpi.export_report",
    }
)


# Who asks though no limit stands on the right by which they ask.
ASKED_BY = ("workorders.request_refund", "care.change_complaint", "parts.add_purchaseorder")


def asking_rights() -> tuple[CapabilityEnum, ...]:
    """The rights whose holders ask the line above, or are asked."""
    ladders = (code for limit in LIMITS.values() for code in limit.ladder)
    return tuple(capability(code) for code in dict.fromkeys((*ladders, *ASKED_BY)))


def limit_names(capability: str) -> frozenset[str]:
    """The limits that may stand on a capability."""
    return frozenset(code for code, limit in LIMITS.items() if capability in limit.ladder)


def is_unlimited(limits: Mapping[str, Any]) -> bool:
    """Whether a grant ends the ladder: it carries no amount beyond which to ask."""
    return bool(limits.get(UNLIMITED))
