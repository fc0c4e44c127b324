"""Reaches as conditions on rows: one ``Q`` says for lists, details and choices what is covered."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import BooleanField, Exists, OuterRef, Q, Value
from django.db.models.expressions import ExpressionWrapper

from apps.org.reach import spec_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db import models

    from apps.org.models import Share
    from apps.org.reaches import Reach

NOTHING = Q(pk__in=())


def within(model: type[models.Model], reach: Reach) -> Q:
    """The rows one reach covers: where it points, narrowed by its row filter."""
    spec = spec_of(model)
    if reach.rows and reach.rows not in spec.rows:
        return NOTHING
    rows = spec.rows[reach.rows] if reach.rows else Q()
    return _place(model, reach) & rows


def _place(model: type[models.Model], reach: Reach, owners: tuple[str, ...] | None = None) -> Q:
    spec = spec_of(model)
    if spec.level == "group":
        return Q()
    whole = reach.store_id is None
    store = Q() if whole else _lookup(model, spec.store, reach.store_id)
    if reach.scope in {"store", "group"} or spec.level == "store":
        return store
    if reach.scope == "own":
        whose = spec.owners if owners is None else owners
        inside = reduce(or_, (_mine(model, o, reach) for o in whose), NOTHING)
    else:
        inside = Q(**{f"{spec.path}__startswith": reach.root_path})
    for relation in spec.through:
        inside |= _through(model, relation, reach)
    return store & inside


def _through(model: type[models.Model], relation: str, reach: Reach) -> Q:
    link: Any = model._meta.get_field(relation)
    child, back = link.related_model, link.field.name
    # whose row the parent is was asked of the parent itself
    asked = {f"{back}__{owner}" for owner in spec_of(model).owners}
    owners = tuple(o for o in spec_of(child).owners if o not in asked)
    rows = child._default_manager.filter(_place(child, reach, owners))
    return Q(Exists(rows.filter(**{back: OuterRef("pk")})))


def lent_rows(model: type[models.Model], lent: models.QuerySet[Share]) -> Q:
    """The rows these shares lend, and those their models declare as carried along."""
    condition = Q(pk__in=_lent_ids(lent, model))
    for path in spec_of(model).shared_through:
        condition |= _lookup(model, f"{path}__in", _lent_ids(lent, _target(model, path)))
    return condition


def _target(model: type[models.Model], path: str) -> type[models.Model]:
    """The model at the end of a lookup."""
    for name in path.split("__"):
        link: Any = model._meta.get_field(name)
        model = link.related_model
    return model


def _lent_ids(lent: Any, model: type[models.Model]) -> Any:
    kind = ContentType.objects.get_for_model(model)
    return lent.filter(content_type=kind).values("object_id")


def _lookup(model: type[models.Model], lookup: str, value: Any) -> Q:
    """A condition that never multiplies rows, also over to-many relations."""
    if not _leads_to_many(model, lookup):
        return Q(**{lookup: value})
    near, link, rest = _first_many(model, lookup)
    if rest and link.one_to_many and not _leads_to_many(link.related_model, rest):
        back = link.field.name
        rows = link.related_model._default_manager.filter(**{rest: value})
        return Q(**{f"{near}pk__in": rows.exclude(**{back: None}).values(back)})
    return Q(pk__in=model._default_manager.filter(**{lookup: value}).values("pk"))


def _first_many(model: type[models.Model], lookup: str) -> tuple[str, Any, str]:
    """The first to-many step of a lookup that has one, with what leads to it and what follows."""
    name, _, rest = lookup.partition("__")
    link: Any = model._meta.get_field(name)
    if link.one_to_many or link.many_to_many:
        return "", link, rest
    near, found, rest = _first_many(link.related_model, rest)
    return f"{name}__{near}", found, rest


def _leads_to_many(model: type[models.Model], lookup: str) -> bool:
    """Whether any step of the lookup has several rows on its far side."""
    for name in lookup.split("__"):
        if name in {"pk", "in"}:
            return False
        link: Any = model._meta.get_field(name)
        if link.one_to_many or link.many_to_many:
            return True
        if link.related_model is None:
            return False
        model = link.related_model
    return False


def _mine(model: type[models.Model], lookup: str, reach: Reach) -> Q:
    return _lookup(model, f"{lookup}__in", reach.owner_ids)


def as_boolean(condition: Q) -> Any:
    """The condition as a column that says true or false."""
    if not condition:
        return Value(True)
    return ExpressionWrapper(condition, output_field=BooleanField())


def holding(obj: models.Model, conditions: Mapping[Any, Q]) -> dict[Any, bool]:
    """Which of the conditions hold for a row, by their keys, in one query."""
    if not conditions:
        return {}
    marks = {f"q{i}": as_boolean(q) for i, q in enumerate(conditions.values())}
    rows = type(obj)._default_manager.filter(pk=obj.pk).order_by().annotate(**marks)
    found = next(iter(rows.values_list(*marks)), [False] * len(marks))
    return {key: bool(true) for key, true in zip(conditions, found, strict=True)}
