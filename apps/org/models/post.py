"""Posts, who holds them from when to when, and the grants guardian keeps for them."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.models import Group
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _
from guardian.models import GroupObjectPermissionBase

from apps.core.history import tracked
from apps.core.models import TrackedRow
from apps.core.tones import Tone
from apps.org.reach import ReachQuerySet, ReachSpec


class Post(TrackedRow):
    """A position in one unit.  It owns one auth group, so that grants stay in the unit."""

    position = models.ForeignKey("org.Position", models.PROTECT, related_name="posts")
    unit = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="posts")
    group = models.OneToOneField(Group, models.PROTECT, related_name="post")
    headcount = models.PositiveSmallIntegerField(_("编制"), default=1)

    reach = ReachSpec(
        store="unit__store", unit="unit", rows={"group_posts": models.Q(unit__store=None)}
    )
    objects = ReachQuerySet["Post"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("岗位席位")
        verbose_name_plural = _("岗位席位")
        constraints = [
            models.UniqueConstraint(fields=["position", "unit"], name="post_once"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} · {self.position}"


class TenureQuerySet(ReachQuerySet["Tenure"]):
    """Who holds what when."""

    def live(self, now: dt.datetime) -> TenureQuerySet:
        """Approved tenures between their dates."""
        return self.unended(now).filter(starts_at__lte=now)

    def coming(self, now: dt.datetime) -> TenureQuerySet:
        """Approved tenures that have not begun."""
        return self.unended(now).filter(starts_at__gt=now)

    def unended(self, now: dt.datetime) -> TenureQuerySet:
        """Approved tenures whose end has not come, begun or not."""
        return self.filter(
            models.Q(ends_at=None) | models.Q(ends_at__gt=now), state=Tenure.State.APPROVED
        )

    def ended(self, now: dt.datetime) -> TenureQuerySet:
        """Approved tenures that are over."""
        return self.filter(state=Tenure.State.APPROVED, ends_at__lte=now)

    def overlapping(self, starts_at: dt.datetime, ends_at: dt.datetime | None) -> TenureQuerySet:
        """Tenures that share an instant with a time from ``starts_at`` until before ``ends_at``."""
        begun = self if ends_at is None else self.filter(starts_at__lt=ends_at)
        return begun.filter(models.Q(ends_at=None) | models.Q(ends_at__gt=starts_at))

    def for_list(self) -> TenureQuerySet:
        """With everything a line of a list names."""
        return self.select_related(
            "staff",
            "staff__store",
            "post__position",
            "post__unit__store",
            "acting_for__staff",
            "proposed_by",
            "approved_by",
        )


class Range(models.Func):
    """The time from a start until before an end, as PostgreSQL's range."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class Tenure(TrackedRow):
    """A person holds a post from one instant until before another.

    An acting tenure stands in for the tenure in ``acting_for``, or for a vacancy when that is
    empty.  ``decide_by`` is when its approval is due; ``conflict_reason`` says why somebody may
    hold both sides of a pair of separated duties; ``handed_to`` is who takes over what is open.
    """

    class Kind(models.TextChoices):
        PERMANENT = "permanent", _("专任")
        CONCURRENT = "concurrent", _("兼任")
        ACTING = "acting", _("代理")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("待批准")
        APPROVED = "approved", _("已批准")
        REFUSED = "refused", _("未批准")
        WITHDRAWN = "withdrawn", _("已撤回")

    state_tones = {"approved": Tone.DONE, "proposed": Tone.BLOCKED, "withdrawn": Tone.WAITING}

    staff = models.ForeignKey("org.Staff", models.PROTECT, related_name="tenures")
    post = models.ForeignKey(Post, models.PROTECT, related_name="tenures")
    kind = models.CharField(_("任职类型"), max_length=12, choices=Kind.choices)
    acting_for = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="stand_ins"
    )
    state = models.CharField(
        _("状态"), max_length=12, choices=State.choices, default=State.PROPOSED
    )
    starts_at = models.DateTimeField(_("开始"))
    ends_at = models.DateTimeField(_("结束"), null=True, blank=True)
    proposed_by = models.ForeignKey("org.Staff", models.PROTECT, null=True, related_name="+")
    approved_by = models.ForeignKey("org.Staff", models.PROTECT, null=True, related_name="+")
    reason = models.TextField(_("原因"), blank=True)
    decide_by = models.DateTimeField(_("批准期限"), null=True, blank=True)
    conflict_reason = models.TextField(_("职责冲突的理由"), blank=True)
    handed_to = models.ForeignKey(
        "org.Staff", models.PROTECT, null=True, blank=True, related_name="+"
    )

    reach = ReachSpec(
        store="post__unit__store",
        unit="post__unit",
        owners=("staff",),
        rows={
            "group_posts": models.Q(post__unit__store=None),
            "store_heads": models.Q(post__unit__kind="store"),
        },
    )
    objects = TenureQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("任职")
        verbose_name_plural = _("任职")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at=None) | models.Q(ends_at__gt=models.F("starts_at")),
                name="tenure_dates_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="acting") | models.Q(acting_for=None),
                name="tenure_only_acting_stands_in",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="acting") | models.Q(ends_at__isnull=False),
                name="tenure_acting_has_end",
            ),
            models.CheckConstraint(
                condition=models.Q(proposed_by=None) | ~models.Q(proposed_by=models.F("staff")),
                name="tenure_not_proposed_for_self",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_by=None) | ~models.Q(approved_by=models.F("staff")),
                name="tenure_not_approved_for_self",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_by=None)
                | models.Q(proposed_by=None)
                | ~models.Q(approved_by=models.F("proposed_by")),
                name="tenure_approved_by_another",
            ),
            ExclusionConstraint(
                name="tenure_one_permanent",
                expressions=[
                    ("staff", RangeOperators.EQUAL),
                    (Range("starts_at", "ends_at"), RangeOperators.OVERLAPS),
                ],
                condition=models.Q(kind="permanent", state="approved"),
            ),
        ]
        indexes = [
            models.Index(fields=["staff", "starts_at"], name="tenure_of_staff"),
            models.Index(fields=["post", "starts_at"], name="tenure_of_post"),
            models.Index(
                fields=["decide_by"],
                condition=models.Q(state="proposed"),
                name="tenure_to_decide",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.staff} · {self.post}"


class UnitGrant(GroupObjectPermissionBase):
    """A post's group holds one capability on one unit; written only by ``services.publishing``."""

    content_object = models.ForeignKey("org.OrgUnit", models.CASCADE, related_name="grants")

    class Meta(GroupObjectPermissionBase.Meta):
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.group_id} {self.permission_id} {self.content_object_id}"
