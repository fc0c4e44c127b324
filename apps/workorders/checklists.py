"""What is looked at before a job passes each level of inspection."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from apps.workorders.choices import InspectionLevel

SELF = (
    ("items_done", _("委托项目全部完成，无漏项")),
    ("torque", _("紧固件按力矩复紧")),
    ("leaks", _("油、水、气无渗漏")),
    ("lights", _("故障灯熄灭，功能正常")),
    ("old_parts", _("旧件已收好，工具已清点")),
    ("clean", _("车内外清洁，护件齐全")),
)
LEADER = (
    ("items_done", _("按委托核对项目与配件")),
    ("workmanship", _("工艺符合标准")),
    ("safety", _("制动、转向、轮胎等安全件检查")),
    ("leaks", _("油、水、气无渗漏")),
)
FINAL = (
    ("complaint", _("客户陈述的问题已解决")),
    ("items_done", _("项目、配件与工单一致")),
    ("safety", _("安全件、灯光、仪表正常")),
    ("appearance", _("外观与接车记录一致，车辆清洁")),
)
CHECKLISTS = {
    InspectionLevel.SELF: SELF,
    InspectionLevel.LEADER: LEADER,
    InspectionLevel.FINAL: FINAL,
}


def answered(level: InspectionLevel, right: list[str]) -> list[dict[str, object]]:
    """The list of a level as an inspection keeps it, with the items found right."""
    return [
        {"name": str(words), "ok": code in right, "value": ""} for code, words in CHECKLISTS[level]
    ]
