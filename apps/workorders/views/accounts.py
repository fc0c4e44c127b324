"""Customers on account: terms, prices, what they owe, and their monthly statements."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db.models import F, Q, Sum
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from apps.core.clock import business_day
from apps.core.exports import record_export, spreadsheet
from apps.core.policy import policy
from apps.core.responses import page, submit
from apps.core.sheets import workbook
from apps.workorders.forms.money import (
    AccountForm,
    ConfirmForm,
    NewAccountForm,
    PeriodForm,
    PriceForm,
)
from apps.workorders.forms.till import ReasonForm
from apps.workorders.models import AccountStatement, CreditAccount
from apps.workorders.permissions import Perm
from apps.workorders.selectors.money import owed_rows
from apps.workorders.services import accounts as services
from apps.workorders.services.credit import overdue_of, owed_by
from apps.workorders.views.lists import paged
from apps.workorders.views.money_papers import print_page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from apps.core.requests import Request

SEE = (Perm.VIEW_RECEIVABLE, Perm.CHANGE_ACCOUNT)
AGREED = (
    "limit",
    "term_days",
    "authorise_over",
    "manager_name",
    "manager_phone",
    "po_required",
    "monthly",
    "active",
    "note",
)


@policy(*SEE)
@require_GET
def accounts(request: Request) -> HttpResponse:
    """Every customer on account with what they owe and what of it is late."""
    today = business_day(request.access.now)
    same = Q(customer__receivables__store=F("store"))
    owed = Sum("customer__receivables__open_amount", filter=same)
    late = Sum(
        "customer__receivables__open_amount",
        filter=same & Q(customer__receivables__due_on__lt=today),
    )
    rows = CreditAccount.objects.visible_to(request.access, Perm.VIEW_RECEIVABLE)
    rows = rows.select_related("customer", "store").annotate(owed=owed, late=late)
    context = {
        "accounts": paged(request, rows.order_by("-active", "customer__name")),
        "may_add": request.access.can(Perm.CHANGE_ACCOUNT),
    }
    return page(request, "workorders/accounts.html", context)


@policy(Perm.CHANGE_ACCOUNT)
@require_http_methods(["GET", "POST"])
def new_account(request: Request) -> HttpResponse:
    """Open an account for a customer of the store."""

    def show(form: NewAccountForm, status: int) -> HttpResponse:
        return page(request, "workorders/account_new.html", {"form": form}, status=status)

    if request.method == "GET":
        initial = {"term_days": 30, "monthly": True, "active": True}
        return show(NewAccountForm(access=request.access, initial=initial), 200)
    return submit(
        request,
        NewAccountForm(request.POST, access=request.access),
        do=lambda f: services.open_account(by=request.access, **f.values),
        page=show,
        done=lambda made: reverse("workorders:account", args=[made.pk]),
    )


@policy(*SEE)
@require_http_methods(["GET", "POST"])
def account(request: Request, pk: int) -> HttpResponse:
    """One account; its terms are changed here."""
    found = _account(request, pk)
    if request.method == "GET":
        return _sheet(request, found)
    form = AccountForm(request.POST, access=request.access, account=found)
    return _act(request, found, "terms", form, services.change_account)


@policy(Perm.CHANGE_ACCOUNT)
@require_POST
def account_price(request: Request, pk: int) -> HttpResponse:
    """Prices agreed from a day on."""
    form = PriceForm(request.POST, access=request.access)
    return _act(request, _account(request, pk), "price", form, services.agree_price)


@policy(Perm.RECONCILE_RECEIVABLE)
@require_POST
def account_statement(request: Request, pk: int) -> HttpResponse:
    """One bill for a period."""
    form = PeriodForm(request.POST, access=request.access)
    return _act(request, _account(request, pk), "period", form, services.issue_statement)


def _account(request: Request, pk: int) -> CreditAccount:
    rows = CreditAccount.objects.select_related("customer", "store")
    found: CreditAccount = request.access.get(rows, Perm.VIEW_RECEIVABLE, pk=pk)
    return found


def _act(
    request: Request, found: CreditAccount, slot: str, form: Any, service: Any
) -> HttpResponse:
    return submit(
        request,
        form,
        do=lambda f: service(by=request.access, account=found, version=f.row_version, **f.values),
        page=lambda f, status: _sheet(request, _account(request, found.pk), status, **{slot: f}),
        done=lambda made: (
            reverse("workorders:monthly", args=[made.pk])
            if isinstance(made, AccountStatement)
            else reverse("workorders:account", args=[found.pk])
        ),
    )


def _sheet(request: Request, found: CreditAccount, status: int = 200, **forms: Any) -> HttpResponse:
    today = business_day(request.access.now)
    held = request.access.allowed(found, (Perm.CHANGE_ACCOUNT, Perm.RECONCILE_RECEIVABLE))
    context = {
        "account": found,
        "owed": paged(request, owed_rows(found)),
        "sum_owed": owed_by(found),
        "sum_late": overdue_of(found, today),
        "today": today,
        "prices": found.prices.all(),
        "statements": found.statements.all()[:12],
        "may_change": Perm.CHANGE_ACCOUNT.value in held,
        "may_bill": Perm.RECONCILE_RECEIVABLE.value in held,
        "forms": _forms(request, found, today) | forms,
    }
    return page(request, "workorders/account.html", context, status=status)


def _forms(request: Request, found: CreditAccount, today: dt.date) -> dict[str, Any]:
    common: dict[str, Any] = {"access": request.access, "version": found.version}
    first = today.replace(day=1)
    if today.day <= 10:  # in the first days of a month the last one is billed
        first = (first - dt.timedelta(days=1)).replace(day=1)
    last = min(today, (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1))
    period = {"period_from": first, "period_until": last}
    return {
        "terms": AccountForm(
            account=found, initial={n: getattr(found, n) for n in AGREED}, **common
        ),
        "price": PriceForm(initial={"effective_from": today}, auto_id="price_%s", **common),
        "period": PeriodForm(initial=period, auto_id="period_%s", **common),
    }


@policy(Perm.VIEW_RECEIVABLE)
@require_GET
def statement(request: Request, pk: int) -> HttpResponse:
    """One statement with its orders."""
    return _statement(request, _found(request, pk))


@policy(Perm.RECONCILE_RECEIVABLE)
@require_POST
def confirm_statement(request: Request, pk: int) -> HttpResponse:
    """The fleet agreed."""
    form = ConfirmForm(request.POST, access=request.access)
    return _do(request, pk, "confirm", form, services.confirm_statement)


@policy(Perm.RECONCILE_RECEIVABLE)
@require_POST
def withdraw_statement(request: Request, pk: int) -> HttpResponse:
    """A wrong one is void."""
    form = ReasonForm(request.POST, access=request.access)
    return _do(request, pk, "withdraw", form, services.withdraw_statement)


def _do(request: Request, pk: int, slot: str, form: Any, service: Any) -> HttpResponse:
    found = _found(request, pk)
    return submit(
        request,
        form,
        do=lambda f: service(by=request.access, statement=found, version=f.row_version, **f.values),
        page=lambda f, status: _statement(request, _found(request, pk), status, **{slot: f}),
        done=lambda _: reverse("workorders:monthly", args=[pk]),
    )


def _found(request: Request, pk: int) -> AccountStatement:
    rows = AccountStatement.objects.select_related("account__customer", "store", "issued_by")
    found: AccountStatement = request.access.get(rows, Perm.VIEW_RECEIVABLE, pk=pk)
    return found


def _lines(found: AccountStatement) -> Any:
    return found.lines.select_related(
        "receivable__order__visit__vehicle__model", "receivable__bucket__settlement"
    )


def _statement(
    request: Request, found: AccountStatement, status: int = 200, **forms: Any
) -> HttpResponse:
    common: dict[str, Any] = {"access": request.access, "version": found.version}
    own = {
        "confirm": ConfirmForm(initial={"name": found.account.manager_name}, **common),
        "withdraw": ReasonForm(auto_id="void_%s", **common),
    }
    may = request.access.allowed(found, (Perm.RECONCILE_RECEIVABLE, Perm.ISSUE_INVOICE))
    lines = list(_lines(found))
    context = {
        "statement": found,
        "lines": lines,
        "may_act": Perm.RECONCILE_RECEIVABLE.value in may,
        "may_invoice": Perm.ISSUE_INVOICE.value in may,
        "buckets": "&".join(f"bucket={x.receivable.bucket_id}" for x in lines),
        "forms": own | forms,
    }
    return page(request, "workorders/account_statement.html", context, status=status)


@policy(Perm.VIEW_RECEIVABLE)
@require_GET
def statement_print(request: Request, pk: int) -> HttpResponse:
    """The statement on paper, for the fleet to sign."""
    found = _found(request, pk)
    context = {
        "statement": found,
        "lines": list(_lines(found)),
        "back": reverse("workorders:monthly", args=[pk]),
    }
    return print_page(
        request,
        "statement",
        store=found.store,
        number=found.number,
        title=_("月结对账单"),
        context=context,
    )


@policy(Perm.VIEW_RECEIVABLE)
@require_GET
def statement_export(request: Request, pk: int) -> HttpResponse:
    """The statement as a spreadsheet, recorded."""
    found = _found(request, pk)
    head = (
        "结算单号",
        "工单号",
        "车牌",
        "客户订单号",
        "结算日",
        "工时费",
        "材料费",
        "应付",
        "税额",
    )
    rows = [_row(line) for line in _lines(found)]
    content = workbook(found.number, head, rows)
    record_export(
        by=request.access,
        kind="workorders.statement",
        store_id=found.store_id,
        chosen={"number": found.number},
        rows=len(rows),
        content=content,
    )
    return spreadsheet(content, f"{found.number}.xlsx")


def _row(line: Any) -> tuple[Any, ...]:
    owed = line.receivable
    bucket, order = owed.bucket, owed.order
    terms = order.payer_terms.filter(payer="CP").first()
    return (
        bucket.settlement.number,
        order.number,
        order.visit.plate_no,
        terms.document_no if terms else "",
        business_day(owed.posted_at),
        bucket.labour,
        bucket.parts,
        line.amount,
        bucket.vat,
    )
