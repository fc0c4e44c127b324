"""Cars: the VIN is the car, whatever plate it carries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import TrackedRow
from apps.customers import plates, vin
from apps.customers.derived import DerivedField
from apps.customers.models.customer import Customer
from apps.customers.models.ownership import Ownership
from apps.customers.models.plate import Plate
from apps.customers.reach import of_store
from apps.customers.search_keys import reverse
from apps.org.reach import ReachQuerySet

if TYPE_CHECKING:
    from django.db.models.query import QuerySet

MIN_TAIL = 4
TRIGRAM = 3


class Usage(models.TextChoices):
    """What the car serves for; only family cars fall under 三包 (O43 art. 2)."""

    FAMILY = "family", _("家用")
    COMPANY = "company", _("单位自用")
    RENTAL = "rental", _("租赁")
    RIDE_HAILING = "ride_hailing", _("网约车")
    TAXI = "taxi", _("出租")
    GOVERNMENT = "government", _("公务")
    STOCK = "stock", _("商品车")


class VehicleQuerySet(ReachQuerySet["Vehicle"]):
    """Vehicles as the reception looks for them."""

    def matching(self, term: str) -> Self:
        """The cars a typed term points to: plate, VIN end, phone end, name, pinyin or initials.

        One UNION of branches, each with an index of its own; one sign, or a town, finds nothing.
        """
        text = plates.normalised(term)
        found = _branches(text) if plates.tells_apart(text) else []
        if not found:
            return self.none()
        first, *others = found
        return self.filter(pk__in=first.union(*others) if others else first)


class Vehicle(TrackedRow):
    """One car known to the group, identified by its VIN for its whole life.

    ``vin`` is empty only for a car taken in at night or by tow that nobody could open; no order on
    it can be authorised before it is entered.  ``policy_until`` and ``inspection_until`` are the
    last days of its insurance and of its periodic inspection (年检).
    """

    reach = of_store("known_at__store")

    vin = models.CharField(_("车辆识别代号"), max_length=17, blank=True, db_index=True)
    vin_reversed = DerivedField(max_length=17, source="vin", derive=reverse)
    vin_confirmed = models.BooleanField(_("校验位不符，已核对行驶证"), default=False)
    model = models.ForeignKey(
        "customers.VehicleModel", models.PROTECT, related_name="vehicles", verbose_name=_("车型")
    )
    colour = models.CharField(_("颜色"), max_length=20, blank=True)
    engine_no = models.CharField(_("发动机/电机号"), max_length=30, blank=True)
    made_year = models.PositiveSmallIntegerField(_("出厂年份"), null=True, blank=True)
    sale_date = models.DateField(_("购车日期（三包起算）"), null=True, blank=True)
    usage = models.CharField(_("使用性质"), max_length=12, choices=Usage, default=Usage.FAMILY)
    last_odometer_km = models.PositiveIntegerField(_("最近里程（公里）"), null=True, blank=True)
    last_visit_at = models.DateTimeField(_("最近进店"), null=True, blank=True)
    insurer = models.CharField(_("承保公司"), max_length=40, blank=True)
    policy_until = models.DateField(_("保险到期"), null=True, blank=True)
    inspection_until = models.DateField(_("年检到期"), null=True, blank=True)

    objects = VehicleQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("车辆")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(vin="") | models.Q(vin__regex=f"^{vin.FORM.pattern}$"),
                name="vehicle_vin_form",
            ),
            models.UniqueConstraint(
                fields=["vin"], condition=~models.Q(vin=""), name="vehicle_vin_once"
            ),
            models.CheckConstraint(
                condition=models.Q(made_year=None)
                | models.Q(made_year__gte=1980, made_year__lte=2100),
                name="vehicle_year_sane",
            ),
        ]
        indexes = [
            models.Index(
                fields=["vin_reversed"], opclasses=["text_pattern_ops"], name="vehicle_vin_tail"
            ),
        ]

    def __str__(self) -> str:
        return self.vin or str(_("VIN 待补"))

    @property
    def check_digit_valid(self) -> bool:
        """Whether the VIN's ninth character is right (ISO 3779)."""
        return vin.check_digit_valid(self.vin)

    @cached_property
    def present_plates(self) -> list[Plate]:
        """The plate it carries now, or nothing; lists read it for all their cars at once."""
        return list(self.plates.filter(until=None))

    @cached_property
    def present_ownerships(self) -> list[Ownership]:
        """Whose it is now, or nothing; lists read it for all their cars at once."""
        return list(self.ownerships.filter(until=None).select_related("customer"))

    @property
    def plate_no(self) -> str:
        """The plate it carries now, empty when it has none."""
        return next((p.number for p in self.present_plates), "")

    @property
    def owner(self) -> Customer | None:
        """The present owner."""
        return next((o.customer for o in self.present_ownerships), None)


def _branches(text: str) -> list[QuerySet[Any]]:
    """One query of vehicle ids per way the term can be meant; what it cannot mean is not asked."""
    found = [_plates(text)] if plates.may_hold(text) else []
    if text.isdigit() and len(text) >= MIN_TAIL:
        found.append(_owned_by(models.Q(customer__phone_reversed__startswith=reverse(text))))
    if vin.may_end_in(text):
        found.append(_ids(Vehicle.objects.filter(vin_reversed__startswith=reverse(text)), "pk"))
    if text.isascii() and text.isalpha():
        initials = models.Q(customer__name_initials__startswith=text.lower())
        spelled = models.Q(customer__name_pinyin__startswith=text.lower())
        found.append(_owned_by(initials | spelled))
    if not text.isascii() and plates.kind_of(text) is None:
        how = "contains" if len(text) >= TRIGRAM else "startswith"
        found.append(_owned_by(models.Q((f"customer__name__{how}", text))))
    return found


def _plates(text: str) -> QuerySet[Any]:
    """By a fragment of a plate it carries or carried; two signs are taken as its beginning."""
    how = "number__contains" if len(text) >= TRIGRAM else "number__startswith"
    return _ids(Plate.objects.filter(**{how: text}), "vehicle_id")


def _owned_by(who: models.Q) -> QuerySet[Any]:
    """By its present owner."""
    return _ids(Ownership.objects.filter(who, until=None), "vehicle_id")


def _ids(rows: QuerySet[Any], column: str) -> QuerySet[Any]:
    return rows.order_by().values_list(column, flat=True)
