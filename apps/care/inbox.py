"""What waits in customer care."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from apps.care.models import Callback, Complaint
from apps.care.permissions import Perm
from apps.core.queues import Queue, register

if TYPE_CHECKING:
    from apps.care.models.callback import CallbackQuerySet
    from apps.care.models.complaint import ComplaintQuerySet
    from apps.core.actor import Actor


def to_call(by: Actor) -> CallbackQuerySet:
    """Callbacks whose time has come."""
    return Callback.objects.visible_to(by, Perm.PERFORM_CALLBACK).waiting(by.now)


def to_contact(by: Actor) -> ComplaintQuerySet:
    """Complaints nobody has spoken about with the customer."""
    return Complaint.objects.visible_to(by, Perm.CONTACT_COMPLAINT).to_contact()


def to_handle(by: Actor) -> ComplaintQuerySet:
    """Complaints whose cause and remedy are to be found."""
    return Complaint.objects.visible_to(by, Perm.CHANGE_COMPLAINT).to_handle()


def to_close(by: Actor) -> ComplaintQuerySet:
    """Handled complaints after their second call."""
    return Complaint.objects.visible_to(by, Perm.CLOSE_COMPLAINT).to_close()


VIEWS = {
    "contact": (Perm.CONTACT_COMPLAINT, _("投诉待首次联系"), to_contact, "first_contact_due_at"),
    "handle": (Perm.CHANGE_COMPLAINT, _("投诉待处理"), to_handle, "resolve_due_at"),
    "close": (Perm.CLOSE_COMPLAINT, _("待结案"), to_close, ""),
}
register(
    Queue(
        code="callbacks_to_make",
        capability=Perm.PERFORM_CALLBACK,
        label=_("待回访"),
        rows=to_call,
        page="care:callbacks",
        query="show=due",
        due="due_at",
    )
)
for _name, (_perm, _label, _rows, _due) in VIEWS.items():
    register(
        Queue(
            code=f"complaints_to_{_name}",
            capability=_perm,
            label=_label,
            rows=_rows,
            page="care:complaints",
            query=f"show={_name}",
            due=_due,
        )
    )
