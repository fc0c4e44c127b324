"""What a duty can grant over figures, targets and reports.

A capability without a model or page is declared only: its screen does not exist yet.
"""

from __future__ import annotations

from apps.core.capabilities import CapabilityEnum


class Perm(CapabilityEnum):
    """The capabilities of this app, grouped by the model whose rows they reach."""

    VIEW_DASHBOARD = "kpi.view_dashboard", "查看指标", "View the dashboard", "", "kpi:dashboard"
    VIEW_DEFINITION = "kpi.view_definition", "查看指标口径", "View KPI definitions"
    VIEW_BOARD = "kpi.view_board", "维护管理看板", "Keep the management board"
    COMPARE_STORES = "kpi.compare_stores", "横向比较各店", "Compare stores"
    SET_TARGET = "kpi.set_target", "下达与分解指标", "Set targets"
    PROPOSE_TARGET = "kpi.propose_target", "协助拟定指标", "Propose targets"
    APPROVE_TARGET = "kpi.approve_target", "审批指标", "Approve targets"
    ADD_ACTIONPLAN = "kpi.add_actionplan", "登记差距对策", "Add action plans"
    SUBMIT_REPORT = "kpi.submit_report", "报送厂家报表", "Submit reports"
    EXPORT_REPORT = "kpi.export_report", "导出指标报表", "Export KPI reports", "", "", True
    VIEW_OEMPOLICY = "kpi.view_oempolicy", "查看厂家商务政策", "View manufacturer policy"
    CHANGE_OEMPOLICY = "kpi.change_oempolicy", "维护厂家商务政策", "Maintain manufacturer policy"
