"""What an order asks of the warehouse, and what the warehouse could not give."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import Row, TrackedRow
from apps.core.money import QuantityField
from apps.org.reach import ReachQuerySet, ReachSpec
from apps.parts.models.catalogue import CATEGORY_ROWS, plain_code
from apps.parts.models.purchasing import LIVE, PurchaseCover
from apps.parts.models.warehouse import StockLevel

if TYPE_CHECKING:
    from typing import Self

ZERO = Decimal(0)


class DemandQuerySet(ReachQuerySet["Demand"]):
    """Reads the keeper's day."""

    def open(self) -> Self:
        """Demands that still want something of the warehouse."""
        return self.filter(state__in=Demand.OPEN_STATES)

    def short(self) -> Self:
        """Demands with less on hand than asked for."""
        return self.filter(state=Demand.State.SHORT)

    def to_order(self) -> Self:
        """Short demands that no live purchase order is going to fill."""
        covers = PurchaseCover.objects.filter(
            demand=OuterRef("pk"),
            line__order__state__in=LIVE,
            line__received__lt=F("line__quantity"),
        )
        return self.short().filter(~Exists(covers))

    def to_reserve(self) -> Self:
        """Waiting demands for which something lies free (待备货)."""
        free = StockLevel.objects.filter(
            part=OuterRef("part"), warehouse=OuterRef("warehouse"), on_hand__gt=F("reserved")
        )
        waiting = (Demand.State.REQUESTED, Demand.State.SHORT)
        return self.filter(Exists(free), state__in=waiting)

    def to_issue(self) -> Self:
        """Demands that lie ready to be handed out (待发料)."""
        return self.filter(state__in=(Demand.State.RESERVED, Demand.State.PICKED))

    def at_workshop(self) -> Self:
        """Demands of which something was issued, most recent first."""
        return self.filter(issued__gt=F("returned")).order_by("-pk")

    def matching(self, term: str) -> Self:
        """By document number, plate or part number."""
        word = term.strip().upper()
        if not word:
            return self
        return self.filter(
            Q(document_no__startswith=word)
            | Q(plate_no__contains=word)
            | Q(part__code_plain__startswith=plain_code(word))
        )

    def waiting_for(self, part_id: int, warehouse_id: int) -> Self:
        """Short demands for one part, the earliest promise first, then the earliest asked."""
        rows = self.short().filter(part_id=part_id, warehouse_id=warehouse_id)
        return rows.order_by(F("needed_at").asc(nulls_last=True), "pk")


