"""E-health records: entered with the settlement, frozen into a file, answered by the platform."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.core.clock import business_day
from apps.core.refusals import Refused
from apps.core.services import lock, lock_all, service
from apps.core.transitions import follow, perform, record
from apps.workorders.ehealth import NOT_REPORTED, content_of, lacking, print_of
from apps.workorders.machines import UPLOAD
from apps.workorders.models import EHealthUpload
from apps.workorders.permissions import Perm
from apps.workorders.selectors.ehealth import whole
from apps.workorders.selectors.figures import figure

if TYPE_CHECKING:
    from collections.abc import Iterable

    from apps.core.actor import Actor
    from apps.org.access import Access
    from apps.workorders.models import Settlement

DAYS = "workorders.ehealth_days"


def enter_upload(settlement: Settlement, *, by: Actor) -> EHealthUpload | None:
    """The settlement is to be reported; called inside the act that posts it, once per number.

    None for work that is not reported.  After a reversal the record is the next edition and names
    the one it replaces.
    """
    order = settlement.order
    if order.work_class in NOT_REPORTED:
        return None
    known = EHealthUpload.objects.filter(settlement=settlement).first()
    if known is not None:
        return known
    earlier = EHealthUpload.objects.filter(order=order).order_by("-edition").first()
    days = int(figure(DAYS, business_day(by.now), settlement.store_id))
    upload = EHealthUpload.objects.create(
        order=order,
        store=settlement.store,
        settlement=settlement,
        number=settlement.number,
        edition=earlier.edition + 1 if earlier else 1,
        replaces=earlier,
        settled_at=settlement.settled_at or by.now,
        due_at=by.now + dt.timedelta(days=days),
    )
    record(upload, "enter", "", upload.state, by=by, cause=settlement.number)
    return upload


def void_upload(settlement: Settlement, *, by: Actor) -> None:
    """A reversed settlement is not reported any more; what the platform has waits for a newer."""
    found = EHealthUpload.objects.to_report().filter(settlement=settlement).first()
    if found is not None:
        follow(UPLOAD, lock(found), "void", by=by, cause=settlement.number)


@service
def make_file(*, by: Access, upload: EHealthUpload, version: int | None = None) -> EHealthUpload:
    """The record is frozen: from now on its settlement gives this file and no other.

    One that stands already is left as it is.  Raises Refused with everything that lacks.
    """
    upload = lock(upload, version)
    by.require(Perm.EXPORT_EHEALTH, upload)
    if upload.state == EHealthUpload.State.VOID:
        raise Refused(_("结算已冲销，这份记录作废，不再上报。"))
    if upload.state == EHealthUpload.State.FAILED:
        perform(UPLOAD, upload, "retry", by=by)
        upload.sha256 = ""
    if upload.is_made:
        return upload
    _freeze(upload, by)
    return upload


@service
def make_files(*, by: Access, uploads: Iterable[int]) -> list[EHealthUpload]:
    """Every whole record among these is made; those that lack something stay for later.

    Raises Refused when none of them could be made.
    """
    rows = EHealthUpload.objects.visible_to(by, Perm.EXPORT_EHEALTH).to_report()
    wanted = lock_all(rows.filter(pk__in=list(uploads), sha256=""))
    complete = [u for u in whole(wanted) if not lacking(u)]
    for upload in complete:
        _freeze(upload, by)
    if not complete:
        raise Refused(_("没有可以生成的记录：都已生成，或还缺内容。"))
    return complete


def _freeze(upload: EHealthUpload, by: Access) -> None:
    full = whole([upload])[0]
    lacks = lacking(full)
    if lacks:
        words = _("；").join(lack.words for lack in lacks)
        raise Refused(_("还不能上报：%(what)s。请先补齐。") % {"what": words})
    upload.content = content_of(full)
    upload.sha256 = print_of(upload.content)
    upload.exported_by, upload.exported_at = by.person, by.now
    upload.attempts += 1
    upload.failure = ""
    upload.save()


@service
def note_sent(
    *, by: Access, upload: EHealthUpload, receipt_no: str = "", version: int | None = None
) -> EHealthUpload:
    """The platform took the record."""
    return _sent(lock(upload, version), receipt_no, by)


@service
def note_all_sent(*, by: Access, uploads: Iterable[int], receipt_no: str = "") -> int:
    """The platform took a batch; says how many."""
    rows = EHealthUpload.objects.visible_to(by, Perm.EXPORT_EHEALTH)
    waiting = rows.filter(pk__in=list(uploads), state=EHealthUpload.State.PENDING)
    made = lock_all(waiting.exclude(sha256=""))
    if not made:
        raise Refused(_("这一天没有已生成、等待结果的记录。请先生成文件。"))
    for upload in made:
        _sent(upload, receipt_no, by)
    return len(made)


def _sent(upload: EHealthUpload, receipt_no: str, by: Access) -> EHealthUpload:
    upload.receipt_no = receipt_no
    upload.answered_by, upload.answered_at = by.person, by.now
    perform(UPLOAD, upload, "send", by=by)
    return upload


@service
def note_failed(
    *, by: Access, upload: EHealthUpload, failure: str, version: int | None = None
) -> EHealthUpload:
    """The platform refused the record: it is put right and made anew."""
    upload = lock(upload, version)
    if not failure.strip():
        raise Refused(_("请写明平台退回的原因。"), field="failure")
    upload.failure = failure
    upload.answered_by, upload.answered_at = by.person, by.now
    perform(UPLOAD, upload, "fail", by=by)
    return upload
