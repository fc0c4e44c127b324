"""Records for the platform with what they are made of, and what they lack."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q

from apps.core.clock import day_bounds
from apps.workorders.ehealth import Lack, lacking
from apps.workorders.models import EHealthUpload
from apps.workorders.permissions import Perm

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from apps.core.actor import Actor

STATE = EHealthUpload.State
RELATED = (
    "order__visit__vehicle",
    "order__visit__checkin",
    "order__delivery",
    "settlement",
    "store",
    "replaces",
    "newer",
)
PARTS = (
    "order__visit__statements",
    "order__findings",
    "order__jobs__labour_lines",
    "order__jobs__part_lines",
)


@dataclass(frozen=True)
class UploadRow:
    """One record of the list."""

    upload: EHealthUpload
    lacks: list[Lack]
    late: bool

    @property
    def corrects(self) -> bool:
        """Whether the platform has a bill that was reversed since, with nothing newer."""
        upload = self.upload
        return (
            upload.state == STATE.SENT
            and upload.settlement.state == "reversed"
            and getattr(upload, "newer", None) is None
        )


def uploads_seen(access: Actor) -> Any:
    """The records the person may report."""
    return EHealthUpload.objects.visible_to(access, Perm.EXPORT_EHEALTH)


def chosen(access: Actor, show: str, day: dt.date | None) -> Any:
    """The records of a list: of one settlement day, or to report, to correct, refused, or all."""
    rows = uploads_seen(access)
    if day is not None:
        rows = rows.settled_between(*day_bounds(day))
    if show == "correct":
        return rows.to_correct()
    if show in {STATE.SENT, STATE.FAILED, STATE.VOID}:
        return rows.filter(state=show)
    return rows if show == "all" else rows.to_report()


def whole(uploads: Iterable[EHealthUpload]) -> list[EHealthUpload]:
    """The same rows with everything a record is made of, in a fixed number of queries."""
    keys = [u.pk for u in uploads]
    rows = EHealthUpload.objects.filter(pk__in=keys)
    found = {u.pk: u for u in rows.select_related(*RELATED).prefetch_related(*PARTS)}
    return [found[key] for key in keys]


def rows_of(uploads: Iterable[EHealthUpload], now: dt.datetime) -> list[UploadRow]:
    """The rows of a page with what each lacks; what the platform has lacks nothing."""
    found = []
    for upload in whole(uploads):
        waits = upload.state in {STATE.PENDING, STATE.FAILED}
        lacks = lacking(upload) if waits and not upload.is_made else []
        found.append(UploadRow(upload, lacks, waits and upload.due_at < now))
    return found


def day_sums(access: Actor, day: dt.date) -> dict[str, int]:
    """How many records of a day there are, still to be made, made and waiting, and answered."""
    rows = uploads_seen(access).settled_between(*day_bounds(day)).exclude(state=STATE.VOID)
    waits = Q(state__in=(STATE.PENDING, STATE.FAILED))
    return dict(
        rows.order_by().aggregate(
            every=Count("pk"),
            open=Count("pk", filter=waits & Q(sha256="") | Q(state=STATE.FAILED)),
            made=Count("pk", filter=Q(state=STATE.PENDING) & ~Q(sha256="")),
            sent=Count("pk", filter=Q(state=STATE.SENT)),
        )
    )


def of_day(access: Actor, day: dt.date) -> list[int]:
    """The keys of the records of a day that are not void."""
    rows = uploads_seen(access).settled_between(*day_bounds(day)).exclude(state=STATE.VOID)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def made_of_day(access: Actor, day: dt.date) -> list[EHealthUpload]:
    """The records of a day whose file stands."""
    rows = uploads_seen(access).settled_between(*day_bounds(day))
    return list(rows.exclude(state__in=(STATE.VOID, STATE.FAILED)).exclude(sha256=""))
