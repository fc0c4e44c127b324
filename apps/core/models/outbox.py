"""Messages to the world outside."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core.models.base import Row


class OutboxMessage(Row):
    """A message written with the act that causes it and sent after the commit, once."""

    channel = models.CharField(_("渠道"), max_length=20)
    recipient = models.CharField(_("接收人"), max_length=120)
    body = models.TextField(_("内容"))
    dedupe_key = models.CharField(max_length=160, unique=True)
    store = models.ForeignKey("org.OrgUnit", models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.dedupe_key
