"""Fields, keys and buttons of forms."""

import uuid
from collections.abc import Iterable
from typing import Any

from django.forms import (
    BaseForm,
    BoundField,
    CheckboxInput,
    CheckboxSelectMultiple,
    RadioSelect,
    Select,
)
from django.middleware.csrf import get_token
from django.template import Context

from apps.core.forms import KEY
from apps.core.ui.library import register


def _widget_attrs(bound: BoundField, extra: dict[str, Any]) -> dict[str, Any]:
    widget = bound.field.widget
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        css = "choices"
    elif isinstance(widget, CheckboxInput):
        css = "form-check-input"
    elif isinstance(widget, Select):
        css = "form-select"
    else:
        css = "form-control"
    css = " ".join(filter(None, (css, widget.attrs.get("class"), extra.pop("css", ""))))
    attrs = {key.replace("_", "-"): value for key, value in extra.items()}
    attrs["class"] = f"{css} is-invalid" if bound.errors else css
    notes = [f"{bound.auto_id}_helptext"] if bound.help_text else []
    notes += [f"{bound.auto_id}_error"] if bound.errors else []
    if notes:
        attrs["aria-describedby"] = " ".join(notes)
    if bound.errors:
        attrs["aria-invalid"] = "true"
    return attrs


@register.inclusion_tag("components/field.html")
def field(bound: BoundField, unit: str = "", wide: bool = False, **attrs: Any) -> dict[str, Any]:
    """Label, input, hint and error of one field.

    ``unit`` stands behind the input (km, ¥, 小时); ``wide`` takes the whole row of a ``form-grid``;
    any other keyword becomes an attribute of the input (``data_lookup=…`` → ``data-lookup``).
    """
    widget = bound.field.widget
    many = isinstance(widget, RadioSelect | CheckboxSelectMultiple)
    single_check = isinstance(widget, CheckboxInput)
    return {
        "bound": bound,
        "input": bound.as_widget(attrs=_widget_attrs(bound, attrs)),
        "unit": unit,
        "wide": wide,
        "kind": "check" if single_check else "group" if many else "plain",
        "error_id": f"{bound.auto_id}_error",
        "hint_id": f"{bound.auto_id}_helptext",
    }


@register.inclusion_tag("components/form_keys.html", takes_context=True)
def form_keys(context: Context, form: BaseForm | None = None) -> dict[str, Any]:
    """What a posting form starts with: CSRF token, hidden keys, errors of the whole form."""
    request = context.get("request")
    return {
        "csrf_value": get_token(request) if request else context.get("csrf_token", ""),
        "form": form,
        "new_key": "" if form is not None and KEY in form.fields else uuid.uuid4(),
    }


@register.simple_tag
def operation_key() -> str:
    """A new operation key, for an ``hx-post`` that stands outside a form."""
    return str(uuid.uuid4())


@register.inclusion_tag("components/actions.html", takes_context=True)
def actions(
    context: Context, options: Iterable[Any], url: str, subject: Any = None
) -> dict[str, Any]:
    """The buttons of a state machine, posted to ``url`` as ``action`` (and ``reason``).

    A button that may not be pressed now stays visible, greyed, with the reason under it.
    ``subject`` is the row (its version travels along) or the form that carries both keys.
    """
    keys = subject if isinstance(subject, BaseForm) else None
    return {
        "csrf_value": get_token(context["request"]),
        "options": list(options),
        "url": url,
        "form": keys,
        "version": getattr(subject, "version", "") if keys is None else "",
        "operation_key": uuid.uuid4(),
        "uid": uuid.uuid4().hex[:8],
    }
