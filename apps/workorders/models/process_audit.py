"""The audit of the process (流程检查): drawn orders, what was looked at, and what to put right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import TrackedRow
from apps.core.tones import Tone
from apps.org.reach import ReachQuerySet, ReachSpec
from apps.workorders.models.prices import UNNARROWED

if TYPE_CHECKING:
    import datetime as dt

    from apps.org.models import OrgUnit


class Severity(models.TextChoices):
    """How bad a fault of the process is."""

    MINOR = "minor", _("一般")
    MAJOR = "major", _("严重")
    CRITICAL = "critical", _("重大")


class ProcessQuestionQuerySet(ReachQuerySet["ProcessQuestion"]):
    """Questions by where they are asked."""

    def asked_in(self, store: OrgUnit) -> Self:
        """Those a store asks beside the group's."""
        return self.filter(store=store, active=True)


class ProcessQuestion(TrackedRow):
    """One question a store puts to every drawn order, beside those of the group.

    ``looks_at`` names what the records answer by themselves ("" where a person has to look).
    """

    class Check(models.TextChoices):
        """What can be read from the records (see ``process_checks``)."""

        SIGNATURE = "signature", _("客户授权")
        PROMISE = "promise", _("承诺时间")
        MILEAGE = "mileage", _("里程")
        WORDS = "words", _("客户陈述")
        WALK_ROUND = "walk_round", _("环检签字")
        ADD_ON = "add_on", _("增项答复")
        FINAL_CHECK = "final_check", _("检验")
        PAYER = "payer", _("付款方")

    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(_("序号"), default=1)
    text = models.CharField(_("检查内容"), max_length=120)
    severity = models.CharField(
        _("不符合时的程度"), max_length=8, choices=Severity, default=Severity.MINOR
    )
    looks_at = models.CharField(_("系统核对"), max_length=12, choices=Check, blank=True)
    active = models.BooleanField(_("在用"), default=True)

    reach = ReachSpec(level="store", rows=UNNARROWED)
    objects = ProcessQuestionQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("流程检查内容")
        ordering = ("position", "pk")
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="processquestion_asks"),
            models.UniqueConstraint(
                fields=["store", "text"],
                condition=Q(active=True),
                name="processquestion_once",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class ProcessAudit(TrackedRow):
    """One drawing: which orders of a period, under which seed, from which population.

    ``population`` lists every order that could be drawn, as [key, number, stratum]; with the
    ``seed`` anybody can draw again and gets the same orders (see ``sampling``).
    """

    class State(models.TextChoices):
        """Whether every drawn order was looked at."""

        OPEN = "open", _("检查中")
        DONE = "done", _("已完成")

    class Strata(models.TextChoices):
        """By what the sample is shared out."""

        NONE = "", _("不分层")
        ADVISOR = "advisor", _("按服务顾问")
        WORK_CLASS = "work_class", _("按业务类别")

    number = models.CharField(_("检查单号"), max_length=32, unique=True)
    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    unit = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    first = models.DateField(_("结算日从"))
    last = models.DateField(_("结算日到"))
    size = models.PositiveSmallIntegerField(_("抽取张数"))
    strata = models.CharField(_("分层"), max_length=10, choices=Strata, blank=True)
    fresh = models.BooleanField(_("不含检查过的工单"), default=True)
    seed = models.BigIntegerField(_("随机种子"))
    population = models.JSONField(_("抽样范围"), default=list)
    state = models.CharField(_("状态"), max_length=8, choices=State, default=State.OPEN)
    drawn_by = models.ForeignKey(
        "org.Staff", models.PROTECT, related_name="+", verbose_name=_("抽样人")
    )
    drawn_at = models.DateTimeField(_("抽样时间"))
    due_on = models.DateField(_("完成期限"))

    reach = ReachSpec(owners=("drawn_by",), rows=UNNARROWED)
    state_tones = {"open": Tone.WORKING, "done": Tone.DONE}
    objects = ReachQuerySet["ProcessAudit"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("流程检查")
        ordering = ("-drawn_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(size__gte=1, last__gte=models.F("first")), name="processaudit_sane"
            ),
        ]
        indexes = [models.Index(fields=["store", "-drawn_at"], name="processaudit_store_drawn")]

    def __str__(self) -> str:
        return self.number


class AuditedOrderQuerySet(ReachQuerySet["AuditedOrder"]):
    """Drawn orders by whether they were looked at."""

    def to_check(self) -> Self:
        """Those nobody has looked at."""
        return self.filter(state=AuditedOrder.State.PENDING)

    def checked(self) -> Self:
        """Those somebody has looked at."""
        return self.exclude(state=AuditedOrder.State.PENDING)


class AuditedOrder(TrackedRow):
    """One drawn order with the answers given on it; questions are kept as they were asked.

    ``answers`` are rows of question, text, answer (yes, no, na) and note; it passes without a no.
    """

    class State(models.TextChoices):
        """What came of it."""

        PENDING = "pending", _("待检查")
        PASSED = "passed", _("合格")
        FAILED = "failed", _("不合格")

    audit = models.ForeignKey(ProcessAudit, models.PROTECT, related_name="drawn")
    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    order = models.ForeignKey("workorders.WorkOrder", models.PROTECT, related_name="audits")
    stratum = models.CharField(_("分层"), max_length=40, blank=True)
    state = models.CharField(_("结果"), max_length=8, choices=State, default=State.PENDING)
    answers = models.JSONField(_("检查记录"), default=list, blank=True)
    note = models.CharField(_("说明"), max_length=200, blank=True)
    checked_by = models.ForeignKey(
        "org.Staff",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("检查人"),
    )
    checked_at = models.DateTimeField(_("检查时间"), null=True, blank=True)

    reach = ReachSpec(
        unit="audit__unit", owners=("audit__drawn_by",), rows=UNNARROWED, shared_through=("audit",)
    )
    state_tones = {"pending": Tone.WAITING, "passed": Tone.DONE, "failed": Tone.LATE}
    objects = AuditedOrderQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("抽中的工单")
        ordering = ("audit", "stratum", "pk")
        constraints = [
            models.UniqueConstraint(fields=["audit", "order"], name="auditedorder_once"),
            models.CheckConstraint(
                condition=Q(state="pending")
                | Q(checked_by__isnull=False, checked_at__isnull=False) & ~Q(answers=[]),
                name="auditedorder_looked_at",
            ),
        ]
        indexes = [
            models.Index(
                fields=["store"], condition=Q(state="pending"), name="auditedorder_to_check"
            ),
            models.Index(fields=["store", "-checked_at"], name="auditedorder_checked"),
        ]

    def __str__(self) -> str:
        return f"{self.audit_id} {self.order_id}"

    @property
    def advisor_id(self) -> int:
        """Who may not look at it: the advisor of the order."""
        return self.order.advisor_id


class AuditFindingQuerySet(ReachQuerySet["AuditFinding"]):
    """Faults by where they stand."""

    def open(self) -> Self:
        """Those not closed."""
        return self.exclude(state=AuditFinding.State.CLOSED)

    def overdue(self, today: dt.date) -> Self:
        """Those still to be put right after their day."""
        return self.filter(state=AuditFinding.State.OPEN, due_on__lt=today)


class AuditFinding(TrackedRow):
    """One fault found on a drawn order: who puts it right until when, and who saw that it is."""

    class State(models.TextChoices):
        """Where it stands."""

        OPEN = "open", _("待整改")
        FIXED = "fixed", _("待验证")
        CLOSED = "closed", _("已关闭")

    number = models.CharField(_("编号"), max_length=32, unique=True)
    sample = models.ForeignKey(AuditedOrder, models.PROTECT, related_name="findings")
    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    question = models.CharField(_("检查内容"), max_length=120)
    severity = models.CharField(_("程度"), max_length=8, choices=Severity)
    what = models.CharField(_("问题"), max_length=200)
    state = models.CharField(_("状态"), max_length=8, choices=State, default=State.OPEN)
    owner = models.ForeignKey(
        "org.Staff", models.PROTECT, related_name="+", verbose_name=_("责任人")
    )
    due_on = models.DateField(_("整改期限"))
    found_by = models.ForeignKey(
        "org.Staff", models.PROTECT, related_name="+", verbose_name=_("检查人")
    )
    found_at = models.DateTimeField(_("发现时间"))
    measure = models.CharField(_("整改措施"), max_length=400, blank=True)
    fixed_by = models.ForeignKey(
        "org.Staff",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("整改人"),
    )
    fixed_at = models.DateTimeField(_("整改时间"), null=True, blank=True)
    proof = models.CharField(_("验证结果"), max_length=400, blank=True)
    closed_by = models.ForeignKey(
        "org.Staff",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("验证人"),
    )
    closed_at = models.DateTimeField(_("关闭时间"), null=True, blank=True)

    reach = ReachSpec(
        unit="sample__audit__unit",
        owners=("owner",),
        rows=UNNARROWED,
        shared_through=("sample__audit",),
    )
    state_tones = {"open": Tone.BLOCKED, "fixed": Tone.WORKING, "closed": Tone.DONE}
    objects = AuditFindingQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("流程检查问题")
        ordering = ("due_on", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open")
                | Q(fixed_by__isnull=False, fixed_at__isnull=False) & ~Q(measure=""),
                name="auditfinding_fixed_how",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed")
                | Q(closed_by__isnull=False, closed_at__isnull=False) & ~Q(proof=""),
                name="auditfinding_closed_with_proof",
            ),
            models.CheckConstraint(
                condition=Q(closed_by=None)
                | ~Q(closed_by=models.F("owner")) & ~Q(closed_by=models.F("fixed_by")),
                name="auditfinding_closed_by_another",
            ),
        ]
        indexes = [
            models.Index(
                fields=["owner", "due_on"],
                condition=~Q(state="closed"),
                name="auditfinding_owner_open",
            ),
            models.Index(fields=["store", "-found_at"], name="auditfinding_store_found"),
        ]

    def __str__(self) -> str:
        return self.number
