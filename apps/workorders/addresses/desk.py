"""Addresses of reception and of the advisor's side of the order."""

from django.urls import path

from apps.workorders.views import (
    authority,
    findings,
    key_tags,
    lines,
    order_list,
    order_page,
    orders,
    reception,
)

urlpatterns = [
    path("reception/", reception.reception, name="reception"),
    path("checkin/<int:pk>/", reception.checkin, name="checkin"),
    path("orders/", order_list.order_list, name="list"),
    path("orders/<int:pk>/", order_page.detail, name="detail"),
    path("orders/<int:pk>/describe/", orders.describe, name="describe"),
    path("orders/<int:pk>/promise/", orders.promise, name="promise"),
    path("orders/<int:pk>/comment/", orders.comment, name="comment"),
    path("orders/<int:pk>/act/", orders.act, name="act"),
    path("orders/<int:pk>/reassign/", orders.reassign, name="reassign"),
    path("orders/<int:pk>/authorise/", authority.authorise, name="authorise"),
    path("orders/<int:pk>/print/", order_list.print_order, name="print_order"),
    path("orders/<int:pk>/key-tag/", key_tags.key_tag, name="key_tag"),
    path("orders/<int:pk>/express/", lines.express, name="authorise_express"),
    path("orders/<int:pk>/lines/", lines.add, name="add_line"),
    path("orders/<int:pk>/lines/<str:kind>/<int:line_pk>/", lines.change, name="change_line"),
    path("findings/", findings.waiting, name="findings"),
    path("findings/<int:pk>/", findings.decide, name="decide_finding"),
]
