"""Drafts: copied from an edition, then changed field by field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from django.utils.translation import gettext_lazy as _

from apps.core import frame
from apps.core.history import create_all
from apps.core.refusals import Refused
from apps.core.services import lock, service
from apps.core.transitions import record
from apps.org.drafts import TEXT_FIELDS, superior_fault
from apps.org.editions import next_edition, number_of
from apps.org.machines import OPEN, not_holder
from apps.org.models import Duty, Grant, Position, PositionRevision
from apps.org.permissions import Perm
from apps.org.services.revising.writing import writable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from apps.org.access import Access

R = TypeVar("R", Duty, Grant)
State = PositionRevision.State
_EDITABLE = {"change", *TEXT_FIELDS}


@service
def draft_revision(
    *,
    by: Access,
    position: Position,
    change: str = "",
    based_on: PositionRevision | None = None,
) -> PositionRevision:
    """A draft of the next edition stands, with the text of ``based_on`` to be changed.

    Without ``based_on`` it copies the edition in force; an earlier approved one rolls back to it.
    Raises Refused for a holder, while another draft is open, and for a foreign ``based_on``.
    """
    position = lock(position)
    by.require(Perm.DRAFT_POSITIONREVISION, position)
    draft = PositionRevision(position=position, change=change.strip(), drafted_by=by.person)
    why = not_holder(draft, by) or _occupied(position)
    if why:
        raise Refused(why)
    source = _source(position, based_on, by)
    frame.note_reason(draft.change)
    _number(draft, source)
    draft.based_on = source
    if source is not None:
        for name in TEXT_FIELDS:
            setattr(draft, name, getattr(source, name))
    draft.save()
    draft.written_by.add(by.person)
    if source is not None:
        _copy_duties(source.text, draft)
    record(draft, "draft", "", draft.state, by=by, reason=draft.change)
    return draft


@service
def edit_revision(
    *,
    by: Access,
    revision: PositionRevision,
    version: int | None,
    values: Mapping[str, Any],
) -> PositionRevision:
    """The draft carries these words: ``change`` and the text fields of an edition.

    Raises Stale, Denied, Http404, and Refused for a superior that closes a circle.
    """
    unknown = set(values) - _EDITABLE
    if unknown:
        raise ValueError(f"not part of a draft's text: {sorted(unknown)}")
    draft = writable(by, revision, version)
    for name, value in values.items():
        setattr(draft, name, value.strip() if isinstance(value, str) else value)
    frame.note_reason(draft.change)
    fault = superior_fault(draft, by.now)
    if fault:
        raise Refused(fault, field="reports_to")
    draft.save()
    return draft


def _occupied(position: Position) -> str | None:
    """Which draft is open already."""
    other = position.revisions.filter(state__in=OPEN).select_related("drafted_by").first()
    if other is None:
        return None
    facts = {"edition": other.edition, "state": other.get_state_display(), "who": other.drafted_by}
    return str(
        _("这个岗位的 %(edition)s 正在修订（%(state)s，起草人%(who)s），请先办完或撤回。") % facts
    )


def _source(
    position: Position, based_on: PositionRevision | None, by: Access
) -> PositionRevision | None:
    if based_on is None:
        return position.revisions.effective(by.now).first()
    if based_on.position_id != position.pk or based_on.state != State.APPROVED:
        raise Refused(_("只能以这个岗位已批准的版本为依据。"), field="based_on")
    return based_on


def _number(draft: PositionRevision, source: PositionRevision | None) -> None:
    position = draft.position
    editions = position.revisions.values_list("edition", flat=True)
    draft.edition = next_edition(editions)
    draft.document_no = source.document_no if source else number_of(position.owner, position.code)


def _copy_duties(source: PositionRevision, draft: PositionRevision) -> None:
    """Duties and grants of a text stand again in the draft, each with its first history row."""
    duties = list(source.duties.prefetch_related("grants"))
    copies = [_copied(duty, revision=draft) for duty in duties]
    create_all(copies)
    pairs = zip(duties, copies, strict=True)
    create_all([_copied(g, duty=copy) for duty, copy in pairs for g in duty.grants.all()])


def _copied(row: R, **parent: Any) -> R:
    """The same words in a row of their own."""
    names = {f.name for f in row._meta.concrete_fields} - {"id", "version", *parent}
    return type(row)(**{name: getattr(row, name) for name in names}, **parent)
