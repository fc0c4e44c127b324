"""Addresses of the figures."""

from django.urls import path

from apps.kpi import views

app_name = "kpi"
urlpatterns = [
    path("", views.dashboard, name="dashboard"),
    path("<slug:code>/", views.rows, name="rows"),
]
