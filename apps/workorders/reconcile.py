"""Money: totals against lines, settlements against their parts, paid against payments."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from apps.core.reconcile import Check, named, register

TOTALS = """
WITH lines AS (
    SELECT j.order_id, COALESCE(s.payer, l.payer) AS payer, COALESCE(s.amount, l.amount) AS labour,
           0 AS parts
      FROM workorders_labourline l JOIN workorders_job j ON j.id = l.job_id
      LEFT JOIN workorders_payersplit s ON s.labour_line_id = l.id
     WHERE j.state <> 'cancelled'
    UNION ALL
    SELECT j.order_id, COALESCE(s.payer, p.payer), 0, COALESCE(s.amount, p.amount)
      FROM workorders_partline p JOIN workorders_job j ON j.id = p.job_id
      LEFT JOIN workorders_payersplit s ON s.part_line_id = p.id
     WHERE j.state <> 'cancelled'
)"""

ORDERS = f"""{TOTALS}
SELECT o.number, o.labour_total, o.parts_total,
       COALESCE(sum(l.labour), 0), COALESCE(sum(l.parts), 0)
  FROM workorders_workorder o LEFT JOIN lines l ON l.order_id = o.id
 GROUP BY o.id
HAVING o.labour_total <> COALESCE(sum(l.labour), 0) OR o.parts_total <> COALESCE(sum(l.parts), 0)
 ORDER BY o.id"""

BUCKETS = f"""{TOTALS}, sums AS (
    SELECT order_id, payer, sum(labour) AS labour, sum(parts) AS parts FROM lines GROUP BY 1, 2
)
SELECT COALESCE(b.order_id, s.order_id), COALESCE(b.payer, s.payer), b.gross, s.labour + s.parts
  FROM workorders_orderbucket b
  FULL JOIN sums s ON s.order_id = b.order_id AND s.payer = b.payer
 WHERE b.labour IS DISTINCT FROM s.labour OR b.parts IS DISTINCT FROM s.parts
 ORDER BY 1, 2"""

SETTLEMENTS = """
SELECT s.number, s.due, COALESCE(sum(b.due), 0)
  FROM workorders_settlement s LEFT JOIN workorders_settlementbucket b ON b.settlement_id = s.id
 GROUP BY s.id
HAVING s.gross <> COALESCE(sum(b.gross), 0) OR s.discount <> COALESCE(sum(b.discount), 0)
    OR s.due <> COALESCE(sum(b.due), 0) OR s.net <> COALESCE(sum(b.net), 0)
    OR s.vat <> COALESCE(sum(b.vat), 0)
 ORDER BY s.id"""

PAYMENTS = """
SELECT s.number, b.payer, b.paid, COALESCE(sum(p.amount), 0)
  FROM workorders_settlementbucket b
  JOIN workorders_settlement s ON s.id = b.settlement_id
  LEFT JOIN workorders_payment p ON p.bucket_id = b.id
 GROUP BY s.id, b.id
HAVING b.paid <> COALESCE(sum(p.amount), 0)
 ORDER BY b.id"""

RECEIVABLES = """
SELECT s.number, b.payer, b.due, r.amount
  FROM workorders_settlementbucket b
  JOIN workorders_settlement s ON s.id = b.settlement_id
  LEFT JOIN workorders_receivable r ON r.bucket_id = b.id
 WHERE s.state = 'settled' AND b.closing = 'receivable'
   AND (r.id IS NULL OR (r.open_amount = 0) <> (r.closed_at IS NOT NULL)
     OR CASE b.payer WHEN 'CP' THEN b.due - b.paid <> r.open_amount ELSE r.amount <> b.due END)
 ORDER BY b.id"""

ESTIMATES = """
WITH firsts AS (
    SELECT DISTINCT ON (estimate_id, "group") estimate_id, due
      FROM workorders_estimateitem ORDER BY estimate_id, "group", position
)
SELECT e.number, e.total, COALESCE(sum(f.due), 0)
  FROM workorders_estimate e LEFT JOIN firsts f ON f.estimate_id = e.id
 GROUP BY e.id HAVING e.total <> COALESCE(sum(f.due), 0)
 ORDER BY e.id"""

OFFERED = """
SELECT e.number, i.position, i.amount, COALESCE(sum(l.amount), 0)
  FROM workorders_estimateitem i JOIN workorders_estimate e ON e.id = i.estimate_id
  LEFT JOIN workorders_estimateline l ON l.item_id = i.id
 GROUP BY e.id, i.id
HAVING i.amount <> COALESCE(sum(l.amount), 0)
    OR i.due <> COALESCE(sum(l.amount) FILTER (WHERE l.payer = 'CP'), 0)
 ORDER BY i.id"""


def order_differences() -> list[str]:
    """Orders whose totals, or whose sums by payer, are not those of their lines."""
    totals = named("order {}: labour {} and parts {}, but lines say {} and {}", ORDERS)
    return totals + named("order {} payer {}: {} but lines say {}", BUCKETS)


def settlement_differences() -> list[str]:
    """Settlements that are not the sum of their parts, and parts paid otherwise than booked."""
    sums = named("settlement {}: due {} but its parts {}", SETTLEMENTS)
    return sums + named("settlement {} payer {}: paid {} but payments {}", PAYMENTS)


def receivable_differences() -> list[str]:
    """Parts closed as receivable without one of that amount, or closed without being paid off."""
    return named("settlement {} payer {}: due {} but receivable {}", RECEIVABLES)


def estimate_differences() -> list[str]:
    """Estimates that are not the sum of their items, and items that are not that of their lines."""
    sums = named("estimate {}: total {} but its items {}", ESTIMATES)
    return sums + named("estimate {} item {}: {} but its lines {}", OFFERED)


register(Check("workorders.estimates", _("报价与明细一致"), estimate_differences))
register(Check("workorders.totals", _("工单合计与明细一致"), order_differences))
register(Check("workorders.settlements", _("结算与收款一致"), settlement_differences))
register(Check("workorders.receivables", _("应收与结算一致"), receivable_differences))
