"""The history of one row in words: who changed which field from what to what, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    import datetime as dt

    from django.db import models

_SHOWN = 200
_KINDS = {"+": _("新建"), "~": _("修改"), "-": _("删除")}


@dataclass(frozen=True)
class FieldChange:
    """One field before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class RowChange:
    """One recorded version of a row, compared with the one before it."""

    at: dt.datetime
    by: str
    post: str
    kind: str
    reason: str
    request_id: str
    fields: list[FieldChange]


def changes_of(row: models.Model) -> list[RowChange]:
    """The last 200 versions of a tracked row, newest first; rows without history give none."""
    history: Any = getattr(row, "history", None)
    if history is None:
        return []
    found = history.select_related("history_user", "history_tenure__post__position")
    versions = list(found.order_by("-history_id")[: _SHOWN + 1])
    pairs = zip(versions, [*versions[1:], None], strict=True)
    return [_change(row, new, old) for new, old in pairs][:_SHOWN]


def _change(row: models.Model, new: Any, old: Any) -> RowChange:
    tenure = new.history_tenure
    return RowChange(
        at=new.history_date,
        by=str(new.history_user or _("系统")),
        post=str(tenure.post.position) if tenure else "",
        kind=str(_KINDS[new.history_type]),
        reason=new.history_change_reason or "",
        request_id=new.history_request,
        fields=[] if old is None else _fields(row, new, old),
    )


def _fields(row: models.Model, new: Any, old: Any) -> list[FieldChange]:
    found = []
    for field in row._meta.concrete_fields:
        before, after = getattr(old, field.attname), getattr(new, field.attname)
        if before != after and field.name != "version":
            found.append(FieldChange(str(field.verbose_name), _words(before), _words(after)))
    return found


def _words(value: Any) -> str:
    return "—" if value is None or value == "" else str(value)
