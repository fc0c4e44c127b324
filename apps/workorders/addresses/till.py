"""Addresses of settlement, cashier, handover, gate and receivables."""

from __future__ import annotations

from django.urls import path

from apps.workorders.views import (
    cashier,
    delivery,
    papers,
    receivables,
    settlement,
)

urlpatterns = [
    path("settlements/", settlement.settlements, name="settlements"),
    path("settlements/orders/<int:pk>/", settlement.prepare, name="settlement"),
    path("settlements/<int:pk>/discount/", settlement.discount, name="settlement_discount"),
    path("settlements/<int:pk>/invoice/", settlement.invoice, name="settlement_invoice"),
    path("settlements/<int:pk>/withdraw/", settlement.withdraw, name="settlement_withdraw"),
    path("settlements/<int:pk>/print/", papers.settlement_list, name="settlement_print"),
    path("cashier/", cashier.cashier, name="cashier"),
    path("cashier/<int:pk>/", cashier.till, name="till"),
    path("cashier/<int:pk>/payments/", cashier.take, name="take_payment"),
    path("cashier/<int:pk>/settle/", cashier.settle, name="settle"),
    path("cashier/<int:pk>/refund/", cashier.refund, name="request_refund"),
    path("delivery/", delivery.delivery, name="delivery"),
    path("delivery/<int:pk>/", delivery.release, name="release"),
    path("delivery/<int:pk>/certificate/", papers.certificate, name="certificate"),
    path("gate/", delivery.gate, name="gate"),
    path("gate-passes/<int:pk>/print/", papers.gate_pass, name="gate_pass_print"),
    path("receivables/", receivables.receivables, name="receivables"),
]
