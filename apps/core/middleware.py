"""What every request carries and every private answer says to caches."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.utils.cache import add_never_cache_headers, patch_vary_headers
from django.utils.functional import SimpleLazyObject

from apps.core import clock

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from apps.core.requests import Request


PERMISSIONS = "camera=(self), microphone=(self), geolocation=()"


class RequestFrame:
    """Give the request an id and one instant; keep personal pages out of every cache."""

    def __init__(self, get_response: Callable[[Request], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Request) -> HttpResponse:
        """Run the request inside its frame."""
        request.request_id = uuid.uuid4().hex
        request.now = SimpleLazyObject(clock.now)  # type: ignore[assignment]  # acts as datetime
        response = self.get_response(request)
        response["X-Request-ID"] = request.request_id
        response.setdefault("Permissions-Policy", PERMISSIONS)
        if not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        patch_vary_headers(response, ["HX-Request", "Cookie", "Accept-Language"])
        return response
