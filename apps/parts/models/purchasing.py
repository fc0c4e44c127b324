"""Purchase orders (采购订单): what is ordered of a supplier, for which demands, and what came."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apps.core.clock import business_day
from apps.core.history import tracked
from apps.core.models import Row, TrackedRow
from apps.core.money import MoneyField, QuantityField, to_fen
from apps.core.tones import Tone
from apps.org.models.asking import ANSWERED, BY_ANOTHER, Request, RequestQuerySet
from apps.org.reach import ReachQuerySet, ReachSpec
from apps.parts.models.catalogue import CATALOGUE_ROWS, CATEGORY_ROWS, Part

if TYPE_CHECKING:
    import datetime as dt

ZERO = Decimal(0)
HUNDRED = Decimal(100)


class PurchaseState(models.TextChoices):
    """Where a purchase order stands."""

    DRAFT = "draft", _("草稿")
    SUBMITTED = "submitted", _("待批准")
    APPROVED = "approved", _("已批准")
    ORDERED = "ordered", _("已订货")
    PARTLY = "partly_received", _("部分到货")
    RECEIVED = "received", _("已到齐")
    CANCELLED = "cancelled", _("已取消")


S = PurchaseState
LIVE = (S.DRAFT, S.SUBMITTED, S.APPROVED, S.ORDERED, S.PARTLY)
COMING = (S.ORDERED, S.PARTLY)


class PurchaseOrderQuerySet(ReachQuerySet["PurchaseOrder"]):
    """Purchase orders by what they wait for."""

    def live(self) -> Self:
        """Neither complete nor cancelled."""
        return self.filter(state__in=LIVE)

    def to_place(self) -> Self:
        """Approved, and not yet ordered of the supplier."""
        return self.filter(state=S.APPROVED)

    def coming(self) -> Self:
        """Ordered, with goods still to come."""
        return self.filter(state__in=COMING)

    def late(self, now: dt.datetime) -> Self:
        """Ordered, and the expected day has passed."""
        return self.coming().filter(expected_on__lt=business_day(now))

    def matching(self, term: str) -> Self:
        """By number, supplier or the supplier's own number, or a part on it."""
        word = term.strip()
        if not word:
            return self
        lines = PurchaseLine.objects.filter(part__code__istartswith=word).values("order")
        return self.filter(
            Q(number__startswith=word.upper())
            | Q(supplier_order_no__startswith=word.upper())
            | Q(supplier__name__contains=word)
            | Q(pk__in=lines)
        )

    def for_list(self) -> Self:
        """With what a row of the list shows."""
        return self.select_related("supplier", "requested_by", "warehouse", "store")


