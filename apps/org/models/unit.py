"""The tree of units: group, stores, departments, teams."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import TrackedRow
from apps.org.reach import ReachQuerySet, ReachSpec

AFTER_SALES = "after_sales"


class OrgUnitQuerySet(ReachQuerySet["OrgUnit"]):
    """Units by place in the tree."""

    def stores(self) -> OrgUnitQuerySet:
        """Only the stores, by code."""
        return self.filter(kind=OrgUnit.Kind.STORE).order_by("code")

    def below(self, unit: OrgUnit) -> OrgUnitQuerySet:
        """The unit and everything under it."""
        return self.filter(path__startswith=unit.path)

    def open(self) -> OrgUnitQuerySet:
        """The units that are not closed."""
        return self.filter(closed_at=None)

    def department(self, store: OrgUnit, function: str) -> OrgUnit:
        """The unit of a store that answers for this function, such as ``front_desk``.

        A store without such a department answers by its after-sales department, and one without
        that by itself: this is the one rule for stores of every template.
        """
        nearest = models.Case(
            models.When(function=function, then=0),
            models.When(function=AFTER_SALES, then=1),
            default=2,
        )
        able = models.Q(function__in=[function, AFTER_SALES]) | models.Q(kind=OrgUnit.Kind.STORE)
        return self.open().filter(able, store=store).order_by(nearest, "path")[:1].get()


class OrgUnit(TrackedRow):
    """One unit of the chart; ``path`` lists the codes from the root, each ended by a slash."""

    class Kind(models.TextChoices):
        GROUP = "group", _("集团")
        STORE = "store", _("门店")
        DEPARTMENT = "department", _("部门")
        TEAM = "team", _("班组")

    code = models.CharField(_("代码"), max_length=40, unique=True)
    kind = models.CharField(_("类型"), max_length=12, choices=Kind.choices)
    function = models.CharField(_("职能"), max_length=20, blank=True)
    name = models.CharField(_("名称"), max_length=60)
    name_en = models.CharField(_("英文名称"), max_length=80, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    store = models.ForeignKey("self", models.PROTECT, null=True, editable=False, related_name="+")
    path = models.CharField(max_length=400, unique=True, editable=False)
    headcount = models.PositiveSmallIntegerField(_("编制"), default=0)
    closed_at = models.DateTimeField(_("关闭时间"), null=True, blank=True, editable=False)
    duties_text = models.TextField(_("部门职能"), blank=True)
    duties_text_en = models.TextField(_("部门职能（英文）"), blank=True)
    powers = models.JSONField(_("部门权力"), default=list, blank=True)
    legal_name = models.CharField(_("企业名称"), max_length=120, blank=True)
    credit_code = models.CharField(_("统一社会信用代码"), max_length=18, blank=True)
    address = models.CharField(_("地址"), max_length=200, blank=True)
    phone = models.CharField(_("电话"), max_length=40, blank=True)

    reach = ReachSpec(store="store", unit_path="path")
    objects = OrgUnitQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        ordering = ["path"]
        verbose_name = _("组织单元")
        verbose_name_plural = _("组织单元")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="group", parent=None)
                | (~models.Q(kind="group") & models.Q(parent__isnull=False)),
                name="orgunit_root_is_group",
            ),
            models.UniqueConstraint(
                fields=["kind"],
                condition=models.Q(parent=None),
                name="orgunit_single_root",
            ),
        ]
        indexes = [
            models.Index(
                fields=["path"], name="orgunit_path_prefix", opclasses=["varchar_pattern_ops"]
            ),
        ]

    def __str__(self) -> str:
        if get_language() == "en" and self.name_en:
            return self.name_en
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Derive path and store from the parent."""
        self.path = f"{self.parent.path if self.parent else ''}{self.code}/"
        if self.kind != self.Kind.STORE:
            self.store_id = self.parent.store_id if self.parent else None
        super().save(*args, **kwargs)
        if self.kind == self.Kind.STORE and self.store_id is None:
            self.store_id = self.pk
            super().save()
