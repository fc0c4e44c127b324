"""The menu entries of customer care."""

from django.utils.translation import gettext_lazy as _

from apps.care.permissions import Perm
from apps.core.navigation import Entry, register

register(Entry(_("回访"), "care:callbacks", (Perm.VIEW_CALLBACK,), "phone-call", order=70))
register(Entry(_("投诉"), "care:complaints", (Perm.VIEW_COMPLAINT,), "message-report", order=71))
