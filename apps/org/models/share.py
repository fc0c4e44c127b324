"""One object lent to one person or post until a date."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import TrackedRow
from apps.org.reach import ReachQuerySet, ReachSpec

if TYPE_CHECKING:
    from collections.abc import Iterable

    from apps.org.models.people import Staff
    from apps.org.models.post import Post


class ShareQuerySet(ReachQuerySet["Share"]):
    """Shares in force."""

    def live(self, now: dt.datetime) -> ShareQuerySet:
        """Begun, not ended, not taken back."""
        return self.filter(starts_at__lte=now, until__gt=now, revoked_at=None)

    def of(self, obj: models.Model) -> ShareQuerySet:
        """Those of one object."""
        return self.filter(content_type=ContentType.objects.get_for_model(obj), object_id=obj.pk)

    def to_any_of(self, staff_id: int | None, posts: Iterable[Post]) -> ShareQuerySet:
        """Those to a person or to one of some posts."""
        return self.filter(models.Q(staff_id=staff_id) | models.Q(post__in=list(posts)))


class Share(TrackedRow):
    """An object shown to somebody outside its reach; it widens reach, never ability."""

    content_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    object_id = models.BigIntegerField()
    shared = GenericForeignKey("content_type", "object_id")
    staff = models.ForeignKey(
        "org.Staff", models.PROTECT, null=True, blank=True, related_name="shares_received"
    )
    post = models.ForeignKey(
        "org.Post", models.PROTECT, null=True, blank=True, related_name="shares_received"
    )
    capabilities = ArrayField(models.CharField(max_length=60), verbose_name=_("权限"))
    shared_by = models.ForeignKey("org.Staff", models.PROTECT, related_name="shares_given")
    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    unit = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    starts_at = models.DateTimeField(_("开始"))
    until = models.DateTimeField(_("截止"))
    revoked_at = models.DateTimeField(_("撤回时间"), null=True)
    reason = models.TextField(_("原因"))

    reach = ReachSpec(store="store", unit="unit", owners=("shared_by",))
    objects = ShareQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("临时分享")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(staff__isnull=False, post=None)
                | models.Q(staff=None, post__isnull=False),
                name="share_one_recipient",
            ),
            models.CheckConstraint(
                condition=models.Q(until__gt=models.F("starts_at")), name="share_dates_in_order"
            ),
        ]
        indexes = [
            models.Index(fields=["staff", "until"], name="share_to_staff"),
            models.Index(fields=["post", "until"], name="share_to_post"),
        ]

    def __str__(self) -> str:
        return f"{self.content_type_id}:{self.object_id}"

    @property
    def recipient(self) -> Staff | Post:
        """The person or the post it is given to."""
        found = self.staff or self.post
        if found is None:
            raise ValueError("a share has one recipient")
        return found

    def is_live(self, now: dt.datetime) -> bool:
        """Whether it counts now."""
        return self.revoked_at is None and self.starts_at <= now < self.until
