"""Addresses of incidents, comebacks and the standards of inspection."""

from __future__ import annotations

from django.urls import path

from apps.workorders.views import checklists, checks, quality

urlpatterns = [
    path("checks/<int:pk>/parts/<int:line_pk>/", checks.check_part, name="check_part"),
    path("incidents/", quality.incidents, name="incidents"),
    path("incidents/<int:pk>/", quality.incident, name="incident"),
    path("incidents/<int:pk>/<str:act>/", quality.incident_act, name="incident_act"),
    path("jobs/<int:pk>/incident/", quality.incident_new, name="incident_new"),
    path("comebacks/", quality.comebacks, name="comebacks"),
    path("comebacks/<int:pk>/", quality.comeback, name="comeback"),
    path("comebacks/<int:pk>/<str:act>/", quality.comeback_act, name="comeback_act"),
    path("checklists/", checklists.checklists, name="checklists"),
    path("checklists/<str:level>/<str:kind>/", checklists.checklist, name="checklist"),
]
