"""A claim on the manufacturer for what was done under warranty."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import TrackedRow
from apps.core.money import ZERO, MoneyField, QuantityField
from apps.core.tones import Tone
from apps.org.reach import ReachQuerySet, ReachSpec
from apps.warranty.choices import BEFORE_SUBMISSION, Answer, ClaimKind, ClaimState, LineKind

if TYPE_CHECKING:
    import datetime as dt


class ClaimQuerySet(ReachQuerySet["Claim"]):
    """Claims by what waits for whom."""

    def to_judge(self) -> Self:
        """Drafts, and claims that came back refused or for correction."""
        return self.filter(state__in=(ClaimState.DRAFT, ClaimState.REFUSED, ClaimState.RETURNED))

    def to_review(self) -> Self:
        """Judged within the limit, or approved above it."""
        return self.filter(state__in=(ClaimState.JUDGED, ClaimState.APPROVED))

    def to_submit(self) -> Self:
        """Reviewed and not yet at the manufacturer."""
        return self.filter(state=ClaimState.REVIEWED)

    def to_answer(self) -> Self:
        """At the manufacturer."""
        return self.filter(state=ClaimState.SUBMITTED)

    def to_credit(self) -> Self:
        """Answered for good; money or a loss is still to be booked."""
        return self.filter(state__in=(ClaimState.ACCEPTED, ClaimState.PARTLY, ClaimState.REJECTED))

    def matching(self, term: str) -> Self:
        """By claim, order or manufacturer's number, plate or VIN."""
        word = term.strip().upper()
        if not word:
            return self
        return self.filter(
            Q(number__startswith=word)
            | Q(order__number__startswith=word)
            | Q(oem_number__startswith=word)
            | Q(order__visit__plate_no__contains=word)
            | Q(vehicle__vin__endswith=word)
        )

    def for_list(self) -> Self:
        """With what a row of the list shows."""
        return self.select_related("order__visit", "order__advisor", "vehicle__model", "store")


