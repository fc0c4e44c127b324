"""The pages of the audit: the acts of a person, of a request, and on one document."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.apps import apps as installed
from django.http import Http404

from apps.core.clock import day_bounds
from apps.core.models import Operation
from apps.core.records import histories, ledgers, parts_of
from apps.org.models import OrgUnit, Staff, Tenure
from apps.org.permissions import Perm
from apps.org.reach import ReachSpec
from apps.org.selectors.record import Moment, moments_of
from apps.org.selectors.record_rows import (
    Mark,
    Marks,
    Window,
    marks_in,
    of_instants,
    of_person,
    of_request,
)
from apps.org.selectors.record_story import of_object
from apps.org.selectors.record_words import model_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db import models

    from apps.org.access import Access

PAGE = 50
REQUEST = 400  # rows of one request that are told


@dataclass(frozen=True)
class Act:
    """What one person did at one instant: one submitted form, and every row it wrote."""

    moments: Sequence[Moment]

    @property
    def head(self) -> Moment:
        """Who, when, in which post: of the row that knows most about it."""
        return max(self.moments, key=lambda m: (bool(m.post), bool(m.request_id), bool(m.service)))

    @property
    def reason(self) -> str:
        """Why."""
        return next((m.reason for m in self.moments if m.reason), "")

    @property
    def request_id(self) -> str:
        """The request, where a row names it."""
        return next((m.request_id for m in self.moments if m.request_id), "")

    @property
    def service(self) -> str:
        """The service that ran."""
        return next((m.service for m in self.moments if m.service), "")


@dataclass(frozen=True)
class Acts:
    """One page of acts, newest first; ``next`` is where the page after begins, "" at the end."""

    rows: list[Act] = field(default_factory=list)
    next: str = ""


@dataclass(frozen=True)
class Asked:
    """What a page of a person's acts is narrowed to."""

    since: dt.date | None = None
    until: dt.date | None = None
    label: str = ""
    store: str = ""
    before: str = ""

    def window(self) -> Window:
        """The part of the record to read."""
        since = day_bounds(self.since)[0] if self.since else None
        until = day_bounds(self.until)[1] if self.until else None
        return Window(PAGE, since, until, Mark.read(self.before))


def person_of(access: Access, pk: int) -> Staff:
    """A person whose acts may be read; raises Http404."""
    rows = Staff.objects.select_related("unit", "store")
    return access.get(rows, Perm.VIEW_AUDIT, pk=pk)


def acts_of_person(access: Access, staff: Staff, asked: Asked) -> Acts:
    """What a person did, in the stores whose record may be read."""
    branches = of_person(staff.pk, _tenures(access, staff.pk, asked.store), _labels(asked.label))
    return _acts(marks_in(branches, asked.window()), access)


def acts_of_request(access: Access, request_id: str) -> Acts:
    """Everything one request wrote; raises Http404 when nothing of it may be read."""
    marks = marks_in(of_request(request_id), Window(REQUEST))
    operations = Operation.objects.filter(request_id=request_id).values_list("staff_id", "at")
    instants = {(m.staff_id, m.at) for m in marks.rows} | set(operations)
    marks.rows += marks_in(of_instants(instants), Window(REQUEST)).rows
    persons = {m.staff_id for m in marks.rows}
    open_to = {person: _open_tenures(access, person) for person in persons}
    rows = [m for m in marks.rows if _readable(m, open_to[m.staff_id])]
    if not rows:
        raise Http404
    return _acts(Marks(rows), access)


def acts_on(row: models.Model, access: Access, *, full: bool, before: str = "") -> Acts:
    """The story of a document; ``full`` for the audit."""
    window = Window(PAGE, before=Mark.read(before))
    return _acts(marks_in(of_object(row, access, full=full), window), access)


def document_of(access: Access, label: str, pk: int, perm: Perm | None) -> models.Model:
    """The document an address names, if it is in reach and has a story; raises Http404."""
    try:
        model = installed.get_model(label)
    except (LookupError, ValueError):
        raise Http404 from None
    told = model._meta.label_lower in histories() or parts_of(model)
    if not told or not isinstance(getattr(model, "reach", None), ReachSpec):
        raise Http404
    row = access.limit_reach(model._default_manager.all(), perm).filter(pk=pk).first()
    if row is None:
        raise Http404
    found: models.Model = row
    return found


def kinds() -> list[tuple[str, str]]:
    """The kinds of rows to narrow by, in words."""
    labels = {label: installed.get_model(label) for label in (*histories(), *ledgers())}
    return sorted(((k, model_words(m)) for k, m in labels.items()), key=lambda pair: pair[1])


def stores_of(access: Access) -> list[OrgUnit]:
    """The stores whose record may be read."""
    return list(access.stores(Perm.VIEW_AUDIT))


def reads_all(access: Access) -> bool:
    """Whether the record of the whole group may be read."""
    return any(r.store_id is None for r in access.reaches(Perm.VIEW_AUDIT))


def _acts(marks: Marks, access: Access) -> Acts:
    moments = moments_of(marks.rows, access)
    grouped = groupby(moments, key=lambda m: (m.at, m.staff_id))
    last = str(marks.rows[-1]) if marks.more else ""
    return Acts([Act(list(rows)) for _key, rows in grouped], last)


def _tenures(access: Access, staff_id: int, store: str) -> list[int] | None:
    """The tenures whose acts may be read; None for all of them."""
    chosen = int(store) if store.isdigit() else None
    if reads_all(access) and chosen is None:
        return None
    held: Any = Tenure.objects.filter(staff_id=staff_id)
    held = held.filter(post__unit__store__in=access.stores(Perm.VIEW_AUDIT))
    if chosen is not None:
        held = held.filter(post__unit__store=chosen)
    return list(held.values_list("pk", flat=True))


def _open_tenures(access: Access, staff_id: int | None) -> list[int | None] | None:
    """The tenures of somebody whose acts may be read; None for all, none for a stranger's."""
    if reads_all(access):
        return None
    persons = Staff.objects.visible_to(access, Perm.VIEW_AUDIT)
    if staff_id is None or not persons.filter(pk=staff_id).exists():
        return []
    return [None, *(_tenures(access, staff_id, "") or [])]


def _readable(mark: Mark, tenures: list[int | None] | None) -> bool:
    return tenures is None or mark.tenure_id in tenures


def _labels(label: str) -> list[str]:
    return [label] if label in histories() or label in ledgers() else []
