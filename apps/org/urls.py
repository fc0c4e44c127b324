"""Addresses of the organisation."""

from django.urls import path

from apps.org import views

app_name = "org"
urlpatterns = [
    path("", views.chart, name="chart"),
    path("positions/", views.positions, name="position"),
    path("positions/<int:pk>/", views.sheet, name="position_sheet"),
    path("positions/<int:pk>/print/", views.sheet_print, name="position_print"),
    path("rights/", views.whocan, name="whocan"),
    path("rights/export/", views.whocan_export, name="whocan_export"),
    path("why/", views.why, name="why"),
    path("me/", views.me, name="me"),
    path("staff/", views.staff, name="staff"),
]
