"""Files that leave the house are recorded: who, what, how much, and the print of the file."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.http import HttpResponse

from apps.core.models import ExportAudit
from apps.core.services import service
from apps.core.sheets import MEDIA_TYPE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.utils.functional import _StrOrPromise

    from apps.core.actor import Actor

    Words = Callable[[str], _StrOrPromise]


@dataclass(frozen=True)
class ExportKind:
    """One sort of file: its name, and each filter as a label and the words of a chosen value."""

    code: str
    label: _StrOrPromise
    filters: Mapping[str, tuple[_StrOrPromise, Words]] = field(default_factory=dict)

    def words(self, chosen: Mapping[str, str]) -> list[tuple[str, str]]:
        """The filter of one file as people read it."""
        found = []
        for name, value in chosen.items():
            label, words = self.filters.get(name, (name, str))
            found.append((str(label), str(words(value))))
        return found


_kinds: dict[str, ExportKind] = {}


def describe(kind: ExportKind) -> None:
    """Declare a sort of file; called in an app's ``audit.py``."""
    _kinds[kind.code] = kind


def export_kinds() -> dict[str, ExportKind]:
    """Every declared sort of file by its code."""
    return dict(_kinds)


def kind_of(code: str) -> ExportKind:
    """The sort of a recorded file, also of one that is made no more."""
    return _kinds.get(code) or ExportKind(code, code)


@service
def record_export(
    *,
    by: Actor,
    kind: str,
    store_id: int | None,
    chosen: Mapping[str, str],
    rows: int,
    content: bytes,
) -> ExportAudit:
    """The export stands in the record before the file is sent."""
    return ExportAudit.objects.create(
        kind=kind,
        store_id=store_id,
        chosen=dict(chosen),
        rows=rows,
        sha256=hashlib.sha256(content).hexdigest(),
        by_id=by.staff_id,
        request_id=by.request_id,
        at=by.now,
    )


def spreadsheet(content: bytes, name: str) -> HttpResponse:
    """The workbook as a download."""
    return attached(content, name, MEDIA_TYPE)


def attached(content: bytes, name: str, media_type: str) -> HttpResponse:
    """The file as a download of this media type."""
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
