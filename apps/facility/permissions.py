"""What a duty can grant over tools, equipment, site checks and safety.

A capability without a model or page is declared only: its screen does not exist yet.
"""

from __future__ import annotations

from apps.core.capabilities import CapabilityEnum


class Perm(CapabilityEnum):
    """The capabilities of this app, grouped by the model whose rows they reach."""

    VIEW_TOOL = "facility.view_tool", "查看工具台账", "View tools"
    CHANGE_TOOL = "facility.change_tool", "维护工具台账", "Maintain tools"
    BORROW_TOOL = "facility.borrow_tool", "借用工具", "Borrow tools"
    LEND_TOOL = "facility.lend_tool", "办理工具借还", "Lend tools"
    CHANGE_EQUIPMENT = "facility.change_equipment", "维护设备台账", "Maintain equipment"
    REPORT_DAMAGE = "facility.report_damage", "报告损坏", "Report damage"
    VIEW_SITECHECK = "facility.view_sitecheck", "查看5S检查", "View 5S checks"
    ADD_SITECHECK = "facility.add_sitecheck", "登记5S检查", "Add 5S checks"
    DO_CLEANING = "facility.do_cleaning", "完成责任区清洁", "Do area cleaning"
    ADD_INCIDENT = "facility.add_incident", "上报突发事件", "Report incidents"
    CHANGE_SAFETYRULE = "facility.change_safetyrule", "制定安全制度", "Write safety rules"
    VIEW_SERVICEVEHICLE = "facility.view_servicevehicle", "查看服务车辆", "View service vehicles"
    CHANGE_SERVICEVEHICLE = (
        "facility.change_servicevehicle",
        "维护服务车辆",
        "Maintain service vehicles",
    )
