"""The duties of a draft, each with what it grants."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from apps.core.refusals import Refused
from apps.core.services import lock, service
from apps.org.drafts import duty_fault, grant_text, grants_fault, plain_limits
from apps.org.models import Duty, Grant, PositionRevision
from apps.org.services.revising.writing import writable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from apps.org.access import Access
    from apps.org.catalogue import GrantText

_FIELDS = {"code", "text", "text_en", "source", "kind", "kpis"}
_CODE = re.compile(r"([A-Z]+)-([0-9]+)")


@service
def add_duty(
    *,
    by: Access,
    revision: PositionRevision,
    version: int | None,
    values: Mapping[str, Any],
    grants: Sequence[GrantText] = (),
) -> Duty:
    """The draft ends with a new duty; without a code it gets the next free number.

    Raises Refused naming the field, ``grants.0.scope`` for one of the first grant.
    """
    draft = writable(by, revision, version)
    last = draft.duties.order_by("-order").first()
    duty = Duty(revision=draft, order=last.order + 1 if last else 1)
    _write(duty, values, grants)
    draft.save()
    return duty


@service
def edit_duty(
    *,
    by: Access,
    duty: Duty,
    version: int | None,
    values: Mapping[str, Any],
    grants: Sequence[GrantText] | None = None,
) -> Duty:
    """The duty carries these words and, where given, exactly these grants.

    Raises Stale, Denied, Http404, and Refused naming the field.
    """
    draft = writable(by, duty.revision, None)
    duty = lock(duty, version)
    standing = [grant_text(g) for g in duty.grants.all()]
    _write(duty, values, standing if grants is None else grants)
    draft.save()
    return duty


@service
def remove_duty(*, by: Access, duty: Duty, version: int | None) -> PositionRevision:
    """The duty and its grants are gone from the draft; the history keeps their words."""
    draft = writable(by, duty.revision, None)
    duty = lock(duty, version)
    for grant in duty.grants.all():
        grant.delete()
    duty.delete()
    _renumber(list(draft.duties.order_by("order", "pk")))
    draft.save()
    return draft


@service
def move_duty(*, by: Access, duty: Duty, version: int | None, to: int) -> Duty:
    """The duty stands at place ``to``, counted from 1; the others close up."""
    draft = writable(by, duty.revision, None)
    duty = lock(duty, version)
    rows = [d for d in draft.duties.order_by("order", "pk") if d.pk != duty.pk]
    if not 1 <= to <= len(rows) + 1:
        raise Refused(_("没有这个位置。"), field="to")
    rows.insert(to - 1, duty)
    _renumber(rows)
    draft.save()
    return duty


def _write(duty: Duty, values: Mapping[str, Any], grants: Sequence[GrantText]) -> None:
    unknown = set(values) - _FIELDS
    if unknown:
        raise ValueError(f"not part of a duty: {sorted(unknown)}")
    before = frozenset(duty.kpis)
    for name, value in values.items():
        setattr(duty, name, value.strip() if isinstance(value, str) else value)
    duty.code = duty.code or _free_code(duty.revision)
    fault = duty_fault(duty, before, bool(grants)) or grants_fault(grants)
    if fault:
        raise Refused(fault.words, field=fault.field)
    duty.save()
    _write_grants(duty, grants)


def _write_grants(duty: Duty, grants: Sequence[GrantText]) -> None:
    standing = {g.capability: g for g in duty.grants.all()}
    for code in standing.keys() - {g.capability for g in grants}:
        standing.pop(code).delete()
    for text in grants:
        row = standing.get(text.capability) or Grant(duty=duty, capability=text.capability)
        words = (text.scope, text.rows, plain_limits(text.limits))
        if row.pk and (row.scope, row.rows, row.limits) == words:
            continue
        row.scope, row.rows, row.limits = words
        row.save()


def _renumber(rows: Sequence[Duty]) -> None:
    for order, row in enumerate(rows, start=1):
        if row.order != order:
            row.order = order
            row.save()


def _free_code(revision: PositionRevision) -> str:
    """The next number after all the position ever used, under its most common letters."""
    known = Duty.objects.filter(revision__position=revision.position_id)
    found = [m.groups() for c in known.values_list("code", flat=True) if (m := _CODE.fullmatch(c))]
    if not found:
        return "".join(word[0] for word in revision.position.code.split("_")).upper() + "-1"
    letters = Counter(prefix for prefix, _n in found).most_common(1)[0][0]
    return f"{letters}-{max(int(n) for prefix, n in found if prefix == letters) + 1}"
