"""What rings a person: something happened that is theirs to act on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core.models import Row

if TYPE_CHECKING:
    from apps.org.models.people import Staff


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Notices of one person."""

    def to(self, staff: Staff | None) -> NoticeQuerySet:
        """Those of this person, newest first; nobody else ever reads them."""
        return self.filter(staff=staff).order_by("-pk")

    def unread(self) -> NoticeQuerySet:
        """Those not opened yet."""
        return self.filter(read_at=None)


class Notice(Row):
    """One line that rings a person: what happened and the page where it is dealt with.

    The page asks for rights of its own; a notice grants none.  ``key`` names the occasion: the
    same one rings a person once.
    """

    staff = models.ForeignKey("org.Staff", models.CASCADE, related_name="notices")
    kind = models.CharField(_("类别"), max_length=20)
    text = models.CharField(_("内容"), max_length=200)
    page = models.CharField(_("页面"), max_length=200)
    key = models.CharField(max_length=120)
    at = models.DateTimeField(_("时间"))
    read_at = models.DateTimeField(_("查看时间"), null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta(Row.Meta):
        verbose_name = _("提醒")
        constraints = [
            models.UniqueConstraint(fields=["staff", "key"], name="notice_once"),
            models.CheckConstraint(condition=~models.Q(text=""), name="notice_says_something"),
            models.CheckConstraint(
                condition=models.Q(page__startswith="/") & ~models.Q(page__startswith="//"),
                name="notice_stays_here",
            ),
        ]
        indexes = [
            models.Index(fields=["staff", "-id"], name="notice_of_person"),
            models.Index(fields=["staff"], condition=models.Q(read_at=None), name="notice_unread"),
            models.Index(fields=["page"], name="notice_page"),
        ]

    def __str__(self) -> str:
        return self.text
