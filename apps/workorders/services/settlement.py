"""Preparing and withdrawing the settlement of a finished order."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Max
from django.utils.translation import gettext as _

from apps.core.money import ZERO
from apps.core.numbering import next_number
from apps.core.refusals import Refused
from apps.core.services import constraint_words, lock, service
from apps.core.transitions import follow, perform, record
from apps.org.services.asking import drop
from apps.workorders import guards
from apps.workorders.approvals import CREDIT
from apps.workorders.billing import Bill, Wish, bills
from apps.workorders.choices import Closing, JobState, OrderState, Payer
from apps.workorders.consent import lines_agreed_to
from apps.workorders.following import charged_lines
from apps.workorders.hooks import settlement_posted
from apps.workorders.machines import ORDER, SETTLEMENT
from apps.workorders.models import Settlement, SettlementBucket, WorkOrder
from apps.workorders.payer_papers import missing
from apps.workorders.permissions import Perm
from apps.workorders.services.discounts import drop_requests, let_off, sum_up

if TYPE_CHECKING:
    from apps.core.actor import Actor
    from apps.org.access import Access


@service
def prepare_settlement(
    *,
    by: Access,
    order: WorkOrder,
    version: int | None,
    labour_pct: Decimal = ZERO,
    parts_pct: Decimal = ZERO,
    round_off: Decimal = ZERO,
    reason: str = "",
    invoice_title: str = "",
    tax_no: str = "",
) -> Settlement:
    """A settlement with one bucket per payer waits for the cashier; the credit stays as it was.

    What costs nothing by its class (a check free of charge, a wash) is settled at once.  Raises
    Refused for an order that is not ready, has an open finding, a line without a payer or without
    the customer's word, or a settlement already.
    """
    order = lock(order, version)
    by.require(Perm.PREPARE_SETTLEMENT, order)
    require_preparable(order, by)
    with constraint_words(settlement_one_standing=_("这张工单已经有结算单了。")):
        settlement = _open(order, by)
    for computed in bills(charged_lines(order)):
        _add_bucket(settlement, computed, invoice_title=invoice_title, tax_no=tax_no)
    sum_up(settlement)
    let_off(settlement, Wish(labour_pct, parts_pct, round_off), by=by, reason=reason)
    settlement.save()
    if not order.path.cashier and settlement.due == 0:
        _settle_free(settlement, by=by)
    return settlement


def require_preparable(order: WorkOrder, by: Access) -> None:
    """Refuse with the reason why the order cannot be settled now."""
    if order.state != OrderState.READY:
        raise Refused(
            _("工单现在是“%(state)s”，完工后才能结算。") % {"state": order.get_state_display()}
        )
    if order.settlements.standing().exists():
        raise Refused(_("这张工单已经有结算单了。"))
    checks = (guards.findings_answered, guards.every_line_has_payer, parts_settled, lines_agreed_to)
    for guard in checks:
        why = guard(order, by)
        if why:
            raise Refused(why)
    lacking = missing(order)
    if lacking:
        raise Refused("".join(lacking))


def parts_settled(order: WorkOrder, by: Actor) -> str | None:
    """What the store gave for the order was fitted or brought back."""
    for job in order.jobs.exclude(state=JobState.CANCELLED).order_by("position", "pk"):
        for line in job.part_lines.select_related("demand").order_by("pk"):
            if line.demand is not None and line.kept != line.fitted_quantity:
                return _("配件“%(name)s”领用与装车数量不符，请先退料或登记装车。") % {
                    "name": line.name
                }
    return None


def _open(order: WorkOrder, by: Access) -> Settlement:
    last = order.settlements.aggregate(last=Max("revision"))["last"] or 0
    settlement = Settlement.objects.create(
        order=order,
        store=order.store,
        number=next_number("JS", order.store, by.now),
        revision=last + 1,
        prepared_by=by.person,
        prepared_at=by.now,
    )
    record(settlement, "prepare", "", settlement.state, by=by)
    return settlement


def _add_bucket(
    settlement: Settlement, computed: Bill, *, invoice_title: str, tax_no: str
) -> SettlementBucket:
    customer = computed.payer == Payer.CP
    return SettlementBucket.objects.create(
        settlement=settlement,
        payer=computed.payer,
        invoice_title=invoice_title if customer else "",
        tax_no=tax_no if customer else "",
        **computed.columns,
    )


def _settle_free(settlement: Settlement, *, by: Access) -> None:
    """Close a settlement that has nothing to collect without a cashier."""
    for bucket in settlement.buckets.all():
        bucket.closing, bucket.closed_at, bucket.posted_at = Closing.ZERO, by.now, by.now
        bucket.save()
    settlement.settled_by, settlement.settled_at = by.person, by.now
    perform(SETTLEMENT, settlement, "settle_free", by=by)
    post(settlement, by=by)


def post(settlement: Settlement, *, by: Access) -> None:
    """Let the order follow its settlement, and tell whoever listens."""
    order = settlement.order
    order.settled_at = by.now
    follow(ORDER, order, "settle", by=by, cause=f"settlement {settlement.number}")
    settlement_posted.send(settlement=settlement, by=by)


@service
def withdraw_settlement(
    *, by: Access, settlement: Settlement, version: int | None, reason: str
) -> Settlement:
    """A settlement on which no money lies is taken back; the order can be settled anew.

    Raises Refused without a reason, when money was taken, and once it is settled.
    """
    order = lock(settlement.order)
    settlement = lock(settlement, version)
    by.require(Perm.PREPARE_SETTLEMENT, order)
    settlement.order = order
    drop_requests(settlement, by=by)
    for request in settlement.credit_requests.pending():
        drop(CREDIT, lock(request), by=by, cause="settlement withdrawn")
    settlement.reversed_at = by.now
    perform(SETTLEMENT, settlement, "withdraw", by=by, reason=reason)
    return settlement


@service
def set_invoice(
    *, by: Access, settlement: Settlement, version: int | None, invoice_title: str, tax_no: str
) -> Settlement:
    """The customer's bucket carries this title and tax number for the invoice."""
    order = lock(settlement.order)
    settlement = lock(settlement, version)
    by.require(Perm.PREPARE_SETTLEMENT, order)
    bucket = settlement.buckets.filter(payer=Payer.CP).first()
    if bucket is None:
        raise Refused(_("没有客户自费项目，不用开发票。"))
    bucket.invoice_title, bucket.tax_no = invoice_title, tax_no
    bucket.save()
    settlement.save()
    return settlement
