"""Contact data of complaints, and what belongs to the story of a complaint and a callback."""

from apps.core.field_policy import contact
from apps.core.records import ledger, story
from apps.customers.permissions import Perm as CustomerPerm

contact("care.Complaint", CustomerPerm.VIEW_CONTACT, caller_phone="phone")
ledger("care.CallAttempt")
ledger("care.ComplaintContact")
ledger("care.ComplaintOpinion")
story("care.Complaint", "contacts", "opinions", "remedy_requests", "rechecks")
story("care.Callback", "attempts")
