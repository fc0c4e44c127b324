"""One sample row of the first store for every address that names a row."""

from __future__ import annotations

import uuid
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.utils.functional import lazystr

from apps.core.models import StoredFile
from apps.org.services.absences import record_absence
from apps.org.services.asking import ask
from apps.org.services.notices import ring
from apps.org.services.sharing import share_object
from apps.org.services.stations import enrol
from apps.org.stations import new_code
from apps.parts.models import GoodsReceipt, GoodsReceiptLine
from apps.parts.permissions import Perm as Parts
from apps.parts.services import (
    Wanted,
    decide_purchase,
    draft_purchase,
    place_purchase,
    submit_purchase,
)
from apps.workorders.approvals import DISCOUNT
from apps.workorders.choices import JobState, OrderState
from apps.workorders.models import (
    Appointment,
    AppointmentPart,
    BayOutage,
    BaySlot,
    DeclinedWork,
    Delivery,
    DiscountRequest,
    Estimate,
    GatePass,
    LabourRate,
    Offer,
    OfferLine,
    QueueTicket,
    Settlement,
    SlotMove,
    SlotQuota,
    Statement,
    WorkOrder,
)
from apps.workorders.said import Said
from apps.workorders.services.answers import answer_at_desk
from apps.workorders.services.estimates import publish
from apps.workorders.services.links import make_link
from apps.workorders.services.offers import offer_more
from apps.workorders.services.orders import comment
from apps.workorders.services.placing import note
from tests.access import money_samples
from tests.access.file_samples import file_samples
from tests.access.path_samples import path_samples
from tests.care.cases import callback, complained
from tests.factories.customers import CustomerFactory, make_known
from tests.factories.parts import PartFactory, SupplierFactory, asked, room, stocked
from tests.factories.stays import CarPhotoFactory, CustodyItemFactory, RecallVehicleFactory
from tests.factories.workorders import (
    AppointmentFactory,
    AssignmentFactory,
    BayFactory,
    BaySlotFactory,
    BroughtPartFactory,
    BucketFactory,
    CheckInFactory,
    FindingFactory,
    JobFactory,
    LabourLineFactory,
    QueueTicketFactory,
    SettlementFactory,
    VisitFactory,
    WorkOrderFactory,
)
from tests.org.tenures import post_of, proposed
from tests.personas import NOW, access_of, department_of, staff_of, store_of
from tests.warranty.claims import drafted, submitted
from tests.workorders.menu import operation, part_rule, rate, small_service
from tests.workorders.shop import quality_rows as quality

if TYPE_CHECKING:
    from collections.abc import Callable

    from apps.workorders.models import Job

Sample = dict[str, object]
LATER = NOW.date() + timedelta(days=9999)


def order(**facts: Any) -> WorkOrder:
    """An authorised order of the first store's advisor."""
    advisor = staff_of("service_advisor")
    visit = VisitFactory(unit=department_of("front_desk"), advisor=advisor)
    CheckInFactory(visit=visit)
    return WorkOrderFactory(visit=visit, advisor=advisor, authorised=True, **facts)


def job(**facts: Any) -> Job:
    """A job of the technician who logs in as ``technician``."""
    technician = staff_of("technician")
    row = JobFactory(order=order(), unit=technician.unit, **{"state": JobState.ASSIGNED, **facts})
    AssignmentFactory(job=row, staff=technician)
    return row


def settlement(**facts: Any) -> Settlement:
    """A prepared settlement with one payer."""
    row = SettlementFactory(
        order=order(state=OrderState.READY, ready_at=NOW),
        gross=Decimal(113),
        due=Decimal(113),
        net=Decimal(100),
        vat=Decimal(13),
        **facts,
    )
    BucketFactory(settlement=row)
    return row


def appointment(**facts: Any) -> Appointment:
    """An appointment of the first store's advisor, today at eleven."""
    return AppointmentFactory(
        unit=department_of("front_desk"), advisor=staff_of("service_advisor"), **facts
    )


def ticket() -> QueueTicket:
    """A walk-in waiting in the first store."""
    return QueueTicketFactory(unit=department_of("front_desk"))


def _wanted_part() -> Sample:
    row = appointment()
    line = AppointmentPart.objects.create(appointment=row, part=PartFactory(), quantity=1)
    return {"pk": row.pk, "line_pk": line.pk}


