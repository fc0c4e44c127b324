"""The catalogue: what can be stocked, sold and fitted. One catalogue for the whole group."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import TrackedRow
from apps.core.money import MoneyField, QuantityField
from apps.core.pinyin import initials
from apps.org.reach import ReachQuerySet, ReachSpec

if TYPE_CHECKING:
    from typing import Self

ZERO = Decimal(0)
MOST_AT_ONCE = Decimal(10_000)
STEP = Decimal("0.001")
CATALOGUE_ROWS = {"accessories": Q(category="accessory"), "gifts": Q(category="gift")}
CATEGORY_ROWS = {
    "accessories": Q(part__category="accessory"),
    "gifts": Q(part__category="gift"),
}
# Rooms, shelves and suppliers are the same for those whose grant is limited to some parts.
EVERY_ROW = {"accessories": Q(), "gifts": Q()}


def plain_code(text: str) -> str:
    """A part number as people type it: upper case, without blanks, dashes and dots."""
    return "".join(ch for ch in text.upper() if ch.isalnum())


def initials_of(name: str) -> str:
    """Pinyin initials and digits in lower case: 机油滤清器（K3） → jylqqk3."""
    return "".join(ch for ch in initials(name) if ch.isalnum())


class PartQuerySet(ReachQuerySet["Part"]):
    """Reads the catalogue."""

    def active(self) -> Self:
        """Parts that may still be asked for."""
        return self.filter(active=True)

    def search(self, term: str) -> Self:
        """By start of part number or pinyin initials, or anywhere in the Chinese or English name.

        A superseded number is found too: its row names the part that replaces it.
        """
        plain = plain_code(term)
        found = Q(name__icontains=term) | Q(name_en__icontains=term)
        if plain:
            found |= Q(code_plain__startswith=plain) | Q(initials__startswith=plain.lower())
        return self.filter(found) if term.strip() else self


class Part(TrackedRow):
    """One part number. Prices are yuan per unit of measure, VAT included.

    Oils (``Category.OIL``) are counted in litres with three decimals, all else in whole units.
    """

    class Kind(models.TextChoices):
        """What the 2015 repair rule makes a shop declare about each part."""

        ORIGINAL = "original", _("原厂件")
        EQUIVALENT = "equivalent", _("同质配件")
        RECONDITIONED = "reconditioned", _("修复件/再制造件")

    class Category(models.TextChoices):
        """What the part is for; accessories and gifts have keepers of their own."""

        PART = "part", _("配件")
        ACCESSORY = "accessory", _("精品")
        GIFT = "gift", _("赠品")
        CONSUMABLE = "consumable", _("辅料")
        OIL = "oil", _("油液")

    code = models.CharField(_("零件号"), max_length=40, unique=True)
    code_plain = models.CharField(max_length=40, editable=False)
    name = models.CharField(_("名称"), max_length=120)
    name_en = models.CharField(_("英文名称"), max_length=120, blank=True)
    initials = models.CharField(_("拼音首字母"), max_length=120, editable=False)
    brand = models.CharField(_("品牌"), max_length=40, blank=True)
    fits = models.CharField(_("适用车型"), max_length=200, blank=True)
    measure = models.CharField(_("单位"), max_length=8, default="件")
    kind = models.CharField(_("配件性质"), max_length=16, choices=Kind, default=Kind.ORIGINAL)
    category = models.CharField(_("类别"), max_length=12, choices=Category, default=Category.PART)
    list_price = MoneyField(_("销售价（含税）"), validators=[MinValueValidator(ZERO)])
    warranty_price = MoneyField(
        _("索赔价（含税）"), validators=[MinValueValidator(ZERO)], default=ZERO
    )
    vat_rate = models.DecimalField(_("税率%"), max_digits=4, decimal_places=2, default=Decimal(13))
    pack = QuantityField(_("包装数量"), default=Decimal(1))
    exchange_required = models.BooleanField(_("以旧换新"), default=False)
    superseded_by = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="supersedes",
        verbose_name=_("替代件"),
    )
    guarantee_months = models.PositiveSmallIntegerField(_("质保月数"), default=12)
    guarantee_km = models.PositiveIntegerField(_("质保里程"), default=20_000)
    active = models.BooleanField(_("在用"), default=True)

    reach = ReachSpec(level="group", rows=CATALOGUE_ROWS)
    objects = PartQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("配件")
        ordering = ("code",)
        constraints = [
            models.CheckConstraint(
                condition=Q(list_price__gte=0, warranty_price__gte=0, vat_rate__gte=0),
                name="part_prices_not_negative",
            ),
            models.CheckConstraint(condition=Q(pack__gt=0), name="part_pack_positive"),
        ]
        indexes = [
            models.Index(
                fields=["code_plain"], name="part_code_prefix", opclasses=["text_pattern_ops"]
            ),
            models.Index(
                fields=["initials"], name="part_initials_prefix", opclasses=["text_pattern_ops"]
            ),
            models.Index(fields=["category", "code"], name="part_category"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def divisible(self) -> bool:
        """Whether a fraction of the unit may be issued (drum oil by the litre)."""
        return self.category == self.Category.OIL

    def derive(self) -> None:
        """Set the search columns that follow from code and name (for bulk writers)."""
        self.code = self.code.strip().upper()
        self.code_plain = plain_code(self.code)
        self.initials = initials_of(self.name)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the search columns."""
        self.derive()
        super().save(*args, **kwargs)

    def checked(self, quantity: Decimal, field: str = "quantity") -> Decimal:
        """The quantity with three decimals; raises ValidationError when it makes no sense."""
        if not quantity.is_finite() or quantity <= 0:
            raise ValidationError({field: _("数量必须大于零")})
        if quantity > MOST_AT_ONCE:
            raise ValidationError({field: _("数量过大，请核对")})
        step = STEP if self.divisible else Decimal(1)
        if quantity != quantity.quantize(step):
            words = _("最多三位小数") if self.divisible else _("按%(measure)s计数，须为整数")
            raise ValidationError({field: words % {"measure": self.measure}})
        return quantity.quantize(STEP)
