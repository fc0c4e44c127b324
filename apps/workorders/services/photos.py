"""Photos of a car: kept when they are taken, laid on the sheet when it is saved."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.core.files import store_image
from apps.core.services import service
from apps.workorders.models import CarPhoto
from apps.workorders.permissions import Perm

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.core.files.uploadedfile import UploadedFile

    from apps.org.access import Access
    from apps.workorders.models import CheckIn, DamageMark

DAMAGE_PHOTO = "damage"
KEPT_FOR = dt.timedelta(days=2)
MOST_WAITING = 60


@service
def take_photo(*, by: Access, photo: UploadedFile) -> CarPhoto:
    """A photo is kept for the sheet its taker is filling in.

    Photos that found no sheet within two days are dropped.  Raises ValidationError for what is
    not a picture, and when far too many wait.
    """
    mine = CarPhoto.objects.filter(by=by.person, checkin=None)
    _drop_old(by, mine)
    if mine.count() >= MOST_WAITING:
        raise ValidationError({"photo": _("待用的照片太多，请先保存接车单。")})
    row = CarPhoto.objects.create(by=by.person, at=by.now)
    row.file = store_image(by, photo, owner=row, kind=DAMAGE_PHOTO)
    row.save()
    return row


def _drop_old(by: Access, mine: Iterable[CarPhoto]) -> None:
    for old in mine:
        if old.at < by.now - KEPT_FOR:
            file = old.file
            old.delete()
            if file is not None:
                file.file.delete(save=False)
                file.delete()


def waiting_photos(by: Access, ids: Iterable[int]) -> dict[int, CarPhoto]:
    """The person's own photos of these keys that lie on no sheet yet."""
    rows = CarPhoto.objects.filter(pk__in=list(ids), by=by.person, checkin=None)
    return {row.pk: row for row in rows.select_related("file").order_by("pk")}


def lay_on(
    by: Access, checkin: CheckIn, ids: Iterable[int], mark: DamageMark | None = None
) -> None:
    """Attach waiting photos to a sheet, or to a mark on it; unknown keys are left out."""
    by.require(Perm.ADD_CHECKIN, checkin)
    for row in waiting_photos(by, ids).values():
        row.checkin, row.mark = checkin, mark
        row.save()
        if row.file is not None:
            row.file.owner = checkin
            row.file.save()


def keep_upload(by: Access, checkin: CheckIn, photo: UploadedFile) -> CarPhoto:
    """A photo that came with the sheet itself."""
    file = store_image(by, photo, owner=checkin, kind=DAMAGE_PHOTO)
    return CarPhoto.objects.create(file=file, checkin=checkin, by=by.person, at=by.now)
