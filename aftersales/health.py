"""Two addresses for whoever watches the site: is the process there, can it do its work."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from apps.core.policy import public

RETRY_SECONDS = "5"


@public("watched from outside; tells nothing but that the process answers")
@require_safe
@never_cache
def live(_request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers, whatever the database does."""
    return HttpResponse("live", content_type="text/plain")


@public("watched from outside; tells nothing but that the database answers")
@require_safe
@never_cache
def ready(_request: HttpRequest) -> HttpResponse:
    """200 when the database answers, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse(
            "database",
            status=503,
            content_type="text/plain",
            headers={"Retry-After": RETRY_SECONDS},
        )
    return HttpResponse("ready", content_type="text/plain")
