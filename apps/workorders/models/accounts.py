"""Customers on account: limit, terms, contract prices and the monthly statement."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apps.core.history import tracked
from apps.core.models import Row, TrackedRow
from apps.core.money import ZERO, MoneyField
from apps.core.tones import Tone
from apps.org.reach import ReachQuerySet, ReachSpec
from apps.workorders.models.prices import UNNARROWED
from apps.workorders.models.till import OF_STORE

SEEN_WITH_RECEIVABLES = replace(OF_STORE, seen_by="workorders.view_receivable")


class CreditAccountQuerySet(ReachQuerySet["CreditAccount"]):
    """Reads the account of a customer."""

    def of(self, store_id: int, customer_id: int | None) -> CreditAccount | None:
        """The active account of a customer in a store; None without one."""
        if customer_id is None:
            return None
        return self.filter(store_id=store_id, customer_id=customer_id, active=True).first()


class CreditAccount(TrackedRow):
    """A company or fleet that pays later in one store (挂账客户), and what was agreed with it.

    Within ``limit`` and without anything overdue its cars leave on account; beyond it somebody has
    to release them.  Orders above ``authorise_over`` need the fleet manager's word.
    """

    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    customer = models.ForeignKey(
        "customers.Customer",
        models.PROTECT,
        related_name="credit_accounts",
        verbose_name=_("客户"),
    )
    limit = MoneyField(_("挂账额度"), default=ZERO)
    term_days = models.PositiveSmallIntegerField(_("账期（天）"), default=30)
    po_required = models.BooleanField(_("须有客户订单号"), default=False)
    authorise_over = MoneyField(_("超过此金额须车队授权"), null=True, blank=True)
    manager_name = models.CharField(_("车队负责人"), max_length=40, blank=True)
    manager_phone = models.CharField(_("负责人电话"), max_length=20, blank=True)
    monthly = models.BooleanField(_("按月对账开票"), default=True)
    active = models.BooleanField(_("启用"), default=True)
    note = models.CharField(_("备注"), max_length=160, blank=True)

    reach = SEEN_WITH_RECEIVABLES
    objects = CreditAccountQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("挂账客户")
        ordering = ("store", "customer")
        constraints = [
            models.UniqueConstraint(fields=["store", "customer"], name="creditaccount_once"),
            models.CheckConstraint(
                condition=Q(limit__gte=0, term_days__lte=365)
                & (Q(authorise_over=None) | Q(authorise_over__gte=0)),
                name="creditaccount_sane",
            ),
        ]

    def __str__(self) -> str:
        return str(self.customer)


class ContractPriceQuerySet(ReachQuerySet["ContractPrice"]):
    """Reads a dated contract."""

    def in_force(self, store_id: int, customer_id: int | None, on: dt.date) -> ContractPrice | None:
        """What was agreed with a customer on a day; None without a contract."""
        if customer_id is None:
            return None
        rows = self.filter(
            account__store_id=store_id,
            account__customer_id=customer_id,
            account__active=True,
            effective_from__lte=on,
        )
        return (
            rows.filter(Q(until=None) | Q(until__gte=on)).order_by("-effective_from", "-pk").first()
        )


class ContractPrice(TrackedRow):
    """The prices agreed with an account customer from a day on.

    ``labour_rate`` is yuan per hour; without one the list rate less ``labour_pct`` counts.  Parts
    cost the list price less ``parts_pct``.
    """

    account = models.ForeignKey(CreditAccount, models.PROTECT, related_name="prices")
    labour_rate = MoneyField(_("协议工时单价"), null=True, blank=True)
    labour_pct = models.DecimalField(_("工时优惠%"), max_digits=5, decimal_places=2, default=ZERO)
    parts_pct = models.DecimalField(_("配件优惠%"), max_digits=5, decimal_places=2, default=ZERO)
    effective_from = models.DateField(_("生效日"))
    until = models.DateField(_("截止日"), null=True, blank=True)

    reach = ReachSpec(store="account__store", level="store", rows=UNNARROWED)
    objects = ContractPriceQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("协议价")
        ordering = ("account", "-effective_from")
        constraints = [
            models.UniqueConstraint(
                fields=["account", "effective_from"], name="contractprice_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(
                    labour_pct__gte=0, labour_pct__lte=100, parts_pct__gte=0, parts_pct__lte=100
                )
                & (Q(labour_rate=None) | Q(labour_rate__gte=0))
                & (Q(until=None) | Q(until__gte=F("effective_from"))),
                name="contractprice_sane",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.effective_from}"


class StatementState(models.TextChoices):
    """Where a monthly statement stands."""

    ISSUED = "issued", _("已出单")
    CONFIRMED = "confirmed", _("客户已确认")
    WITHDRAWN = "withdrawn", _("已作废")


class AccountStatementQuerySet(ReachQuerySet["AccountStatement"]):
    """Statements by where they stand."""

    def standing(self) -> Self:
        """Those that were not withdrawn."""
        return self.exclude(state=StatementState.WITHDRAWN)


class AccountStatement(TrackedRow):
    """One bill for everything an account customer had done in a period (月结对账单)."""

    store = models.ForeignKey("org.OrgUnit", models.PROTECT, related_name="+")
    account = models.ForeignKey(CreditAccount, models.PROTECT, related_name="statements")
    number = models.CharField(_("对账单号"), max_length=32, unique=True)
    period_from = models.DateField(_("期间起"))
    period_until = models.DateField(_("期间止"))
    amount = MoneyField(_("对账金额"))
    state = models.CharField(
        _("状态"), max_length=10, choices=StatementState, default=StatementState.ISSUED
    )
    due_on = models.DateField(_("付款期限"))
    issued_by = models.ForeignKey("org.Staff", models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(_("出单时间"))
    confirmed_name = models.CharField(_("确认人"), max_length=40, blank=True)
    confirmed_at = models.DateTimeField(_("确认时间"), null=True, blank=True)

    reach = SEEN_WITH_RECEIVABLES
    state_tones = {StatementState.ISSUED: Tone.WAITING, StatementState.CONFIRMED: Tone.DONE}
    objects = AccountStatementQuerySet.as_manager()
    history = tracked()

    class Meta(TrackedRow.Meta):
        verbose_name = _("月结对账单")
        ordering = ("-issued_at", "-pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0, period_until__gte=F("period_from")),
                name="accountstatement_sane",
            ),
        ]
        indexes = [models.Index(fields=["store", "-issued_at"], name="statement_store_issued")]

    def __str__(self) -> str:
        return self.number


class AccountStatementLine(Row):
    """One order on a statement; an order stands on one statement at a time."""

    statement = models.ForeignKey(AccountStatement, models.PROTECT, related_name="lines")
    receivable = models.ForeignKey(
        "workorders.Receivable", models.PROTECT, related_name="statement_lines"
    )
    amount = MoneyField(_("金额"))
    standing = models.BooleanField(_("有效"), default=True)

    reach = ReachSpec(store="statement__store", level="store", rows=UNNARROWED)
    objects = ReachQuerySet["AccountStatementLine"].as_manager()

    class Meta(Row.Meta):
        verbose_name = _("对账单明细")
        ordering = ("statement", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["receivable"], condition=Q(standing=True), name="statementline_once"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="statementline_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.statement_id} {self.amount}"
