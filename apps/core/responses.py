"""The one way a page answers: whole for a browser, its ``main`` part for htmx."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import OperationalError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from psycopg2 import errorcodes

from apps.core.refusals import KeyReused, Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from apps.core.forms import ServiceForm
    from apps.core.requests import Request

F = TypeVar("F", bound="ServiceForm")

_BUSY = {
    errorcodes.LOCK_NOT_AVAILABLE,
    errorcodes.DEADLOCK_DETECTED,
    errorcodes.SERIALIZATION_FAILURE,
}


def page(
    request: Request, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """The page, or only its ``main`` partial when htmx asks for a part of a page.

    A boosted visit gets the whole page too: the browser takes ``main``, the scripts the page needs
    and its messages from it, and leaves the frame alone.
    """
    htmx = getattr(request, "htmx", None)
    if not htmx or htmx.boosted or htmx.history_restore_request:
        return render(request, template, context, status=status)
    response = render(request, f"{template}#main", context, status=status)
    response.write(render_to_string("components/oob.html", request=request))
    return response


def submit(
    request: Request,
    form: F,
    *,
    do: Callable[[F], Any],
    page: Callable[[F, int], HttpResponse],
    done: Callable[[Any], str],
) -> HttpResponse:
    """Check the form, run one service, and answer.

    ``do(form)`` calls the service; ``page(form, status)`` shows the page again with the form's
    errors and the typed text (422 for bad input, 409 for a refusal); ``done(result)`` is the
    address to go to.  Nothing is changed unless the answer is the redirect.
    """
    if not form.is_valid():
        return page(form, 422)
    try:
        result = do(form)
    except ValidationError as error:
        _add(form, error)
        return page(form, 422)
    except Refused as refusal:
        form.add_error(_known(form, refusal.field), str(refusal.message))
        if isinstance(refusal, KeyReused):
            form.renew_key()
        return page(form, refusal.status)
    except OperationalError as error:
        if getattr(error.__cause__, "pgcode", None) not in _BUSY:
            raise
        form.add_error(None, _("别人正在处理同一张单据，请稍候再提交；您填写的内容已保留。"))
        return page(form, 409)
    return HttpResponseRedirect(done(result), status=303)


def _add(form: ServiceForm, error: ValidationError) -> None:
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, messages in error.message_dict.items():
        form.add_error(None if name == NON_FIELD_ERRORS else _known(form, name), messages)


def _known(form: ServiceForm, field: str) -> str | None:
    return field if field in form.fields else None
