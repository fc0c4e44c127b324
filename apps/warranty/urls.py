"""Addresses of the warranty room."""

from django.urls import path

from apps.warranty.views import claims, policies, recalls, steps

app_name = "warranty"
urlpatterns = [
    path("claims/", claims.claims, name="claims"),
    path("claims/<int:pk>/", claims.claim, name="claim"),
    path("claims/<int:pk>/words/", steps.change, name="change"),
    path("claims/<int:pk>/act/", steps.act, name="act"),
    path("claims/<int:pk>/submit/", steps.submit_one, name="submit"),
    path("claims/<int:pk>/answer/", steps.answer, name="answer"),
    path("claims/<int:pk>/credit/", steps.credit, name="credit"),
    path("policies/", policies.policies, name="policies"),
    path("recalls/", recalls.recalls, name="recalls"),
    path("recalls/new/", recalls.recall_new, name="recall_new"),
    path("recalls/<int:pk>/", recalls.recall, name="recall"),
    path("recalls/cars/<int:pk>/", recalls.recall_car, name="recall_car"),
]
