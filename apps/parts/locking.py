"""The one place that changes stock.

A movement is one guarded statement: it changes the balance only if enough is there and writes the
ledger row in the same breath, so that balance and ledger cannot part.  Several movements are made
in the order of their parts, late in the act, so that two acts never wait for each other in a ring.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.utils.translation import gettext as _

from apps.core import frame
from apps.core.refusals import Refused
from apps.parts.models import Part, StockLevel, StockMove

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from apps.core.actor import Actor
    from apps.parts.models import GoodsReceiptLine

ZERO = Decimal(0)

LEDGER = """
INSERT INTO parts_stockmove (part_id, warehouse_id, kind, quantity, unit_cost, on_hand_after,
                             demand_id, document, by_id, tenure_id, at, operation)
SELECT %(part)s, %(warehouse)s, %(kind)s, %(signed)s, unit_cost, on_hand,
       %(demand)s, %(document)s, %(by)s, %(tenure)s, %(at)s, %(operation)s FROM moved
RETURNING unit_cost
"""

TAKE = f"""
WITH moved AS (
    UPDATE parts_stocklevel
       SET on_hand = on_hand - %(quantity)s, reserved = reserved - %(held)s
     WHERE part_id = %(part)s AND warehouse_id = %(warehouse)s
       AND reserved >= %(held)s AND on_hand - reserved >= %(quantity)s - %(held)s
    RETURNING on_hand, avg_cost AS unit_cost
) {LEDGER}"""

PUT = f"""
WITH moved AS (
    INSERT INTO parts_stocklevel AS level (part_id, warehouse_id, on_hand, reserved, avg_cost)
    VALUES (%(part)s, %(warehouse)s, %(quantity)s, 0, COALESCE(%(cost)s, 0))
    ON CONFLICT (part_id, warehouse_id) DO UPDATE
       SET on_hand = level.on_hand + %(quantity)s,
           avg_cost = round((level.on_hand * level.avg_cost
                             + %(quantity)s * COALESCE(%(cost)s, level.avg_cost))
                            / (level.on_hand + %(quantity)s), 4)
    RETURNING on_hand, COALESCE(%(cost)s, avg_cost) AS unit_cost
) {LEDGER}"""

HOLD = """
UPDATE parts_stocklevel SET reserved = reserved + %(wanted)s
 WHERE part_id = %(part)s AND warehouse_id = %(warehouse)s AND on_hand - reserved >= %(wanted)s
RETURNING %(wanted)s
"""

# Locking and reading stand apart from the update on purpose: in one statement the update would
# join the newest row with a remainder that was computed from an older one.
LOOK = """
SELECT on_hand - reserved FROM parts_stocklevel
 WHERE part_id = %(part)s AND warehouse_id = %(warehouse)s FOR UPDATE
"""

FREE = """
UPDATE parts_stocklevel SET reserved = reserved - %(quantity)s
 WHERE part_id = %(part)s AND warehouse_id = %(warehouse)s AND reserved >= %(quantity)s
