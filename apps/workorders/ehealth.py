"""The e-health record of a settlement as the platform takes it, and what it still lacks.

Names and formats follow JT/T 1132: days as YYYYMMDD, one object of basic facts, one list of work
and one of parts.  Nothing is sent from here: the file is made, somebody hands it to the platform.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from apps.core.clock import business_day
from apps.customers.vin import check_digit_valid, well_formed
from apps.workorders.choices import FindingState, JobState, PartKind, WorkClass
from apps.workorders.path_choices import LineKind

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from apps.workorders.models import EHealthUpload, Job, PartLine, WorkOrder

#: Work without a customer of a repair contract, or that repairs nothing, is not reported.
NOT_REPORTED = frozenset({WorkClass.PDI, WorkClass.INTERNAL, WorkClass.WASH, WorkClass.FREE_CHECK})
LONGEST_FAULT = 500
BROUGHT = "自带件"


@dataclass(frozen=True)
class Lack:
    """One thing the record lacks, and the page where it is entered."""

    words: str
    url: str = ""


def content_of(upload: EHealthUpload) -> dict[str, Any]:
    """The record by what stands on the order now."""
    order = upload.order
    store, visit = upload.store, order.visit
    earlier = upload.replaces
    found: dict[str, Any] = {
        "basicInfo": {
            "vehicleplatenumber": visit.plate_no,
            "companyname": store.legal_name or store.name,
            "companycreditcode": store.credit_code,
            "vin": visit.vehicle.vin,
            "repairdate": _day(visit.opened_at),
            "repairmileage": str(mileage_of(order) or ""),
            "settledate": _day(upload.settled_at),
            "faultdescription": fault_of(order),
            "costlistcode": upload.number,
        },
        "repairprojectlist": [
            {"repairproject": name, "workinghours": hours} for name, hours in _work(order)
        ],
        "vehiclepartslist": [
            {
                "partsname": line.name,
                "partsquantity": f"{line.quantity.normalize():f}",
                "partscode": code_of(line),
            }
            for line in _parts(order)
        ],
    }
    if earlier is not None:
        found["basicInfo"]["correctedcostlistcode"] = earlier.number
    return found


def lacking(upload: EHealthUpload) -> list[Lack]:
    """What the platform would refuse, in words; nothing for a record that is whole."""
    order, store = upload.order, upload.store
    visit = order.visit
    car = reverse("customers:vehicle", args=[visit.vehicle_id])
    sheet = reverse("workorders:visit", args=[visit.pk])
    page = reverse("workorders:detail", args=[order.pk])
    found = list(_vin(visit.vehicle, car))
    if not visit.plate_no:
        found.append(Lack(_("缺车牌"), car))
    if not store.credit_code:
        found.append(Lack(_("门店缺统一社会信用代码")))
    if mileage_of(order) is None:
        found.append(Lack(_("缺送修里程"), sheet))
    if not fault_of(order):
        found.append(Lack(_("缺故障描述（客户陈述）"), sheet))
    if not _work(order):
        found.append(Lack(_("缺维修项目"), page))
    nameless = [line.name for line in _parts(order) if not code_of(line)]
    if nameless:
        names = _("、").join(nameless[:3])
        found.append(Lack(_("缺配件编码：%(names)s") % {"names": names}, page))
    return found


def _vin(vehicle: Any, url: str) -> Iterable[Lack]:
    if not vehicle.vin:
        yield Lack(_("缺 VIN"), url)
    elif not well_formed(vehicle.vin):
        yield Lack(_("VIN 须为 17 位，不含 I、O、Q"), url)
    elif not (vehicle.vin_confirmed or check_digit_valid(vehicle.vin)):
        yield Lack(_("VIN 校验位不符，请核对行驶证"), url)


def mileage_of(order: WorkOrder) -> int | None:
    """The reading at check-in; where it could not be read, the one the car left with."""
    checkin = getattr(order.visit, "checkin", None)
    if checkin is not None and checkin.odometer_km is not None:
        reading: int = checkin.odometer_km
        return reading
    delivery = getattr(order, "delivery", None)
    return delivery.km_out if delivery is not None else None


def fault_of(order: WorkOrder) -> str:
    """What the customer said, and what was found and done besides."""
    said = [s.text.strip() for s in order.visit.statements.all()]
    said += [f.text.strip() for f in order.findings.all() if f.state == FindingState.ACCEPTED]
    return "；".join(filter(None, said))[:LONGEST_FAULT]


def code_of(line: PartLine) -> str:
    """The part's number; what the customer brought has none."""
    return line.code or (BROUGHT if line.part_kind == PartKind.CUSTOMER_SUPPLIED else "")


def file_of(uploads: Iterable[EHealthUpload]) -> bytes:
    """The frozen records as one file, in the order of their numbers; the same rows, same bytes."""
    rows = sorted(uploads, key=lambda u: u.number)
    records = [row.content for row in rows]
    body = {"standard": "JT/T 1132", "count": len(records), "records": records}
    return (json.dumps(body, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def print_of(content: dict[str, Any]) -> str:
    """The fingerprint of one record."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _day(moment: dt.datetime) -> str:
    return f"{business_day(moment):%Y%m%d}"


def _jobs(order: WorkOrder) -> list[Job]:
    return [j for j in order.jobs.all() if j.state != JobState.CANCELLED]


def _work(order: WorkOrder) -> list[tuple[str, str]]:
    """Names and hours; a job without labour of its own stands with its standard hours."""
    found = []
    for job in _jobs(order):
        lines = [x for x in job.labour_lines.all() if x.kind in {LineKind.LABOUR, LineKind.SUBLET}]
        found += [(x.description, f"{x.hours.normalize():f}") for x in lines]
        if not lines:
            found.append((job.name, f"{job.std_hours.normalize():f}"))
    return found


def _parts(order: WorkOrder) -> list[PartLine]:
    return [p for j in _jobs(order) for p in j.part_lines.all() if p.quantity]
