"""Addresses of payers, shifts, deposits, accounts, receipts and invoices."""

from __future__ import annotations

from django.urls import path

from apps.workorders.views import (
    accounts,
    cashier,
    deposits,
    invoices,
    money_papers,
    papers,
    payers,
    receivables,
    settlement,
    shifts,
)

urlpatterns = [
    path("orders/<int:pk>/payers/", payers.order_payers, name="order_payers"),
    path(
        "orders/<int:pk>/payers/lines/<str:kind>/<int:line_pk>/",
        payers.split,
        name="order_payers_split",
    ),
    path("orders/<int:pk>/payers/terms/", payers.terms, name="order_payers_terms"),
    path("orders/<int:pk>/payers/assess/", payers.assess, name="order_payers_assess"),
    path(
        "orders/<int:pk>/payers/goodwill/<int:job_pk>/", payers.give, name="order_payers_goodwill"
    ),
    path("settlements/orders/<int:pk>/preview/", papers.preview, name="settlement_preview"),
    path("settlements/<int:pk>/credit/", settlement.credit, name="settlement_credit"),
    path("cashier/<int:pk>/receipt/", money_papers.receipt_slip, name="receipt_slip"),
    path("cashier/<int:pk>/deposits/<int:deposit_pk>/", deposits.apply, name="apply_deposit"),
    path("cashier/parts/<int:pk>/close/", cashier.close_part, name="close_part"),
    path("deposits/", deposits.deposits, name="deposits"),
    path("deposits/<int:pk>/", deposits.deposit, name="deposit"),
    path("deposits/<int:pk>/print/", money_papers.deposit_slip, name="deposit_slip"),
    path("deposits/orders/<int:pk>/", deposits.order_deposit, name="order_deposit"),
    path("field-cash/", deposits.field_cash, name="field_cash"),
    path("field-cash/<int:pk>/hand-in/", deposits.hand_in, name="hand_in"),
    path("shifts/", shifts.shifts, name="shifts"),
    path("shifts/<int:pk>/", shifts.shift, name="shift"),
    path("shifts/<int:pk>/float/", shifts.shift_float, name="shift_float"),
    path("shifts/<int:pk>/accept/", shifts.accept_shift, name="accept_shift"),
    path("shifts/<int:pk>/print/", shifts.shift_print, name="shift_print"),
    path("receivables/receipt/", receivables.receipt, name="receipt"),
    path("receivables/remind/", receivables.remind, name="remind"),
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/new/", accounts.new_account, name="new_account"),
    path("accounts/<int:pk>/", accounts.account, name="account"),
    path("accounts/<int:pk>/price/", accounts.account_price, name="account_price"),
    path("accounts/<int:pk>/statement/", accounts.account_statement, name="account_statement"),
    path("accounts/statements/<int:pk>/", accounts.statement, name="monthly"),
    path(
        "accounts/statements/<int:pk>/confirm/", accounts.confirm_statement, name="confirm_monthly"
    ),
    path(
        "accounts/statements/<int:pk>/withdraw/",
        accounts.withdraw_statement,
        name="withdraw_monthly",
    ),
    path("accounts/statements/<int:pk>/print/", accounts.statement_print, name="monthly_print"),
    path("accounts/statements/<int:pk>/export/", accounts.statement_export, name="monthly_export"),
    path("invoices/", invoices.invoices, name="invoices"),
    path("invoices/new/", invoices.issue, name="issue_invoice"),
    path("invoices/requests/<int:pk>/", money_papers.invoice_request, name="invoice_request"),
    path("invoices/<int:pk>/", invoices.invoice, name="invoice"),
    path("invoices/<int:pk>/red/", invoices.reverse_invoice, name="reverse_invoice"),
]