def _quota() -> Sample:
    day = NOW.date() + timedelta(days=9999)
    return {"pk": SlotQuota.objects.create(store=store_of(), places=2, effective_from=day).pk}


def _pk(make: Callable[..., Any], **facts: Any) -> Callable[[], Sample]:
    return lambda: {"pk": make(**facts).pk}


def _line() -> Sample:
    line = LabourLineFactory(job=JobFactory(order=order(state=OrderState.DRAFT)))
    return {"pk": line.job.order_id, "kind": "labour", "line_pk": line.pk}


def _finding() -> Sample:
    return {"pk": FindingFactory(job=job()).pk}


def _document() -> Sample:
    return {"document_no": asked(stocked(5)).document_no}


def _receipt_line() -> GoodsReceiptLine:
    stocked(5)
    return GoodsReceiptLine.objects.filter(receipt__store__code="cs1").latest("pk")


def _receipt() -> GoodsReceipt:
    return _receipt_line().receipt


def _request() -> Sample:
    row = settlement()
    request = DiscountRequest(
        settlement=row, store=row.store, labour_pct=8, amount=8, reason="老客户"
    )
    ask(DISCOUNT, request, by=access_of("service_advisor"))
    return {"kind": "discount", "pk": request.pk}


def _share() -> Sample:
    share = share_object(
        by=access_of("parts_supervisor"),
        obj=asked(stocked(5)),
        capabilities=[Parts.RESERVE_PART],
        until=NOW + timedelta(days=1),
        reason="调货",
        staff=staff_of("parts_supervisor", "cs2"),
    )
    return {"pk": share.pk}


def _position(code: str) -> Any:
    return staff_of(code).tenures.get().post.position


def _released() -> WorkOrder:
    row = order(state=OrderState.SETTLED, settled_at=NOW)
    Delivery.objects.create(
        order=row,
        released_by=row.advisor,
        at=NOW,
        old_parts="taken",
        guarantee_until=NOW.date(),
        guarantee_km=2000,
    )
    return row


def _gate_pass() -> GatePass:
    row = order(state=OrderState.SETTLED, settled_at=NOW)
    return GatePass.objects.create(
        order=row,
        store=row.store,
        number=f"CM-{row.pk}",
        code="ABC123",
        issued_by=row.advisor,
        issued_at=NOW,
    )


def _file() -> Sample:
    owner = order()
    row = StoredFile.objects.create(
        content_type=ContentType.objects.get_for_model(owner),
        object_id=owner.pk,
        kind="photo",
        media_type="image/jpeg",
        sha256="0" * 64,
        at=NOW,
    )
    row.file.save("file.jpg", ContentFile(b"picture"), save=True)
    return {"token": row.token}


def _sheet() -> Sample:
    return {"pk": _position("service_advisor").pk}


def _colleague() -> Sample:
    return {"pk": staff_of("technician2").pk}


def _customer() -> Sample:
    customer = CustomerFactory()
    make_known(store_of(), customer)
    return {"pk": customer.pk}


def _visit() -> Sample:
    return {"pk": order().visit_id}


def _statement() -> Sample:
    return {"pk": Statement.objects.create(visit=order().visit, text="刹车有异响").pk}


def _custody() -> Sample:
    return {"pk": CustodyItemFactory(visit=order().visit).pk}


def _visit_photo() -> Sample:
    return {"pk": CarPhotoFactory(checkin=order().visit.checkin).pk}


def _document_told() -> Sample:
    return {"label": "workorders.workorder", "pk": order().pk}


def _request_id() -> Sample:
    by = access_of("service_advisor", key=uuid.uuid4())
    comment(by=by, order=order(), text="已联系客户")
    return {"request_id": by.request_id}


def _slot() -> Sample:
    row = job()
    place = BayFactory(unit=row.unit)
    return {"pk": BaySlotFactory(job=row, bay=place, technician=staff_of("technician")).pk}


def _move() -> Sample:
    slot = BaySlot.objects.get(**_slot())
    return {"pk": note(slot, SlotMove.Act.PLAN, by=access_of("dispatcher_inspector")).pk}


def _bay() -> Sample:
    return {"pk": BayFactory(unit=staff_of("technician").unit).pk}