class Claim(TrackedRow):
    """What one order asks of the manufacturer under one title (warranty, first service, campaign).

    ``claimed`` is the sum of its lines as charged on the order, ``approved`` what the manufacturer
    accepted, ``credited`` what came in, ``loss`` what nobody pays; all in yuan, VAT included.
    Complaint, cause and correction are the three Cs every manufacturer asks for.
    """

    number = models.CharField(_("索赔单号"), max_length=32, unique=True)
    kind = models.CharField(_("索赔类型"), max_length=4, choices=ClaimKind)
    order = models.ForeignKey("workorders.WorkOrder", models.PROTECT, related_name="claims")
    vehicle = models.ForeignKey("customers.Vehicle", models.PROTECT, related_name="claims")
    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    unit = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    state = models.CharField(_("状态"), max_length=16, choices=ClaimState, default=ClaimState.DRAFT)
    complaint = models.TextField(_("客户陈述"), blank=True)
    cause = models.TextField(_("故障原因"), blank=True)
    correction = models.TextField(_("维修措施"), blank=True)
    causal_part = models.CharField(_("主损件零件号"), max_length=40, blank=True)
    dtc = models.CharField(_("故障码"), max_length=60, blank=True)
    fault_group = models.CharField(_("同一质量问题归组"), max_length=40, blank=True)
    safety = models.BooleanField(_("严重安全性能故障"), default=False)
    prior_approval = models.CharField(_("事前授权号"), max_length=40, blank=True)
    odometer_km = models.PositiveIntegerField(_("进店里程"), null=True, blank=True)
    opened_at = models.DateTimeField(_("建单时间"))
    repair_ended_at = models.DateTimeField(_("修竣时间"))
    submit_by = models.DateTimeField(_("申报截止"))
    claimed = MoneyField(_("索赔金额"), default=ZERO)
    approved = MoneyField(_("核准金额"), default=ZERO)
    credited = MoneyField(_("入账金额"), default=ZERO)
    loss = MoneyField(_("店端损失"), default=ZERO)
    loss_reason = models.CharField(_("损失原因"), max_length=160, blank=True)
    judgement = models.CharField(_("鉴定意见"), max_length=200, blank=True)
    judged_by = models.ForeignKey(
        "org.Staff", models.PROTECT, null=True, blank=True, related_name="claims_judged"
    )
    decided_by = models.ForeignKey(
        "org.Staff", models.PROTECT, null=True, blank=True, related_name="claims_decided"
    )
    reviewed_by = models.ForeignKey(
        "org.Staff", models.PROTECT, null=True, blank=True, related_name="claims_reviewed"
    )
    oem_number = models.CharField(_("厂家单号"), max_length=40, blank=True)
    submissions = models.PositiveSmallIntegerField(_("申报次数"), default=0)
    submitted_at = models.DateTimeField(_("申报时间"), null=True, blank=True)
    first_answer = models.CharField(_("首次答复"), max_length=16, choices=ClaimState, blank=True)
    first_answer_at = models.DateTimeField(_("首次答复时间"), null=True, blank=True)
    credited_at = models.DateTimeField(_("入账时间"), null=True, blank=True)
    closed_at = models.DateTimeField(_("关闭时间"), null=True, blank=True)

    state_tones = {
        ClaimState.JUDGED: Tone.WORKING,
        ClaimState.PENDING: Tone.BLOCKED,
        ClaimState.PARTLY: Tone.BLOCKED,
        ClaimState.VOID: Tone.LATE,
        ClaimState.ACCEPTED: Tone.DONE,
    }
    reach = ReachSpec(owners=("order__advisor",), page="warranty:claim")
    objects = ClaimQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("索赔单")
        ordering = ("-opened_at", "-pk")
        constraints = [
            models.UniqueConstraint(fields=["order", "kind"], name="claim_once_per_order_and_kind"),
            models.CheckConstraint(
                condition=Q(claimed__gte=0, approved__gte=0, credited__gte=0, loss__gte=0),
                name="claim_amounts_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(approved__lte=F("claimed"), credited__lte=F("approved")),
                name="claim_amounts_descend",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by=None)
                | (~Q(reviewed_by=F("judged_by")) & ~Q(reviewed_by=F("decided_by"))),
                name="claim_reviewed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("judged_by")),
                name="claim_decided_by_another",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at=None) | ~Q(oem_number=""),
                name="claim_submitted_with_number",
            ),
        ]
        indexes = [
            models.Index(fields=["store", "state", "submit_by"], name="claim_store_state"),
            models.Index(fields=["store", "-opened_at"], name="claim_store_opened"),
            models.Index(fields=["store", "first_answer_at"], name="claim_store_answered"),
            models.Index(fields=["store", "repair_ended_at"], name="claim_store_repaired"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def editable(self) -> bool:
        """Whether it still follows the order and its words may be changed."""
        return self.state in BEFORE_SUBMISSION

    def days_left(self, now: dt.datetime) -> int:
        """Whole days until the last day of submission; negative once it has passed."""
        return (self.submit_by - now).days


class ClaimLine(TrackedRow):
    """One labour or part line of the order that is claimed, with the manufacturer's answer."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="lines")
    labour_line = models.ForeignKey(
        "workorders.LabourLine", models.PROTECT, null=True, blank=True, related_name="claim_lines"
    )
    part_line = models.ForeignKey(
        "workorders.PartLine", models.PROTECT, null=True, blank=True, related_name="claim_lines"
    )
    kind = models.CharField(_("类别"), max_length=8, choices=LineKind)
    code = models.CharField(_("编码"), max_length=40, blank=True)
    name = models.CharField(_("名称"), max_length=120)
    quantity = QuantityField(_("数量"), default=Decimal(1))
    claimed = MoneyField(_("索赔金额"))
    approved = MoneyField(_("核准金额"), default=ZERO)
    answer = models.CharField(_("答复"), max_length=10, choices=Answer, blank=True)
    reason = models.CharField(_("未接受原因"), max_length=160, blank=True)

    state_tones = {
        f"answer:{Answer.ACCEPTED}": Tone.DONE,
        f"answer:{Answer.PARTLY}": Tone.BLOCKED,
    }
    reach = ReachSpec(
        store="claim__store",
        unit="claim__unit",
        owners=("claim__order__advisor",),
        shared_through=("claim",),
    )
    objects = ReachQuerySet["ClaimLine"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("索赔行")
        ordering = ("claim", "kind", "pk")
        constraints = [
            models.UniqueConstraint(fields=["claim", "labour_line"], name="claimline_labour_once"),
            models.UniqueConstraint(fields=["claim", "part_line"], name="claimline_part_once"),
            models.CheckConstraint(
                condition=Q(kind="labour", labour_line__isnull=False, part_line=None)
                | Q(kind="parts", part_line__isnull=False, labour_line=None),
                name="claimline_of_one_line",
            ),
            models.CheckConstraint(
                condition=Q(claimed__gte=0, approved__gte=0, approved__lte=F("claimed")),
                name="claimline_approved_within",
            ),
            models.CheckConstraint(
                condition=~Q(answer__in=("partly", "rejected")) | ~Q(reason=""),
                name="claimline_refusal_explained",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.claimed}"

    @property
    def source_key(self) -> tuple[str, int]:
        """Which line of the order it is: kind and key."""
        return self.kind, self.labour_line_id or self.part_line_id or 0
