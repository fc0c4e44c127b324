"""Keeping what the customer left, and giving it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.core.files import store_signature
from apps.core.numbering import next_number
from apps.core.refusals import Refused
from apps.core.services import constraint_words, lock, service
from apps.workorders.models import CustodyItem
from apps.workorders.permissions import Perm

if TYPE_CHECKING:
    from apps.org.access import Access
    from apps.workorders.models import Visit

RECEIVER_SIGNATURE = "receiver_signature"


@service
def keep_item(
    *,
    by: Access,
    visit: Visit,
    kind: str,
    what: str,
    location: str,
    received_from: str,
    quantity: int = 1,
    tag: str = "",
    note: str = "",
) -> CustodyItem:
    """A thing of the customer's is in the store's keeping, under a tag and at a place.

    Without a tag it gets the next number.  Raises Refused for a tag that hangs on another thing,
    and once the car has left.
    """
    visit = lock(visit)
    by.require(Perm.ADD_CHECKIN, visit.checkin)
    if visit.delivered_at is not None:
        raise Refused(_("车辆已离店，不能再收存物品。"))
    facts = {"what": what, "location": location, "received_from": received_from}
    missing = {name: _("请填写。") for name, value in facts.items() if not value.strip()}
    if missing:
        raise ValidationError(missing)
    number = tag.strip().upper() or next_number("BG", visit.store, by.now)
    kept = CustodyItem.objects.kept().filter(store=visit.store, tag=number)
    if kept.exists():
        raise Refused(_("标签 %(tag)s 已挂在另一件物品上。") % {"tag": number}, field="tag")
    with constraint_words(custody_tag_once=_("这个标签已挂在另一件物品上。")):
        return CustodyItem.objects.create(
            visit=visit,
            store=visit.store,
            kind=kind,
            what=what.strip(),
            quantity=quantity,
            tag=number,
            location=location.strip(),
            received_from=received_from.strip(),
            received_by=by.person,
            received_at=by.now,
            note=note.strip(),
        )


@service
def move_item(*, by: Access, item: CustodyItem, version: int | None, location: str) -> CustodyItem:
    """A thing in keeping lies somewhere else now."""
    item = _kept(by, item, version)
    if not location.strip():
        raise ValidationError({"location": _("请填写存放位置。")})
    item.location = location.strip()
    item.save()
    return item


@service
def return_item(
    *,
    by: Access,
    item: CustodyItem,
    version: int | None,
    returned_to: str,
    signature: str = "",
) -> CustodyItem:
    """A thing went back to somebody, who may sign for it; it goes back once."""
    item = _kept(by, item, version)
    if not returned_to.strip():
        raise ValidationError({"returned_to": _("请填写领取人。")})
    item.returned_to = returned_to.strip()
    item.returned_by, item.returned_at = by.person, by.now
    item.save()
    if signature:
        store_signature(by, signature, owner=item, kind=RECEIVER_SIGNATURE)
    return item


def _kept(by: Access, item: CustodyItem, version: int | None) -> CustodyItem:
    item = lock(item, version)
    by.require(Perm.ADD_CHECKIN, item.visit.checkin)
    if item.returned_at is not None:
        words = _("这件物品已由%(who)s领走。")
        raise Refused(words % {"who": item.returned_to})
    return item
