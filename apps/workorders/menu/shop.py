"""The workshop's pages in the menu."""

from django.utils.translation import gettext_lazy as _

from apps.core.navigation import Entry, register
from apps.workorders.permissions import Perm

register(
    Entry(_("看板"), "workorders:board", (Perm.VIEW_DISPATCH_BOARD,), "layout-kanban", order=30)
)
register(
    Entry(_("车间大屏"), "workorders:wall", (Perm.VIEW_DISPATCH_BOARD,), "device-tv", order=41)
)
register(
    Entry(_("休息区大屏"), "workorders:lounge", (Perm.VIEW_LOUNGE_BOARD,), "device-tv", order=42)
)
register(Entry(_("工位"), "workorders:bays", (Perm.CHANGE_BAY,), "car-lifter", order=31))
register(Entry(_("我的作业"), "workorders:my_jobs", (Perm.CLOCK_JOB,), "tool", order=5))
register(
    Entry(
        _("检验"),
        "workorders:checks",
        (Perm.LEADER_CHECK_JOB, Perm.INSPECT_JOB, Perm.VIEW_INSPECTION),
        "clipboard-check",
        order=35,
    )
)
register(Entry(_("高压监护"), "workorders:guarding", (Perm.GUARD_HIGHVOLTAGE,), "bolt", order=36))
register(Entry(_("打卡"), "workorders:clocks", (Perm.CORRECT_CLOCK,), "clock", order=37))
register(
    Entry(
        _("质量事故"),
        "workorders:incidents",
        (Perm.VIEW_QUALITYINCIDENT, Perm.ADD_QUALITYINCIDENT),
        "alert-triangle",
        order=38,
    )
)
register(
    Entry(
        _("返修判定"),
        "workorders:comebacks",
        (Perm.JUDGE_COMEBACK, Perm.AGREE_COMEBACK),
        "arrow-back-up",
        order=39,
    )
)
register(
    Entry(_("检验标准"), "workorders:checklists", (Perm.CHANGE_CHECKLIST,), "list-check", order=40)
)
