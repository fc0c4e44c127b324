"""A car changes hands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.core.clock import business_day
from apps.core.files import store_image
from apps.core.refusals import Refused
from apps.core.services import lock, service
from apps.customers import hooks
from apps.customers.models import OwnerChange, Ownership, Vehicle
from apps.customers.permissions import Perm
from apps.customers.services.checking import checked_phone
from apps.customers.services.registering import customer_known, store_of

if TYPE_CHECKING:
    import datetime as dt

    from django.core.files.uploadedfile import UploadedFile

    from apps.org.access import Access

PROOF = "owner_proof"


@service
def change_owner(
    *,
    by: Access,
    vehicle: Vehicle,
    version: int | None,
    name: str,
    phone: str,
    since: dt.date,
    packages: str,
    proof: UploadedFile | None,
    kind: str = "person",
    note: str = "",
) -> OwnerChange:
    """The car belongs to somebody else from a day on; 三包 stays with the car (O43 art. 30).

    The earlier owner's period ends that day: contact and spending no longer show with the car and
    reminders stop.  What becomes of unused packages is decided here.  Raises ValidationError
    without a proof, or for a day before the earlier period began or still to come.
    """
    vehicle = lock(vehicle, version)
    by.require(Perm.CHANGE_CUSTOMER, vehicle)
    before = Ownership.objects.filter(vehicle=vehicle, until=None).first()
    _checked(by, before, name, phone, since, proof)
    after_customer = customer_known(by, store_of(by), name.strip(), phone.strip())
    if before is not None and before.customer_id == after_customer.pk:
        raise Refused(_("这位就是现在的车主。"), field="name")
    if after_customer.kind != kind:
        after_customer.kind = kind
        after_customer.save()
    if before is not None:
        before.until = since
        before.save()
    after = Ownership.objects.create(vehicle=vehicle, customer=after_customer, since=since)
    vehicle.save()
    change = OwnerChange.objects.create(
        vehicle=vehicle,
        before=before,
        after=after,
        packages=packages,
        note=note.strip(),
        by=by.person,
        at=by.now,
    )
    if proof is not None:
        store_image(by, proof, owner=change, kind=PROOF)
    hooks.owner_changed.send(vehicle=vehicle, change=change, by=by)
    return change


def _checked(  # noqa: PLR0917  # the fields of one form
    by: Access,
    before: Ownership | None,
    name: str,
    phone: str,
    since: dt.date,
    proof: UploadedFile | None,
) -> None:
    wrong: dict[str, str] = {}
    if not name.strip():
        wrong["name"] = _("请填写新车主姓名。")
    if since > business_day(by.now):
        wrong["since"] = _("日期还没有到。")
    elif before is not None and since < before.since:
        wrong["since"] = _("不能早于现任车主的开始日。")
    if proof is None:
        wrong["proof"] = _("请附登记证书或行驶证照片。")
    if wrong:
        raise ValidationError(wrong)
    checked_phone(phone)
