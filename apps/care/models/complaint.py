"""What a customer complains about, and what was done."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from apps.care.choices import (
    OPEN_COMPLAINT,
    CallbackState,
    CallResult,
    ComplaintState,
    Grade,
    Medium,
    Source,
    Topic,
)
from apps.care.models.callback import Callback
from apps.core.history import tracked
from apps.core.models import Row, TrackedRow
from apps.core.money import ZERO, MoneyField
from apps.core.tones import Tone
from apps.org.reach import ReachQuerySet, ReachSpec

OWNERS = ("received_by", "handler", "order__advisor")


class ComplaintQuerySet(ReachQuerySet["Complaint"]):
    """Complaints by what they wait for."""

    def open(self) -> Self:
        """Not closed."""
        return self.filter(state__in=OPEN_COMPLAINT)

    def to_contact(self) -> Self:
        """Nobody has spoken with the customer yet."""
        return self.filter(
            state__in=(ComplaintState.RECEIVED, ComplaintState.ASSIGNED), first_contact_at=None
        )

    def to_handle(self) -> Self:
        """Contacted, cause and remedy still to come."""
        return self.filter(state=ComplaintState.CONTACTED)

    def to_close(self) -> Self:
        """Handled, and the second call was made."""
        waits = Callback.objects.filter(complaint=OuterRef("pk"), state=CallbackState.OPEN)
        return self.filter(~Exists(waits), state=ComplaintState.HANDLED)

    def matching(self, term: str) -> Self:
        """By number, customer's name, plate or VIN."""
        word = term.strip()
        if not word:
            return self
        return self.filter(
            Q(number__startswith=word.upper())
            | Q(caller_name__startswith=word)
            | Q(order__number__startswith=word.upper())
            | Q(order__visit__plate_no__contains=word.upper())
            | Q(vehicle__vin__endswith=word.upper())
        )

    def for_list(self) -> Self:
        """With what a row of the list shows."""
        return self.select_related("order__visit", "vehicle__model", "handler", "customer")