RETURNING reserved
"""

OPEN_LEVEL = """
INSERT INTO parts_stocklevel (part_id, warehouse_id, on_hand, reserved, avg_cost)
VALUES (%(part)s, %(warehouse)s, 0, 0, 0) ON CONFLICT (part_id, warehouse_id) DO NOTHING
"""

REVALUE = f"""
WITH moved AS (
    UPDATE parts_stocklevel
       SET avg_cost = GREATEST(0, round(
               avg_cost + %(difference)s * LEAST(on_hand, %(quantity)s) / on_hand, 4))
     WHERE part_id = %(part)s AND warehouse_id = %(warehouse)s AND on_hand > 0
    RETURNING on_hand, avg_cost AS unit_cost
) {LEDGER}"""


@dataclass(frozen=True)
class Movement:
    """A movement to be made: ``quantity`` is positive, the kind gives its sign.

    ``held`` is how much of an issue was reserved before.  ``cost`` is yuan per unit without VAT
    of what comes in; None values it at the present average.
    """

    kind: str
    part_id: int
    warehouse_id: int
    quantity: Decimal
    document: str
    demand_id: int | None = None
    held: Decimal = ZERO
    cost: Decimal | None = None


def take(movements: Iterable[Movement], *, by: Actor) -> None:
    """Take parts off the shelf at the moving average; Refused, in words, when one is not there."""
    for movement in in_part_order(movements):
        if not _execute(TAKE, _facts(movement, -movement.quantity, by)):
            part = Part.objects.get(pk=movement.part_id)
            raise Refused(shortage(part, movement.warehouse_id, movement.quantity, movement.held))


def put(movements: Iterable[Movement], *, by: Actor) -> None:
    """Put parts on the shelf; the average becomes (q·c + Q·C) / (q + Q), four decimals."""
    for movement in in_part_order(movements):
        _execute(PUT, _facts(movement, movement.quantity, by))


def hold(part_id: int, warehouse_id: int, wanted: Decimal) -> Decimal:
    """Reserve up to ``wanted`` of what is free and return how much it became.

    Even when nothing is free the balance row stays locked until the end of the act, so that a
    receipt which arrives meanwhile sees this request when it looks for waiting ones.
    """
    facts = {"part": part_id, "warehouse": warehouse_id, "wanted": wanted}
    if _execute(HOLD, facts):
        return wanted
    rows = _execute(LOOK, facts)
    if not rows:
        _execute(OPEN_LEVEL, facts)
        rows = _execute(LOOK, facts)
    granted: Decimal = min(rows[0][0], wanted)
    if granted:
        _execute(HOLD, facts | {"wanted": granted})
    return granted


def free(part_id: int, warehouse_id: int, quantity: Decimal) -> None:
    """Give reserved stock back to the shelf."""
    if quantity and not _execute(
        FREE, {"part": part_id, "warehouse": warehouse_id, "quantity": quantity}
    ):
        raise Refused(_("占用数量已经变化，请刷新后再试。"))


def revalue(receipt: Movement, difference: Decimal, *, by: Actor) -> None:
    """Correct the average by a price that came after the goods, for what of them still lies there.

    ``difference`` is yuan per unit, real less booked.  What is gone already keeps its cost.
    """
    _execute(REVALUE, {**_facts(receipt, ZERO, by), "difference": difference})


def place(line: GoodsReceiptLine) -> None:
    """Say on which shelf a received part lies."""
    levels = StockLevel.objects.filter(warehouse_id=line.receipt.warehouse_id)
    levels.filter(part_id=line.part_id).update(bin=line.bin)


def issue_cost(demand_id: int) -> Decimal:
    """What the pieces a demand still keeps cost on average when they were issued."""
    quantity, value = ZERO, ZERO
    for moved, cost in StockMove.objects.filter(demand_id=demand_id).values_list(
        "quantity", "unit_cost"
    ):
        quantity, value = quantity - moved, value - moved * cost
    return (value / quantity).quantize(Decimal("0.0001")) if quantity > 0 else ZERO


def shortage(part: Part, warehouse_id: int, wanted: Decimal, held: Decimal = ZERO) -> str:
    """Words for a refusal: what is wanted and what the asker could have, ``held`` included."""
    levels = StockLevel.objects.filter(part=part, warehouse_id=warehouse_id)
    available = next((level.available for level in levels), ZERO) + held
    return _("库存不足：%(part)s 需要 %(wanted)s %(measure)s，可用 %(available)s。") % {
        "part": part,
        "wanted": f"{wanted.normalize():f}",
        "available": f"{available.normalize():f}",
        "measure": part.measure,
    }


def in_part_order(movements: Iterable[Movement]) -> list[Movement]:
    """The order in which every act touches balances."""
    return sorted(movements, key=lambda m: (m.part_id, m.warehouse_id, m.demand_id or 0))


def stock_differences() -> list[str]:
    """Where ledger, balance, reservations and demands disagree; empty in a sound store."""
    return [
        template.format(*row) for template, query in CHECKS.items() for row in _execute(query, {})
    ]


CHECKS = {
    "part {} warehouse {}: balance {} but ledger {}": """
        SELECT COALESCE(l.part_id, m.part_id), COALESCE(l.warehouse_id, m.warehouse_id),
               COALESCE(l.on_hand, 0), COALESCE(m.total, 0)
          FROM parts_stocklevel l FULL JOIN (
               SELECT part_id, warehouse_id, sum(quantity) AS total
                 FROM parts_stockmove GROUP BY 1, 2) m
            ON m.part_id = l.part_id AND m.warehouse_id = l.warehouse_id
         WHERE COALESCE(l.on_hand, 0) <> COALESCE(m.total, 0)""",
    "part {} warehouse {}: reserved {} but demands hold {}": """
        SELECT COALESCE(l.part_id, d.part_id), COALESCE(l.warehouse_id, d.warehouse_id),
               COALESCE(l.reserved, 0), COALESCE(d.total, 0)
          FROM parts_stocklevel l FULL JOIN (
               SELECT part_id, warehouse_id, sum(reserved) AS total
                 FROM parts_demand WHERE reserved > 0 GROUP BY 1, 2) d
            ON d.part_id = l.part_id AND d.warehouse_id = l.warehouse_id
         WHERE COALESCE(l.reserved, 0) <> COALESCE(d.total, 0)""",
    "demand {}: keeps {} but ledger {}": """
        SELECT d.id, d.issued - d.returned, -COALESCE(m.total, 0)
          FROM parts_demand d LEFT JOIN (
               SELECT demand_id, sum(quantity) AS total
                 FROM parts_stockmove WHERE demand_id IS NOT NULL GROUP BY 1) m
            ON m.demand_id = d.id
         WHERE d.issued - d.returned <> -COALESCE(m.total, 0)""",
}


def _facts(movement: Movement, signed: Decimal, by: Actor) -> dict[str, Any]:
    act = frame.current()
    return {
        "part": movement.part_id,
        "warehouse": movement.warehouse_id,
        "kind": movement.kind,
        "quantity": movement.quantity,
        "signed": signed,
        "held": movement.held,
        "cost": movement.cost,
        "demand": movement.demand_id,
        "document": movement.document,
        "by": by.staff_id,
        "tenure": act.tenure_id if act else None,
        "at": by.now,
        "operation": by.operation_key,
    }


def _execute(statement: str, facts: dict[str, Any]) -> Sequence[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, facts)
        rows: Sequence[tuple[Any, ...]] = cursor.fetchall() if cursor.description else []
        return rows
