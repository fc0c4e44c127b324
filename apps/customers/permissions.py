"""What a duty can grant over customers, their cars and what is known about them.

A capability without a model or page is declared only: its screen does not exist yet.
"""

from __future__ import annotations

from apps.core.capabilities import CapabilityEnum

CUSTOMER = "customers.Customer"
AT_DETAIL = "customers:detail"


class Perm(CapabilityEnum):
    """The capabilities of this app, grouped by the model whose rows they reach."""

    VIEW_CUSTOMER = (
        "customers.view_customer",
        "查看客户",
        "View customers",
        CUSTOMER,
        "customers:search",
    )
    ADD_CUSTOMER = (
        "customers.add_customer",
        "新建客户与车辆",
        "Add customers and cars",
        CUSTOMER,
        "customers:new",
    )
    CHANGE_CUSTOMER = (
        "customers.change_customer",
        "修改客户与车辆资料",
        "Change customer and car details",
        CUSTOMER,
        AT_DETAIL,
    )
    VIEW_CONTACT = (
        "customers.view_contact",
        "查看客户联系方式",
        "View contact details",
        CUSTOMER,
        AT_DETAIL,
        True,
    )

    VIEW_VEHICLEHISTORY = (
        "customers.view_vehiclehistory",
        "查看车辆与维修历史",
        "View cars and their history",
        "customers.Vehicle",
        "customers:vehicle",
    )

    EXPORT_CUSTOMER = (
        "customers.export_customer",
        "导出客户档案",
        "Export customer files",
        CUSTOMER,
        "",
        True,
    )

    VIEW_ANALYTICS = (
        "customers.view_analytics",
        "查看客户分析",
        "View customer analytics",
        "",
        "",
        True,
    )
    VIEW_TRADEIN = "customers.view_tradein", "查看置换评估", "View trade-in estimates"
    ADD_TRADEIN = "customers.add_tradein", "登记置换评估", "Add trade-in estimates"
