"""Addresses of customer care."""

from django.urls import path

from apps.care.views import callbacks, complaint_steps, complaints

app_name = "care"
urlpatterns = [
    path("callbacks/", callbacks.callbacks, name="callbacks"),
    path("callbacks/<int:pk>/", callbacks.callback, name="callback"),
    path("callbacks/<int:pk>/attempt/", callbacks.attempt, name="attempt"),
    path("callbacks/<int:pk>/answers/", callbacks.answers, name="answers"),
    path("callbacks/<int:pk>/act/", callbacks.act, name="callback_act"),
    path("callbacks/<int:pk>/assign/", callbacks.assign, name="assign_callback"),
    path("complaints/", complaints.complaints, name="complaints"),
    path("complaints/new/", complaints.new, name="complaint_new"),
    path("complaints/<int:pk>/", complaints.complaint, name="complaint"),
    path("complaints/<int:pk>/contact/", complaint_steps.contact, name="contact"),
    path("complaints/<int:pk>/assign/", complaint_steps.assign, name="assign"),
    path("complaints/<int:pk>/handle/", complaint_steps.handle, name="handle"),
    path("complaints/<int:pk>/remedy/", complaint_steps.remedy, name="remedy"),
    path("complaints/<int:pk>/opinion/", complaint_steps.opinion, name="opinion"),
    path("complaints/<int:pk>/act/", complaint_steps.act, name="act"),
]
