"""The rows of an order's stream in words, in two statements however many kinds there are."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.apps import apps as installed
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.urls import reverse
from django.utils.translation import gettext as _

from apps.core.exports import kind_of
from apps.core.field_policy import MASKS, rules_of
from apps.core.figures_text import money_text, quantity_text, when_text
from apps.core.records import histories, ledgers
from apps.org.selectors.record_ledgers import action_words, cause_words, state_words
from apps.org.selectors.record_rows import STATES, Mark
from apps.org.selectors.record_words import (
    Names,
    field_words,
    model_words,
    shown_fields,
    value_words,
)
from apps.workorders.selectors import timeline as stream

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_NAMES = ("number", "document_no", "name", "staff_no", "code", "description", "title")
#: Told by the change of state beside it, or kept whole on a page of its own.
_SILENT = {"state", "version", "content", "sha256", "answers", "population"}
Payload = dict[tuple[str, int], tuple[dict[str, Any], dict[str, Any] | None]]


@dataclass(frozen=True)
class Change:
    """One field before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Told:
    """One row of the stream: what happened, with the fields that changed."""

    at: dt.datetime
    kind: str
    staff_id: int | None
    what: str
    note: str = ""
    reason: str = ""
    state: tuple[str, str] = ("", "")
    new: bool = False
    changes: list[Change] = field(default_factory=list)
    url: str = ""


@dataclass(frozen=True)
class Moment:
    """What one person did at one instant."""

    at: dt.datetime
    who: str
    rows: list[Told]

    @property
    def reason(self) -> str:
        """Why."""
        return next((r.reason for r in self.rows if r.reason), "")


def moments_of(marks: Iterable[Mark]) -> list[Moment]:
    """The marked rows grouped into acts, newest first."""
    marks = list(marks)
    payload = _payload(marks)
    names = _names(marks, payload)
    told = [_tell(mark, *payload[mark.label, mark.key], names) for mark in marks]
    found = []
    for (at, who), rows in groupby(filter(None, told), key=lambda r: (r.at, r.staff_id)):
        name = names.get(("org.staff", who), "") if who else _("系统")
        found.append(Moment(at, name, list(rows)))
    return found


def _payload(marks: list[Mark]) -> Payload:
    """Every marked row, and of a recorded version the one before it, in one statement."""
    wanted: dict[str, list[int]] = {}
    for mark in marks:
        wanted.setdefault(mark.label, []).append(mark.key)
    if not wanted:
        return {}
    parts, params = [], []
    for label, keys in wanted.items():
        parts.append(_select(label))
        params.append(keys)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), params)
        return {
            (label, key): (_read(new), _read(old)) for label, key, new, old in cursor.fetchall()
        }


def _read(text: str | None) -> Any:
    return json.loads(text, parse_float=Decimal) if text is not None else None


def _select(label: str) -> str:
    history = histories().get(label)
    if history is None or label in ledgers():
        table = installed.get_model(label)._meta.db_table
        return (
            f"SELECT '{label}', t.id, to_jsonb(t), NULL::jsonb FROM {table} t WHERE t.id = ANY(%s)"
        )
    table = history._meta.db_table
    return (
        f"SELECT '{label}', t.history_id, to_jsonb(t), to_jsonb(p) FROM {table} t"
        f" LEFT JOIN LATERAL (SELECT * FROM {table} q WHERE q.id = t.id"
        " AND q.history_id < t.history_id ORDER BY q.history_id DESC LIMIT 1) p ON true"
        " WHERE t.history_id = ANY(%s)"
    )


def _names(marks: list[Mark], payload: Payload) -> Names:
    """The names behind every key on the page, in one statement."""
    wanted: dict[type[models.Model], set[int]] = {}

    def want(model: Any, key: Any) -> None:
        if model is not None and model is not ContentType and isinstance(key, int):
            wanted.setdefault(model, set()).add(key)

    for mark in marks:
        want(installed.get_model("org.Staff"), mark.staff_id)
        new, old = payload[mark.label, mark.key]
        model = installed.get_model(mark.label)
        for column in model._meta.concrete_fields:
            for row in (new, old or {}):
                want(column.related_model, row.get(column.attname))
        if mark.label == STATES:
            kind = ContentType.objects.get_for_id(new["content_type_id"])
            want(kind.model_class(), new["object_id"])
    return _read_names(wanted)


