"""The pages of appointments in the menu."""

from django.utils.translation import gettext_lazy as _

from apps.core.navigation import Entry, register
from apps.workorders.permissions import Perm

register(
    Entry(
        _("预约"),
        "workorders:appointments",
        (Perm.VIEW_APPOINTMENT,),
        icon="calendar-event",
        order=8,
    )
)
register(Entry(_("排队"), "workorders:queue", (Perm.ADD_QUEUETICKET,), icon="users-group", order=9))
