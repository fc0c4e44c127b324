"""Addresses of the parts room."""

from django.urls import path

from apps.parts import views

app_name = "parts"
urlpatterns = [
    path("demands/", views.demands, name="demands"),
    path("demands/request/", views.request_part, name="request"),
    path("demands/hand-out/", views.hand_out, name="hand_out"),
    path("demands/<int:pk>/", views.demand, name="demand"),
    path("demands/<int:pk>/act/", views.act, name="act"),
    path("demands/<int:pk>/return/", views.take_back, name="return"),
    path("demands/<int:pk>/quantity/", views.change_quantity, name="quantity"),
    path("documents/<str:document_no>/issue/", views.issue, name="issue"),
    path("documents/<str:document_no>/slip/", views.slip, name="slip"),
    path("stock/", views.stock, name="stock"),
    path("stock/<int:pk>/", views.part, name="part"),
    path("shortages/", views.shortages, name="shortages"),
    path("purchases/", views.purchases, name="purchases"),
    path("purchases/new/", views.purchase_new, name="purchase_new"),
    path("purchases/<int:pk>/", views.purchase, name="purchase"),
    path("purchases/<int:pk>/edit/", views.purchase_edit, name="purchase_edit"),
    path("purchases/<int:pk>/act/", views.purchase_act, name="purchase_act"),
    path("purchases/<int:pk>/place/", views.purchase_place, name="purchase_place"),
    path("purchases/<int:pk>/expect/", views.purchase_expect, name="purchase_expect"),
    path("purchases/<int:pk>/receive/", views.purchase_receive, name="purchase_receive"),
    path("purchases/<int:pk>/print/", views.purchase_print, name="purchase_print"),
    path("suppliers/", views.suppliers, name="suppliers"),
    path("suppliers/new/", views.supplier_new, name="supplier_new"),
    path("suppliers/<int:pk>/", views.supplier, name="supplier"),
    path("receive/", views.receive, name="receive"),
    path("receive/direct/", views.receive_direct, name="receive_direct"),
    path("receipts/<int:pk>/", views.receipt, name="receipt"),
    path("receipts/lines/<int:pk>/price/", views.price_line, name="price"),
]
