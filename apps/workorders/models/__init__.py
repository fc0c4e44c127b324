"""The visit: check-in, work order, jobs, bays, clocks, inspection, settlement, delivery."""

from apps.workorders.models.accident import AccidentFile, Assessment
from apps.workorders.models.accounts import (
    AccountStatement,
    AccountStatementLine,
    ContractPrice,
    CreditAccount,
)
from apps.workorders.models.appointment import (
    Appointment,
    AppointmentPart,
    AppointmentWork,
    PreparationTick,
)
from apps.workorders.models.away import CarAway
from apps.workorders.models.bay import Bay, BaySlot
from apps.workorders.models.checkin import CheckIn, DamageMark
from apps.workorders.models.checklist import Checklist, ChecklistItem
from apps.workorders.models.clock import ClockEntry, ClockShare, LateAct
from apps.workorders.models.comeback import Comeback
from apps.workorders.models.consent import AgreedLine, Consent, DeclinedWork, PartWaiver
from apps.workorders.models.consult import Consult
from apps.workorders.models.custody import CustodyItem
from apps.workorders.models.delivery import Delivery, GatePass
from apps.workorders.models.ehealth import EHealthUpload
from apps.workorders.models.endings import Ending, PayerRefusal
from apps.workorders.models.estimate import Estimate, EstimateItem, EstimateLine, EstimateLink
from apps.workorders.models.field_cash import FieldCash
from apps.workorders.models.finding import Finding
from apps.workorders.models.incident import QualityIncident
from apps.workorders.models.inspection import Inspection, Rework
from apps.workorders.models.intake import ProvisionalIntake, StorageNotice
from apps.workorders.models.invoice import Invoice, InvoiceItem
from apps.workorders.models.job import Assignment, Hold, Job
from apps.workorders.models.lines import LabourLine, PartLine
from apps.workorders.models.lockout import LockOut, Quarantine
from apps.workorders.models.money_requests import CreditRequest, DepositRefund, GoodwillRequest
from apps.workorders.models.offer import Offer, OfferLine
from apps.workorders.models.order import OrderBucket, OrderComment, PromiseChange, WorkOrder
from apps.workorders.models.outage import BayOutage
from apps.workorders.models.packages import PackageItem, PackagePart, PackageVariant, ServicePackage
from apps.workorders.models.part_prices import PartPrice
from apps.workorders.models.people import VisitPerson
from apps.workorders.models.photo import CarPhoto
from apps.workorders.models.prepaid import (
    PrepaidChange,
    PrepaidItem,
    PrepaidPackage,
    PrepaidRefund,
    PrepaidUse,
)
from apps.workorders.models.prices import LabourOperation, LabourRate
from apps.workorders.models.process_audit import (
    AuditedOrder,
    AuditFinding,
    ProcessAudit,
    ProcessQuestion,
    Severity,
)
from apps.workorders.models.queue_ticket import QueueTicket
from apps.workorders.models.reading import PartCheck, Reading
from apps.workorders.models.receipts import Receipt, ReceiptAllocation, ReceivableReminder
from apps.workorders.models.requests import DiscountRequest, RefundRequest
from apps.workorders.models.routing import RouteStep, RouteTemplate, RouteTemplateStep
from apps.workorders.models.schedules import MaintenanceSchedule, ScheduleItem, SchedulePart
from apps.workorders.models.settlement import Payment, Receivable, Settlement, SettlementBucket
from apps.workorders.models.slot_move import SlotMove
from apps.workorders.models.slot_quota import BookedDay, SlotQuota
from apps.workorders.models.split import Goodwill, PayerChange, PayerSplit, PayerTerms
from apps.workorders.models.sublet import Sublet
from apps.workorders.models.till import CashShift, Deposit, ShiftCount, TillMove
from apps.workorders.models.transfer import CarTransfer, Handover
from apps.workorders.models.visit import Statement, Visit

__all__ = [
    "AccidentFile",
    "AccountStatement",
    "AccountStatementLine",
    "AgreedLine",
    "Appointment",
    "AppointmentPart",
    "AppointmentWork",
    "Assessment",
    "Assignment",
    "AuditFinding",
    "AuditedOrder",
    "Bay",
    "BayOutage",
    "BaySlot",
    "BookedDay",
    "CarAway",
    "CarPhoto",
    "CarTransfer",
    "CashShift",
    "CheckIn",
    "Checklist",
    "ChecklistItem",
    "ClockEntry",
    "ClockShare",
    "Comeback",
    "Consent",
    "Consult",
    "ContractPrice",
    "CreditAccount",
    "CreditRequest",
    "CustodyItem",
    "DamageMark",
    "DeclinedWork",
    "Delivery",
    "Deposit",
    "DepositRefund",
    "DiscountRequest",
    "EHealthUpload",
    "Ending",
    "Estimate",
    "EstimateItem",
    "EstimateLine",
    "EstimateLink",
    "FieldCash",
    "Finding",
    "GatePass",
    "Goodwill",
    "GoodwillRequest",
    "Handover",
    "Hold",
    "Inspection",
    "Invoice",
    "InvoiceItem",
    "Job",
    "LabourLine",
    "LabourOperation",
    "LabourRate",
    "LateAct",
    "LockOut",
    "MaintenanceSchedule",
    "Offer",
    "OfferLine",
    "OrderBucket",
    "OrderComment",
    "PackageItem",
    "PackagePart",
    "PackageVariant",
    "PartCheck",
    "PartLine",
    "PartPrice",
    "PartWaiver",
    "PayerChange",
    "PayerRefusal",
    "PayerSplit",
    "PayerTerms",
    "Payment",
    "PrepaidChange",
    "PrepaidItem",
    "PrepaidPackage",
    "PrepaidRefund",
    "PrepaidUse",
    "PreparationTick",
    "ProcessAudit",
    "ProcessQuestion",
    "PromiseChange",
    "ProvisionalIntake",
    "QualityIncident",
    "Quarantine",
    "QueueTicket",
    "Reading",
    "Receipt",
    "ReceiptAllocation",
    "Receivable",
    "ReceivableReminder",
    "RefundRequest",
    "Rework",
    "RouteStep",
    "RouteTemplate",
    "RouteTemplateStep",
    "ScheduleItem",
    "SchedulePart",
    "ServicePackage",
    "Settlement",
    "SettlementBucket",
    "Severity",
    "ShiftCount",
    "SlotMove",
    "SlotQuota",
    "Statement",
    "StorageNotice",
    "Sublet",
    "TillMove",
    "Visit",
    "VisitPerson",
    "WorkOrder",
]
