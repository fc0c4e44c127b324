"""Accounts and persons."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import TrackedRow
from apps.core.pinyin import initials, pinyin
from apps.org.reach import ReachQuerySet, ReachSpec


class User(AbstractUser):
    """The account: it logs in and nothing more; its groups stay empty.

    It is closed, never deleted, so that its login name is never given to another person.
    """

    initial_password = models.BooleanField(_("初始密码未改"), default=False)
    profile_due = models.BooleanField(_("资料待本人核对"), default=False)
    password_changed_at = models.DateTimeField(_("密码修改时间"), null=True, blank=True)

    class Meta(AbstractUser.Meta):  # type: ignore[name-defined]  # absent from the stubs
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(Lower("username"), name="user_login_once"),
        ]


class Staff(TrackedRow):
    """A person of the group; every actor, owner and tenure points here."""

    user = models.OneToOneField(
        User, models.PROTECT, null=True, blank=True, related_name="staff", verbose_name=_("账号")
    )
    staff_no = models.CharField(_("工号"), max_length=20, unique=True)
    name = models.CharField(_("姓名"), max_length=40)
    name_pinyin = models.CharField(max_length=160, editable=False)
    name_initials = models.CharField(max_length=40, editable=False)
    phone = models.CharField(_("电话"), max_length=20, blank=True)
    store = models.ForeignKey("org.OrgUnit", models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="staff")
    is_active = models.BooleanField(_("在职"), default=True)

    reach = ReachSpec(
        store="store",
        unit="unit",
        owners=("pk",),
        rows={"group_posts": models.Q(store=None)},
    )
    objects = ReachQuerySet["Staff"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        ordering = ["name_pinyin"]
        verbose_name = _("员工")
        verbose_name_plural = _("员工")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep pinyin and the store of the home unit in step."""
        self.name_pinyin, self.name_initials = pinyin(self.name), initials(self.name)
        self.store_id = self.unit.store_id
        super().save(*args, **kwargs)
