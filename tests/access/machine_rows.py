"""One row of the first store for every machine, to be judged in each of its states."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from apps.care.machines import REMEDY
from apps.care.models import RemedyRequest
from apps.org.models import PositionRevision, Tenure
from apps.org.services.asking import ask
from apps.parts.models import PurchaseOrder, PurchaseRequest
from apps.warranty.machines import REQUEST as CLAIM
from apps.warranty.models import ClaimRequest
from apps.workorders.approvals import (
    CREDIT,
    DEPOSIT_REFUND,
    DISCOUNT,
    GOODWILL,
    PREPAID_REFUND,
    REFUND,
)
from apps.workorders.models import (
    CreditRequest,
    DepositRefund,
    DiscountRequest,
    GoodwillRequest,
    PrepaidRefund,
    RefundRequest,
)
from tests.access import file_samples, money_samples, samples
from tests.access.path_samples import path_rows
from tests.care.cases import callback, complained
from tests.factories.parts import asked, stocked
from tests.factories.workorders import FindingFactory
from tests.personas import NOW, access_of, staff_of
from tests.warranty.claims import drafted
from tests.workorders.files import rows
from tests.workorders.shop import quality_rows

if TYPE_CHECKING:
    from collections.abc import Callable

MUCH = Decimal(900)


def requested(kind: Any, request: Any, asker: str) -> Any:
    """A request that climbs the line of the one who asks."""
    request.reason = "老客户"
    ask(kind, request, by=access_of(asker))
    return request


def discount() -> DiscountRequest:
    """Eight percent, beyond an advisor's limit."""
    paper = samples.settlement()
    row = DiscountRequest(settlement=paper, store=paper.store, labour_pct=8, amount=8)
    return requested(DISCOUNT, row, "service_advisor")


def refund() -> RefundRequest:
    """The money of one settlement."""
    paper = samples.settlement()
    row = RefundRequest(settlement=paper, store=paper.store, amount=MUCH)
    return requested(REFUND, row, "cashier")


def remedy() -> RemedyRequest:
    """Goodwill beyond a supervisor's limit."""
    paper = complained()
    row = RemedyRequest(complaint=paper, store=paper.store, amount=MUCH)
    return requested(REMEDY, row, "customer_care_supervisor")


def claim() -> ClaimRequest:
    """A claim beyond the appraiser's limit."""
    paper = drafted()
    row = ClaimRequest(claim=paper, store=paper.store, amount=2 * MUCH)
    return requested(CLAIM, row, "warranty_appraiser")


def revision() -> PositionRevision:
    """A draft of the advisor's paper."""
    position = staff_of("service_advisor").tenures.get().post.position
    return PositionRevision.objects.create(
        position=position,
        document_no="X",
        edition="Z/1",
        change="x",
        effective_from=NOW,
        submitted_at=NOW,
    )


def tenure() -> Tenure:
    """A proposed second post of a technician."""
    return Tenure.objects.create(
        staff=staff_of("technician"),
        post=staff_of("tool_keeper").tenures.get().post,
        kind=Tenure.Kind.CONCURRENT,
        starts_at=NOW,
    )


def purchase(step: str) -> PurchaseOrder:
    """A purchase order brought to a step."""
    return PurchaseOrder.objects.get(pk=samples.purchase(step)["pk"])


def purchase_request() -> PurchaseRequest:
    """What a submitted purchase order asks of the line."""
    return purchase("submitted").requests.get()


def credit() -> CreditRequest:
    """A car that shall leave unpaid."""
    paper = samples.settlement()
    row = CreditRequest(settlement=paper, store=paper.store, amount=MUCH, pay_by=NOW.date())
    return requested(CREDIT, row, "service_advisor")


def goodwill() -> GoodwillRequest:
    """Goodwill beyond an advisor's limit."""
    job = samples.job()
    row = GoodwillRequest(job=job, store=job.store, dealer_pct=100, amount=MUCH)
    return requested(GOODWILL, row, "service_advisor")


def deposit_refund() -> DepositRefund:
    """A deposit that shall go back."""
    held = money_samples.deposit(samples.order())
    row = DepositRefund(deposit=held, store=held.store, amount=held.amount)
    return requested(DEPOSIT_REFUND, row, "cashier")


def prepaid_refund() -> PrepaidRefund:
    """A prepaid package that shall go back."""
    sold = money_samples.prepaid()
    row = PrepaidRefund(prepaid=sold, store=sold.store, amount=sold.price)
    return requested(PREPAID_REFUND, row, "cashier")


ROWS: dict[str, Callable[[], Any]] = {
    **path_rows(samples.order, samples.job),
    "workorders.WorkOrder": samples.order,
    "workorders.Appointment": samples.appointment,
    "workorders.QueueTicket": samples.ticket,
    "workorders.Job": samples.job,
    "workorders.Finding": lambda: FindingFactory(job=samples.job()),
    "workorders.Settlement": samples.settlement,
    "workorders.Estimate": samples.published,
    "workorders.QualityIncident": quality_rows.incident,
    "workorders.Comeback": quality_rows.comeback,
    "workorders.DiscountRequest": discount,
    "workorders.RefundRequest": refund,
    "workorders.CreditRequest": credit,
    "workorders.GoodwillRequest": goodwill,
    "workorders.DepositRefund": deposit_refund,
    "workorders.PrepaidRefund": prepaid_refund,
    "workorders.EHealthUpload": file_samples.made,
    "workorders.ProcessAudit": rows.drawn,
    "workorders.AuditedOrder": rows.sample,
    "workorders.AuditFinding": rows.fixed,
    "workorders.CashShift": money_samples.shift,
    "workorders.AccountStatement": money_samples.statement,
    "workorders.Invoice": money_samples.invoice,
    "parts.Demand": lambda: asked(stocked(5)),
    "parts.PurchaseOrder": lambda: purchase("drafted"),
    "parts.PurchaseRequest": purchase_request,
    "warranty.Claim": drafted,
    "warranty.ClaimRequest": claim,
    "care.Callback": callback,
    "care.Complaint": complained,
    "care.RemedyRequest": remedy,
    "org.PositionRevision": revision,
    "org.Tenure": tenure,
}
