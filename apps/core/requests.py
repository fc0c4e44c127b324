"""The request as our middleware completes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

if TYPE_CHECKING:
    import datetime as dt


class Request(HttpRequest):
    """For annotations only: ``access`` is the Access of the signed-in person.

    ``at_step`` is set while a step of signing in is due: the page has no frame around it.
    ``station`` is the screen on the wall that asks for its board, None for everybody else.
    """

    access: Any
    now: dt.datetime
    request_id: str
    htmx: Any
    at_step: bool
    station: Any
