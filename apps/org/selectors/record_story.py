"""The rows that tell the story of one document: its own and those of its declared parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import EmptyResultSet

from apps.core.capabilities import rights_over
from apps.core.records import histories, ledgers, parts_of
from apps.org.reach import ReachSpec
from apps.org.selectors.record_rows import STATES, Branch

if TYPE_CHECKING:
    from django.db import models

    from apps.org.access import Access

REVEALS = "org.contactreveal"


@dataclass(frozen=True)
class Part:
    """One kind of row in a story: the statement that gives its keys, and which rows count."""

    model: type[models.Model]
    keys: str
    where: str
    params: tuple[Any, ...]

    @property
    def label(self) -> str:
        """The label of the kind."""
        return self.model._meta.label_lower


def of_object(row: models.Model, access: Access, *, full: bool) -> list[Branch]:
    """What was written about a document and its parts, changes of state among it.

    Without ``full`` only parts the person sees now are told, and nothing of who looked at contact
    data.
    """
    own = _own(row)
    parts = [own] + [p for path in parts_of(type(row)) if (p := _part(own, path)) is not None]
    if not full:
        parts = [own] + [_in_sight(p, access) for p in parts[1:]]
    recorded = {*histories(), *ledgers()}
    found = [Branch(p.label, p.where, p.params) for p in parts if p.label in recorded]
    found.append(_joined(STATES, [(_state_key(p), p) for p in parts]))
    if full:
        found.append(_joined(REVEALS, [(f"model = '{p.label}'", p) for p in parts]))
    return found


def _own(row: models.Model) -> Part:
    return Part(type(row), str(int(row.pk)), f"id = {int(row.pk)}", ())


def _part(own: Part, path: str) -> Part | None:
    """The part at the end of a path of relations, such as ``jobs__part_lines``."""
    found = own
    for step in path.split("__"):
        link: Any = found.model._meta.get_field(step)
        child: type[models.Model] = link.related_model
        if link.auto_created:
            where = f"{link.field.column} IN ({found.keys})"
        else:
            where = f"id IN (SELECT {link.column} FROM {_table(found.model)} WHERE {found.where})"
        found = Part(child, f"SELECT id FROM {_table(child)} WHERE {where}", where, found.params)
    return found


def _table(model: type[models.Model]) -> str:
    history = histories().get(model._meta.label_lower)
    return (history or model)._meta.db_table


def _in_sight(part: Part, access: Access) -> Part:
    """The part cut to the rows the person sees; a kind without rights of its own stays whole."""
    has_reach = isinstance(getattr(part.model, "reach", None), ReachSpec)
    if not has_reach or not rights_over(part.model._meta.label):
        return part
    seen = access.limit_reach(part.model._default_manager.order_by(), None).values("pk")
    try:
        sql, params = seen.query.sql_with_params()
    except EmptyResultSet:
        return Part(part.model, part.keys, "FALSE", ())
    where = f"{part.where} AND id IN ({sql})"
    keys = f"SELECT id FROM {_table(part.model)} WHERE {where}"
    return Part(part.model, keys, where, (*part.params, *params))


def _state_key(part: Part) -> str:
    return f"content_type_id = {ContentType.objects.get_for_model(part.model).pk}"


def _joined(label: str, kinds: list[tuple[str, Part]]) -> Branch:
    condition = " OR ".join(f"({key} AND object_id IN ({part.keys}))" for key, part in kinds)
    params = tuple(value for _key, part in kinds for value in part.params)
    return Branch(label, f"({condition})", params)
