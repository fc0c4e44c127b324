"""Addresses of prices, standard hours, packages and schedules."""

from django.urls import path

from apps.workorders.views import menu, prices

urlpatterns = [
    path("prices/", prices.prices, name="prices"),
    path("prices/<int:pk>/withdraw/", prices.withdraw_rate, name="withdraw_rate"),
    path("prices/parts/", prices.part_prices, name="part_prices"),
    path("prices/parts/<int:pk>/withdraw/", prices.withdraw_part_price, name="withdraw_part_price"),
    path("operations/", prices.operations, name="operations"),
    path("operations/new/", prices.operation, name="operation_new"),
    path("operations/<int:pk>/", prices.operation, name="operation"),
    path("packages/", menu.packages, name="packages"),
    path("packages/new/", menu.package, name="package_new"),
    path("packages/<int:pk>/", menu.package, name="package"),
    path("packages/<int:pk>/content/", menu.package_content, name="package_content"),
    path("schedules/", menu.schedules, name="schedules"),
    path("schedules/new/", menu.schedule, name="schedule_new"),
]
