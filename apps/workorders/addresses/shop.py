"""Addresses of the workshop: board, phone, inspection."""

from __future__ import annotations

from django.urls import path

from apps.workorders.views import (
    bays,
    board,
    checks,
    dispatching,
    promises,
    proposals,
    sheets,
    walls,
)

urlpatterns = [
    path("board/", board.board, name="board"),
    path("board/feed/", board.board_feed, name="board_feed"),
    path("board/version/", board.board_version, name="board_version"),
    path("wall/", walls.wall, name="wall"),
    path("wall/version/", walls.wall_version, name="wall_version"),
    path("lounge/", walls.lounge, name="lounge"),
    path("lounge/version/", walls.lounge_version, name="lounge_version"),
    path("board/check/", proposals.check, name="board_check"),
    path("board/fill/", proposals.fill, name="board_fill"),
    path("board/carry/", proposals.carry, name="board_carry"),
    path("board/jobs/<int:pk>/", dispatching.dispatch_job, name="dispatch"),
    path("board/jobs/<int:pk>/suggest/", proposals.suggest, name="dispatch_suggest"),
    path("board/slots/<int:pk>/", dispatching.slot, name="slot"),
    path("board/slots/<int:pk>/state/", dispatching.slot_state, name="slot_state"),
    path("board/slots/<int:pk>/move/", dispatching.move, name="slot_move"),
    path("board/slots/<int:pk>/add/", dispatching.add, name="slot_add"),
    path("board/slots/<int:pk>/swap/", dispatching.swap, name="slot_swap"),
    path("board/slots/<int:pk>/technician/", dispatching.reassign, name="slot_reassign"),
    path("board/slots/<int:pk>/withdraw/", dispatching.withdraw, name="slot_withdraw"),
    path("board/slots/<int:pk>/pin/", dispatching.pin, name="slot_pin"),
    path("board/moves/<int:pk>/undo/", dispatching.undo_move, name="slot_undo"),
    path("bays/", bays.bays, name="bays"),
    path("bays/new/", bays.bay_new, name="bay_new"),
    path("bays/<int:pk>/", bays.bay, name="bay"),
    path("bays/<int:pk>/close/", bays.bay_close, name="bay_close"),
    path("bays/outages/<int:pk>/reopen/", bays.bay_reopen, name="bay_reopen"),
    path("orders/<int:pk>/earliest/", promises.earliest, name="earliest"),
    path("jobs/<int:pk>/sheet/", sheets.dispatch_sheet, name="dispatch_sheet"),
    path("checks/", checks.checks, name="checks"),
    path("checks/<int:pk>/", checks.check, name="check"),
]
