"""The people and companies who own, bring and pay for cars."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.core.history import tracked
from apps.core.models import TrackedRow
from apps.core.pinyin import initials
from apps.customers.derived import DerivedField
from apps.customers.reach import of_store
from apps.customers.search_keys import reverse, spelled
from apps.org.reach import ReachQuerySet


class CustomerKind(models.TextChoices):
    """A natural person or an organisation."""

    PERSON = "person", _("个人")
    COMPANY = "company", pgettext_lazy("customer", "单位")


class Customer(TrackedRow):
    """One person or company known to the group; a phone may belong to several of them."""

    reach = of_store("known_at__store")

    kind = models.CharField(
        _("类型"), max_length=8, choices=CustomerKind, default=CustomerKind.PERSON
    )
    name = models.CharField(_("姓名/单位名称"), max_length=80)
    name_pinyin = DerivedField(max_length=160, source="name", derive=spelled)
    name_initials = DerivedField(max_length=40, source="name", derive=initials)
    phone = models.CharField(_("电话"), max_length=20, blank=True)
    phone_reversed = DerivedField(max_length=20, source="phone", derive=reverse)
    contact_name = models.CharField(_("联系人"), max_length=40, blank=True)
    address = models.CharField(_("地址"), max_length=160, blank=True)
    invoice_title = models.CharField(_("发票抬头"), max_length=120, blank=True)
    tax_no = models.CharField(_("税号"), max_length=20, blank=True)
    no_marketing = models.BooleanField(_("不接受营销联系"), default=False)
    birthday = models.DateField(_("生日"), null=True, blank=True)
    vip = models.BooleanField(_("重要客户"), default=False)
    note = models.TextField(_("备注"), blank=True)

    objects = ReachQuerySet["Customer"].as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("客户")
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="customer_named"),
        ]
        indexes = [
            models.Index(
                fields=["name"], opclasses=["text_pattern_ops"], name="customer_name_prefix"
            ),
            GinIndex(fields=["name"], opclasses=["gin_trgm_ops"], name="customer_name_fragment"),
            models.Index(
                fields=["name_pinyin"],
                opclasses=["text_pattern_ops"],
                name="customer_pinyin_prefix",
            ),
            models.Index(
                fields=["name_initials"],
                opclasses=["text_pattern_ops"],
                name="customer_initials_prefix",
            ),
            models.Index(
                fields=["phone_reversed"],
                opclasses=["text_pattern_ops"],
                name="customer_phone_tail",
            ),
        ]

    def __str__(self) -> str:
        return self.name
