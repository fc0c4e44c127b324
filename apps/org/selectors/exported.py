"""The files that left the house, and the looks at contact data, inside an auditor's reach."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps as installed
from django.db.models import Q

from apps.core.clock import day_bounds
from apps.core.exports import kind_of
from apps.core.models import ExportAudit
from apps.org.models import ContactReveal
from apps.org.permissions import Perm
from apps.org.selectors.acts import reads_all
from apps.org.selectors.record_words import field_words, model_words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from apps.org.access import Access


def exports_of(access: Access) -> QuerySet[ExportAudit]:
    """The recorded files of the stores in reach, newest first."""
    rows = ExportAudit.objects.select_related("by", "store").order_by("-at", "-pk")
    if reads_all(access):
        return rows
    return rows.filter(store__in=access.stores(Perm.VIEW_AUDIT))


def reveals_of(access: Access) -> QuerySet[ContactReveal]:
    """The recorded looks of the stores in reach, newest first."""
    rows = ContactReveal.objects.visible_to(access, Perm.VIEW_AUDIT)
    people = ("by", "store", "tenure__post__position", "tenure__post__unit")
    return rows.select_related(*people).order_by("-at", "-pk")


def narrowed(rows: Any, since: dt.date | None, until: dt.date | None, who: str) -> Any:
    """The rows of these days by people of this name, pinyin initials or staff number."""
    if since:
        rows = rows.filter(at__gte=day_bounds(since)[0])
    if until:
        rows = rows.filter(at__lt=day_bounds(until)[1])
    name = who.strip()
    if name:
        rows = rows.filter(
            Q(by__name__icontains=name)
            | Q(by__name_initials__startswith=name.lower())
            | Q(by__staff_no__istartswith=name)
        )
    return rows


def exported(rows: Iterable[ExportAudit]) -> list[dict[str, Any]]:
    """Each file with its sort and its filter in words."""
    found = []
    for row in rows:
        kind = kind_of(row.kind)
        found.append({"row": row, "kind": kind.label, "filter": kind.words(row.chosen)})
    return found


def looked(rows: Iterable[ContactReveal]) -> list[dict[str, Any]]:
    """Each look with its field and kind of row in words."""
    found = []
    for row in rows:
        model = installed.get_model(row.model)
        field: Any = model._meta.get_field(row.field)
        found.append({"row": row, "kind": model_words(model), "field": field_words(field)})
    return found
