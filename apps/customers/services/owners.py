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

    from apps.customers.models import Customer
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
    contact_agreed: bool = False,
) -> OwnerChange:
    """The car belongs to somebody else from a day on; 三包 stays with the car (O43 art. 30).

    The earlier owner's period ends that day: contact and spending no longer show with the car,
    reminders and appointments of theirs end.  What becomes of unused packages is decided here.  A
    new owner nothing is known of is called and reminded only after they agreed to it.  Raises
    ValidationError without a proof, or for a day before the earlier period began or still to come.
    """
    vehicle = lock(vehicle, version)
    by.require(Perm.CHANGE_CUSTOMER, vehicle)
    before = Ownership.objects.filter(vehicle=vehicle, until=None).first()
    _checked(by, before, name, phone, since, proof)
    after_customer = customer_known(by, store_of(by), name.strip(), phone.strip())
    if before is not None and before.customer_id == after_customer.pk:
        raise Refused(_("这位就是现在的车主。"), field="name")
    _describe(after_customer, kind, contact_agreed)
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
        contact_agreed=contact_agreed,
        ended="\n".join(ties_of(vehicle, before, by=by)),
        by=by.person,
        at=by.now,
    )
    if proof is not None:
        store_image(by, proof, owner=change, kind=PROOF)
    hooks.owner_changed.send(vehicle=vehicle, change=change, by=by)
    return change


def ties_of(vehicle: Vehicle, owner: Ownership | None, *, by: Access) -> list[str]:
    """What hangs on the owner of a car and ends, or stays with them, when they give it away."""
    if owner is None:
        return []
    return hooks.owner_ties.ask(vehicle=vehicle, owner=owner.customer, by=by)


def _describe(customer: Customer, kind: str, contact_agreed: bool) -> None:
    """Who the new owner is, and whether they may be contacted; what was agreed before stands."""
    silent = customer.no_marketing
    if contact_agreed:
        silent = False
    elif not customer.ownerships.exists():
        silent = True
    if (customer.kind, customer.no_marketing) != (kind, silent):
        customer.kind, customer.no_marketing = kind, silent
        customer.save()


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