def _read_names(wanted: dict[type[models.Model], set[int]]) -> Names:
    parts, params = [], []
    for model, keys in wanted.items():
        has = {f.name: f.column for f in model._meta.concrete_fields}
        named = next((has[n] for n in _NAMES if n in has), "")
        text = f"{named}::text" if named else "'#' || id"
        parts.append(
            f"SELECT '{model._meta.label_lower}', id, {text} FROM {model._meta.db_table}"
            " WHERE id = ANY(%s)"
        )
        params.append(sorted(keys))
    if not parts:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), params)
        return {(label, key): name for label, key, name in cursor.fetchall()}


def _tell(mark: Mark, new: dict[str, Any], old: dict[str, Any] | None, names: Names) -> Told | None:
    facts: dict[str, Any] = {
        "at": mark.at,
        "staff_id": mark.staff_id,
        "kind": _kind(mark.label),
        "reason": new.get("history_change_reason") or new.get("reason") or "",
    }
    teller = TELLERS.get(mark.label)
    if teller is not None:
        return Told(**facts | teller(new, names))
    return _version(mark.label, new, old, names, facts)


def _kind(label: str) -> str:
    beside = {
        stream.FILES: "file",
        stream.NOTICES: "notice",
        stream.MESSAGES: "message",
        stream.PRINTS: "paper",
        stream.EXPORTS: "paper",
    }
    return beside.get(label) or stream.KIND_OF.get(label, "edit")


def _version(
    label: str, new: dict[str, Any], old: dict[str, Any] | None, names: Names, facts: dict[str, Any]
) -> Told | None:
    """A recorded version; None for one that changed nothing but the state told beside it."""
    model = installed.get_model(label)
    deed = new.get("history_type", "+")
    words = {"+": _("新建"), "~": _("修改"), "-": _("删除")}[deed]
    title = next((str(new[n]) for n in _NAMES if new.get(n)), "")
    changes = [] if deed == "-" else _changes(model, new, old, names)
    if deed == "~" and not changes:
        return None
    what = " ".join(filter(None, (words, model_words(model), title)))
    return Told(**facts, what=what, changes=changes, new=deed == "+")


def _changes(
    model: type[models.Model], new: dict[str, Any], old: dict[str, Any] | None, names: Names
) -> list[Change]:
    rules, ledger = rules_of(model), ledgers().get(model._meta.label_lower)
    silent = _SILENT | ({ledger.staff, ledger.at, ledger.tenure} if ledger else set())
    found = []
    for column in shown_fields(model):
        before, after = (old or {}).get(column.attname), new.get(column.attname)
        nothing = old is None and after in (None, "", [], {}, False)
        if column.attname in silent or before == after or nothing:
            continue
        rule = rules.get(column.name)
        if rule is not None and not rule.is_contact:
            continue
        if rule is not None:
            found.append(Change(field_words(column), rule.masked(before), rule.masked(after)))
            continue
        told = [value_words(column, _python(column, v), names) for v in (before, after)]
        found.append(Change(field_words(column), *told))
    return found


def _python(column: models.Field[Any, Any], value: Any) -> Any:
    """A value of JSON as the field has it in Python."""
    if value is None or column.related_model is not None:
        return value
    if isinstance(column, models.DecimalField):
        return Decimal(str(value))
    if isinstance(column, models.DateTimeField | models.DateField | models.TimeField):
        try:
            return column.to_python(value)
        except ValidationError:
            return value
    if isinstance(value, str) and value[:1] in "[(" and value[-1:] in ")]":
        return _span(value)
    return value


def _span(text: str) -> str:
    """A range of time as people read it; anything else as it stands."""
    parts = text[1:-1].replace('"', "").split(",")
    try:
        ends = [when_text(dt.datetime.fromisoformat(p)) if p else "" for p in parts]
    except ValueError:
        return text
    return " – ".join(ends)


