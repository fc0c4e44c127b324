"""Addresses of the technician's phone."""

from __future__ import annotations

from django.urls import path

from apps.workorders.views import clocks, lockouts, my_jobs, phone_acts

urlpatterns = [
    path("worker.js", my_jobs.worker, name="worker"),
    path("my-jobs/", my_jobs.my_jobs, name="my_jobs"),
    path("my-jobs/clock/<str:turn>/", my_jobs.clock, name="my_clock"),
    path("my-jobs/hours/", my_jobs.my_hours, name="my_hours"),
    path("scan/", my_jobs.scan, name="scan"),
    path("guarding/", lockouts.guarding, name="guarding"),
    path("lockouts/<int:pk>/", lockouts.lockout, name="lockout"),
    path("quarantines/", lockouts.quarantines, name="quarantines"),
    path("quarantines/<int:pk>/lift/", lockouts.lift, name="quarantine_lift"),
    path("jobs/<int:pk>/", my_jobs.job, name="job"),
    path("jobs/<int:pk>/confirm/", phone_acts.confirm, name="job_confirm"),
    path("jobs/<int:pk>/isolate/", phone_acts.isolate, name="job_isolate"),
    path("jobs/<int:pk>/restore/", phone_acts.ask_restore, name="job_restore"),
    path("jobs/<int:pk>/quarantine/", phone_acts.quarantine, name="job_quarantine"),
    path("jobs/<int:pk>/lockouts/print/", lockouts.lockout_sheet, name="lockout_sheet"),
    path("jobs/<int:pk>/start/", phone_acts.start, name="job_start"),
    path("jobs/<int:pk>/resume/", phone_acts.resume, name="job_resume"),
    path("jobs/<int:pk>/pause/", phone_acts.pause, name="job_pause"),
    path("jobs/<int:pk>/finding/", phone_acts.finding, name="job_finding"),
    path("jobs/<int:pk>/ask/", phone_acts.ask, name="job_ask"),
    path("jobs/<int:pk>/voice/", phone_acts.voice, name="job_voice"),
    path("jobs/<int:pk>/reading/", phone_acts.reading, name="job_reading"),
    path("jobs/<int:pk>/part/", phone_acts.part, name="job_part"),
    path("jobs/<int:pk>/parts/<int:line_pk>/fit/", phone_acts.fit, name="job_fit"),
    path("jobs/<int:pk>/finish/", phone_acts.finish, name="job_finish"),
    path("jobs/<int:pk>/shares/", clocks.shares, name="job_shares"),
    path("clocks/", clocks.clocks, name="clocks"),
    path("clocks/add/", clocks.add, name="clock_add"),
    path("clocks/<int:pk>/", clocks.clock, name="clock"),
    path("clocks/<int:pk>/split/", clocks.split, name="clock_split"),
]
