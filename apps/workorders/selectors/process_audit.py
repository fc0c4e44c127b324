"""Audits of the process: what can be drawn, what was drawn, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from apps.core.clock import business_day, day_bounds
from apps.workorders.models import (
    AuditedOrder,
    AuditFinding,
    ProcessAudit,
    ProcessQuestion,
    WorkOrder,
)
from apps.workorders.permissions import Perm
from apps.workorders.process_checks import recorded
from apps.workorders.sampling import Candidate, draw
from apps.workorders.selectors.figures import figure

if TYPE_CHECKING:
    import datetime as dt

    from apps.core.actor import Actor
    from apps.org.access import Access
    from apps.org.models import OrgUnit

STATE = AuditedOrder.State
QUESTIONS = "workorders.audit_questions"
OF_ORDER = ("order__visit__vehicle__model", "order__visit__checkin", "order__advisor", "audit")
READ = (
    "order__visit__statements",
    "order__findings",
    "order__jobs__inspections",
    "order__jobs__labour_lines",
    "order__jobs__part_lines",
)


@dataclass(frozen=True)
class Asked:
    """One question put to an order, with what the records say."""

    text: str
    severity: str
    recorded: bool | None
    source: str


@dataclass(frozen=True)
class Result:
    """How an audit stands: percent is None while nothing was looked at."""

    drawn: int
    checked: int
    passed: int

    @property
    def percent(self) -> float | None:
        """Orders without a fault among those looked at (工单合格率)."""
        return 100 * self.passed / self.checked if self.checked else None


def settled_in(store: OrgUnit, first: dt.date, last: dt.date) -> Any:
    """The orders of a store settled on these days and not reversed since."""
    begin, end = day_bounds(first)[0], day_bounds(last)[1]
    return WorkOrder.objects.filter(store=store, settled_at__gte=begin, settled_at__lt=end)


def population_of(
    store: OrgUnit, first: dt.date, last: dt.date, strata: str, *, fresh: bool
) -> list[Candidate]:
    """Every order that can be drawn, in the order of its number."""
    rows = settled_in(store, first, last)
    if fresh:
        rows = rows.filter(audits=None)
    found = rows.select_related("advisor").order_by("number").distinct()
    return [(o.pk, o.number, _stratum(o, strata)) for o in found]


def _stratum(order: WorkOrder, strata: str) -> str:
    if strata == ProcessAudit.Strata.ADVISOR:
        return f"{order.advisor.name} {order.advisor.staff_no}"
    return str(order.work_class) if strata == ProcessAudit.Strata.WORK_CLASS else ""


def audits_seen(access: Actor) -> Any:
    """The audits in reach with their counts, newest first."""
    rows = ProcessAudit.objects.visible_to(access, Perm.VIEW_PROCESSAUDIT)
    counted = rows.select_related("drawn_by", "store").annotate(
        looked=Count("drawn", filter=~Q(drawn__state=STATE.PENDING)),
        passed=Count("drawn", filter=Q(drawn__state=STATE.PASSED)),
        all_drawn=Count("drawn"),
    )
    return counted.order_by("-drawn_at", "-pk")


def result_of(audit: ProcessAudit) -> Result:
    """How an audit stands."""
    found = audit.drawn.order_by().aggregate(
        drawn=Count("pk"),
        checked=Count("pk", filter=~Q(state=STATE.PENDING)),
        passed=Count("pk", filter=Q(state=STATE.PASSED)),
    )
    return Result(**found)


def drawn_again(audit: ProcessAudit) -> bool:
    """Whether population and seed give the very orders that stand in the audit."""
    population = [(key, number, stratum) for key, number, stratum in audit.population]
    found = {key for key, _number, _stratum in draw(population, audit.size, audit.seed)}
    return found == set(audit.drawn.values_list("order_id", flat=True))


def drawn_of(audit: ProcessAudit) -> Any:
    """The drawn orders of an audit, with what their line shows."""
    rows = audit.drawn.select_related("order__visit", "order__advisor", "checked_by")
    return rows.annotate(faults=Count("findings")).order_by("stratum", "order__number")


def samples_seen(access: Actor) -> Any:
    """The drawn orders in reach."""
    return AuditedOrder.objects.visible_to(access, Perm.VIEW_PROCESSAUDIT)


def sample_read(access: Access) -> Any:
    """The drawn orders in reach with everything the questions look at."""
    return samples_seen(access).select_related(*OF_ORDER).prefetch_related(*READ)


def questions_for(sample: AuditedOrder, on: dt.date) -> list[Asked]:
    """What is asked of a drawn order on a day: the group's questions, then the store's own."""
    return [
        Asked(text, severity, recorded(looks_at, sample.order), source)
        for text, severity, looks_at, source in questions_of(sample.store_id, on)
    ]


def questions_of(store_id: int, on: dt.date) -> list[tuple[str, str, str, str]]:
    """Text, severity, what of the records answers it, and its source."""
    own = ProcessQuestion.objects.filter(store_id=store_id, active=True)
    return common_questions(store_id, on) + [
        (q.text, q.severity, q.looks_at, str(_("门店自定"))) for q in own
    ]


def common_questions(store_id: int, on: dt.date) -> list[tuple[str, str, str, str]]:
    """What the group asks in a store on a day."""
    found = figure(QUESTIONS, on, store_id)
    return [(q["text"], q["severity"], q["looks_at"], q["source"]) for q in found]


def own_questions(store: OrgUnit) -> Any:
    """What the store asks beside the group's."""
    return ProcessQuestion.objects.asked_in(store)


def findings_seen(access: Actor, show: str) -> Any:
    """Faults in reach of whoever puts right or audits: one's own, to be seen, late, open or all."""
    mine = AuditFinding.objects.visible_to(access, Perm.ANSWER_PROCESSAUDIT)
    audited = AuditFinding.objects.visible_to(access, Perm.VIEW_PROCESSAUDIT)
    rows = AuditFinding.objects.filter(Q(pk__in=mine.values("pk")) | Q(pk__in=audited.values("pk")))
    if show == "mine":
        rows = rows.filter(owner_id=access.staff_id or 0, state=AuditFinding.State.OPEN)
    elif show == "fixed":
        rows = rows.filter(state=AuditFinding.State.FIXED)
    elif show == "late":
        rows = rows.overdue(business_day(access.now))
    elif show != "all":
        rows = rows.open()
    return rows.select_related("sample__order__visit", "owner", "found_by", "store")
