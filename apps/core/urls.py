"""Addresses of private files."""

from django.urls import path

from apps.core import views

app_name = "core"
urlpatterns = [
    path("files/<uuid:token>/", views.file, name="file"),
]
