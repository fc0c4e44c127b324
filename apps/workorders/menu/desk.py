"""The reception's pages in the menu."""

from django.utils.translation import gettext_lazy as _

from apps.core.navigation import Entry, register
from apps.workorders.permissions import Perm

register(
    Entry(
        _("接待"),
        "workorders:reception",
        (Perm.ADD_WORKORDER,),
        icon="car",
        order=10,
        key="n",
        holds=("workorders:checkin", "workorders:intake", "workorders:intake_car"),
    )
)
register(
    Entry(_("工单"), "workorders:list", (Perm.VIEW_WORKORDER,), icon="clipboard-list", order=20)
)
register(
    Entry(_("增项"), "workorders:findings", (Perm.DECIDE_FINDING,), icon="message-report", order=22)
)
