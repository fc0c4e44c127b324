"""The job description: position, its revisions, duties and what each duty grants."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import TrackedRow
from apps.core.refusals import Refused
from apps.core.tones import Tone
from apps.org.models.signing import Signed, signing_constraints
from apps.org.reach import ReachQuerySet, ReachSpec


class Position(TrackedRow):
    """A position of the set its owner unit keeps; its text lives in its revisions.

    ``also`` holds other names, each entry in both languages (``text``, ``text_en``).
    """

    owner = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="positions")
    code = models.CharField(_("代码"), max_length=40)
    name = models.CharField(_("名称"), max_length=60)
    name_en = models.CharField(_("英文名称"), max_length=80)
    also = models.JSONField(_("别名"), default=list, blank=True)
    unit_kind = models.CharField(_("所在部门"), max_length=20)
    headcount = models.PositiveSmallIntegerField(_("编制"), default=1)
    base = models.BooleanField(_("全员基础"), default=False)
    works_with = models.ManyToManyField("self", blank=True)
    deputy = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="deputises"
    )

    reach = ReachSpec(store="owner__store", unit="owner", level="store")
    objects = ReachQuerySet["Position"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        ordering = ["id"]
        verbose_name = _("岗位")
        verbose_name_plural = _("岗位")
        constraints = [
            models.UniqueConstraint(fields=["owner", "code"], name="position_code_once"),
            models.CheckConstraint(
                condition=models.Q(deputy=None) | ~models.Q(deputy=models.F("id")),
                name="position_not_own_deputy",
            ),
        ]

    def __str__(self) -> str:
        return self.name_en if get_language() == "en" else self.name


class PositionRevisionQuerySet(ReachQuerySet["PositionRevision"]):
    """Which text of a position is in force."""

    def effective(self, now: dt.datetime) -> PositionRevisionQuerySet:
        """For each position its latest approved revision that has come into force."""
        live = self.filter(state=PositionRevision.State.APPROVED, effective_from__lte=now).order_by(
            "position_id", "-effective_from", "-id"
        )
        return live.distinct("position_id")

    def text_ids(self) -> models.QuerySet[Any]:
        """The keys of the editions whose duties count for these, for a subquery."""
        return self.values(key=Coalesce("text_of_id", "id"))


class PositionRevision(Signed):
    """One controlled version (文件号, 版次) of a job description.

    ``requires`` holds the qualifications, each entry in both languages (``text``, ``text_en``).
    ``text_of`` names the edition whose duties and grants count for this one, which then has none
    of its own: a standard text rolled out to many stores stands once.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("起草")
        SUBMITTED = "submitted", _("待审核")
        REVIEWED = "reviewed", _("待批准")
        APPROVED = "approved", _("已批准")
        WITHDRAWN = "withdrawn", _("已撤回")

    position = models.ForeignKey(Position, models.PROTECT, related_name="revisions")
    document_no = models.CharField(_("文件号"), max_length=40)
    edition = models.CharField(_("版次"), max_length=8)
    change = models.TextField(_("修订内容"))
    purpose = models.TextField(_("岗位目的"), blank=True)
    purpose_en = models.TextField(_("岗位目的（英文）"), blank=True)
    requires = models.JSONField(_("任职要求"), default=list, blank=True)
    reports_to = models.ForeignKey(
        Position,
        models.PROTECT,
        verbose_name=_("直接上级"),
        null=True,
        blank=True,
        related_name="revisions_below",
    )
    kpis_assumed = models.BooleanField(_("指标为默认设定"), default=False)
    text_of = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("沿用版本"),
        null=True,
        blank=True,
        related_name="used_by",
    )
    state = models.CharField(_("状态"), max_length=12, choices=State.choices, default=State.DRAFT)
    drafted_by = models.ForeignKey("org.Staff", models.PROTECT, null=True, related_name="+")
    reviewed_by = models.ForeignKey("org.Staff", models.PROTECT, null=True, related_name="+")
    approved_by = models.ForeignKey("org.Staff", models.PROTECT, null=True, related_name="+")
    effective_from = models.DateTimeField(_("生效时间"), null=True, blank=True)

    state_tones = {"approved": Tone.DONE, "withdrawn": Tone.WAITING}
    reach = ReachSpec(store="position__owner__store", unit="position__owner", level="store")
    objects = PositionRevisionQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("岗位文件版本")
        verbose_name_plural = _("岗位文件版本")
        constraints = [
            models.UniqueConstraint(fields=["position", "edition"], name="edition_once"),
            models.CheckConstraint(
                condition=~models.Q(state="approved") | models.Q(effective_from__isnull=False),
                name="approved_has_effective_date",
            ),
            models.CheckConstraint(
                condition=~models.Q(reports_to=models.F("position")),
                name="revision_not_own_superior",
            ),
            models.CheckConstraint(
                condition=~models.Q(text_of=models.F("id")), name="revision_not_its_own_text"
            ),
            *signing_constraints(),
        ]
        indexes = [
            models.Index(
                fields=["position", "-effective_from", "-id"],
                condition=models.Q(state="approved"),
                name="revision_effective",
            ),
            models.Index(
                fields=["state", "due_at"],
                condition=models.Q(state__in=["draft", "submitted", "reviewed"]),
                name="revision_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_no} {self.edition}"

    @property
    def store_id(self) -> int | None:
        """The store whose document it is; None for the group's."""
        return self.position.owner.store_id

    @property
    def text(self) -> PositionRevision:
        """The edition whose duties and grants count."""
        return self.text_of or self

    @property
    def text_id(self) -> int:
        """The key of ``text``."""
        return self.text_of_id or self.pk

    @property
    def purpose_words(self) -> str:
        """What the position is for, in the language of the page."""
        english = get_language() == "en" and self.purpose_en
        return self.purpose_en if english else self.purpose

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Refuse a text taken from an edition that takes its own from another."""
        if self.text_of and (self.text_of.text_of_id or (self.pk and self.used_by.exists())):
            raise Refused(_("只能沿用自己有职责的版本。"), field="text_of")
        super().save(*args, **kwargs)


class Duty(TrackedRow):
    """One sentence of a job description.

    ``kpis`` lists the codes of the figures that measure it, "all" for every figure.
    """

    revision = models.ForeignKey(PositionRevision, models.PROTECT, related_name="duties")
    code = models.CharField(_("编号"), max_length=12)
    order = models.PositiveSmallIntegerField(_("序号"))
    text = models.TextField(_("职责"))
    text_en = models.TextField(_("英文"), blank=True)
    source = models.JSONField(_("出处"), default=list, blank=True)
    kind = models.CharField(_("类别"), max_length=20, blank=True)
    kpis = models.JSONField(_("指标"), default=list, blank=True)

    history = tracked()

    class Meta(TrackedRow.Meta):
        ordering = ["order"]
        verbose_name = _("职责")
        verbose_name_plural = _("职责")
        constraints = [
            models.UniqueConstraint(fields=["revision", "code"], name="duty_code_once"),
        ]

    def __str__(self) -> str:
        return self.text_en if get_language() == "en" and self.text_en else self.text


class Grant(TrackedRow):
    """What one duty allows: a capability, on which rows, up to which limits.

    ``limits`` maps the name of a limit to its amount, or ``{"unlimited": true}``; ``rows`` names a
    row filter that the capability's model declares ("" for none).
    """

    class Scope(models.TextChoices):
        OWN = "own", _("本人")
        TEAM = "team", _("本组")
        UNIT = "unit", _("本部门")
        STORE = "store", _("本店")
        GROUP = "group", _("集团")

    duty = models.ForeignKey(Duty, models.PROTECT, related_name="grants")
    capability = models.CharField(_("权限"), max_length=60)
    scope = models.CharField(_("范围"), max_length=8, choices=Scope.choices)
    limits = models.JSONField(_("额度"), default=dict, blank=True)
    rows = models.CharField(_("行筛选"), max_length=40, blank=True)

    history = tracked()

    class Meta(TrackedRow.Meta):
        ordering = ["id"]  # as the duty was written
        verbose_name = _("权限授予")
        verbose_name_plural = _("权限授予")
        constraints = [
            models.UniqueConstraint(fields=["duty", "capability"], name="grant_once_a_duty"),
            models.CheckConstraint(
                condition=models.Q(scope__in=["own", "team", "unit", "store", "group"]),
                name="grant_scope_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.capability} ({self.scope})"
