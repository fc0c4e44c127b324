"""The pages of records and audits in the menu."""

from django.utils.translation import gettext_lazy as _

from apps.core.navigation import Entry, register
from apps.workorders.permissions import Perm

register(
    Entry(
        _("流程检查"),
        "workorders:process_audits",
        (Perm.VIEW_PROCESSAUDIT,),
        "list-check",
        order=41,
    )
)
register(
    Entry(
        _("流程整改"),
        "workorders:audit_findings",
        (Perm.ANSWER_PROCESSAUDIT,),
        "message-report",
        order=42,
    )
)
register(
    Entry(
        _("健康档案上报"),
        "workorders:ehealth",
        (Perm.EXPORT_EHEALTH,),
        "upload",
        order=43,
    )
)
