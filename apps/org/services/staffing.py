"""The persons of the group: who they are, where they belong, how they are reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from apps.core import frame
from apps.core.refusals import Refused
from apps.core.services import constraint_words, lock, service
from apps.org.models import Staff
from apps.org.permissions import Perm

if TYPE_CHECKING:
    from apps.org.access import Access
    from apps.org.models import OrgUnit

_TAKEN = _("这个工号已经有人使用，工号不能重复。")


@service
def register_staff(*, by: Access, staff_no: str, name: str, phone: str, unit: OrgUnit) -> Staff:
    """The person belongs to the unit; rights come from tenures, an account from who opens them.

    Raises Refused for a staff number in use and Http404 for a unit out of reach.
    """
    staff = Staff(staff_no=staff_no.strip(), name=name.strip(), phone=phone, unit=unit)
    return _saved(by, staff)


@service
def change_staff(
    *,
    by: Access,
    staff: Staff,
    staff_no: str,
    name: str,
    unit: OrgUnit,
    phone: str = "",
    reason: str = "",
    version: int | None = None,
) -> Staff:
    """The facts of the person are these; without a phone the one on record stays.

    Raises Refused for a staff number in use, for moving oneself to another unit, and Http404 for
    a person or a unit out of reach.
    """
    staff = lock(staff, version)
    by.require(Perm.CHANGE_STAFF, staff)
    if staff.pk == by.staff_id and unit != staff.unit:
        raise Refused(_("自己的所属单位要由别人来改。"), field="unit")
    staff.staff_no, staff.name = staff_no.strip(), name.strip()
    staff.phone, staff.unit = phone or staff.phone, unit
    frame.note_reason(reason)
    return _saved(by, staff)


def _saved(by: Access, staff: Staff) -> Staff:
    if Staff.objects.filter(staff_no=staff.staff_no).exclude(pk=staff.pk).exists():
        raise Refused(_TAKEN, field="staff_no")
    with constraint_words(org_staff_staff_no_key=_TAKEN):
        staff.save()
    by.require(Perm.CHANGE_STAFF, staff)
    return staff
