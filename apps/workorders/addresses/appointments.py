"""Addresses of the appointment book, the preparation and the queue."""

from __future__ import annotations

from django.urls import path

from apps.workorders.views import appointments, booking, preparation, queueing, slot_quotas

urlpatterns = [
    path("appointments/", appointments.day, name="appointments"),
    path("appointments/week/", appointments.week, name="appointment_week"),
    path("appointments/list/", appointments.appointment_list, name="appointment_list"),
    path("appointments/new/", booking.new, name="appointment_new"),
    path("appointments/find/", booking.find, name="appointment_find"),
    path("appointments/quotas/", slot_quotas.slot_quotas, name="slot_quotas"),
    path("appointments/quotas/<int:pk>/drop/", slot_quotas.drop, name="slot_quota_drop"),
    path("appointments/preparation/", preparation.preparation, name="preparation"),
    path(
        "appointments/preparation/print/", preparation.preparation_print, name="preparation_print"
    ),
    path("appointments/<int:pk>/", appointments.appointment, name="appointment"),
    path("appointments/<int:pk>/act/", appointments.act, name="appointment_act"),
    path("appointments/<int:pk>/change/", booking.change, name="appointment_change"),
    path("appointments/<int:pk>/move/", booking.move, name="appointment_move"),
    path("appointments/<int:pk>/tick/", preparation.tick, name="appointment_tick"),
    path("appointments/<int:pk>/bay/", preparation.bay, name="appointment_bay"),
    path("appointments/<int:pk>/parts/", preparation.want, name="appointment_part"),
    path("appointments/<int:pk>/parts/reserve/", preparation.reserve, name="appointment_reserve"),
    path(
        "appointments/<int:pk>/parts/<int:line_pk>/drop/",
        preparation.drop,
        name="appointment_part_drop",
    ),
    path("queue/", queueing.queue, name="queue"),
    path("queue/next/", queueing.call_next, name="queue_next"),
    path("queue/appointments/<int:pk>/", queueing.draw, name="queue_draw"),
    path("queue/<int:pk>/", queueing.ticket, name="queue_ticket"),
    path("queue/<int:pk>/act/", queueing.act, name="queue_act"),
]
