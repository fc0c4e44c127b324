"""What a duty can grant over claims, policies, recalls, old parts.

A capability without a model or page is declared only: its screen does not exist yet.
"""

from __future__ import annotations

from apps.core.capabilities import CapabilityEnum

CLAIM = "warranty.Claim"
POLICY = "warranty.WarrantyPolicy"
AT_CLAIMS = "warranty:claims"
RECALL = "warranty.RecallVehicle"
AT_RECALLS = "warranty:recalls"
AT_REQUESTS = "org:requests"


class Perm(CapabilityEnum):
    """The capabilities of this app, grouped by the model whose rows they reach."""

    VIEW_CLAIM = "warranty.view_claim", "查看索赔", "View claims", CLAIM, AT_CLAIMS
    ADD_CLAIM = "warranty.add_claim", "新建索赔", "Add claims", CLAIM, AT_CLAIMS
    CHANGE_CLAIM = "warranty.change_claim", "修改索赔", "Change claims", CLAIM, AT_CLAIMS
    JUDGE_CLAIM = "warranty.judge_claim", "鉴定索赔", "Judge claims", CLAIM, AT_CLAIMS
    APPROVE_CLAIM = "warranty.approve_claim", "批准索赔", "Approve claims", CLAIM, AT_REQUESTS
    REVIEW_CLAIM = "warranty.review_claim", "复核索赔", "Review claims", CLAIM, AT_CLAIMS
    SUBMIT_CLAIM = "warranty.submit_claim", "申报索赔", "Submit claims", CLAIM, AT_CLAIMS
    RECORD_RESPONSE = (
        "warranty.record_response",
        "登记厂家答复",
        "Record the manufacturer's answer",
        CLAIM,
        AT_CLAIMS,
    )
    SETTLE_CLAIM = "warranty.settle_claim", "索赔入账", "Book claim credits", CLAIM, AT_CLAIMS
    ADD_OPINION = "warranty.add_opinion", "填写索赔技术意见", "Add technical opinions", CLAIM
    REQUEST_PREAUTHORISATION = (
        "warranty.request_preauthorisation",
        "申请事前授权",
        "Request prior approval",
        CLAIM,
    )

    VIEW_POLICY = (
        "warranty.view_policy",
        "查看保修政策",
        "View warranty policies",
        POLICY,
        "warranty:policies",
    )
    CHANGE_POLICY = (
        "warranty.change_policy",
        "维护保修政策",
        "Maintain warranty policies",
        POLICY,
    )
    VIEW_RECALL = (
        "warranty.view_recall",
        "查看召回与服务活动",
        "View recalls",
        RECALL,
        AT_RECALLS,
    )
    IMPORT_RECALL = (
        "warranty.import_recall",
        "导入召回清单",
        "Import recalls",
        RECALL,
        AT_RECALLS,
    )
    RECORD_RECALL = (
        "warranty.record_recall",
        "登记召回处理结果",
        "Record what became of a recalled car",
        RECALL,
        AT_RECALLS,
    )
    VIEW_RRCASE = "warranty.view_rrcase", "查看三包换退案件", "View exchange and return cases"
    DECIDE_RRCASE = "warranty.decide_rrcase", "裁定三包换退", "Decide exchanges and returns"
    LEND_LOANER = "warranty.lend_loaner", "借出代步车", "Lend loaner cars"
    VIEW_OLDPART = "warranty.view_oldpart", "查看旧件", "View old parts"
    TAG_OLDPART = "warranty.tag_oldpart", "旧件挂签", "Tag old parts"
    RECEIVE_OLDPART = "warranty.receive_oldpart", "接收旧件入库", "Receive old parts"
    STORE_OLDPART = "warranty.store_oldpart", "旧件上架", "Store old parts"
    COUNT_OLDPART = "warranty.count_oldpart", "盘点旧件", "Count old parts"
    INSPECT_OLDPART = "warranty.inspect_oldpart", "审查旧件退换", "Inspect old parts"
    SHIP_OLDPART = "warranty.ship_oldpart", "旧件返厂", "Ship old parts"
    APPROVE_OLDPARTSHIPMENT = (
        "warranty.approve_oldpartshipment",
        "批准旧件返厂",
        "Approve old part shipments",
    )
    VIEW_QUALITYREPORT = "warranty.view_qualityreport", "查看质量信息反馈", "View quality reports"
    ADD_QUALITYREPORT = "warranty.add_qualityreport", "反馈质量信息", "Add quality reports"
    ADD_SUPPLIERCLAIM = "warranty.add_supplierclaim", "提出二次索赔", "Add supplier claims"
    CHANGE_SUPPLIERCLAIM = "warranty.change_supplierclaim", "跟进二次索赔", "Follow supplier claims"
