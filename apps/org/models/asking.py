"""What somebody asks of the line above because it lies beyond their own limit."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Self, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from apps.core.models import Row, TrackedRow
from apps.core.tones import Tone
from apps.org.models.people import Staff
from apps.org.models.position import Position
from apps.org.models.post import Tenure
from apps.org.reach import ReachQuerySet

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from apps.core.actor import Actor

R = TypeVar("R", bound=models.Model)

DECIDED = Q(decided_at__isnull=False, decided_by__isnull=False)
BY_ANOTHER = models.CheckConstraint(
    condition=Q(decided_by=None) | ~Q(decided_by=F("requested_by")), name="%(class)s_by_another"
)
ANSWERED = models.CheckConstraint(
    condition=Q(state__in=("pending", "withdrawn"), decided_by=None)
    | Q(state__in=("approved", "refused")) & DECIDED,
    name="%(class)s_answered_by_somebody",
)


class RequestState(models.TextChoices):
    """Where a request to the line above stands."""

    PENDING = "pending", _("待批")
    APPROVED = "approved", _("已批准")
    REFUSED = "refused", _("未批准")
    WITHDRAWN = "withdrawn", _("已撤回")


class RequestStepQuerySet(models.QuerySet["RequestStep"]):
    """Reads the ladder of requests."""

    def of(self, model: type[models.Model]) -> Self:
        """The steps of requests of one model."""
        return self.filter(content_type=ContentType.objects.get_for_model(model))

    def open(self, now: dt.datetime) -> Self:
        """Steps that have the request now.

        A step opens at its time, which is when the one below runs out.  It opens at once when
        every step below lost its last holder: a right without a holder must not stop the shop.
        """
        live = Tenure.objects.live(now).filter(
            post__position=OuterRef("position"), staff__is_active=True
        )
        held = Exists(live.exclude(staff=OuterRef("asker")))
        below = RequestStep.objects.filter(
            held,
            content_type=OuterRef("content_type"),
            object_id=OuterRef("object_id"),
            rank__lt=OuterRef("rank"),
            closed_at=None,
        )
        return self.filter(Q(opens_at__lte=now) | ~Exists(below), closed_at=None)


class RequestStep(Row):
    """One rung of the ladder a request climbs: which position has it from when, due when, and why.

    The rungs above the first are laid when the request is made, so that it climbs by itself: no
    clock has to run for it.  ``closed_at`` is set on a rung that gave the request away; one that
    merely ran out stays open, so that both positions may decide.
    """

    class Via(models.TextChoices):
        """How the request comes to this rung."""

        ASKED = "asked", _("提出")
        OVERDUE = "overdue", _("逾期上升")
        PASSED = "passed", _("转上级")
        VACANT = "vacant", _("空缺，跳过")

    content_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    object_id = models.BigIntegerField()
    rank = models.PositiveSmallIntegerField()
    position = models.ForeignKey(Position, models.PROTECT, related_name="+")
    asker = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    via = models.CharField(_("缘由"), max_length=8, choices=Via, default=Via.ASKED)
    opens_at = models.DateTimeField(_("起"))
    due_at = models.DateTimeField(_("期限"))
    closed_at = models.DateTimeField(_("转出时间"), null=True)
    note = models.CharField(_("说明"), max_length=160, blank=True)
    by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")

    objects = RequestStepQuerySet.as_manager()

    class Meta(Row.Meta):
        verbose_name = _("审批环节")
        ordering = ("content_type", "object_id", "rank")
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "rank"], name="requeststep_rank_once"
            ),
        ]
        indexes = [
            models.Index(fields=["position"], condition=Q(closed_at=None), name="requeststep_open"),
        ]

    def __str__(self) -> str:
        return f"{self.rank} {self.position_id}"


class RequestQuerySet(ReachQuerySet[R]):
    """Requests by whom they wait for."""

    def pending(self) -> Self:
        """Those nobody has answered."""
        return self.filter(state=RequestState.PENDING)

    def waiting_for(self, by: Actor) -> Self:
        """Unanswered ones of others that now lie with a position the person holds."""
        positions = {post.position_id for post in by.posts}
        steps = RequestStep.objects.of(self.model).open(by.now)
        mine = steps.filter(object_id=OuterRef("pk"), position__in=positions)
        return self.pending().filter(Exists(mine)).exclude(requested_by=by.staff_id)


class Request(TrackedRow):
    """Asked by one person of the position ``asked_of``, answered by another person.

    ``due_at`` is the end of the present term, after which the next position up has it as well.
    ``own_limits`` are the amounts up to which the one who asks could have decided alone.
    ``decided_in`` is the tenure in which it was decided: an acting one names the absent person.
    """

    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    state = models.CharField(
        _("状态"), max_length=10, choices=RequestState, default=RequestState.PENDING
    )
    reason = models.CharField(_("申请理由"), max_length=160)
    asked_of = models.ForeignKey(
        Position, models.PROTECT, related_name="+", verbose_name=_("审批岗位")
    )
    requested_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name=_("申请人")
    )
    requested_at = models.DateTimeField(_("申请时间"))
    due_at = models.DateTimeField(_("批复期限"))
    reminded_at = models.DateTimeField(_("催办时间"), null=True, blank=True)
    own_limits = models.JSONField(_("申请人额度"), default=dict, blank=True)
    decided_by = models.ForeignKey(
        Staff, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("审批人")
    )
    decided_in = models.ForeignKey(
        Tenure, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("审批任职")
    )
    decided_at = models.DateTimeField(_("审批时间"), null=True, blank=True)
    answer = models.CharField(_("审批意见"), max_length=160, blank=True)

    state_tones = {RequestState.APPROVED: Tone.DONE, RequestState.WITHDRAWN: Tone.WAITING}

    class Meta(TrackedRow.Meta):
        abstract = True
        ordering = ("requested_at", "pk")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def subject(self) -> models.Model:
        """The row on which the right to decide is asked."""
        raise NotImplementedError

    @property
    def amounts(self) -> Mapping[str, Decimal]:
        """What is asked, by the name of the limit it is measured against."""
        raise NotImplementedError

    @property
    def line_of(self) -> Staff:
        """The person whose reporting line the request climbs."""
        return self.requested_by