class PurchaseOrder(TrackedRow):
    """What one store orders of one supplier for one stock room.

    ``net``, ``vat`` and ``gross`` are the sums of the lines in yuan; the limit to approve is
    measured against ``gross``, because that is what will be paid.  ``expected_on`` is the day the
    supplier named.  ``category`` is that of all its parts, "" when they differ.
    """

    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    unit = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    warehouse = models.ForeignKey("parts.Warehouse", models.PROTECT, related_name="purchases")
    number = models.CharField(_("采购单号"), max_length=40, unique=True)
    supplier = models.ForeignKey(
        "parts.Supplier", models.PROTECT, related_name="purchases", verbose_name=_("供应商")
    )
    state = models.CharField(
        _("状态"), max_length=16, choices=PurchaseState, default=PurchaseState.DRAFT
    )
    category = models.CharField(_("类别"), max_length=12, choices=Part.Category, blank=True)
    net = MoneyField(_("不含税金额"), default=ZERO)
    vat = MoneyField(_("税额"), default=ZERO)
    gross = MoneyField(_("价税合计"), default=ZERO)
    note = models.CharField(_("备注"), max_length=200, blank=True)
    requested_by = models.ForeignKey(
        "org.Staff", models.PROTECT, related_name="purchases", verbose_name=_("编制人")
    )
    created_at = models.DateTimeField(_("编制时间"))
    approved_by = models.ForeignKey(
        "org.Staff", models.PROTECT, null=True, related_name="+", verbose_name=_("批准人")
    )
    approved_at = models.DateTimeField(_("批准时间"), null=True)
    supplier_order_no = models.CharField(_("厂家单号"), max_length=40, blank=True)
    ordered_at = models.DateTimeField(_("订货时间"), null=True)
    expected_on = models.DateField(_("预计到货"), null=True)

    state_tones = {S.PARTLY: Tone.BLOCKED, S.ORDERED: Tone.WORKING, S.APPROVED: Tone.WORKING}
    reach = ReachSpec(owners=("requested_by",), rows=CATALOGUE_ROWS, page="parts:purchase")
    objects = PurchaseOrderQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("采购订单")
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(
                condition=Q(net__gte=0, vat__gte=0, gross=F("net") + F("vat")),
                name="purchaseorder_adds_up",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("requested_by")),
                name="purchaseorder_approved_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("ordered", "partly_received", "received"))
                | Q(approved_by__isnull=False, ordered_at__isnull=False),
                name="purchaseorder_ordered_once_approved",
            ),
        ]
        indexes = [
            models.Index(fields=["store", "state", "expected_on"], name="purchaseorder_state"),
            models.Index(fields=["store", "-created_at"], name="purchaseorder_store"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def receivable(self) -> bool:
        """Whether goods may come in on it."""
        return self.state in COMING


class PurchaseLine(TrackedRow):
    """So much of one part at one price; ``unit_price`` in yuan without VAT, four decimals.

    ``net`` is quantity × price and ``vat`` its tax at ``vat_rate`` percent, each rounded half-up
    to the fen.  ``received`` only grows.
    """

    order = models.ForeignKey(PurchaseOrder, models.PROTECT, related_name="lines")
    part = models.ForeignKey("parts.Part", models.PROTECT, related_name="purchase_lines")
    quantity = QuantityField(_("数量"))
    unit_price = models.DecimalField(_("单价（不含税）"), max_digits=14, decimal_places=4)
    vat_rate = models.DecimalField(_("税率%"), max_digits=4, decimal_places=2)
    net = MoneyField(_("金额"), default=ZERO)
    vat = MoneyField(_("税额"), default=ZERO)
    received = QuantityField(_("已到"), default=ZERO)

    reach = ReachSpec(
        store="order__store", unit="order__unit", rows=CATEGORY_ROWS, shared_through=("order",)
    )
    objects = ReachQuerySet["PurchaseLine"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("采购订单行")
        ordering = ("order", "pk")
        constraints = [
            models.UniqueConstraint(fields=["order", "part"], name="purchaseline_part_once"),
            models.CheckConstraint(
                condition=Q(quantity__gt=0, unit_price__gte=0, vat_rate__gte=0),
                name="purchaseline_sane",
            ),
            models.CheckConstraint(
                condition=Q(received__gte=0, received__lte=F("quantity")),
                name="purchaseline_not_over_received",
            ),
        ]
        indexes = [models.Index(fields=["part"], name="purchaseline_part")]

    def __str__(self) -> str:
        return f"{self.part_id} × {self.quantity}"

    def save(self, *args: object, **kwargs: object) -> None:
        """The amounts follow quantity, price and rate."""
        self.net = to_fen(self.quantity * self.unit_price)
        self.vat = to_fen(self.net * self.vat_rate / HUNDRED)
        super().save(*args, **kwargs)

    @property
    def open(self) -> Decimal:
        """What is still to come."""
        left: Decimal = self.quantity - self.received
        return left


class PurchaseCover(Row):
    """A purchase line is ordered for this demand; it is written with the line and never changed."""

    line = models.ForeignKey(PurchaseLine, models.CASCADE, related_name="covers")
    demand = models.ForeignKey("parts.Demand", models.PROTECT, related_name="covers")

    class Meta(Row.Meta):
        verbose_name = _("采购对应需求")
        ordering = ("line", "pk")
        constraints = [
            models.UniqueConstraint(fields=["line", "demand"], name="purchasecover_once")
        ]

    def __str__(self) -> str:
        return f"{self.line_id} {self.demand_id}"


class PurchaseRequest(Request):
    """A purchase order of this amount is to be approved."""

    order = models.ForeignKey(PurchaseOrder, models.PROTECT, related_name="requests")
    amount = MoneyField(_("采购金额"))

    reach = ReachSpec(
        unit="order__unit",
        owners=("requested_by",),
        rows={"accessories": Q(order__category="accessory"), "gifts": Q(order__category="gift")},
    )
    objects = RequestQuerySet["PurchaseRequest"].as_manager()
    history = tracked()

    class Meta(Request.Meta):
        verbose_name = _("采购申请")
        constraints = [
            BY_ANOTHER,
            ANSWERED,
            models.UniqueConstraint(
                fields=["order"], condition=Q(state="pending"), name="purchaserequest_one_open"
            ),
            models.CheckConstraint(condition=Q(amount__gte=0), name="purchaserequest_positive"),
        ]
        indexes = [
            models.Index(
                fields=["store", "requested_at"],
                condition=Q(state="pending"),
                name="purchaserequest_open",
            ),
        ]

    @property
    def subject(self) -> PurchaseOrder:
        """The purchase order to approve."""
        return self.order

    @property
    def amounts(self) -> dict[str, Decimal]:
        """What will be paid, VAT included."""
        return {"purchase_cny": self.amount}
