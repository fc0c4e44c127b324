"""Who parts are bought from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.core.refusals import Refused
from apps.core.services import lock, service
from apps.parts.models import Supplier
from apps.parts.permissions import Perm

if TYPE_CHECKING:
    from apps.core.actor import Actor


@service
def keep_supplier(
    *,
    by: Actor,
    supplier: Supplier | None,
    version: int | None,
    code: str,
    name: str,
    manufacturer: bool,
    contact: str = "",
    phone: str = "",
    active: bool = True,
) -> Supplier:
    """A supplier, new or changed, says what these words say; a code is used once."""
    row = Supplier() if supplier is None else lock(supplier, version)
    row.code, row.name = code.strip().upper(), name.strip()
    row.manufacturer, row.active = manufacturer, active
    row.contact, row.phone = contact.strip(), phone.strip()
    taken = Supplier.objects.filter(code=row.code).exclude(pk=row.pk)
    if taken.exists():
        raise Refused(_("供应商编码已经有人用了。"), field="code")
    row.save()
    by.require(Perm.CHANGE_SUPPLIER, row)
    return row
