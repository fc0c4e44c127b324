"""Contact data and profit of orders, and what belongs to the story of a visit and an order."""

from django.utils.translation import gettext_lazy as _

from apps.core.exports import ExportKind, describe
from apps.core.field_policy import contact
from apps.core.records import ledger, story
from apps.customers.permissions import Perm as CustomerPerm

contact("workorders.Visit", CustomerPerm.VIEW_CONTACT, sender_phone="phone")
contact("workorders.VisitPerson", CustomerPerm.VIEW_CONTACT, phone="phone")
contact("workorders.ProvisionalIntake", CustomerPerm.VIEW_CONTACT, brought_phone="phone")
contact("workorders.Appointment", CustomerPerm.VIEW_CONTACT, phone="phone")
contact("workorders.CreditAccount", CustomerPerm.VIEW_CONTACT, manager_phone="phone")
story("workorders.Appointment", "works", "parts", "ticks", "tickets")
ledger("workorders.OrderComment")
ledger("workorders.PromiseChange")
ledger("workorders.Payment", staff="taken_by_id")
ledger("workorders.Consent", staff="taker_id")
ledger("workorders.LateAct", staff="staff_id", at="received_at")
_OF_JOBS = (
    "assignments",
    "holds",
    "labour_lines",
    "part_lines",
    "part_lines__checks",
    "inspections",
    "reworks",
    "readings",
    "lockouts",
    "incidents",
    "steps",
)
_OF_PATHS = (
    "accident",
    "assessments",
    "sublets",
    "aways",
    "transfers",
    "transfers__handovers",
    "consults",
    "refusals",
    "ending",
)
_OF_SETTLEMENTS = ("buckets", "buckets__payments", "discount_requests", "refund_requests")
story(
    "workorders.Visit",
    "statements",
    "checkin",
    "checkin__damages",
    "people",
    "intake",
    "custody",
    "storage_notices",
    "orders",
)
story(
    "workorders.WorkOrder",
    "visit",
    "jobs",
    *(f"jobs__{part}" for part in (*_OF_JOBS, "slots", "clock_entries")),
    "findings",
    "offers",
    "offers__lines",
    "estimates",
    "estimates__links",
    "estimates__items__consent",
    "visit__statements",
    "visit__checkin",
    "jobs__part_lines__demand",
    "jobs__part_lines__demand__moves",
    "declined_works",
    "settlements",
    "uploads",
    "audits",
    "audits__findings",
    *(f"settlements__{part}" for part in _OF_SETTLEMENTS),
    "promises",
    "comebacks",
    "quarantines",
    "comments",
    "receivables",
    "gate_passes",
    "delivery",
    *_OF_PATHS,
)
story("workorders.Job", *_OF_JOBS, "slots", "clock_entries", "findings")
story("workorders.Settlement", *_OF_SETTLEMENTS)
story("workorders.ProcessAudit", "drawn", "drawn__findings")
story("workorders.RouteTemplate", "steps")
story("workorders.Checklist", "items")
describe(ExportKind("workorders.statement", _("月结对账单"), {"number": (_("对账单号"), str)}))
describe(
    ExportKind(
        "workorders.ehealth",
        _("电子健康档案"),
        {"number": (_("结算单号"), str), "day": (_("结算日"), str)},
    )
)
