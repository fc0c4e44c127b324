"""The pages of estimates and declined work in the menu."""

from django.utils.translation import gettext_lazy as _

from apps.core.navigation import Entry, register
from apps.workorders.permissions import Perm

register(
    Entry(_("报价"), "workorders:estimates", (Perm.AUTHORISE_WORKORDER,), "calculator", order=23)
)
register(
    Entry(_("未做项目"), "workorders:declined", (Perm.AUTHORISE_WORKORDER,), "hand-stop", order=24)
)
