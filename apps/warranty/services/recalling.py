"""Campaigns come in with their VINs, and each car's answer is recorded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from apps.core.clock import business_day
from apps.core.files import store_image
from apps.core.refusals import Refused
from apps.core.services import lock, service
from apps.customers import vin
from apps.warranty.models import Recall, RecallVehicle
from apps.warranty.permissions import Perm
from apps.workorders.models import WorkOrder
from apps.workorders.permissions import Perm as Orders

if TYPE_CHECKING:
    import datetime as dt

    from django.core.files.uploadedfile import UploadedFile

    from apps.org.access import Access

MOST_VINS = 20_000
REFUSAL = "recall_refusal"


@service
def import_recall(
    *,
    by: Access,
    number: str,
    kind: str,
    title: str,
    text: str,
    announced_on: dt.date,
    vins: str,
    brand: str = "",
) -> Recall:
    """The campaign is known with the cars it names; the same number again adds its new cars.

    Raises ValidationError naming the first wrong VIN, and then takes none.
    """
    numbers = vin_list(vins)
    if announced_on > business_day(by.now):
        raise ValidationError({"announced_on": _("公布日期还没有到。")})
    recall = Recall.objects.filter(number=number.strip()).first()
    if recall is None:
        recall = Recall(number=number.strip())
    recall.kind, recall.title, recall.text = kind, title.strip(), text.strip()
    recall.brand, recall.announced_on = brand.strip(), announced_on
    recall.save()
    there = set(recall.vehicles.values_list("vin", flat=True))
    for one in numbers:
        if one not in there:
            RecallVehicle.objects.create(recall=recall, vin=one)
    by.require(Perm.IMPORT_RECALL, recall.vehicles.get(vin=numbers[0]))
    return recall


def vin_list(text: str) -> list[str]:
    """The VINs of a pasted list, each once; raises ValidationError for the first wrong one."""
    found: dict[str, None] = {}
    for number, word in enumerate(re.split(r"[\s,;，；]+", text.strip()), start=1):
        one = vin.normalised(word)
        if not one:
            continue
        if not vin.well_formed(one):
            words = _("第 %(n)d 个“%(vin)s”不是 17 位 VIN，整批没有导入。")
            raise ValidationError({"vins": words % {"n": number, "vin": word[:20]}})
        found[one] = None
    if not found:
        raise ValidationError({"vins": _("请粘贴受影响车辆的 VIN，一行一个。")})
    if len(found) > MOST_VINS:
        raise ValidationError({"vins": _("一次最多 %(n)d 个 VIN。") % {"n": MOST_VINS}})
    return list(found)


@service
def record_recall(
    *,
    by: Access,
    row: RecallVehicle,
    version: int | None,
    state: str,
    note: str = "",
    order_number: str = "",
    proof: UploadedFile | None = None,
) -> RecallVehicle:
    """What became of a car: done on an order, refused in writing, or its parts are missing.

    A refusal needs a photo of the signed paper.  Raises Refused for a car done already and for an
    order of another car.
    """
    row = lock(row, version)
    by.require(Perm.RECORD_RECALL, row)
    states = RecallVehicle.State
    if row.state == states.DONE:
        raise Refused(_("这辆车的活动已经完成。"))
    if state == states.REFUSED and proof is None:
        raise ValidationError({"proof": _("请附客户书面拒绝的照片。")})
    if state == states.NO_PARTS and not note.strip():
        raise ValidationError({"note": _("请写明缺什么件、约到何时。")})
    row.order = _order_of(by, row, order_number)
    row.state, row.note = state, note.strip()
    row.by, row.at = by.person, by.now
    row.save()
    if proof is not None:
        store_image(by, proof, owner=row, kind=REFUSAL)
    return row


def _order_of(by: Access, row: RecallVehicle, number: str) -> WorkOrder | None:
    if not number.strip():
        return None
    rows = WorkOrder.objects.visible_to(by, Orders.VIEW_WORKORDER)
    order = rows.filter(number=number.strip().upper()).first()
    if order is None or order.visit.vehicle.vin != row.vin:
        raise Refused(_("没有这辆车的这张工单。"), field="order_number")
    return order