def _outage() -> Sample:
    span = (NOW, NOW + timedelta(days=9999))
    return {"pk": BayOutage.objects.create(bay_id=_bay()["pk"], during=span, reason="保养").pk}


def _part_line() -> Sample:
    line = BroughtPartFactory(job=job(state=JobState.WORKING))
    return {"pk": line.job_id, "line_pk": line.pk}


def _tenure() -> Sample:
    return {"pk": proposed().pk}


def _station() -> Sample:
    facts = {"store": store_of(), "kind": "shared", "name": "车间一号"}
    by = access_of("administrator")
    return {"pk": enrol(by=by, code=new_code(), **facts).pk}


def _absence() -> Sample:
    by = access_of("hr_officer")
    facts = {"kind": "leave", "starts_at": NOW, "ends_at": NOW + timedelta(days=9999)}
    return {"pk": record_absence(by=by, staff=staff_of("technician"), **facts).pk}


def purchase(step: str = "drafted") -> Sample:
    """A purchase order of the first store, drafted, submitted or ordered."""
    supplier = SupplierFactory()
    keeper = access_of("parts_keeper")
    wanted = Wanted(PartFactory(), Decimal(2), Decimal(10), Decimal(13))
    row = draft_purchase(by=keeper, warehouse=room(), supplier=supplier, lines=[wanted])
    if step != "drafted":
        row = submit_purchase(by=keeper, order=row, version=None)
    if step == "ordered":
        request = row.requests.get()
        by = access_of("parts_supervisor")
        row = decide_purchase(by=by, request=request, version=None, action="approve")
        day = NOW.date() + timedelta(days=2)
        row = place_purchase(by=keeper, order=row, version=None, expected_on=day)
    return {"pk": row.pk}


def _notice() -> Sample:
    """The first store's advisor is rung."""
    staff = staff_of("service_advisor")
    said = {"words": lazystr("sample"), "facts": {}}
    ring(to=[staff.pk], kind="sample", page="/", at=NOW, key="sample", **said)
    return {"pk": staff.notices.get().pk}


def quoted() -> WorkOrder:
    """A draft with one job that waits for the customer's word."""
    line = LabourLineFactory(job=JobFactory(order=order(state=OrderState.DRAFT, signed_at=None)))
    row = WorkOrder.objects.get(pk=line.job.order_id)
    row.authorised_at = None
    row.save()
    return row


def published() -> Estimate:
    """The first edition of that draft."""
    return publish(by=access_of("service_advisor"), order=quoted(), version=None)


def refused_work() -> DeclinedWork:
    """What the customer of that draft did not want, though it is about safety."""
    estimate = published()
    said = {1: Said("declined", None, "price", "太贵")}
    answer_at_desk(
        by=access_of("service_advisor"),
        estimate=estimate,
        version=None,
        answers=said,
        medium="phone",
        customer_name="李送修",
    )
    work = DeclinedWork.objects.get(item__estimate=estimate)
    work.safety = True
    work.save()
    return work


def _offer() -> Offer:
    row = quoted()
    LabourRate.objects.get_or_create(
        store=row.store,
        payer="CP",
        effective_from=NOW.date() - timedelta(days=30),
        defaults={"rate": Decimal(120)},
    )
    return offer_more(
        by=access_of("service_advisor"),
        order=row,
        version=None,
        name="更换雨刮",
        hours=Decimal(1),
    )


def _offer_line() -> Sample:
    line = OfferLine.objects.get(offer=_offer())
    return {"pk": line.offer_id, "line_pk": line.pk}


def _link() -> Sample:
    by = access_of("service_advisor")
    return {"pk": make_link(by=by, estimate=published(), version=None).pk}


def _revivable() -> Sample:
    work = refused_work()
    again = order(state=OrderState.DRAFT)
    again.visit.vehicle = work.vehicle
    again.visit.save()
    return {"pk": again.pk, "work_pk": work.pk}


def _priced() -> WorkOrder:
    """A finished order with a line the customer pays."""
    row = order(state=OrderState.READY, ready_at=NOW)
    LabourLineFactory(job=JobFactory(order=row, state=JobState.DONE))
    return row


