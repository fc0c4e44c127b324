"""Log lines: one JSON object each on standard error, with the request's id, without personal data.

A line carries the message's template and its plain arguments are never interpolated from forms
or rows; addresses are logged without their query, which may hold a phone or a plate.
"""

import json
import logging
import time
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse

requests = logging.getLogger("aftersales.requests")
WATCHED = ("/live/", "/ready/")  # asked every few seconds by whoever watches the site
request_id: ContextVar[str] = ContextVar("request_id", default="")


class JsonLine(logging.Formatter):
    """Formats a record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as JSON: time (UTC), level, logger, message, request id, status, error."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if request := request_id.get():
            line["request"] = request
        for name in ("status_code", "milliseconds"):
            if (value := getattr(record, name, None)) is not None:
                line[name] = value
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


class RequestLog:
    """Middleware: one line per request with its id, status and time, and never its query."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request and log that it was answered."""
        mark = request_id.set(getattr(request, "request_id", ""))
        start = time.perf_counter()
        try:
            response = self.get_response(request)
            if request.path not in WATCHED:
                taken = round((time.perf_counter() - start) * 1000, 1)
                facts = {"status_code": response.status_code, "milliseconds": taken}
                requests.info("%s %s", request.method, request.path, extra=facts)
        finally:
            request_id.reset(mark)
        return response


def configuration(level: str) -> dict[str, Any]:
    """Django's LOGGING: everything from `level` upwards to standard error."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "aftersales.logs.JsonLine"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.server": {"handlers": ["stderr"], "level": level, "propagate": False},
        },
    }
