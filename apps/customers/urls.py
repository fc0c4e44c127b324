"""Addresses of customers and cars."""

from django.urls import path

from apps.customers.views import cars, customers

app_name = "customers"
urlpatterns = [
    path("search/", customers.search, name="search"),
    path("new/", customers.new, name="new"),
    path("take-over/", customers.take_over, name="take_over"),
    path("<int:pk>/", customers.detail, name="detail"),
    path("cars/<int:pk>/", cars.vehicle, name="vehicle"),
    path("cars/<int:pk>/plate/", cars.plate, name="car_plate"),
    path("cars/<int:pk>/vin/", cars.vin, name="car_vin"),
    path("cars/<int:pk>/papers/", cars.papers, name="car_papers"),
    path("cars/<int:pk>/owner/", cars.owner, name="car_owner"),
]