def _goodwill() -> Sample:
    """A job of a draft order."""
    row = LabourLineFactory(job=JobFactory(order=order(state=OrderState.DRAFT)))
    return {"pk": row.job.order_id, "job_pk": row.job_id}


def _held() -> Sample:
    """A settlement and a deposit held for its order."""
    paper = settlement()
    return {"pk": paper.pk, "deposit_pk": money_samples.deposit(paper.order).pk}


def _used() -> Sample:
    """An order that uses a prepaid service."""
    row = order(state=OrderState.DRAFT)
    return {"pk": row.pk, "use_pk": money_samples.use(row).pk}


SAMPLES: dict[str, Callable[[], Sample]] = {
    **path_samples(order, job),
    **file_samples(order),
    **dict.fromkeys(
        (
            "workorders:quote",
            "workorders:other_way",
            "workorders:offer_more",
            "workorders:brought",
        ),
        _pk(quoted),
    ),
    "workorders:offer_finding": _finding,
    "workorders:change_offer": _pk(_offer),
    "workorders:change_offer_line": _offer_line,
    **dict.fromkeys(
        (
            "workorders:estimate",
            "workorders:estimate_link",
            "workorders:estimate_act",
            "workorders:estimate_answer",
            "workorders:print_estimate",
        ),
        _pk(published),
    ),
    "workorders:revoke_link": _link,
    **dict.fromkeys(
        ("workorders:declined_work", "workorders:risk", "workorders:print_risk"),
        _pk(refused_work),
    ),
    "workorders:revive": _revivable,
    **dict.fromkeys(
        ("org:tenure", "org:tenure_act", "org:tenure_correct", "org:tenure_end"), _tenure
    ),
    **dict.fromkeys(("org:post", "org:post_deputy"), lambda: {"pk": post_of("service_advisor").pk}),
    "org:absence_end": _absence,
    **dict.fromkeys(("org:station_code", "org:station_revoke"), _station),
    "org:position_sheet": _sheet,
    "org:position_print": _sheet,
    **dict.fromkeys(("org:person", "org:staff_edit", "org:leaving"), _colleague),
    "org:account_act": lambda: {**_colleague(), "act": "reset"},
    "org:person_shares": lambda: {"pk": staff_of("cashier").pk},
    "org:shares": lambda: {"label": "parts.demand", "pk": asked(stocked(5)).pk},
    "org:notice_open": _notice,
    "org:revoke_share": _share,
    "org:request": _request,
    "core:file": _file,
    "org:audit_person": lambda: {"pk": staff_of("service_advisor").pk},
    "org:audit_request": _request_id,
    "org:audit_object": _document_told,
    "org:history": _document_told,
    **dict.fromkeys(
        (
            "customers:vehicle",
            "customers:car_plate",
            "customers:car_vin",
            "customers:car_papers",
            "customers:car_owner",
            "workorders:intake_car",
        ),
        lambda: {"pk": order().visit.vehicle_id},
    ),
    **dict.fromkeys(("workorders:visit", "workorders:print_visit"), _visit),
    "workorders:visit_step": lambda: {**_visit(), "step": "place"},
    "workorders:visit_photo": _visit_photo,
    **dict.fromkeys(("workorders:statement", "workorders:remove_statement"), _statement),
    **dict.fromkeys(
        ("workorders:custody_return", "workorders:custody_move", "workorders:custody_tag"),
        _custody,
    ),
    "parts:demand": lambda: {"pk": asked(stocked(5)).pk},
    "parts:act": lambda: {"pk": asked(stocked(5)).pk},
    "parts:return": lambda: {"pk": asked(stocked(5)).pk},
    "parts:quantity": lambda: {"pk": asked(stocked(5)).pk},
    "parts:issue": _document,
    "parts:slip": _document,
    "parts:receipt": _pk(_receipt),
    "parts:price": _pk(_receipt_line),
    "parts:purchase_receive": lambda: purchase("ordered"),
    **dict.fromkeys(
        (
            "parts:purchase",
            "parts:purchase_edit",
            "parts:purchase_act",
            "parts:purchase_place",
            "parts:purchase_expect",
            "parts:purchase_print",
        ),
        purchase,
    ),
    **dict.fromkeys(
        (
            "workorders:appointment",
            "workorders:appointment_act",
            "workorders:appointment_change",
            "workorders:appointment_move",
            "workorders:appointment_tick",
            "workorders:appointment_bay",
            "workorders:appointment_part",
            "workorders:appointment_reserve",
            "workorders:queue_draw",
        ),
        _pk(appointment),
    ),
    "workorders:appointment_part_drop": _wanted_part,
    "workorders:slot_quota_drop": _quota,
    **dict.fromkeys(("workorders:queue_ticket", "workorders:queue_act"), _pk(ticket)),
    "workorders:checkin": lambda: {"pk": order().visit.vehicle_id},
    "workorders:change_line": _line,
    **dict.fromkeys(
        ("workorders:package", "workorders:package_content"),
        lambda: {"pk": small_service().package_id},
    ),
    "workorders:withdraw_rate": lambda: {"pk": rate("CP", "120", since=LATER).pk},
    "workorders:withdraw_part_price": lambda: {
        "pk": part_rule("CP", since=LATER, percent=Decimal(90)).pk
    },
    "workorders:authorise_express": _pk(order, state=OrderState.DRAFT, work_class="express"),
    "workorders:add_line": _pk(order, state=OrderState.DRAFT),
    "workorders:decide_finding": _finding,
    "workorders:settlement": _pk(order, state=OrderState.READY, ready_at=NOW),
    "workorders:release": _pk(order, state=OrderState.SETTLED, settled_at=NOW),
    "workorders:certificate": _pk(_released),
    "workorders:gate_pass_print": _pk(_gate_pass),
    **dict.fromkeys(
        (
            "workorders:settlement_discount",
            "workorders:settlement_invoice",
            "workorders:settlement_withdraw",
            "workorders:settlement_print",
            "workorders:till",
            "workorders:take_payment",
            "workorders:settle",
            "workorders:request_refund",
            "workorders:settlement_credit",
            "workorders:receipt_slip",
        ),
        _pk(settlement),
    ),
    **dict.fromkeys(
        (
            "workorders:order_payers",
            "workorders:order_payers_terms",
            "workorders:order_payers_assess",
            "workorders:order_deposit",
        ),
        _pk(order, state=OrderState.DRAFT),
    ),
    "workorders:settlement_preview": lambda: {"pk": _priced().pk},
    "workorders:order_payers_split": lambda: money_samples.line(order(state=OrderState.DRAFT)),
    "workorders:order_payers_goodwill": _goodwill,
    "workorders:apply_deposit": _held,
    "workorders:close_part": lambda: {"pk": settlement().buckets.get().pk},
    "workorders:invoice_request": lambda: {"pk": settlement().buckets.get().pk},
    "workorders:deposit_slip": lambda: {"pk": money_samples.deposit(order()).pk},
    "workorders:deposit": lambda: {"pk": money_samples.deposit(order()).pk},
    **dict.fromkeys(
        (
            "workorders:prepaid",
            "workorders:prepaid_slip",
            "workorders:extend_prepaid",
            "workorders:transfer_prepaid",
            "workorders:refund_prepaid",
        ),
        _pk(money_samples.prepaid),
    ),
    "workorders:release_prepaid": _used,
    "workorders:hand_in": lambda: {"pk": money_samples.cash(order()).pk},
    **dict.fromkeys(
        (
            "workorders:shift",
            "workorders:shift_float",
            "workorders:accept_shift",
            "workorders:shift_print",
        ),
        _pk(money_samples.shift),
    ),
    **dict.fromkeys(
        ("workorders:account", "workorders:account_price", "workorders:account_statement"),
        _pk(money_samples.account),
    ),
    **dict.fromkeys(
        (
            "workorders:monthly",
            "workorders:confirm_monthly",
            "workorders:withdraw_monthly",
            "workorders:monthly_print",
            "workorders:monthly_export",
        ),
        _pk(money_samples.statement),
    ),
    **dict.fromkeys(
        ("workorders:invoice", "workorders:reverse_invoice"), _pk(money_samples.invoice)
    ),
    "customers:detail": _customer,
    "workorders:dispatch": _pk(job, state=JobState.PENDING),
    "workorders:dispatch_suggest": _pk(job, state=JobState.PENDING),
    "workorders:slot_undo": _move,
    "workorders:bay": _bay,
    "workorders:bay_close": _bay,
    "workorders:bay_reopen": _outage,
    "workorders:earliest": lambda: {"pk": order().pk},
    "workorders:check": _pk(job, state=JobState.SELF_CHECKED),
    "workorders:job_fit": _part_line,
    "workorders:check_part": _part_line,
    "workorders:lockout": _pk(quality.lockout),
    "workorders:quarantine_lift": _pk(quality.quarantine),
    **dict.fromkeys(("workorders:clock", "workorders:clock_split"), _pk(quality.an_hour)),
    "workorders:incident": _pk(quality.incident),
    "workorders:incident_act": lambda: {"pk": quality.incident().pk, "act": "analyse"},
    "workorders:comeback": _pk(quality.comeback),
    "workorders:comeback_act": lambda: {"pk": quality.comeback().pk, "act": "confirm"},
    "warranty:answer": _pk(submitted),
    **dict.fromkeys(
        (
            "workorders:slot",
            "workorders:slot_state",
            "workorders:slot_move",
            "workorders:slot_swap",
            "workorders:slot_reassign",
            "workorders:slot_withdraw",
            "workorders:slot_add",
            "workorders:slot_pin",
        ),
        _slot,
    ),
    **dict.fromkeys(
        (
            "workorders:job",
            "workorders:job_confirm",
            "workorders:job_isolate",
            "workorders:job_start",
            "workorders:job_resume",
            "workorders:job_pause",
            "workorders:job_finding",
            "workorders:job_part",
            "workorders:job_finish",
            "workorders:job_restore",
            "workorders:job_quarantine",
            "workorders:job_ask",
            "workorders:job_voice",
            "workorders:job_reading",
            "workorders:job_shares",
            "workorders:lockout_sheet",
            "workorders:incident_new",
            "workorders:dispatch_sheet",
        ),
        _pk(job),
    ),
    **dict.fromkeys(
        ("warranty:claim", "warranty:change", "warranty:act", "warranty:submit", "warranty:credit"),
        _pk(drafted),
    ),
    **dict.fromkeys(
        (
            "care:callback",
            "care:attempt",
            "care:answers",
            "care:callback_act",
            "care:assign_callback",
        ),
        _pk(callback),
    ),
    **dict.fromkeys(
        (
            "care:complaint",
            "care:contact",
            "care:assign",
            "care:handle",
            "care:remedy",
            "care:opinion",
            "care:act",
        ),
        _pk(complained),
    ),
    **dict.fromkeys(
        (
            "workorders:detail",
            "workorders:describe",
            "workorders:promise",
            "workorders:comment",
            "workorders:act",
            "workorders:reassign",
            "workorders:authorise",
            "workorders:print_order",
            "workorders:key_tag",
        ),
        _pk(order),
    ),
}

