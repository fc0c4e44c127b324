"""Addresses of the workshop: board, phone, inspection."""

from __future__ import annotations

from django.urls import path

from apps.workorders.views import board, checks, my_jobs, sheets

urlpatterns = [
    path("board/", board.board, name="board"),
    path("board/feed/", board.board_feed, name="board_feed"),
    path("board/version/", board.board_version, name="board_version"),
    path("board/jobs/<int:pk>/", board.dispatch_job, name="dispatch"),
    path("board/slots/<int:pk>/", board.slot, name="slot"),
    path("board/slots/<int:pk>/state/", board.slot_state, name="slot_state"),
    path("board/slots/<int:pk>/move/", board.move, name="slot_move"),
    path("board/slots/<int:pk>/swap/", board.swap, name="slot_swap"),
    path("board/slots/<int:pk>/technician/", board.reassign, name="slot_reassign"),
    path("board/slots/<int:pk>/withdraw/", board.withdraw, name="slot_withdraw"),
    path("my-jobs/", my_jobs.my_jobs, name="my_jobs"),
    path("jobs/<int:pk>/", my_jobs.job, name="job"),
    path("jobs/<int:pk>/confirm/", my_jobs.confirm, name="job_confirm"),
    path("jobs/<int:pk>/isolate/", my_jobs.isolate, name="job_isolate"),
    path("jobs/<int:pk>/start/", my_jobs.start, name="job_start"),
    path("jobs/<int:pk>/resume/", my_jobs.resume, name="job_resume"),
    path("jobs/<int:pk>/pause/", my_jobs.pause, name="job_pause"),
    path("jobs/<int:pk>/finding/", my_jobs.finding, name="job_finding"),
    path("jobs/<int:pk>/part/", my_jobs.part, name="job_part"),
    path("jobs/<int:pk>/parts/<int:line_pk>/fit/", my_jobs.fit, name="job_fit"),
    path("jobs/<int:pk>/finish/", my_jobs.finish, name="job_finish"),
    path("jobs/<int:pk>/sheet/", sheets.dispatch_sheet, name="dispatch_sheet"),
    path("checks/", checks.checks, name="checks"),
    path("checks/<int:pk>/", checks.check, name="check"),
]
