"""What a duty can grant over attendance, appraisal, training and handover.

A capability without a model or page is declared only: its screen does not exist yet.
"""

from __future__ import annotations

from apps.core.capabilities import CapabilityEnum


class Perm(CapabilityEnum):
    """The capabilities of this app, grouped by the model whose rows they reach."""

    VIEW_ATTENDANCE = "people.view_attendance", "查看考勤", "View attendance"
    RECORD_ATTENDANCE = "people.record_attendance", "登记考勤", "Record attendance"
    REQUEST_LEAVE = "people.request_leave", "申请请假", "Request leave"
    APPROVE_LEAVE = "people.approve_leave", "批准请假", "Approve leave"
    VIEW_APPRAISAL = "people.view_appraisal", "查看考核", "View appraisals"
    ADD_APPRAISAL = "people.add_appraisal", "填写考核", "Add appraisals"
    APPROVE_APPRAISAL = "people.approve_appraisal", "批准考核", "Approve appraisals"
    APPEAL_APPRAISAL = "people.appeal_appraisal", "申诉考核", "Appeal an appraisal"
    PROPOSE_SANCTION = "people.propose_sanction", "登记奖惩建议", "Propose rewards and sanctions"
    VIEW_TRAINING = "people.view_training", "查看培训", "View training"
    ADD_TRAINING = "people.add_training", "登记培训", "Add training"
    CHANGE_TRAINING = "people.change_training", "维护培训计划", "Change training plans"
    SUBMIT_TRAINING = "people.submit_training", "上报培训计划", "Submit training plans"
    APPROVE_TRAINING = "people.approve_training", "批准培训计划", "Approve training plans"
    GRADE_TECHNICIAN = "people.grade_technician", "评定技师等级", "Grade technicians"
    VIEW_HANDOVER = "people.view_handover", "查看工作移交", "View handovers"
    ADD_HANDOVER = "people.add_handover", "发起工作移交", "Start handovers"
    SIGN_HANDOVER = "people.sign_handover", "移交签字", "Sign handovers"
    ADD_WORKREPORT = "people.add_workreport", "填写工作报告", "Write work reports"
    VIEW_EXPENSE = "people.view_expense", "查看费用报销", "View expenses"
    ADD_EXPENSE = "people.add_expense", "提交费用与采购申请", "Submit expenses"
    APPROVE_EXPENSE = "people.approve_expense", "审核费用报销", "Approve expenses"
