"""The menu entries of the warranty room."""

from django.utils.translation import gettext_lazy as _

from apps.core.navigation import Entry, register
from apps.warranty.permissions import Perm

register(Entry(_("索赔"), "warranty:claims", (Perm.VIEW_CLAIM,), "shield-check", order=60))
register(Entry(_("保修政策"), "warranty:policies", (Perm.VIEW_POLICY,), "book", order=61))
register(Entry(_("召回"), "warranty:recalls", (Perm.VIEW_RECALL,), "speakerphone", order=62))
