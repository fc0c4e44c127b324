"""The lists of the paths in the menu."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.core.navigation import Entry, register
from apps.parts.permissions import Perm as PartsPerm
from apps.workorders.permissions import Perm

register(
    Entry(
        pgettext_lazy("menu", "等待"),
        "workorders:waits",
        (Perm.CHANGE_WORKORDER, Perm.DISPATCH_JOB),
        "clock",
        24,
    )
)
register(Entry(_("停工待料"), "workorders:waits_parts", (PartsPerm.ISSUE_PART,), "clock", order=24))
register(Entry(_("待料放车"), "workorders:aways", (Perm.CHANGE_WORKORDER,), "car", order=25))
register(
    Entry(
        pgettext_lazy("menu", "外加工"),
        "workorders:sublets",
        (Perm.CHANGE_WORKORDER,),
        "tool",
        order=26,
    )
)
register(
    Entry(
        _("钣喷工序"),
        "workorders:routes",
        (Perm.DISPATCH_JOB, Perm.CLOCK_JOB),
        "clipboard-list",
        order=32,
    )
)
register(
    Entry(
        _("调车"),
        "workorders:transfers",
        (Perm.CHANGE_WORKORDER, Perm.DISPATCH_JOB),
        "car",
        order=33,
    )
)
register(
    Entry(
        _("技术支援"),
        "workorders:consults",
        (Perm.ADD_DIAGNOSIS,),
        "message-report",
        order=36,
    )
)
register(
    Entry(_("内部审批"), "workorders:internal", (Perm.APPROVE_INTERNAL,), "file-invoice", order=28)
)
