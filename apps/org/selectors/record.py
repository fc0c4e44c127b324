"""The record in words: each recorded row as one moment, with what it changed from and to."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.apps import apps as installed
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy

from apps.core.field_policy import rules_of
from apps.core.records import histories, ledgers
from apps.org.selectors.record_ledgers import ACTED, TELLERS, acted
from apps.org.selectors.record_words import (
    Names,
    field_words,
    model_words,
    names_of,
    shown_fields,
    title_of,
    value_words,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from django.db import models
    from django.utils.functional import _StrOrPromise

    from apps.org.access import Access
    from apps.org.selectors.record_rows import Mark

_DEEDS: dict[str, _StrOrPromise] = {
    "+": gettext_lazy("新建"),
    "~": gettext_lazy("修改"),
    "-": gettext_lazy("删除"),
}
_ENTERED = gettext_lazy("登记")


@dataclass(frozen=True)
class FieldChange:
    """One field before and after; what a new row held has no before."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Moment:
    """One recorded row: who, acting where and for whom, what, on which row, and why."""

    at: dt.datetime
    deed: str
    kind: str
    title: str
    label: str = ""
    object_id: int | None = None
    who: str = ""
    staff_id: int | None = None
    post: str = ""
    acting_for: str = ""
    reason: str = ""
    request_id: str = ""
    service: str = ""
    note: str = ""
    state: tuple[str, str] = ("", "")
    fields: list[FieldChange] = field(default_factory=list)

    @property
    def has_story(self) -> bool:
        """Whether the row has a page of its own in the audit."""
        return self.label in histories()

    @property
    def is_entry(self) -> bool:
        """Whether the row is an entry of a ledger, which says everything by itself."""
        return self.label in ledgers()

    @property
    def is_new(self) -> bool:
        """Whether the fields are what a new row held."""
        return self.deed == _DEEDS["+"]


@dataclass(frozen=True)
class _Value:
    """One field of one recorded row, before it is put in words."""

    field: models.Field[Any, Any]
    before: Any
    after: Any


@dataclass(frozen=True)
class _Read:
    """The recorded rows of one kind, each with the version before it and what changed."""

    model: type[models.Model]
    rows: dict[int, tuple[Any, Any]]
    values: dict[int, list[_Value]]


def moments_of(marks: Iterable[Mark], access: Access) -> list[Moment]:
    """The marked rows in words, in their order; a fixed number of queries per kind of row."""
    marks = list(marks)
    keys: dict[str, list[int]] = defaultdict(list)
    for mark in marks:
        keys[mark.label].append(mark.key)
    told = {label: TELLERS[label](keys.pop(label)) for label in list(keys) if label in TELLERS}
    read = [_read(label, wanted) for label, wanted in keys.items()]
    names = names_of(
        (v.field, given)
        for kind in read
        for values in kind.values.values()
        for v in values
        for given in (v.before, v.after)
    )
    found = {(k, key): Moment(**facts) for k, rows in told.items() for key, facts in rows.items()}
    for kind in read:
        found |= _told(kind, names, access)
    return [found[m.label, m.key] for m in marks if (m.label, m.key) in found]


def _read(label: str, keys: list[int]) -> _Read:
    model = installed.get_model(label)
    rows = _versions(label, keys) if label in histories() else _entries(label, keys)
    return _Read(model, rows, {k: _values(model, new, old) for k, (new, old) in rows.items()})


def _told(kind: _Read, names: Names, access: Access) -> dict[tuple[str, int], Moment]:
    label = kind.model._meta.label_lower
    tracked = label in histories()
    rules = rules_of(kind.model)
    hidden = _hidden(kind.model, [_key(new) for new, _old in kind.rows.values()], access)

    def words(value: _Value, given: Any) -> str:
        rule = rules.get(value.field.name)
        if rule is not None and rule.is_contact:
            return rule.masked(given)
        return value_words(value.field, given, names)

    return {
        (label, key): Moment(
            **acted(new),
            deed=str(_DEEDS[new.history_type] if tracked else _ENTERED),
            kind=model_words(kind.model),
            title=title_of(new) if tracked else "",
            label=label,
            object_id=_key(new),
            fields=[
                FieldChange(field_words(v.field), words(v, v.before), words(v, v.after))
                for v in kind.values[key]
                if (v.field.name, _key(new)) not in hidden
            ],
        )
        for key, (new, _old) in kind.rows.items()
    }


def _key(row: Any) -> int:
    return int(row.id)


def _versions(label: str, keys: list[int]) -> dict[int, tuple[Any, Any]]:
    """History rows with the version before each."""
    history: Any = histories()[label]._default_manager
    earlier = history.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
    previous = Subquery(earlier.order_by("-history_id").values("history_id")[:1])
    rows = history.filter(history_id__in=keys).select_related(
        "history_user", *(f"history_tenure__{path}" for path in ACTED)
    )
    rows = list(rows.annotate(previous_id=previous))
    old = {r.history_id: r for r in rows}
    missing = {r.previous_id for r in rows} - {None, *old}
    old |= history.in_bulk(missing) if missing else {}
    return {r.history_id: (r, old.get(r.previous_id)) for r in rows}


def _entries(label: str, keys: list[int]) -> dict[int, tuple[Any, Any]]:
    """Rows of a ledger, each new."""
    ledger = ledgers()[label]
    people = [ledger.staff.removesuffix("_id")]
    if ledger.tenure:
        people += [f"tenure__{path}" for path in ACTED]
    rows = installed.get_model(label)._default_manager.filter(pk__in=keys)
    return {r.pk: (r, None) for r in rows.select_related(*people)}


def _values(model: type[models.Model], new: Any, old: Any) -> list[_Value]:
    """The fields that changed; of a new row those that say something; nothing of a deletion."""
    if getattr(new, "history_type", "+") == "-":
        return []
    ledger = ledgers().get(model._meta.label_lower)
    told = {ledger.staff, ledger.at, ledger.tenure} if ledger else set()
    found = []
    for column in shown_fields(model):
        if column.attname in told:
            continue
        after = getattr(new, column.attname)
        before = getattr(old, column.attname) if old is not None else None
        empty = after in (None, "", [], {}) or (old is None and after is False)
        if before != after and not (old is None and empty):
            found.append(_Value(column, before, after))
    return found


def _hidden(model: type[models.Model], ids: list[int], access: Access) -> set[tuple[str, int]]:
    """Which withheld fields of which rows are not for this person."""
    found: set[tuple[str, int]] = set()
    for name, rule in rules_of(model).items():
        if rule.is_contact:
            continue
        seen: set[int] = set()
        if access.can(rule.perm):
            rows = access.limit_reach(model._default_manager.filter(pk__in=ids), rule.perm)
            seen = set(rows.values_list("pk", flat=True))
        found |= {(name, i) for i in ids if i not in seen}
    return found
