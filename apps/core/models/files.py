"""Private files: photos, signatures, papers."""

from __future__ import annotations

import uuid

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core.models.base import Row


def private_path(row: StoredFile, filename: str) -> str:
    """Where a file lies below the media root: by its random id, never by the uploaded name."""
    token = str(row.token)
    return f"{token[:2]}/{token}{filename[filename.rfind('.') :]}"


class StoredFile(Row):
    """A file that belongs to one row and is shown to those who may see that row."""

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    content_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    object_id = models.BigIntegerField()
    owner = GenericForeignKey("content_type", "object_id")
    kind = models.CharField(_("类别"), max_length=40)
    name = models.CharField(_("文件名"), max_length=200, blank=True)
    media_type = models.CharField(max_length=80)
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to=private_path)
    by = models.ForeignKey("org.Staff", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("时间"))

    class Meta(Row.Meta):
        indexes = [
            models.Index(fields=["content_type", "object_id", "kind"], name="storedfile_owner"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.token}"
