"""What a duty can grant over accident cases, rescue and renewals.

A capability without a model or page is declared only: its screen does not exist yet.
"""

from __future__ import annotations

from apps.core.capabilities import CapabilityEnum


class Perm(CapabilityEnum):
    """The capabilities of this app, grouped by the model whose rows they reach."""

    VIEW_ACCIDENTCASE = "insurance.view_accidentcase", "查看事故案件", "View accident cases"
    ADD_ACCIDENTCASE = "insurance.add_accidentcase", "登记事故案件", "Add accident cases"
    CHANGE_ACCIDENTCASE = "insurance.change_accidentcase", "跟进事故案件", "Follow accident cases"
    VIEW_INSURER = "insurance.view_insurer", "查看保险公司", "View insurers"
    CHANGE_INSURER = "insurance.change_insurer", "维护保险公司", "Maintain insurers"
    ADD_LEAD = "insurance.add_lead", "登记事故线索", "Add accident leads"
    ADD_MARKETNOTE = "insurance.add_marketnote", "登记市场动态", "Add market notes"
    VIEW_RESCUE = "insurance.view_rescue", "查看救援任务", "View rescues"
    ADD_RESCUE = "insurance.add_rescue", "登记救援请求", "Add rescue requests"
    DISPATCH_RESCUE = "insurance.dispatch_rescue", "安排救援出车", "Dispatch rescues"
    VIEW_RENEWAL = "insurance.view_renewal", "查看续保任务", "View renewals"
    CHANGE_RENEWAL = "insurance.change_renewal", "跟进续保", "Follow renewals"
