"""What the viewer of a position sheet may do from there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from apps.org.models import PositionRevision
from apps.org.permissions import Perm

if TYPE_CHECKING:
    from apps.org.access import Access
    from apps.org.selectors.sheet import Sheet

APPROVED = PositionRevision.State.APPROVED


@dataclass(frozen=True)
class SheetAction:
    """One link in the head of the sheet."""

    label: str
    url: str
    icon: str


def sheet_actions(access: Access, sheet: Sheet) -> list[SheetAction]:
    """The way into the edition looked at, to the one being revised, or to a new draft."""
    edition, coming = sheet.edition, sheet.editions.coming
    if edition is not None and edition == coming:
        return [_handle(edition)] if access.sees(edition) else []
    found = []
    if coming is not None:
        found.append(SheetAction(_("草稿 %s") % coming.edition, _sheet(coming), "file-text"))
    elif access.may(Perm.DRAFT_POSITIONREVISION, sheet.position):
        found.append(_start(sheet, edition))
    if edition is not None and access.sees(edition):
        found.append(_handle(edition))
    return found


def _start(sheet: Sheet, edition: PositionRevision | None) -> SheetAction:
    """A draft from the edition in force, or back to an earlier approved one."""
    asked = {"position": sheet.position.pk}
    label = _("起草修订")
    if edition is not None and not sheet.counts and edition.state == APPROVED:
        asked["based_on"] = edition.pk
        label = _("回退到 %s") % edition.edition
    url = reverse("admin:org_positionrevision_add")
    return SheetAction(label, f"{url}?{urlencode(asked)}", "pencil")


def _handle(edition: PositionRevision) -> SheetAction:
    url = reverse("admin:org_positionrevision_change", args=[edition.pk])
    words = _("版次 %s") if edition.state == APPROVED else _("办理 %s")
    return SheetAction(words % edition.edition, url, "settings")


def _sheet(edition: PositionRevision) -> str:
    url = reverse("org:position_sheet", args=[edition.position_id])
    return f"{url}?{urlencode({'edition': edition.edition})}"
