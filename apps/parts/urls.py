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
    path("receive/", views.receive, name="receive"),
    path("receive/direct/", views.receive_direct, name="receive_direct"),
    path("receipts/<int:pk>/", views.receipt, name="receipt"),
    path("receipts/lines/<int:pk>/price/", views.price_line, name="price"),
]