class Demand(TrackedRow):
    """One request line: so much of a part for one document and car (领料单行).

    ``reserved`` is held on the shelf now, ``picked`` is the part of it already laid out,
    ``issued`` and ``returned`` only grow. Kept is issued − returned = −Σ ledger.
    ``filled_first_ask`` says whether the whole line came off the shelf when first asked,
    ``expected_on`` is the day a supplier named for what is missing.
    """

    class State(models.TextChoices):
        """Where the line stands."""

        REQUESTED = "requested", _("已申请")
        SHORT = "short", _("缺件")
        RESERVED = "reserved", _("已备货")
        PICKED = "picked", _("已拣货")
        ISSUED = "issued", _("已发料")
        RETURNED = "returned", _("已退料")
        CANCELLED = "cancelled", _("已取消")

    OPEN_STATES = (State.REQUESTED, State.SHORT, State.RESERVED, State.PICKED)

    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    unit = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    warehouse = models.ForeignKey("parts.Warehouse", models.PROTECT, related_name="demands")
    document_no = models.CharField(_("单据号"), max_length=40)
    plate_no = models.CharField(_("车牌"), max_length=16, blank=True)
    requester = models.ForeignKey(
        "org.Staff", models.PROTECT, null=True, related_name="demands", verbose_name=_("申请人")
    )
    taken_by = models.ForeignKey(
        "org.Staff", models.PROTECT, null=True, related_name="parts_taken", verbose_name=_("领料人")
    )
    part = models.ForeignKey("parts.Part", models.PROTECT, related_name="demands")
    quantity = QuantityField(_("需求"))
    reserved = QuantityField(_("占用"), default=ZERO)
    picked = QuantityField(_("已拣"), default=ZERO)
    issued = QuantityField(_("已发"), default=ZERO)
    returned = QuantityField(_("已退"), default=ZERO)
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.REQUESTED)
    asked_at = models.DateTimeField(_("申请时间"))
    needed_at = models.DateTimeField(_("要求时间"), null=True)
    expected_on = models.DateField(_("预计到货"), null=True)
    filled_first_ask = models.BooleanField(_("首次满足"), default=False)
    old_part_received = models.BooleanField(_("旧件已收"), default=False)
    no_old_part_reason = models.CharField(_("未收旧件原因"), max_length=120, blank=True)

    state_tones = {State.RETURNED: "done", State.RESERVED: "working"}
    moving = ZERO  # what the act in progress moves; not stored

    reach = ReachSpec(
        store="store",
        unit="warehouse__unit",
        owners=("requester", "taken_by"),
        rows=CATEGORY_ROWS,
        page="parts:demand",
    )
    objects = DemandQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("领料需求")
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gte=0), name="demand_not_negative"),
            models.CheckConstraint(
                condition=Q(picked__gte=0, picked__lte=F("reserved")), name="demand_picked_held"
            ),
            models.CheckConstraint(
                condition=Q(reserved__gte=0, reserved__lte=F("quantity") - F("issued")),
                name="demand_holds_what_it_asked",
            ),
            models.CheckConstraint(
                condition=Q(returned__gte=0, returned__lte=F("issued")),
                name="demand_returns_what_it_got",
            ),
        ]
        indexes = [
            models.Index(fields=["store", "state", "needed_at"], name="demand_store_state"),
            models.Index(fields=["document_no"], name="demand_document"),
            models.Index(fields=["store", "asked_at"], name="demand_asked"),
            models.Index(
                fields=["part", "warehouse"], condition=Q(state="short"), name="demand_waiting"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_no} {self.part_id} × {self.quantity}"

    @property
    def missing(self) -> Decimal:
        """What neither lies reserved nor was issued yet."""
        gap: Decimal = self.quantity - self.issued - self.reserved
        return gap

    @property
    def kept(self) -> Decimal:
        """What the workshop has and did not bring back."""
        used: Decimal = self.issued - self.returned
        return used

    def due_state(self) -> State:
        """The state that the quantities mean while the demand is alive."""
        if self.missing > 0:
            return self.State.SHORT
        if not self.reserved:
            return self.State.ISSUED
        return self.State.PICKED if self.picked == self.reserved else self.State.RESERVED


class LostDemand(Row):
    """A request the shelf could not fill when it was asked; kept even if nothing is ordered."""

    class Cause(models.TextChoices):
        """Why it was lost."""

        SHORTAGE = "shortage", _("库存不足")
        NOT_STOCKED = "not_stocked", _("非库存件")
        DECLINED = "declined", _("客户不等")

    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    unit = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    part = models.ForeignKey("parts.Part", models.PROTECT, related_name="lost_demands")
    quantity = QuantityField(_("缺少"))
    cause = models.CharField(_("原因"), max_length=12, choices=Cause, default=Cause.SHORTAGE)
    demand = models.ForeignKey(
        Demand, models.PROTECT, null=True, related_name="lost", verbose_name=_("领料需求")
    )
    document_no = models.CharField(_("单据号"), max_length=40, blank=True)
    by = models.ForeignKey("org.Staff", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("时间"))

    reach = ReachSpec(store="store", unit="unit", rows=CATEGORY_ROWS)
    objects = ReachQuerySet["LostDemand"].as_manager()

    class Meta(Row.Meta):
        verbose_name = _("缺货登记")
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="lostdemand_positive")
        ]
        indexes = [models.Index(fields=["store", "at"], name="lostdemand_store")]

    def __str__(self) -> str:
        return f"{self.part_id} × {self.quantity}"