#: Addresses about a row that another right than theirs brings into sight, or whose act asks for
#: one right of theirs: whoever judges a comeback may not confirm it for the front desk.
ABOUT_A_SIGHT = frozenset({"org:shares", "workorders:comeback_act"})

#: Rows of the whole group: nobody with the right is out of their reach.
OF_THE_GROUP: dict[str, Callable[[], Sample]] = {
    "workorders:operation": lambda: {"pk": operation().pk},
    "parts:part": lambda: {"pk": stocked(1).pk},
    "parts:supplier": lambda: {"pk": SupplierFactory().pk},
    "warranty:recall": lambda: {"pk": RecallVehicleFactory().recall_id},
    "warranty:recall_car": lambda: {"pk": RecallVehicleFactory().pk},
}

#: Addresses that answer by the person, not by a row of a store.
PERSONAL: dict[str, Callable[[], Sample]] = {
    "workorders:my_clock": lambda: {"turn": "on"},
    "workorders:checklist": lambda: {"level": "self", "kind": "all"},
    **dict.fromkeys(
        (
            "workorders:ehealth_make_day",
            "workorders:ehealth_file_day",
            "workorders:ehealth_answer_day",
        ),
        lambda: {"day": f"{NOW:%Y-%m-%d}"},
    ),
    "kpi:rows": lambda: {"code": "visit_count"},
    "workorders:waiting_photo": lambda: {"pk": CarPhotoFactory().pk},
    "kept": lambda: {"token": "00000000-0000-4000-8000-000000000000"},
}
