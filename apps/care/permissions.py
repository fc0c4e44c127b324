"""What a duty can grant over callbacks, complaints, campaigns and surveys.

A capability without a model or page is declared only: its screen does not exist yet.
"""

from __future__ import annotations

from apps.core.capabilities import CapabilityEnum

CALLBACK = "care.Callback"
COMPLAINT = "care.Complaint"
AT_CALLBACKS = "care:callbacks"
AT_COMPLAINTS = "care:complaints"
AT_REQUESTS = "org:requests"


class Perm(CapabilityEnum):
    """The capabilities of this app, grouped by the model whose rows they reach."""

    VIEW_CALLBACK = "care.view_callback", "查看回访", "View callbacks", CALLBACK, AT_CALLBACKS
    PERFORM_CALLBACK = (
        "care.perform_callback",
        "执行回访",
        "Perform callbacks",
        CALLBACK,
        AT_CALLBACKS,
    )
    ASSIGN_CALLBACK = "care.assign_callback", "安排回访", "Assign callbacks", CALLBACK, AT_CALLBACKS

    VIEW_COMPLAINT = "care.view_complaint", "查看投诉", "View complaints", COMPLAINT, AT_COMPLAINTS
    ADD_COMPLAINT = (
        "care.add_complaint",
        "登记投诉",
        "Add complaints",
        COMPLAINT,
        "care:complaint_new",
    )
    CHANGE_COMPLAINT = (
        "care.change_complaint",
        "处理投诉",
        "Handle complaints",
        COMPLAINT,
        AT_COMPLAINTS,
    )
    CONTACT_COMPLAINT = (
        "care.contact_complaint",
        "初步联系投诉客户",
        "Make first contact",
        COMPLAINT,
        AT_COMPLAINTS,
    )
    ASSIGN_COMPLAINT = (
        "care.assign_complaint",
        "转办投诉",
        "Assign complaints",
        COMPLAINT,
        AT_COMPLAINTS,
    )
    ESCALATE_COMPLAINT = (
        "care.escalate_complaint",
        "上报投诉",
        "Escalate complaints",
        COMPLAINT,
        AT_COMPLAINTS,
    )
    APPROVE_REMEDY = (
        "care.approve_remedy",
        "批准补偿方案",
        "Approve remedies",
        COMPLAINT,
        AT_REQUESTS,
    )
    CLOSE_COMPLAINT = (
        "care.close_complaint",
        "投诉结案",
        "Close complaints",
        COMPLAINT,
        AT_COMPLAINTS,
    )
    ADD_OPINION = (
        "care.add_opinion",
        "填写投诉技术意见",
        "Add technical opinions",
        COMPLAINT,
        AT_COMPLAINTS,
    )

    ADD_FEEDBACK = "care.add_feedback", "登记客户意见", "Record customer feedback"
    VIEW_CALLLOG = "care.view_calllog", "查看来电记录", "View call records"
    ADD_CALLLOG = "care.add_calllog", "登记来电", "Record calls"
    ADD_INQUIRY = "care.add_inquiry", "登记咨询", "Add inquiries"
    ANSWER_INQUIRY = "care.answer_inquiry", "答复咨询", "Answer inquiries"
    SEND_REMINDER = "care.send_reminder", "发送提醒", "Send reminders"
    VIEW_SURVEY = "care.view_survey", "查看满意度调查", "View surveys"
    CHANGE_SURVEY = "care.change_survey", "设计调查问卷", "Design surveys"
    PERFORM_SURVEY = "care.perform_survey", "执行满意度调查", "Perform surveys"
    VIEW_CAMPAIGN = "care.view_campaign", "查看服务活动", "View campaigns"
    ADD_CAMPAIGN = "care.add_campaign", "策划服务活动", "Add campaigns"
    CHANGE_CAMPAIGN = "care.change_campaign", "执行服务活动", "Run campaigns"
    VIEW_VISIT = "care.view_visit", "查看客户走访", "View customer visits"
    ADD_VISIT = "care.add_visit", "登记客户走访", "Record customer visits"
    VIEW_IMPROVEMENT = "care.view_improvement", "查看改进计划", "View improvement plans"
    ADD_IMPROVEMENT = "care.add_improvement", "提出改进计划", "Add improvement plans"
    APPROVE_IMPROVEMENT = "care.approve_improvement", "审核改进计划", "Approve improvement plans"
    VIEW_REPORT = "care.view_report", "查看客户服务报表", "View care reports"
    EXPORT_REPORT = "care.export_report", "导出客户服务报表", "Export care reports", "", "", True