def _state(new: dict[str, Any], names: Names) -> dict[str, Any]:
    model = ContentType.objects.get_for_id(new["content_type_id"]).model_class()
    label = model._meta.label_lower if model else ""
    title = names.get((label, new["object_id"]), "")
    deed = action_words(label, new["action"]) or _("状态变化")
    kind = model_words(model) if model else label
    shown = (state_words(label, new["from_state"]), state_words(label, new["to_state"]))
    what = " ".join(filter(None, (kind, "" if title.startswith("#") else title, deed)))
    return {"what": what, "state": shown, "note": cause_words(new["cause"])}


def _label(label: str, name: str, value: Any) -> str:
    column: Any = installed.get_model(label)._meta.get_field(name)
    return str(dict(column.flatchoices).get(value, value))


def _payment(new: dict[str, Any], names: Names) -> dict[str, Any]:
    amount = Decimal(str(new["amount"]))
    words = _("收款") if amount >= 0 else _("退款")
    method = _label("workorders.payment", "method", new["method"])
    return {"what": f"{words} {money_text(abs(amount))} {method}", "note": new["reference"]}


def _move(new: dict[str, Any], names: Names) -> dict[str, Any]:
    kind = _label("parts.stockmove", "kind", new["kind"])
    amount = quantity_text(abs(Decimal(str(new["quantity"]))))
    part = names.get(("parts.part", new["part_id"]), "")
    return {"what": f"{kind} {part} × {amount}", "note": new["document"]}


def _file(new: dict[str, Any], names: Names) -> dict[str, Any]:
    kinds = {
        "customer_signature": _("客户签字"),
        "photo": _("照片"),
        "voice": _("语音"),
    }
    words = kinds.get(new["kind"]) or (
        _("照片") if new["media_type"].startswith("image/") else _("文件")
    )
    return {"what": words, "note": new["name"], "url": reverse("core:file", args=[new["token"]])}


def _notice(new: dict[str, Any], names: Names) -> dict[str, Any]:
    read = _("已查看") if new["read_at"] else _("未查看")
    whom = names.get(("org.staff", new["staff_id"]), "")
    return {
        "what": _("提醒 %(whom)s") % {"whom": whom},
        "note": f"{new['text']} · {read}",
        "url": new["page"],
    }


def _message(new: dict[str, Any], names: Names) -> dict[str, Any]:
    sent = _("已发送") if new["sent_at"] else _("待发送")
    masked = MASKS["phone"](new["recipient"]) if new["channel"] == "sms" else new["recipient"]
    return {"what": _("消息 %(to)s") % {"to": masked}, "note": f"{new['body']} · {sent}"}


def _print(new: dict[str, Any], names: Names) -> dict[str, Any]:
    return {"what": _("打印单据"), "note": new["page"], "url": new["page"]}


def _export(new: dict[str, Any], names: Names) -> dict[str, Any]:
    kind = kind_of(new["kind"])
    words = _("、").join(f"{label} {value}" for label, value in kind.words(new["chosen"]))
    return {"what": _("导出 %(what)s") % {"what": kind.label}, "note": words}


def _comment(new: dict[str, Any], names: Names) -> dict[str, Any]:
    return {"what": _("留言"), "note": new["text"]}


def _promise(new: dict[str, Any], names: Names) -> dict[str, Any]:
    moment = when_text(dt.datetime.fromisoformat(new["new_at"]))
    words = _("改约 %(when)s 交车") if new["old_at"] else _("承诺 %(when)s 交车")
    note = _("客户已同意") if new["agreed"] else ""
    return {"what": words % {"when": moment}, "note": note}


TELLERS: dict[str, Callable[[dict[str, Any], Names], dict[str, Any]]] = {
    STATES: _state,
    "workorders.payment": _payment,
    "workorders.ordercomment": _comment,
    "workorders.promisechange": _promise,
    "parts.stockmove": _move,
    stream.FILES: _file,
    stream.NOTICES: _notice,
    stream.MESSAGES: _message,
    stream.PRINTS: _print,
    stream.EXPORTS: _export,
}
