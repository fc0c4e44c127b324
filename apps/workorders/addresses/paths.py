"""Addresses of the paths of the work classes."""

from __future__ import annotations

from django.urls import path

from apps.workorders.views import (
    accidents,
    aways,
    consults,
    endings,
    path_lists,
    routes,
    step_places,
    sublets,
    transfers,
    waits,
)

urlpatterns = [
    path("waits/", path_lists.waits, name="waits"),
    path("waits/parts/", path_lists.waits_parts, name="waits_parts"),
    path("sublets/", path_lists.sublets, name="sublets"),
    path("aways/", path_lists.aways, name="aways"),
    path("transfers/", path_lists.transfers, name="transfers"),
    path("consults/", path_lists.consults, name="consults"),
    path("internal/", path_lists.internal, name="internal"),
    path("routes/", path_lists.routes, name="routes"),
    path("orders/<int:pk>/accident/", accidents.case, name="accident"),
    path("orders/<int:pk>/sublets/", sublets.of_order, name="order_sublets"),
    path("orders/<int:pk>/away/", aways.leave, name="order_away"),
    path("orders/<int:pk>/transfers/", transfers.of_order, name="order_transfers"),
    path("orders/<int:pk>/consults/", consults.of_order, name="order_consults"),
    path("orders/<int:pk>/refusals/", endings.refusals, name="order_refusals"),
    path("orders/<int:pk>/ending/", endings.ending, name="ending"),
    path("orders/<int:pk>/internal/", endings.internal_order, name="internal_order"),
    path("orders/<int:pk>/sale/", endings.sale, name="sale"),
    path("orders/<int:pk>/waits/", waits.order_waits, name="order_waits"),
    path("jobs/<int:pk>/route/", routes.route, name="route"),
    path("steps/<int:pk>/place/", step_places.step_place, name="step_place"),
    path("sublets/<int:pk>/", sublets.sublet, name="sublet"),
    path("sublets/<int:pk>/print/", sublets.slip, name="sublet_print"),
    path("aways/<int:pk>/", aways.away, name="away"),
    path("transfers/<int:pk>/", transfers.transfer, name="transfer"),
    path("transfers/<int:pk>/print/", transfers.handover_sheet, name="transfer_print"),
    path("consults/<int:pk>/", consults.consult, name="consult"),
    path("refusals/<int:pk>/", endings.refusal, name="refusal"),
]
