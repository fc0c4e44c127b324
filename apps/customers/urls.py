"""Addresses of customers and cars."""

from django.urls import path

from apps.customers import views

app_name = "customers"
urlpatterns = [
    path("search/", views.search, name="search"),
    path("new/", views.new, name="new"),
    path("take-over/", views.take_over, name="take_over"),
    path("<int:pk>/", views.detail, name="detail"),
    path("cars/<int:pk>/", views.vehicle, name="vehicle"),
]
