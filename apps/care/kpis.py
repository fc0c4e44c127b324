"""How customer care is measured."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from apps.care.choices import CallbackKind, CallbackState
from apps.care.models import CallAttempt, Callback, Complaint
from apps.core.capabilities import capability
from apps.core.clock import day_bounds
from apps.core.figures import Figure, FigureRow, hits_and_all, register

if TYPE_CHECKING:
    from apps.care.models.callback import CallbackQuerySet
    from apps.care.models.complaint import ComplaintQuerySet
    from apps.core.actor import Actor
    from apps.core.figures import Period

CONTACT_TIME = dt.timedelta(hours=24)


def _bounds(period: Period) -> tuple[dt.datetime, dt.datetime]:
    return day_bounds(period.first)[0], day_bounds(period.last)[1]


def _callbacks(by: Actor) -> CallbackQuerySet:
    rows = Callback.objects.visible_to(by, capability("kpi.view_dashboard"))
    return rows.filter(kind=CallbackKind.SERVICE, do_not_call=False)


def callbacks_done(by: Actor, period: Period) -> CallbackQuerySet:
    """Callbacks somebody answered in the period."""
    first, last = _bounds(period)
    rows = _callbacks(by).filter(completed_at__gte=first, completed_at__lt=last)
    return rows.filter(state=CallbackState.DONE).select_related("visit")


def callbacks_due(by: Actor, period: Period) -> CallbackQuerySet:
    """Callbacks due in the period."""
    first, last = _bounds(period)
    rows = _callbacks(by).filter(due_at__gte=first, due_at__lt=last)
    tried = CallAttempt.objects.filter(callback=OuterRef("pk"))
    return rows.annotate(tried=Exists(tried)).select_related("visit")


def satisfaction(by: Actor, period: Period) -> tuple[int, int]:
    """Satisfied answers, and answers."""
    return hits_and_all(callbacks_done(by, period), Q(satisfied=True))


def coverage(by: Actor, period: Period) -> tuple[int, int]:
    """Callbacks tried, and callbacks due."""
    return hits_and_all(callbacks_due(by, period), Q(tried=True))


def reach(by: Actor, period: Period) -> tuple[int, int]:
    """Callbacks answered, and callbacks due."""
    return hits_and_all(callbacks_due(by, period), Q(state=CallbackState.DONE))


def complaints_received(by: Actor, period: Period) -> ComplaintQuerySet:
    """Complaints received in the period."""
    first, last = _bounds(period)
    rows = Complaint.objects.visible_to(by, capability("kpi.view_dashboard"))
    return rows.filter(received_at__gte=first, received_at__lt=last)


def first_contact(by: Actor, period: Period) -> tuple[int, int]:
    """Complaints first contacted within 24 clock hours, and complaints received."""
    in_time = Q(first_contact_at__lte=F("received_at") + CONTACT_TIME)
    return hits_and_all(complaints_received(by, period), in_time)


def _row(callback: Callback, counts: bool) -> FigureRow:
    visit = callback.visit
    label = f"{visit.plate_no} {visit.number}" if visit else str(callback)
    return FigureRow(label, "care:callback", callback.pk, counts=counts)


def satisfied_row(callback: Callback) -> FigureRow:
    """A callback as the satisfaction rate counts it."""
    return _row(callback, bool(callback.satisfied))


def tried_row(callback: Callback) -> FigureRow:
    """A callback as coverage counts it."""
    return _row(callback, bool(getattr(callback, "tried", False)))


def reached_row(callback: Callback) -> FigureRow:
    """A callback as the reach rate counts it."""
    return _row(callback, callback.state == CallbackState.DONE)


def contacted_row(complaint: Complaint) -> FigureRow:
    """A complaint as the first contact rate counts it."""
    at = complaint.first_contact_at
    in_time = at is not None and at <= complaint.received_at + CONTACT_TIME
    return FigureRow(complaint.number, "care:complaint", complaint.pk, counts=in_time)


_SATISFIED = _("总体满意（10 分制 8 分及以上且无不满意项）的回访 ÷ 已接通并答复的回访")
for _code, _zh, _en in (
    ("callback_sat_rate", "回访满意率", "Callback satisfaction rate"),
    ("customer_satisfaction", "客户满意度", "Customer satisfaction"),
):
    register(
        Figure(
            code=_code,
            zh=_zh,
            en=_en,
            formula=_SATISFIED,
            unit="percent",
            value=satisfaction,
            rows=callbacks_done,
            show=satisfied_row,
            target="85",
        )
    )
register(
    Figure(
        code="callback_coverage",
        zh="回访覆盖率",
        en="Callback coverage",
        formula=_("已拨打的回访 ÷ 期内应回访（不含不接受联系的客户）"),
        unit="percent",
        value=coverage,
        rows=callbacks_due,
        show=tried_row,
        target="100",
    )
)
register(
    Figure(
        code="callback_reach_rate",
        zh="回访接通率",
        en="Callback reach rate",
        formula=_("已接通并答复的回访 ÷ 期内应回访（不含不接受联系的客户）"),
        unit="percent",
        value=reach,
        rows=callbacks_due,
        show=reached_row,
    )
)
register(
    Figure(
        code="first_contact_24h_rate",
        zh="24小时初步联系率",
        en="First contact within 24 hours",
        formula=_("受理后 24 小时内联系上或三次尝试有记录的投诉 ÷ 期内受理的投诉"),
        unit="percent",
        value=first_contact,
        rows=complaints_received,
        show=contacted_row,
        target="100",
    )
)
