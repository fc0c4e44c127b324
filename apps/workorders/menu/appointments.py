"""The pages of appointments in the menu."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.core.navigation import Entry, register
from apps.workorders.permissions import Perm

register(
    Entry(
        pgettext_lazy("menu", "预约"),
        "workorders:appointments",
        (Perm.VIEW_APPOINTMENT,),
        icon="calendar-event",
        order=8,
    )
)
register(Entry(_("排队"), "workorders:queue", (Perm.ADD_QUEUETICKET,), icon="users-group", order=9))
