"""A car that comes back with the same fault: whose fault it is, before anybody pays."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import TrackedRow
from apps.core.tones import Tone
from apps.org.reach import ReachQuerySet
from apps.workorders.reach import of_order


class ComebackQuerySet(ReachQuerySet["Comeback"]):
    """Comebacks by where they stand."""

    def open(self) -> Self:
        """Those without a final word: nothing of their order may be billed to the customer."""
        return self.filter(state__in=Comeback.OPEN)

    def ours(self) -> Self:
        """Those judged to come from the earlier repair's workmanship (the same fault again)."""
        return self.filter(state=Comeback.State.JUDGED, verdict=Comeback.Verdict.WORKMANSHIP)


class Comeback(TrackedRow):
    """Something the customer says that sounds like an earlier repair, and the word on it (返修).

    The inspector judges and the technical expert agrees; they are two persons.  Inside the
    guarantee (``guaranteed``) the shop repairs free unless it shows by ``proof_due_at`` that the
    cause is another one; ``failed_before`` counts earlier repairs of the fault that did not hold
    (机动车维修管理规定).
    """

    class State(models.TextChoices):
        """Where it stands."""

        SUSPECTED = "suspected", _("疑似返修")
        CONFIRMED = "confirmed", _("待判定")
        PROPOSED = "proposed", _("待技术专家会签")
        JUDGED = "judged", _("已判定")
        DISMISSED = "dismissed", _("不是返修")

    class Verdict(models.TextChoices):
        """What the cause is."""

        WORKMANSHIP = "workmanship", _("维修质量")
        PART = "part", _("配件质量")
        NEW_FAULT = "new_fault", _("新故障")
        NOT_PROVEN = "not_proven", _("无法证明")

    OPEN = (State.SUSPECTED, State.CONFIRMED, State.PROPOSED)

    order = models.ForeignKey("workorders.WorkOrder", models.PROTECT, related_name="comebacks")
    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    statement = models.OneToOneField(
        "workorders.Statement", models.PROTECT, related_name="comeback", verbose_name=_("客户陈述")
    )
    earlier = models.ForeignKey(
        "workorders.WorkOrder",
        models.PROTECT,
        related_name="came_back_as",
        verbose_name=_("原工单"),
    )
    job = models.ForeignKey(
        "workorders.Job",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("原项目"),
    )
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.SUSPECTED)
    days = models.PositiveSmallIntegerField(_("距上次交车（天）"))
    km = models.IntegerField(_("距上次交车（公里）"), null=True, blank=True)
    guaranteed = models.BooleanField(_("在质量保证期内"))
    failed_before = models.PositiveSmallIntegerField(_("此前未修好次数"), default=0)
    opened_at = models.DateTimeField(_("发现时间"))
    proof_due_at = models.DateTimeField(_("举证期限"))
    confirmed_by = models.ForeignKey(
        "org.Staff",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("确认人"),
    )
    verdict = models.CharField(_("判定"), max_length=12, choices=Verdict, blank=True)
    grounds = models.CharField(_("判定依据"), max_length=400, blank=True)
    proposed_by = models.ForeignKey(
        "org.Staff",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("质检判定人"),
    )
    judged_by = models.ForeignKey(
        "org.Staff",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("会签技术专家"),
    )
    judged_at = models.DateTimeField(_("判定时间"), null=True, blank=True)

    reach = of_order("order", store="store")
    state_tones = {"suspected": Tone.BLOCKED, "confirmed": Tone.BLOCKED, "proposed": Tone.WORKING}
    objects = ComebackQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("返修判定")
        ordering = ("-opened_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=("proposed", "judged"))
                | ~Q(verdict="") & ~Q(grounds="") & Q(proposed_by__isnull=False),
                name="comeback_verdict_grounded",
            ),
            models.CheckConstraint(
                condition=~Q(state="judged")
                | Q(judged_by__isnull=False, judged_at__isnull=False)
                & ~Q(judged_by=models.F("proposed_by")),
                name="comeback_judged_by_two",
            ),
        ]
        indexes = [models.Index(fields=["store", "-opened_at"], name="comeback_store_opened")]

    def __str__(self) -> str:
        return f"{self.get_state_display()} {self.verdict and self.get_verdict_display()}".strip()

    def first_judge(self) -> set[int]:
        """The key of who proposed the verdict: another one agrees to it."""
        return {self.proposed_by_id} if self.proposed_by_id else set()

    def earlier_workers(self) -> set[int]:
        """Keys of those who did the earlier repair: they do not judge it."""
        jobs = [self.job] if self.job else self.earlier.jobs.all()
        return {key for job in jobs for key in job.workers()}

    @property
    def chargeable(self) -> bool:
        """Whether the customer may be asked to pay, once it is judged.

        Inside the guarantee only for another fault shown in time; outside it for anything but the
        shop's own workmanship or part.
        """
        if self.state == self.State.DISMISSED:
            return True
        if self.state != self.State.JUDGED or self.judged_at is None:
            return False
        if self.guaranteed:
            in_time = self.judged_at <= self.proof_due_at
            return self.verdict == self.Verdict.NEW_FAULT and in_time
        return self.verdict in {self.Verdict.NEW_FAULT, self.Verdict.NOT_PROVEN}
