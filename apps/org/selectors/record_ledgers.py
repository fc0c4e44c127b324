"""Ledger rows with words of their own: changes of state, exports, looks at contact data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps as installed
from django.utils.translation import gettext as _

from apps.core.exports import kind_of
from apps.core.models import ExportAudit, StatusChange
from apps.core.records import ledgers
from apps.core.transitions import every_machine
from apps.org.account_state import ACTS, AccountState
from apps.org.models import ContactReveal, SignIn
from apps.org.selectors.record_words import field_words, model_words, title_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.db import models

    Facts = dict[str, Any]

#: What the words about a tenure need.
ACTED = ("post__position", "post__unit", "acting_for__staff")


def acted(row: Any) -> Facts:
    """Who acted, in which post, for whom, under which request, and why."""
    if hasattr(row, "history_id"):
        return {
            "at": row.history_date,
            **_person(row.history_user, row.history_tenure),
            "reason": row.history_change_reason or "",
            "request_id": row.history_request,
            "service": row.history_service,
        }
    ledger = ledgers()[row._meta.label_lower]
    return {
        "at": getattr(row, ledger.at),
        **_person(
            getattr(row, ledger.staff.removesuffix("_id")),
            getattr(row, "tenure", None) if ledger.tenure else None,
        ),
        "reason": getattr(row, "reason", ""),
        "request_id": getattr(row, ledger.request) if ledger.request else "",
    }


def _person(staff: Any, tenure: Any) -> Facts:
    return {
        "who": str(staff) if staff else _("系统"),
        "staff_id": staff.pk if staff else None,
        "post": f"{tenure.post.position} · {tenure.post.unit}" if tenure else "",
        "acting_for": str(tenure.acting_for.staff) if tenure and tenure.acting_for else "",
    }


def _states(keys: list[int]) -> dict[int, Facts]:
    found = StatusChange.objects.filter(pk__in=keys)
    people = ("by", "content_type", *(f"tenure__{path}" for path in ACTED))
    rows = list(found.select_related(*people))
    titles = _titles((r.content_type.model_class(), r.object_id) for r in rows)
    return {r.pk: _state(r, titles) for r in rows}


def _state(row: StatusChange, titles: dict[tuple[str, int], str]) -> Facts:
    model = row.content_type.model_class()
    label = model._meta.label_lower if model else row.content_type.model
    before, after = state_words(label, row.from_state), state_words(label, row.to_state)
    return {
        **acted(row),
        "deed": action_words(label, row.action) or (_("状态变化") if before else _("新建")),
        "note": cause_words(row.cause),
        "kind": model_words(model) if model else label,
        "title": titles.get((label, row.object_id), f"#{row.object_id}"),
        "label": label,
        "object_id": row.object_id,
        "state": (before, after),
    }


def _titles(wanted: Iterable[tuple[Any, int]]) -> dict[tuple[str, int], str]:
    """The numbers and names of documents, one query per kind."""
    by_model: dict[Any, set[int]] = {}
    for model, key in wanted:
        if model is not None:
            by_model.setdefault(model, set()).add(key)
    return {
        (model._meta.label_lower, row.pk): title_of(row)
        for model, keys in by_model.items()
        for row in model._default_manager.filter(pk__in=keys)
    }


def action_words(label: str, action: str) -> str:
    """A step by the label of its machine; "" for one that no machine knows."""
    if label == "org.staff" and action in ACTS:
        return str(ACTS[action])
    found = (
        t.label
        for m in every_machine()
        if m.model.lower() == label
        for t in m.transitions
        if t.action == action
    )
    return str(next(found, ""))


def cause_words(cause: str) -> str:
    """What a derived change followed: another step by its label, or a document by its number."""
    steps = (t.label for m in every_machine() for t in m.transitions if t.action == cause)
    step = str(next(steps, ""))
    last = cause.rpartition(" ")[2]
    words = step or (last if any(c.isdigit() for c in last) else "")
    return _("随“%(cause)s”") % {"cause": words} if words else ""


def state_words(label: str, state: str) -> str:
    """A state by the choices of the field its machine moves; of a person, that of the account."""
    if label == "org.staff" and state in AccountState.values:
        return str(AccountState(state).label)
    for machine in every_machine():
        if machine.model.lower() == label and state:
            field: Any = installed.get_model(label)._meta.get_field(machine.field)
            words = dict(field.flatchoices).get(state)
            if words is not None:
                return str(words)
    return state


def _exports(keys: list[int]) -> dict[int, Facts]:
    found = {}
    for row in ExportAudit.objects.filter(pk__in=keys).select_related("by"):
        kind = kind_of(row.kind)
        words = [f"{label} {value}" for label, value in kind.words(row.chosen)]
        found[row.pk] = {
            **acted(row),
            "deed": _("导出文件"),
            "kind": _("导出"),
            "title": str(kind.label),
            "note": _("；").join([_("%(rows)d 行") % {"rows": row.rows}, *words]),
        }
    return found


def _reveals(keys: list[int]) -> dict[int, Facts]:
    rows = ContactReveal.objects.filter(pk__in=keys).select_related(
        "by", *(f"tenure__{path}" for path in ACTED)
    )
    return {r.pk: _reveal(r) for r in rows}


def _reveal(row: ContactReveal) -> Facts:
    model: type[models.Model] = installed.get_model(row.model)
    field: Any = model._meta.get_field(row.field)
    return {
        **acted(row),
        "deed": _("查看联系方式"),
        "kind": model_words(model),
        "title": row.whom,
        "label": row.model,
        "object_id": row.object_id,
        "note": f"{field_words(field)} · {row.get_how_display()} · {row.page}",
    }


def _sign_ins(keys: list[int]) -> dict[int, Facts]:
    found = {}
    for row in SignIn.objects.filter(pk__in=keys).select_related("user__staff"):
        staff = getattr(row.user, "staff", None)
        found[row.pk] = {
            **_person(staff, None),
            "at": row.at,
            "deed": str(row.get_outcome_display()),
            "kind": "",
            "title": row.user.get_username(),
            "note": " · ".join(filter(None, (row.device, row.address or ""))),
        }
    return found


TELLERS: dict[str, Callable[[list[int]], dict[int, Facts]]] = {
    "core.statuschange": _states,
    "core.exportaudit": _exports,
    "org.contactreveal": _reveals,
    "org.signin": _sign_ins,
}
