"""What a phone sends from its queue: answered in data, and done only as who tapped it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from apps.core.forms import ServiceForm
    from apps.core.requests import Request

CONFLICT = 409


def is_queued(request: Request) -> bool:
    """Whether the act was kept in a browser and is sent by its script."""
    return request.headers.get("X-Queued") == "1"


def of_another(request: Request) -> HttpResponse | None:
    """The answer to an act that somebody else tapped before this person signed in here.

    The page keeps it for the one who tapped it; nothing is done in another person's name.
    """
    if not is_queued(request):
        return None
    tapper = unquote(request.headers.get("X-Queued-By", ""))
    if tapper and tapper == request.user.get_username():
        return None
    words = _("这一步是别人点按的，等本人在这台设备登录后再发送。")
    return JsonResponse({"words": words, "other": True}, status=CONFLICT)


def answered(answer: HttpResponse) -> HttpResponse:
    """Tell the queue that its act is done where a person would be sent on."""
    return JsonResponse({"done": True}) if answer.status_code == 303 else answer


def refused(form: ServiceForm, status: int) -> JsonResponse:
    """Why an act of the queue was not taken."""
    words = [str(e) for errors in form.errors.values() for e in errors]
    return JsonResponse({"words": " ".join(words)}, status=status)
