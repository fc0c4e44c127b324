"""Addresses of prepaid packages."""

from __future__ import annotations

from django.urls import path

from apps.workorders.views import money_papers, prepaid

urlpatterns = [
    path("prepaid/", prepaid.prepaids, name="prepaids"),
    path("prepaid/new/", prepaid.new_prepaid, name="new_prepaid"),
    path("prepaid/<int:pk>/", prepaid.prepaid, name="prepaid"),
    path("prepaid/<int:pk>/extend/", prepaid.extend, name="extend_prepaid"),
    path("prepaid/<int:pk>/transfer/", prepaid.transfer, name="transfer_prepaid"),
    path("prepaid/<int:pk>/refund/", prepaid.refund, name="refund_prepaid"),
    path("prepaid/<int:pk>/print/", money_papers.prepaid_slip, name="prepaid_slip"),
    path(
        "orders/<int:pk>/prepaid/<int:use_pk>/release/", prepaid.release_use, name="release_prepaid"
    ),
]