class Complaint(TrackedRow):
    """One complaint from receipt to agreement; its clocks run in calendar hours by its grade.

    ``first_contact_at`` is when the customer was reached, or the third logged try.  ``goodwill``
    is what was granted, in yuan.  Closing asks cause, action, agreement and a second callback.
    """

    number = models.CharField(_("投诉单号"), max_length=32, unique=True)
    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    unit = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    grade = models.CharField(_("等级"), max_length=10, choices=Grade, default=Grade.GENERAL)
    topic = models.CharField(_("投诉内容"), max_length=10, choices=Topic)
    source = models.CharField(_("来源"), max_length=10, choices=Source)
    state = models.CharField(
        _("状态"), max_length=18, choices=ComplaintState, default=ComplaintState.RECEIVED
    )
    customer = models.ForeignKey(
        "customers.Customer", models.PROTECT, null=True, blank=True, related_name="complaints"
    )
    vehicle = models.ForeignKey(
        "customers.Vehicle", models.PROTECT, null=True, blank=True, related_name="complaints"
    )
    order = models.ForeignKey(
        "workorders.WorkOrder", models.PROTECT, null=True, blank=True, related_name="complaints"
    )
    callback = models.ForeignKey(
        Callback, models.PROTECT, null=True, blank=True, related_name="complaints"
    )
    caller_name = models.CharField(_("投诉人"), max_length=80)
    caller_phone = models.CharField(_("联系电话"), max_length=20, blank=True)
    statement = models.TextField(_("客户陈述"))
    received_by = models.ForeignKey("org.Staff", models.PROTECT, related_name="complaints_received")
    received_at = models.DateTimeField(_("受理时间"))
    handler = models.ForeignKey(
        "org.Staff",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="complaints_handled",
        verbose_name=_("处理人"),
    )
    first_contact_due_at = models.DateTimeField(_("首次联系期限"))
    first_contact_at = models.DateTimeField(_("首次联系时间"), null=True, blank=True)
    resolve_due_at = models.DateTimeField(_("处理期限"))
    cause = models.TextField(_("原因"), blank=True)
    responsible_unit = models.ForeignKey(
        "org.OrgUnit", models.PROTECT, null=True, blank=True, related_name="+"
    )
    plan = models.TextField(_("处理方案"), blank=True)
    action = models.TextField(_("已采取措施"), blank=True)
    goodwill = MoneyField(_("补偿金额"), default=ZERO)
    agreed = models.BooleanField(_("客户已认可"), default=False)
    agreement = models.CharField(_("认可凭据"), max_length=160, blank=True)
    repeat_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="repeats"
    )
    handled_at = models.DateTimeField(_("处理完成时间"), null=True, blank=True)
    closed_by = models.ForeignKey(
        "org.Staff", models.PROTECT, null=True, blank=True, related_name="complaints_closed"
    )
    closed_at = models.DateTimeField(_("结案时间"), null=True, blank=True)

    state_tones = {
        ComplaintState.HANDLED: Tone.WORKING,
        ComplaintState.NOT_AGREED: Tone.BLOCKED,
        f"grade:{Grade.GENERAL}": Tone.WAITING,
        f"grade:{Grade.ESCALATED}": Tone.BLOCKED,
        f"grade:{Grade.MAJOR}": Tone.LATE,
    }
    reach = ReachSpec(owners=OWNERS, page="care:complaint")
    objects = ComplaintQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("投诉")
        ordering = ("-received_at", "-pk")
        constraints = [
            models.CheckConstraint(condition=~Q(statement=""), name="complaint_says_something"),
            models.CheckConstraint(
                condition=Q(goodwill__gte=0), name="complaint_goodwill_positive"
            ),
            models.CheckConstraint(
                condition=~Q(state="closed")
                | Q(agreed=True, closed_at__isnull=False) & ~Q(cause="") & ~Q(action=""),
                name="complaint_closed_is_complete",
            ),
            models.CheckConstraint(
                condition=Q(agreed=False) | ~Q(agreement=""), name="complaint_agreement_proven"
            ),
        ]
        indexes = [
            models.Index(
                fields=["store", "state", "first_contact_due_at"], name="complaint_store_state"
            ),
            models.Index(fields=["store", "-received_at"], name="complaint_store_received"),
            models.Index(fields=["vehicle", "-received_at"], name="complaint_vehicle"),
            models.Index(fields=["customer", "-received_at"], name="complaint_customer"),
        ]

    def __str__(self) -> str:
        return self.number


class ComplaintContact(Row):
    """One try to speak with the customer about a complaint."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="contacts")
    medium = models.CharField(_("方式"), max_length=10, choices=Medium)
    result = models.CharField(_("结果"), max_length=12, choices=CallResult)
    note = models.TextField(_("沟通内容"), blank=True)
    by = models.ForeignKey("org.Staff", models.PROTECT, related_name="+")
    at = models.DateTimeField(_("时间"))

    reach = ReachSpec(
        store="complaint__store",
        unit="complaint__unit",
        owners=tuple(f"complaint__{o}" for o in OWNERS),
        shared_through=("complaint",),
    )
    objects = ReachQuerySet["ComplaintContact"].as_manager()

    class Meta(Row.Meta):
        verbose_name = _("投诉联系记录")
        ordering = ("complaint", "pk")

    def __str__(self) -> str:
        return f"{self.complaint_id} {self.result}"


class ComplaintOpinion(Row):
    """What an expert thinks of the matter."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="opinions")
    text = models.TextField(_("技术意见"))
    by = models.ForeignKey("org.Staff", models.PROTECT, related_name="+")
    at = models.DateTimeField(_("时间"))

    reach = ReachSpec(
        store="complaint__store",
        unit="complaint__unit",
        owners=tuple(f"complaint__{o}" for o in OWNERS),
        shared_through=("complaint",),
    )
    objects = ReachQuerySet["ComplaintOpinion"].as_manager()

    class Meta(Row.Meta):
        verbose_name = _("技术意见")
        ordering = ("complaint", "pk")
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="opinion_not_empty")]

    def __str__(self) -> str:
        return self.text
