"""What a duty can grant over the visit: check-in, order, jobs, money and handover.

A capability without a model or page is declared only: its screen does not exist yet.
"""

from __future__ import annotations

from apps.core.capabilities import CapabilityEnum

WORK_ORDER = "workorders.WorkOrder"
JOB = "workorders.Job"
RECEIVABLE = "workorders.Receivable"
APPOINTMENT = "workorders.Appointment"
AT_RECEPTION = "workorders:reception"
AT_DETAIL = "workorders:detail"
PREPAID = "workorders.PrepaidPackage"
AT_PREPAID = "workorders:prepaids"
AT_CASHIER = "workorders:cashier"
AT_BOARD = "workorders:board"
AT_MY_JOBS = "workorders:my_jobs"
AT_CHECKS = "workorders:checks"
AT_REQUESTS = "org:requests"
AT_INCIDENTS = "workorders:incidents"
INCIDENT = "workorders.QualityIncident"
AT_SHIFTS = "workorders:shifts"
AT_RECEIVABLES = "workorders:receivables"
PROCESS_AUDIT = "workorders.ProcessAudit"


class Perm(CapabilityEnum):
    """The capabilities of this app, grouped by the model whose rows they reach."""

    VIEW_WORKORDER = (
        "workorders.view_workorder",
        "查看工单",
        "View work orders",
        WORK_ORDER,
        "workorders:list",
    )
    ADD_WORKORDER = (
        "workorders.add_workorder",
        "开立工单",
        "Open work orders",
        WORK_ORDER,
        AT_RECEPTION,
    )
    CHANGE_WORKORDER = (
        "workorders.change_workorder",
        "修改工单项目",
        "Change work orders",
        WORK_ORDER,
        AT_DETAIL,
    )
    AUTHORISE_WORKORDER = (
        "workorders.authorise_workorder",
        "办理客户签字授权",
        "Record the customer's authority",
        WORK_ORDER,
        AT_DETAIL,
    )
    SET_PROMISEDTIME = (
        "workorders.set_promisedtime",
        "确定预交车时间",
        "Set the promised time",
        WORK_ORDER,
        AT_DETAIL,
    )
    COMMENT_WORKORDER = (
        "workorders.comment_workorder",
        "在工单上留言",
        "Comment on work orders",
        WORK_ORDER,
        AT_DETAIL,
    )
    CHANGE_PAYER = (
        "workorders.change_payer",
        "更改付款方",
        "Change the payer",
        WORK_ORDER,
        AT_DETAIL,
    )
    DECIDE_FINDING = (
        "workorders.decide_finding",
        "记录增项答复",
        "Record answers to findings",
        WORK_ORDER,
        AT_DETAIL,
    )
    GIVE_DISCOUNT = "workorders.give_discount", "给予折让", "Give discounts", WORK_ORDER, AT_DETAIL
    APPROVE_DISCOUNT = (
        "workorders.approve_discount",
        "批准折让",
        "Approve discounts",
        WORK_ORDER,
        AT_REQUESTS,
    )
    APPROVE_INTERNAL = (
        "workorders.approve_internal",
        "批准内部工单",
        "Approve internal orders",
        WORK_ORDER,
        "workorders:internal",
    )
    CANCEL_DRAFT = (
        "workorders.cancel_draft",
        "作废未签字工单",
        "Cancel drafts",
        WORK_ORDER,
        AT_DETAIL,
    )
    CANCEL_WORKORDER = (
        "workorders.cancel_workorder",
        "取消工单",
        "Cancel work orders",
        WORK_ORDER,
        AT_DETAIL,
    )
    REASSIGN_WORKORDER = (
        "workorders.reassign_workorder",
        "改派服务顾问",
        "Reassign the advisor",
        WORK_ORDER,
        AT_DETAIL,
    )
    PREPARE_SETTLEMENT = (
        "workorders.prepare_settlement",
        "准备结算",
        "Prepare settlements",
        WORK_ORDER,
        "workorders:settlements",
    )
    SETTLE_WORKORDER = (
        "workorders.settle_workorder",
        "结算工单",
        "Settle work orders",
        WORK_ORDER,
        AT_CASHIER,
    )
    RELEASE_VEHICLE = (
        "workorders.release_vehicle",
        "交车放行",
        "Release vehicles",
        WORK_ORDER,
        "workorders:delivery",
    )
    SET_OEMNUMBER = (
        "workorders.set_oemnumber",
        "登记厂家单号",
        "Record manufacturer numbers",
        WORK_ORDER,
    )
    REQUEST_DIAGNOSIS = (
        "workorders.request_diagnosis",
        "请求技术支援",
        "Request a diagnosis",
        WORK_ORDER,
        AT_DETAIL,
    )
    ADD_DIAGNOSIS = (
        "workorders.add_diagnosis",
        "填写诊断意见",
        "Add diagnoses",
        WORK_ORDER,
        "workorders:consults",
    )
    ADD_PROCESSAUDIT = (
        "workorders.add_processaudit",
        "检查流程执行",
        "Audit the process",
        PROCESS_AUDIT,
        "workorders:process_audits",
    )
    VIEW_PROCESSAUDIT = (
        "workorders.view_processaudit",
        "查看流程检查结果",
        "View audits of the process",
        PROCESS_AUDIT,
        "workorders:process_audits",
    )
    ANSWER_PROCESSAUDIT = (
        "workorders.answer_processaudit",
        "落实流程检查整改",
        "Put right what audits find",
        "workorders.AuditFinding",
        "workorders:audit_findings",
    )
    EXPORT_EHEALTH = (
        "workorders.export_ehealth",
        "上报电子健康档案",
        "Report e-health records",
        "workorders.EHealthUpload",
        "workorders:ehealth",
        True,
    )
    VIEW_PROFIT = "workorders.view_profit", "查看毛利", "View profit", WORK_ORDER, AT_DETAIL, True

    ADD_CHECKIN = (
        "workorders.add_checkin",
        "接车登记与环检",
        "Check cars in",
        "workorders.CheckIn",
        AT_RECEPTION,
    )

    VIEW_DISPATCH_BOARD = (
        "workorders.view_dispatch_board",
        "查看派工看板",
        "View the dispatch board",
        "workorders.BaySlot",
        AT_BOARD,
    )

    CHANGE_BAY = (
        "workorders.change_bay",
        "维护工位",
        "Maintain bays",
        "workorders.Bay",
        "workorders:bays",
    )

    VIEW_JOB = "workorders.view_job", "查看维修作业", "View jobs", JOB, AT_MY_JOBS
    DISPATCH_JOB = "workorders.dispatch_job", "派工", "Dispatch jobs", JOB, AT_BOARD
    CONFIRM_JOB = "workorders.confirm_job", "接单核对", "Confirm jobs", JOB, AT_MY_JOBS
    CLOCK_JOB = "workorders.clock_job", "作业打卡", "Clock work", JOB, AT_MY_JOBS
    HOLD_JOB = "workorders.hold_job", "暂停作业", "Hold jobs", JOB, AT_MY_JOBS
    ADD_FINDING = "workorders.add_finding", "上报增项", "Report findings", JOB, AT_MY_JOBS
    SELF_CHECK_JOB = "workorders.self_check_job", "完工自检", "Self-check jobs", JOB, AT_MY_JOBS
    LEADER_CHECK_JOB = (
        "workorders.leader_check_job",
        "班组检验",
        "Check jobs as team leader",
        JOB,
        AT_CHECKS,
    )
    INSPECT_JOB = "workorders.inspect_job", "终检", "Inspect jobs", JOB, AT_CHECKS
    CORRECT_CLOCK = (
        "workorders.correct_clock",
        "更正打卡",
        "Correct clock records",
        "workorders.ClockEntry",
        "workorders:clocks",
    )
    ADD_TESTRECORD = (
        "workorders.add_testrecord",
        "登记检测数据",
        "Record test readings",
        JOB,
        AT_MY_JOBS,
    )
    ADD_PARTCHECK = (
        "workorders.add_partcheck",
        "检查所换配件",
        "Check fitted parts",
        JOB,
        AT_CHECKS,
    )
    GUARD_HIGHVOLTAGE = (
        "workorders.guard_highvoltage",
        "高压作业监护",
        "Stand by at high-voltage work",
        "workorders.LockOut",
        "workorders:guarding",
    )

    VIEW_INSPECTION = (
        "workorders.view_inspection",
        "查看检验记录",
        "View inspections",
        "workorders.Inspection",
        AT_CHECKS,
    )

    VIEW_PREPAID = (
        "workorders.view_prepaid",
        "查看预收套餐",
        "View prepaid packages",
        PREPAID,
        AT_PREPAID,
    )
    SELL_PREPAID = (
        "workorders.sell_prepaid",
        "出售预收套餐",
        "Sell prepaid packages",
        PREPAID,
        AT_PREPAID,
    )
    CHANGE_PREPAID = (
        "workorders.change_prepaid",
        "延期与转让预收套餐",
        "Extend and transfer prepaid packages",
        PREPAID,
        AT_PREPAID,
    )

    TAKE_PAYMENT = (
        "workorders.take_payment",
        "收款",
        "Take payments",
        "workorders.Settlement",
        AT_CASHIER,
    )

    VIEW_PAYMENT = (
        "workorders.view_payment",
        "查看收款记录",
        "View payments",
        "workorders.Payment",
        AT_CASHIER,
    )

    CHECK_GATEPASS = (
        "workorders.check_gatepass",
        "核对出门条",
        "Check gate passes",
        "workorders.GatePass",
        "workorders:gate",
    )

    VIEW_RECEIVABLE = (
        "workorders.view_receivable",
        "查看应收账款",
        "View receivables",
        RECEIVABLE,
        "workorders:receivables",
    )
    RECONCILE_RECEIVABLE = (
        "workorders.reconcile_receivable",
        "核对应收账款",
        "Reconcile receivables",
        RECEIVABLE,
        AT_RECEIVABLES,
    )
    REMIND_RECEIVABLE = (
        "workorders.remind_receivable",
        "催收应收账款",
        "Remind debtors",
        RECEIVABLE,
        AT_RECEIVABLES,
    )

    ISSUE_INVOICE = (
        "workorders.issue_invoice",
        "开具发票",
        "Issue invoices",
        "workorders.Invoice",
        "workorders:invoices",
    )
    REQUEST_REFUND = (
        "workorders.request_refund",
        "申请退款",
        "Request refunds",
        "workorders.Settlement",
        AT_CASHIER,
    )
    APPROVE_REFUND = (
        "workorders.approve_refund",
        "批准退款",
        "Approve refunds",
        "workorders.RefundRequest",
        AT_REQUESTS,
    )
    APPROVE_CREDIT_RELEASE = (
        "workorders.approve_credit_release",
        "批准欠款放行",
        "Approve release on credit",
        "workorders.CreditRequest",
        AT_REQUESTS,
    )
    GIVE_GOODWILL = (
        "workorders.give_goodwill",
        "给予善意补偿",
        "Give goodwill",
        WORK_ORDER,
        AT_DETAIL,
    )
    APPROVE_GOODWILL = (
        "workorders.approve_goodwill",
        "批准善意补偿",
        "Approve goodwill",
        WORK_ORDER,
        AT_REQUESTS,
    )
    CHANGE_ACCOUNT = (
        "workorders.change_account",
        "维护挂账客户与协议价",
        "Maintain customers on account",
        "workorders.CreditAccount",
        "workorders:accounts",
    )
    CLOSE_CASHSHIFT = (
        "workorders.close_cashshift",
        "交班日结",
        "Close cash shifts",
        "workorders.CashShift",
        AT_SHIFTS,
    )
    ACCEPT_CASHSHIFT = (
        "workorders.accept_cashshift",
        "接收交班日结",
        "Accept cash shifts",
        "workorders.CashShift",
        AT_SHIFTS,
    )
    ADD_FIELDCASH = (
        "workorders.add_fieldcash",
        "登记现场收款",
        "Record cash taken in the field",
        "workorders.FieldCash",
        "workorders:field_cash",
    )
    VIEW_APPOINTMENT = (
        "workorders.view_appointment",
        "查看预约",
        "View appointments",
        APPOINTMENT,
        "workorders:appointments",
    )
    ADD_APPOINTMENT = (
        "workorders.add_appointment",
        "登记预约",
        "Add appointments",
        APPOINTMENT,
        "workorders:appointment_new",
    )
    CHANGE_APPOINTMENT = (
        "workorders.change_appointment",
        "修改预约",
        "Change appointments",
        APPOINTMENT,
        "workorders:preparation",
    )
    CHANGE_SLOTQUOTA = (
        "workorders.change_slotquota",
        "设定预约名额",
        "Set the places for appointments",
        "workorders.SlotQuota",
        "workorders:slot_quotas",
    )
    ADD_QUEUETICKET = (
        "workorders.add_queueticket",
        "发放排队号",
        "Issue queue tickets",
        "workorders.QueueTicket",
        "workorders:queue",
    )
    VIEW_LOUNGE_BOARD = (
        "workorders.view_lounge_board",
        "查看休息区看板",
        "View the lounge board",
        WORK_ORDER,
        "workorders:lounge",
        True,
    )
    VIEW_QUALITYINCIDENT = (
        "workorders.view_qualityincident",
        "查看质量事故",
        "View quality incidents",
        INCIDENT,
        AT_INCIDENTS,
    )
    ADD_QUALITYINCIDENT = (
        "workorders.add_qualityincident",
        "登记质量事故",
        "Add quality incidents",
        INCIDENT,
        AT_INCIDENTS,
    )
    JUDGE_COMEBACK = (
        "workorders.judge_comeback",
        "判定返修责任",
        "Judge comeback repairs",
        "workorders.Comeback",
        "workorders:comebacks",
    )
    AGREE_COMEBACK = (
        "workorders.agree_comeback",
        "会签返修判定",
        "Agree to judgements of comebacks",
        "workorders.Comeback",
        "workorders:comebacks",
    )
    CHANGE_CHECKLIST = (
        "workorders.change_checklist",
        "维护检验标准",
        "Maintain checklists",
        "workorders.Checklist",
        "workorders:checklists",
    )
    CHANGE_WORKSTANDARD = (
        "workorders.change_workstandard",
        "维护工艺标准",
        "Maintain work standards",
    )
    CHANGE_LABOURRATE = (
        "workorders.change_labourrate",
        "制定工时单价",
        "Set labour rates",
        "workorders.LabourRate",
        "workorders:prices",
    )
    CHANGE_LABOUROPERATION = (
        "workorders.change_labouroperation",
        "维护工时项目",
        "Maintain labour operations",
        "workorders.LabourOperation",
        "workorders:operations",
    )
    CHANGE_SERVICEPACKAGE = (
        "workorders.change_servicepackage",
        "维护服务套餐",
        "Maintain service packages",
        "workorders.ServicePackage",
        "workorders:packages",
    )
    CHANGE_SCHEDULE = (
        "workorders.change_schedule",
        "维护保养计划",
        "Maintain maintenance schedules",
        "workorders.MaintenanceSchedule",
        "workorders:schedules",
    )
