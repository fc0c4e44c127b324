"""The pages of cars in the house in the menu."""

from django.utils.translation import gettext_lazy as _

from apps.core.navigation import Entry, register
from apps.workorders.permissions import Perm

register(Entry(_("在店车辆"), "workorders:stays", (Perm.VIEW_WORKORDER,), "parking", order=24))
register(Entry(_("物品保管"), "workorders:custody", (Perm.ADD_CHECKIN,), "archive", order=26))
