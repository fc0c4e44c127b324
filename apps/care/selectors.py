"""The pages of customer care that are made of several reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import gettext as _

from apps.care import inbox
from apps.care.choices import CallbackState
from apps.care.machines import CALLBACK, COMPLAINT
from apps.care.models import Callback, Complaint
from apps.care.permissions import Perm
from apps.care.questions import QUESTIONS
from apps.core.transitions import changes_of
from apps.customers.permissions import Perm as CustomerPerm
from apps.customers.selectors import contacts_shown
from apps.workorders.choices import JobState

if TYPE_CHECKING:
    from apps.care.models.callback import CallbackQuerySet
    from apps.care.models.complaint import ComplaintQuerySet
    from apps.customers.models import Customer
    from apps.org.access import Access

LABELS = {t.action: t.label for t in (*CALLBACK.transitions, *COMPLAINT.transitions)}


def callbacks_shown(by: Access, show: str, term: str) -> CallbackQuerySet:
    """One view of the list: due, still to come, mine, finished."""
    seen = Callback.objects.visible_to(by, Perm.VIEW_CALLBACK)
    if show == "due":
        rows = inbox.to_call(by)
    elif show == "later":
        rows = seen.to_come(by.now)
    elif show == "mine":
        rows = seen.filter(state=CallbackState.OPEN, assignee=by.staff)
    elif show == "done":
        rows = seen.exclude(state=CallbackState.OPEN).order_by("-completed_at", "-pk")
    else:
        rows = seen.filter(state=CallbackState.OPEN)
    word = term.strip().upper()
    if not word:
        return rows
    return rows.filter(
        Q(visit__plate_no__contains=word)
        | Q(order__number__startswith=word)
        | Q(visit__owner__name__startswith=term.strip())
    )


def complaints_shown(by: Access, show: str, term: str) -> ComplaintQuerySet:
    """One view of the list: a queue, all open ones, or everything."""
    if show in inbox.VIEWS:
        rows = inbox.VIEWS[show][2](by)
    else:
        rows = Complaint.objects.visible_to(by, Perm.VIEW_COMPLAINT)
        if show != "all":
            rows = rows.open()
    return rows.matching(term)


def phone_open(by: Access, customer: Customer | None) -> bool:
    """Whether the caller's phone may be shown whole."""
    if customer is None:
        return by.can(CustomerPerm.VIEW_CONTACT)
    return bool(contacts_shown(by, [customer]))


def work_done(callback: Callback) -> list[str]:
    """What was done on the car, in the order of the jobs."""
    if callback.visit is None:
        return []
    orders = callback.visit.orders.prefetch_related("jobs")
    return [j.name for o in orders for j in o.jobs.all() if j.state != JobState.CANCELLED]


def answers_of(callback: Callback) -> list[tuple[Any, int]]:
    """The ratings beside their questions."""
    return [(QUESTIONS[q], r) for q, r in callback.answers.items() if q in QUESTIONS]


def calls_of(callback: Callback) -> list[dict[str, Any]]:
    """The calls made, newest first."""
    return [
        {"at": a.at, "who": a.by, "what": a.get_result_display(), "note": a.note}
        for a in callback.attempts.select_related("by").order_by("-pk")
    ]


def moments_of(complaint: Complaint) -> list[dict[str, Any]]:
    """What happened to a complaint: steps, talks and opinions, newest first."""
    words = {**LABELS, "receive": _("受理"), "remedy": _("给予补偿")}
    steps = [
        {
            "at": c.at,
            "who": c.by or _("系统"),
            "what": words.get(c.action, c.action),
            "note": c.reason,
        }
        for c in changes_of([complaint])
    ]
    talks = [
        {
            "at": t.at,
            "who": t.by,
            "what": f"{t.get_medium_display()} · {t.get_result_display()}",
            "note": t.note,
        }
        for t in complaint.contacts.select_related("by")
    ]
    views = [
        {"at": o.at, "who": o.by, "what": _("技术意见"), "note": o.text}
        for o in complaint.opinions.select_related("by")
    ]
    return sorted([*talks, *views, *steps], key=lambda m: m["at"], reverse=True)
