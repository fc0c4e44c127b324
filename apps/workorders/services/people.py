"""Who brought the car, who may say yes, who pays: four people at most, owner included."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.core.refusals import Refused
from apps.core.services import lock, lock_all, service
from apps.customers.services import checked_phone, customer_known
from apps.workorders.models import Visit, VisitPerson, WorkOrder
from apps.workorders.models.order import OPEN
from apps.workorders.permissions import Perm

if TYPE_CHECKING:
    from apps.org.access import Access

OWNER, BRINGER, OTHER = "owner", "bringer", "other"
ROLES = VisitPerson.Role


@dataclass(frozen=True)
class Chosen:
    """Who takes a part in the stay: the owner, the one who brought it, or somebody else."""

    who: str = OWNER
    name: str = ""
    phone: str = ""
    relation: str = ""


@service
def set_people(
    *,
    by: Access,
    visit: Visit,
    version: int | None,
    sender_name: str,
    sender_phone: str,
    people: dict[str, Chosen],
) -> Visit:
    """Bringer, authoriser and payer of a stay are these.

    A payer other than the owner becomes the customer billed on every open order of the stay.
    Raises Refused once the car has left, ValidationError beside the field.
    """
    orders = lock_all(WorkOrder.objects.filter(visit=visit, state__in=OPEN))
    visit = lock(visit, version)
    by.require(Perm.ADD_CHECKIN, visit.checkin)
    if visit.delivered_at is not None:
        raise Refused(_("车辆已离店，不能再改人员。"))
    visit.sender_name = sender_name.strip()
    visit.sender_phone = checked_phone(sender_phone, "sender_phone")
    visit.save()
    for role in ROLES.values:
        write_person(by, visit, role, people.get(role, Chosen()))
    payer = visit.people.filter(role=ROLES.PAYER).first()
    billed = payer.customer if payer is not None else visit.owner
    for order in orders:
        order.bill_to = billed
        order.save()
    return visit


def write_person(by: Access, visit: Visit, role: str, chosen: Chosen) -> VisitPerson | None:
    """One part of the stay is taken by somebody; the owner leaves no row of his own."""
    row = VisitPerson.objects.filter(visit=visit, role=role).first()
    if chosen.who == OWNER:
        if row is not None:
            row.delete()
        return None
    name, phone = chosen.name.strip(), checked_phone(chosen.phone, f"{role}_phone")
    if chosen.who == BRINGER:
        name, phone = visit.sender_name, visit.sender_phone
    if not name:
        raise ValidationError({f"{role}_name": _("请填写姓名。")})
    row = row or VisitPerson(visit=visit, role=role)
    row.name, row.phone, row.relation = name, phone, chosen.relation.strip()
    row.customer = customer_known(by, visit.store, name, phone) if role == ROLES.PAYER else None
    row.save()
    return row
