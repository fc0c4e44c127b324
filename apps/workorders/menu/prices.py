"""The pages of prices, packages and schedules in the menu."""

from django.utils.translation import gettext_lazy as _

from apps.core.navigation import Entry, register
from apps.parts.permissions import Perm as PartsPerm
from apps.workorders.permissions import Perm

KEPT = (
    (_("服务套餐"), "workorders:packages", Perm.CHANGE_SERVICEPACKAGE, "package"),
    (_("保养计划"), "workorders:schedules", Perm.CHANGE_SCHEDULE, "calendar-time"),
    (_("工时项目"), "workorders:operations", Perm.CHANGE_LABOUROPERATION, "list-details"),
    (_("工时价格"), "workorders:prices", Perm.CHANGE_LABOURRATE, "coins"),
    (_("配件价格"), "workorders:part_prices", PartsPerm.SET_PRICE, "tag"),
)

for place, (label, name, perm, icon) in enumerate(KEPT, start=90):
    register(Entry(label, name, (perm,), icon, order=place))
