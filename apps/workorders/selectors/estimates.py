"""The pages of the estimate: what is drafted with its margin, what was sent, what came back."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Q, Sum

from apps.core.files import files_of
from apps.core.models import StoredFile
from apps.core.money import ZERO, to_fen
from apps.parts.models import StockLevel
from apps.workorders.models import DeclinedWork, Finding
from apps.workorders.models.consent import Word
from apps.workorders.offered import content_of
from apps.workorders.permissions import Perm
from apps.workorders.pricing import net_of
from apps.workorders.selectors.orders import MOST_HITS, WORD, operations, parts
from apps.workorders.services.reception import CUSTOMER_SIGNATURE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from apps.core.actor import Actor
    from apps.org.access import Access
    from apps.workorders.models import Estimate, EstimateItem, WorkOrder
    from apps.workorders.offered import DraftItem

SHORTEST = 2


@dataclass(frozen=True)
class Margin:
    """What an offered item leaves, without VAT and without the wages: in yuan and percent."""

    net: Decimal
    cost: Decimal

    @property
    def amount(self) -> Decimal:
        """Net price less what the parts cost."""
        return self.net - self.cost

    @property
    def percent(self) -> Decimal | None:
        """Of the net price; None where that is zero."""
        return (self.amount * 100 / self.net).quantize(Decimal("0.1")) if self.net else None


@dataclass
class Way:
    """One way of a group as the drafting page shows it."""

    item: DraftItem
    margin: Margin | None
    hits: list[Any] = field(default_factory=list)
    term: str = ""


@dataclass
class DraftGroup:
    """What the customer will be asked, with its ways side by side."""

    number: int
    heading: str
    ways: list[Way]
    safety: bool


def drafted(order: WorkOrder, access: Access) -> list[DraftGroup]:
    """What waits for the customer's word on an order, grouped; margins for those who may see."""
    items = content_of(order)
    costs = _costs(items, order, access)
    groups: dict[int, DraftGroup] = {}
    for item in items:
        way = Way(item, None if costs is None else _margin(item, costs))
        group = groups.setdefault(item.group, DraftGroup(item.group, item.heading, [], item.safety))
        group.ways.append(way)
    return list(groups.values())


def _costs(items: list[DraftItem], order: WorkOrder, access: Access) -> dict[int, Decimal] | None:
    if not access.allowed(order, [Perm.VIEW_PROFIT]):
        return None
    wanted = {line.part_id for item in items for line in item.lines if line.part_id}
    rows = StockLevel.objects.filter(part__in=wanted, warehouse__store=order.store_id)
    sums = (
        rows.filter(on_hand__gt=0)
        .values("part")
        .annotate(n=Sum("on_hand"), worth=Sum(F("on_hand") * F("avg_cost")))
    )
    return {row["part"]: Decimal(row["worth"]) / Decimal(row["n"]) for row in sums}


def _margin(item: DraftItem, costs: dict[int, Decimal]) -> Margin:
    net = sum((net_of(line.amount, line.vat_rate) for line in item.lines), ZERO)
    cost = sum(
        (line.quantity * costs.get(line.part_id, ZERO) for line in item.lines if line.part_id),
        ZERO,
    )
    return Margin(net, to_fen(cost))


def hits(term: str, access: Actor) -> dict[str, list[Any]]:
    """Operations and parts a typed term points to."""
    text = term.strip()
    if len(text) < SHORTEST:
        return {"operations": [], "parts": []}
    named = Q(name__icontains=text) | Q(code__istartswith=text)
    if WORD.fullmatch(text):
        named |= Q(name_initials__startswith=text.lower())
    return {
        "operations": list(operations(access).filter(named)[:MOST_HITS]),
        "parts": list(parts(access).search(text)[:MOST_HITS]),
    }


@dataclass(frozen=True)
class Shown:
    """An item of a published estimate with what was said to it."""

    item: EstimateItem
    lines: list[Any]
    consent: Any
    photos: list[StoredFile]


def items_of(estimate: Estimate) -> list[EstimateItem]:
    """The items with their lines and answers, in the order of the paper."""
    rows = estimate.items.select_related("consent__taker", "finding", "offer", "operation")
    return list(rows.prefetch_related("lines").order_by("position"))


def groups_of(items: Iterable[EstimateItem]) -> dict[int, list[EstimateItem]]:
    """The items by group."""
    found: dict[int, list[EstimateItem]] = {}
    for item in items:
        found.setdefault(item.group, []).append(item)
    return found


def shown(items: list[EstimateItem]) -> list[Shown]:
    """Each item with its photos, in one query for all."""
    photos = photos_of({i.finding_id for i in items if i.finding_id is not None})
    return [
        Shown(
            item,
            list(item.lines.all()),
            getattr(item, "consent", None),
            photos.get(item.finding_id or 0, []),
        )
        for item in items
    ]


def photos_of(finding_ids: set[int]) -> dict[int, list[StoredFile]]:
    """The photos of findings."""
    if not finding_ids:
        return {}
    kind = ContentType.objects.get_for_model(Finding)
    found: dict[int, list[StoredFile]] = {}
    for file in StoredFile.objects.filter(content_type=kind, object_id__in=finding_ids):
        if file.media_type.startswith("image/"):
            found.setdefault(file.object_id, []).append(file)
    return found


def signature_of(row: Any) -> StoredFile | None:
    """The customer's signature under a paper."""
    return files_of(row, CUSTOMER_SIGNATURE).last()


def declined_of(vehicle_id: int, access: Actor) -> list[DeclinedWork]:
    """What the customer of a car did not want before, newest first."""
    rows = DeclinedWork.objects.visible_to(access, Perm.VIEW_WORKORDER).standing()
    return list(rows.filter(vehicle=vehicle_id).select_related("order", "item"))


def refused(items: list[EstimateItem]) -> list[EstimateItem]:
    """Those the customer did not want."""
    return [
        item
        for item in items
        if getattr(item, "consent", None) is not None and item.consent.word != Word.APPROVED
    ]
