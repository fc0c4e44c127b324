"""Customers on account: what was agreed, and the monthly statement."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.core.clock import business_day, day_bounds
from apps.core.money import ZERO
from apps.core.numbering import next_number
from apps.core.refusals import Refused
from apps.core.services import constraint_words, lock, lock_all, service
from apps.core.transitions import perform, record
from apps.workorders.choices import Payer
from apps.workorders.machines import STATEMENT
from apps.workorders.models import (
    AccountStatement,
    AccountStatementLine,
    ContractPrice,
    CreditAccount,
    Receivable,
)
from apps.workorders.models.accounts import StatementState
from apps.workorders.permissions import Perm

if TYPE_CHECKING:
    from apps.customers.models import Customer
    from apps.org.access import Access


@service
def open_account(*, by: Access, customer: Customer, **agreed: Any) -> CreditAccount:
    """A customer of the person's store pays later, on these terms."""
    if by.store is None:
        raise Refused(_("请先选择门店。"))
    account = CreditAccount(store=by.store, customer=customer)
    _agree(account, agreed)
    with constraint_words(creditaccount_once=_("这个客户在本店已经有挂账账户。")):
        account.save()
    by.require(Perm.CHANGE_ACCOUNT, account)
    return account


@service
def change_account(
    *, by: Access, account: CreditAccount, version: int | None, **agreed: Any
) -> CreditAccount:
    """The terms of an account are these from now on."""
    account = lock(account, version)
    by.require(Perm.CHANGE_ACCOUNT, account)
    _agree(account, agreed)
    account.save()
    return account


def _agree(account: CreditAccount, agreed: dict[str, Any]) -> None:
    if agreed["limit"] < 0:
        raise ValidationError({"limit": _("额度不能为负。")})
    for name, value in agreed.items():
        setattr(account, name, value)


@service
def agree_price(
    *,
    by: Access,
    account: CreditAccount,
    version: int | None,
    effective_from: dt.date,
    labour_rate: Decimal | None = None,
    labour_pct: Decimal = ZERO,
    parts_pct: Decimal = ZERO,
    until: dt.date | None = None,
) -> ContractPrice:
    """From a day on the customer has these prices; orders opened before keep theirs."""
    account = lock(account, version)
    by.require(Perm.CHANGE_ACCOUNT, account)
    if until is not None and until < effective_from:
        raise ValidationError({"until": _("截止日不能早于生效日。")})
    with constraint_words(contractprice_once_a_day=_("这一天已经有一份协议价。")):
        price = ContractPrice.objects.create(
            account=account,
            labour_rate=labour_rate,
            labour_pct=labour_pct,
            parts_pct=parts_pct,
            effective_from=effective_from,
            until=until,
        )
    account.save()
    return price


@service
def issue_statement(
    *,
    by: Access,
    account: CreditAccount,
    version: int | None,
    period_from: dt.date,
    period_until: dt.date,
) -> AccountStatement:
    """One bill for what is still owed of the account's orders of a period that stand on none."""
    account = lock(account, version)
    by.require(Perm.RECONCILE_RECEIVABLE, account)
    if period_until < period_from:
        raise ValidationError({"period_until": _("期间止不能早于期间起。")})
    rows = lock_all(unbilled(account, period_from, period_until))
    if not rows:
        raise Refused(_("这段时间没有还没出单的挂账。"))
    today = business_day(by.now)
    statement = AccountStatement.objects.create(
        store=account.store,
        account=account,
        number=next_number("DZ", account.store, by.now),
        period_from=period_from,
        period_until=period_until,
        amount=sum((r.open_amount for r in rows), ZERO),
        due_on=today + dt.timedelta(days=account.term_days),
        issued_by=by.person,
        issued_at=by.now,
    )
    AccountStatementLine.objects.bulk_create(
        AccountStatementLine(statement=statement, receivable=r, amount=r.open_amount) for r in rows
    )
    record(statement, "issue", "", StatementState.ISSUED, by=by)
    account.save()
    return statement


def unbilled(account: CreditAccount, first: dt.date, last: dt.date) -> Any:
    """What the account owes for a period and stands on no statement."""
    start, end = day_bounds(first)[0], day_bounds(last)[1]
    rows = Receivable.objects.filter(
        store_id=account.store_id,
        customer_id=account.customer_id,
        payer=Payer.CP,
        open_amount__gt=0,
    )
    billed = AccountStatementLine.objects.filter(standing=True).values("receivable")
    kept = rows.exclude(bucket__settlement__state="reversed").exclude(pk__in=billed)
    return kept.filter(posted_at__gte=start, posted_at__lt=end)


@service
def confirm_statement(
    *, by: Access, statement: AccountStatement, version: int | None, name: str
) -> AccountStatement:
    """The fleet agreed to the statement; its orders are due on its day.

    What was overdue when the statement was issued stays so: a new paper gives no new term.
    """
    statement = lock(statement, version)
    by.require(Perm.RECONCILE_RECEIVABLE, statement)
    if not name.strip():
        raise ValidationError({"name": _("请填写客户确认人。")})
    issued_on = business_day(statement.issued_at)
    statement.confirmed_name, statement.confirmed_at = name.strip()[:40], by.now
    perform(STATEMENT, statement, "confirm", by=by)
    for row in lock_all(Receivable.objects.filter(statement_lines__statement=statement)):
        if row.due_on is None or row.due_on >= issued_on:
            row.due_on = statement.due_on
            row.save()
    return statement


@service
def withdraw_statement(
    *, by: Access, statement: AccountStatement, version: int | None, reason: str
) -> AccountStatement:
    """A wrong statement is void; its orders can stand on another one."""
    statement = lock(statement, version)
    by.require(Perm.RECONCILE_RECEIVABLE, statement)
    for line in lock_all(statement.lines.all()):
        line.standing = False
        line.save()
    perform(STATEMENT, statement, "withdraw", by=by, reason=reason)
    return statement
