"""The request as our middleware completes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

if TYPE_CHECKING:
    import datetime as dt


class Request(HttpRequest):
    """For annotations only: ``access`` is the Access of the signed-in person."""

    access: Any
    now: dt.datetime
    request_id: str
    htmx: Any
