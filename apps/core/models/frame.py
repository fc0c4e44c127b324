"""What the service frame and the page layer remember between two requests."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from apps.core.models.base import Row


class Operation(Row):
    """One act that succeeded, under the key its form carried; a second try replays the result."""

    key = models.UUIDField()
    service = models.CharField(max_length=120)
    staff = models.ForeignKey("org.Staff", models.PROTECT, null=True, related_name="+")
    digest = models.CharField(max_length=64)
    result = models.JSONField(null=True)
    at = models.DateTimeField()
    request_id = models.CharField(max_length=32, blank=True)

    class Meta(Row.Meta):
        constraints = [
            models.UniqueConstraint(fields=["key", "service"], name="operation_once"),
        ]
        indexes = [
            models.Index(
                fields=["request_id"],
                condition=~models.Q(request_id=""),
                name="operation_of_request",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service} {self.key}"


class KeptPost(Row):
    """A form posted after the login had expired, kept thirty minutes for the same account."""

    token = models.UUIDField(unique=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="kept_posts"
    )
    path = models.CharField(max_length=500)
    fields = models.JSONField()
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.path
