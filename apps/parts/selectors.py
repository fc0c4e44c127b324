"""Pages of the parts room that are made of several reads."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Min, Value, When

from apps.parts.inbox import awaited, short, to_issue, to_reserve
from apps.parts.machines import something_held
from apps.parts.models import Demand, StockLevel
from apps.parts.permissions import Perm

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from django.db.models import QuerySet
    from django.utils.functional import _StrOrPromise

    from apps.core.actor import Actor
    from apps.parts.forms import IssueForm
    from apps.parts.models import Part
    from apps.parts.models.demands import DemandQuerySet

ZERO = Decimal(0)


@dataclass(frozen=True)
class Line:
    """One demand as the keeper sees it; ``why`` says what keeps it from being handed out."""

    demand: Demand
    bin: str
    ready: bool
    why: _StrOrPromise
    ticked: bool
    old_ticked: bool


@dataclass(frozen=True)
class Sheet:
    """The demands of one document (领料单)."""

    document_no: str
    plate_no: str
    due: dt.datetime | None
    asked_by: str
    lines: list[Line]
    form: IssueForm | None = None

    @property
    def ready(self) -> bool:
        """Whether anything can be handed out now."""
        return any(line.ready for line in self.lines)

    @property
    def exchange(self) -> bool:
        """Whether an old part has to come first for any of it."""
        return any(line.ready and line.demand.part.exchange_required for line in self.lines)


def demands_shown(access: Actor, show: str, term: str) -> DemandQuerySet:
    """The demands of one view of the list, those of the inbox queues among them."""
    everything = Demand.objects.visible_to(access)
    views = {
        "issue": lambda: to_issue(access),
        "reserve": lambda: to_reserve(access),
        "short": lambda: short(access),
        "awaited": lambda: awaited(access),
        "workshop": everything.at_workshop,
    }
    return views.get(show, everything.open)().matching(term)


def documents_of(demands: DemandQuerySet) -> QuerySet[Demand, dict[str, Any]]:
    """One row per document: short ones first, then the earliest promise."""
    is_short = Case(When(state=Demand.State.SHORT, then=Value(0)), default=Value(1))
    grouped = demands.order_by().values("document_no")
    return grouped.annotate(rank=Min(is_short), due=Min("needed_at"), first=Min("pk")).order_by(
        "rank", "due", "first"
    )


def sheets(
    access: Actor,
    demands: DemandQuerySet,
    numbers: Iterable[dict[str, Any]],
    forms: dict[str, IssueForm],
) -> list[Sheet]:
    """The documents of one page with their demands."""
    order = [row["document_no"] for row in numbers]
    shown = demands.filter(document_no__in=order).select_related(
        "part", "warehouse", "requester", "taken_by"
    )
    rows = list(shown.order_by("part__code", "pk"))
    mine = Demand.objects.visible_to(access, Perm.ISSUE_PART).filter(pk__in=[r.pk for r in rows])
    may_issue = set(mine.values_list("pk", flat=True))
    bins = bins_of(rows)
    grouped: dict[str, list[Demand]] = defaultdict(list)
    for row in rows:
        grouped[row.document_no].append(row)
    return [_sheet(grouped[number], may_issue, bins, forms.get(number)) for number in order]


def bins_of(demands: Iterable[Demand]) -> dict[tuple[int, int], str]:
    """The shelf of each (part, warehouse) the demands name."""
    levels = StockLevel.objects.filter(
        part_id__in={d.part_id for d in demands}, bin__isnull=False
    ).values_list("part_id", "warehouse_id", "bin__code")
    return {(part, warehouse): code for part, warehouse, code in levels}


def _sheet(
    rows: list[Demand],
    may_issue: set[int],
    bins: dict[tuple[int, int], str],
    form: IssueForm | None,
) -> Sheet:
    ticked = form.ticked("lines") if form else set()
    old = form.ticked("old_parts") if form else set()
    back = bool(form and form.is_bound)
    lines = []
    for row in rows:
        why = why_not_issued(row)
        ready = row.pk in may_issue and row.reserved > 0 and why is None
        key = str(row.pk)
        shelf = bins.get((row.part_id, row.warehouse_id), "")
        lines.append(Line(row, shelf, ready, why or "", key in ticked or not back, key in old))
    first = rows[0]
    return Sheet(
        document_no=first.document_no,
        plate_no=first.plate_no,
        due=min((r.needed_at for r in rows if r.needed_at), default=None),
        asked_by=str(first.requester or ""),
        lines=lines,
        form=form if any(line.ready for line in lines) else None,
    )


def why_not_issued(demand: Demand) -> _StrOrPromise | None:
    """What keeps a demand from being handed out, apart from the old part, which the form asks."""
    if demand.state not in Demand.OPEN_STATES:
        return demand.get_state_display()
    return something_held(demand)


@dataclass(frozen=True)
class StockRow:
    """One part with its balances in reach; ``costed`` are the levels whose cost may be seen."""

    part: Part
    levels: list[StockLevel] = field(default_factory=list)
    costed: frozenset[int] = frozenset()

    @property
    def available(self) -> Decimal:
        """What may still be promised, over all rooms in reach."""
        return sum((level.available for level in self.levels), ZERO)


def stock_rows(access: Actor, parts: Iterable[Part]) -> list[StockRow]:
    """The parts of one page with their balances."""
    chosen = list(parts)
    levels = StockLevel.objects.visible_to(access, Perm.VIEW_STOCK).filter(part__in=chosen)
    grouped: dict[int, list[StockLevel]] = defaultdict(list)
    for level in levels.select_related("warehouse__store", "bin").order_by("warehouse"):
        grouped[level.part_id].append(level)
    costed = levels_with_cost(access, chosen)
    return [StockRow(part, grouped[part.pk], costed) for part in chosen]


def levels_with_cost(access: Actor, parts: Iterable[Part]) -> frozenset[int]:
    """The keys of the balances whose cost the person may see."""
    if not access.can(Perm.VIEW_COST):
        return frozenset()
    seen = StockLevel.objects.visible_to(access, Perm.VIEW_COST).filter(part__in=list(parts))
    return frozenset(seen.values_list("pk", flat=True))
