"""The menu entry of prepaid packages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from apps.core.navigation import Entry, register
from apps.workorders.permissions import Perm

register(Entry(_("预收套餐"), "workorders:prepaids", (Perm.VIEW_PREPAID,), "packages", order=54))
